"""Every way a contribution comes in, its receipt and its history."""
