"""Example content, every piece marked as an example."""
