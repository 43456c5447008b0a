"""What several commands do: options become changes of the store."""
