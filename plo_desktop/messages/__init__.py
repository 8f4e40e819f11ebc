"""What each message is, declared once."""
