"""Queue, decisions and coding."""
