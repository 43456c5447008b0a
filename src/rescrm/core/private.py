"""A tag that is for your eyes only: no calendar, card, digest or letter names it."""

from __future__ import annotations

TOUGH_WEEK = "tough-week"
HOW_IS_IT = "how is the week?"  # asked again when it has passed; it does not name the tag
