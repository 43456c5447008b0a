"""Store, folders and server brought together: a plan for each collection, then carried out."""
