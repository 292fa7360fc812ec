"""Published contributions as files."""
