"""The saying: what a command answers becomes plain text, JSON or a screen."""
