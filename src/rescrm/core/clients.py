"""The calendars that people use, and what each makes of a file."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import UsageError


class Client(NamedTuple):
    """A calendar program: what it takes, and what it goes without.

    ``counts_before`` is said of one that reads every alarm as so long *before* the event.
    ``most_bytes`` is the largest file it takes, where that is known.
    """

    word: str
    name: str
    takes_todos: bool = True
    rings: bool = True
    counts_before: bool = False
    reads_dated_zones: bool = True
    most_bytes: int | None = None


GOOGLE = Client("google", "Google Calendar", takes_todos=False, rings=False, most_bytes=1_000_000)
APPLE = Client("apple", "Apple Calendar")
OUTLOOK = Client(
    "outlook", "Outlook", takes_todos=False, counts_before=True, reads_dated_zones=False
)
KHAL = Client("khal", "khal", takes_todos=False, rings=False)
EVERY = Client("", "every calendar")  # a file that goes by the standard alone

CLIENTS = (GOOGLE, APPLE, OUTLOOK, KHAL)
PROFILES = {each.word: each for each in (GOOGLE, APPLE, OUTLOOK)}


def named(word: str | None) -> Client:
    """The client that a file is for; UsageError (2) when it is none of ours."""
    if word is None:
        return EVERY
    if word not in PROFILES:
        raise UsageError(f'--for is google, apple or outlook, not "{word}".')
    return PROFILES[word]
