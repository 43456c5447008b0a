"""Not now: a day to come back to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from ..actions import naming, rhythm, selector
from ..core import days
from ..core.identity import Named
from ..core.model import Commitment
from ..errors import UsageError
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm snooze maya next week", "rescrm snooze @ben-adler fri", "rescrm snooze 12 10d")


def snooze(
    context: Context,
    words: Annotated[
        list[str],
        Argument(
            metavar="WHO|ID UNTIL",
            help="Someone, or the number or uid of a promise; then a day to come.",
            show_default=False,
        ),
    ],
) -> Listing:
    """Not before a day; the next touch ends it."""
    session: Session = context.obj
    if len(words) == 1:
        raise UsageError(f"say until when: rescrm snooze {words[0]} next week")

    def read(rest: Sequence[str]) -> date:
        return days.ahead(" ".join(rest), session.today, session.settings.date_order)

    found, day = selector.parted(words, partial(naming.target, session), read)
    match found:
        case Named() as who:
            act = partial(session.store.people.snooze, until=day)
            return rhythm.put_off(session, who, act, f"not before {days.spoken(day)}")
        case Commitment() as item:
            return rhythm.move(session, item, day)
    raise UsageError(
        f"{words[0]} cannot be snoozed: people, promises, asks, thank-yous, follow-ups can."
    )
