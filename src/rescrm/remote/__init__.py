"""Other programs, at the door: mail boxes, calendars, the clock that runs things."""
