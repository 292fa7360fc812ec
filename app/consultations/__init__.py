"""Rounds: questions put to the public for a time."""
