"""The kind for what no other pack covers."""
