"""Whom I mentor, each with their own rhythm."""

from __future__ import annotations

from ..actions import mentoring
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typer import Context

EXAMPLES = ("rescrm mentees", "rescrm mentees --json")


def mentees(context: Context) -> Listing:
    """Whom you mentor, and when you meet next.

    Everyone of kind mentee: role (mentee), handle, name, from (the day you met), until, last
    (touch), due_on (when you meet next), every.
    """
    session: Session = context.obj
    found = list(mentoring.mentees(session))
    return Listing(
        kind="mentor",
        items=found,
        shape=columns.MENTORSHIP,
        empty="You mentor nobody yet. Someone of yours: rescrm edit WHO --kind mentee",
        after=[f"`rescrm why {found[0].handle}` tells when you meet next."] if found else (),
    )
