"""What stands in calendars, and what calendars say of shifts."""
