"""What people look at: cards as text and HTML, and the published JSON form; views only read."""
