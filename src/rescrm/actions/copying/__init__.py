"""Copies of each change as it is made, by Litestream."""
