"""Letters, from what is known to what became of them."""
