"""The digest as it leaves: in safe words, to an address, each morning."""
