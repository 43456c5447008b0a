"""The uid by which calendars know an item: for as long as it lives, nothing of its words is in it.

`OWN-KIND@rescrm`, or `OWN-KIND-WHICH@rescrm` for one of several: by a meeting's day, a
birthday's year.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .due import What

DOMAIN = "@rescrm"
MEETING = "meeting"  # of a group
SESSION = "session"  # of someone to be met at an event
KINDS = (*What, MEETING, SESSION)

_UID = re.compile(rf"(.+?)-({'|'.join(KINDS)})(?:-(\d+))?{DOMAIN}", re.DOTALL)


class Parts(NamedTuple):
    """Whose an item is (the uid of its row), what it is, and which of several."""

    own: str
    kind: str
    which: str | None = None

    @property
    def is_one_of_several(self) -> bool:
        """Whether it has a day or an hour of its own, and is over when that is."""
        return self.which is not None or self.kind == SESSION

    @property
    def owner(self) -> str:
        """The uid of the person or the thing that it goes with."""
        return self.own.rpartition(".")[2] if self.kind == SESSION else self.own


def made(own: str, kind: str, which: str | None = None) -> str:
    """The uid of an item."""
    return f"{own}-{kind}-{which}{DOMAIN}" if which else f"{own}-{kind}{DOMAIN}"


def parts(uid: str) -> Parts:
    """What a uid of ours is made of; ValueError for another's."""
    found = _UID.fullmatch(uid)
    if not found:
        raise ValueError(uid)
    return Parts(found[1], found[2], found[3])
