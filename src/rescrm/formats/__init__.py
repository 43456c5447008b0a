"""The spelling of files: read and write, nothing else."""
