"""Programs, ranked."""

from __future__ import annotations

from ..actions.programs import PROGRAM, ranked
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typer import Context

EXAMPLES = ("rescrm programs", "rescrm programs --json")


def programs(context: Context) -> Listing:
    """Programs by fit and by whom you know there, summed up in words.

    fit is each weight times how much it matters to you. known is for the five nearest you know
    there: one each, one more if in touch this year, one if often, one for a mentor, a sponsor or
    an alum. Answers with handle, name, organisation, city, note, weights{}, people[{handle,
    name, tie}], fit, known, sum, because.
    """
    session: Session = context.obj
    return Listing(
        kind="program",
        items=ranked(session, session.store.programs.all()),
        shape=PROGRAM,
        empty='No programs yet. rescrm program add "UCSF Cardiology" --org UCSF --weight city=2',
        after=["`rescrm program prefer research=2` says what matters; `who-at ORG` whom you know."],
    )
