"""Groups: who is in them, how they are, what came of them."""
