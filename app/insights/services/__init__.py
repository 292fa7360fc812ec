"""Loading and putting together what stands beside the contributions."""
