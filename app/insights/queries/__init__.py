"""Questions about what the contributions add up to, and what stands beside them."""
