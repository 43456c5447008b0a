"""The day on one page."""

from __future__ import annotations

import io
from datetime import timedelta

from ..actions import pausing, schedule
from ..core import digest as page
from ..core.digest import Digest
from ..errors import UsageError
from ..session import Session
from ..view import as_json
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Context, Option

EXAMPLES = (
    "rescrm digest",
    "rescrm digest --if-any",
    "rescrm digest --as json",
)
WEEK = timedelta(days=6)  # from today on


def digest(
    context: Context,
    if_any: Annotated[bool, Option("--if-any", help="Silent when there is nothing.")] = False,
    as_: Annotated[str, Option("--as", help="text or json.")] = "text",
) -> Listing:
    """The day on one page, for cron or for coffee."""
    session: Session = context.obj
    if as_ not in ("text", "json"):
        raise UsageError(f'--as is text or json, not "{as_}".')
    today = make(session)
    if if_any and page.is_empty(today):
        return Listing(kind="digest")
    if as_ == "json":
        return Listing(kind="digest", items=[today], raw=[_json(today)])
    return Listing(
        kind="digest",
        items=[today],
        lines=page.text(today),
        prose=True,
        notes=pausing.note(session),
    )


def make(session: Session) -> Digest:
    """What the plan has for today and the week, and what was said or comes round."""
    last = session.today + min(WEEK, session.today.max - session.today)
    planned = schedule.planned(schedule.laid(session, last))
    said = list(session.store.dues.walk_said(last))
    return page.make(
        session.today,
        [each for each in said if each.overdue >= 0],
        [each for each in said if each.overdue < 0],
        [each for each in planned if each.planned_on and each.planned_on <= last],
    )


def _json(today: Digest) -> bytes:
    out = io.StringIO()
    as_json.write("digest", [today], out)
    return out.getvalue().encode("utf-8")
