"""A personal networking CRM for medical residents."""

__version__ = "0.1.0"
