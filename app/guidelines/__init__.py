"""Versioned code books."""
