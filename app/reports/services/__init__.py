"""What a yearly report says, and how it is frozen, released and written to files."""
