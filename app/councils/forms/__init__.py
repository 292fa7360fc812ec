"""Forms of councils and of those who answer them."""
