"""dateline: a ledger of who says what happened."""
