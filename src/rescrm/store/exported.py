"""What calendars were told: kept beside the history, never undone, its numbers only rise."""
