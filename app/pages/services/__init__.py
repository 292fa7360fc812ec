"""What administrators and readers can change on the pages of this room."""
