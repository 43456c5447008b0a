"""The day on one page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import timedelta

from ..actions import goals, pausing, schedule
from ..actions.digests import delivering, timetabling
from ..actions.digests import words as digest_words
from ..core import digest as page
from ..core.digest import Digest
from ..errors import UsageError
from ..formats import digest_page
from ..session import Session
from ..view import as_json
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm digest",
    "rescrm digest --if-any --as md",
    "rescrm digest --if-any --to you@example.org",
    "rescrm digest install cron --at 06:30",
    "rescrm digest remove",
)
MORNING = "06:30"
WEEK = timedelta(days=6)  # from today on
FORMS = ("text", "md", "html", "json")


def digest(
    context: Context,
    words: Annotated[
        list[str] | None,
        Argument(
            metavar="[install cron|systemd|launchd, remove]",
            help="install has it run each morning, remove ends that.",
        ),
    ] = None,
    if_any: Annotated[
        bool, Option("--if-any", help="Say nothing when there is nothing to say.")
    ] = False,
    as_: Annotated[str, Option("--as", metavar="FORM", help="text, md, html or json.")] = "text",
    to: Annotated[
        list[str] | None,
        Option(metavar="ADDRESS", help="Mail it there, once a day at most; also with install."),
    ] = None,
    at: Annotated[
        str | None, Option(metavar="TIME", help="When install has it run; else 06:30.")
    ] = None,
) -> Listing:
    """The day on one page, for cron or for coffee.

    Items: day, and what is overdue[], today[], soon[], dates[], promises[], asks[], resting[] (as
    in `rescrm due`) and goals[]: name, wanted, counts, done, text, suggestion, handle. Mailed, they
    are day, to, state (sent, refused, unknown, before), reason; installed, where, place, text.
    """
    session: Session = context.obj
    match words or []:
        case [] if at is None:
            return _today(session, as_, to or (), if_any=if_any)
        case ["install", _] if as_ != "text":
            raise UsageError("each morning it is text, mailed with a page; --as is for now alone.")
        case ["install", where]:
            return timetabling.install(session, where, at or MORNING, to or ())
        case ["remove"]:
            return timetabling.remove(session)
        case []:
            raise UsageError(f"--at is for install: rescrm digest install cron --at {at}")
    raise UsageError("digest takes `install cron`, `install systemd`, `install launchd`, `remove`.")


def _today(session: Session, form: str, to: Sequence[str], *, if_any: bool) -> Listing:
    if form not in FORMS:
        raise UsageError(f'--as is {", ".join(FORMS[:-1])} or {FORMS[-1]}, not "{form}".')
    today = make(session)
    if if_any and page.is_empty(today):
        return Listing(kind="digest")
    if to:
        if form != "text":
            raise UsageError("a mail has the text and the page in it; --as is for what is printed.")
        return delivering.deliver(session, today, to)
    if form != "text":
        return Listing(kind="digest", items=[today], raw=[_raw(today, form)])
    return Listing(
        kind="digest",
        items=[today],
        lines=page.text(today),
        prose=True,
        notes=pausing.note(session),
    )


def _raw(today: Digest, form: str) -> bytes:
    match form:
        case "md":
            return digest_page.markdown(digest_words.page(today)).encode()
        case "html":
            return digest_page.html(digest_words.page(today)).encode()
    return _json(today)


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
        goals.standing(session),
        session.store.dues.at_rest(),
    )


def _json(today: Digest) -> bytes:
    out = io.StringIO()
    as_json.write("digest", [today], out)
    return out.getvalue().encode("utf-8")
