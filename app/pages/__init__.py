"""Screens that show several rooms together."""
