"""Before you meet: one screen for a person, for an event's day, for a calendar's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..actions import brief as gathering
from ..core import days
from ..core.brief import Brief, Occasion
from ..errors import UsageError
from ..session import Session, Thing
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Annotated

    from typer import Argument, Context, Option

    from ..core.model import Commitment, Interaction

EXAMPLES = (
    "rescrm brief lindqvist",
    "rescrm brief --event acc-2027 --day fri",
    "rescrm brief --calendar work.ics",
)
LABEL = 9
NOTE = 160  # letters of a note on a terminal
POINTS = 5
STATES = {
    "deceased": "none; they died",
    "archived": "none; set aside",
    "resting": "resting",
    "unanswered": "resting: three tries had no answer yet",
}
LIST = 3  # promises, asks, news on a terminal


def brief(
    context: Context,
    who: Annotated[
        list[str] | None, Argument(metavar="[WHO]", help="Whom you meet.", show_default=False)
    ] = None,
    event: Annotated[str | None, Option(help="All you meet at an event instead.")] = None,
    day: Annotated[str | None, Option(help="One day of the event; today while it is on.")] = None,
    calendar: Annotated[
        str | None, Option(metavar="FILE", help="Today's meetings of an .ics file instead.")
    ] = None,
) -> Listing:
    """One screen before you meet someone.

    Answers with handle, name, contact, met, touches[], promises[], asks[], to_do[], points[],
    news[], questions[], state, occasion. Its plain form is the page, as a pipe may print it.
    """
    session: Session = context.obj
    if sum(map(bool, (who, event, calendar))) != 1 or (day and not event):
        raise UsageError(
            "say one: rescrm brief WHO, rescrm brief --event E [--day D], "
            "or rescrm brief --calendar FILE.ics"
        )
    if event:
        return _of_event(session, event, day)
    if calendar:
        return _of_calendar(session, calendar)
    found = gathering.person(session, session.who(" ".join(who or ())).id)
    log = f'`rescrm log "coffee with @{found.handle}, …"` afterwards.'
    return _page([found], list(_whole(session, found)), after=[log])


def _of_event(session: Session, typed: str, day: str | None) -> Listing:
    which = session.event(typed)
    wanted = gathering.the_day(session, which, day)
    found = gathering.event(session, which, wanted)
    when = f" · {tied(days.spoken(wanted))}" if wanted else ""
    lines: list[Line] = [(Span(tied(which.name), "bold"), " ", f"({which.handle}){when}")]
    after = [f"`rescrm event capture {which.handle}` keeps whom you meet."]
    body = [line for each in found for line in ("", *_compact(session, each))]
    empty = "" if found else _nobody(session, which, wanted)
    return _page(found, [*lines, *body] if found else None, after=after, empty=empty)


def _nobody(session: Session, event: Thing, day: date | None) -> str:
    """A day of an event without anyone: those of its other days, or how to name the first."""
    on = f" on {days.spoken(day)}" if day else ""
    met = len(session.store.events.met(event.id))
    if met:
        people = "1 person was met" if met == 1 else f"{met} people were met"
        return (
            f"Nobody is noted for {event.name}{on}; {people} on other days: "
            f"rescrm event show {event.handle}"
        )
    return f"Nobody to meet at {event.name}{on} yet. rescrm event target {event.handle} NAME"


def _of_calendar(session: Session, file: str) -> Listing:
    day = gathering.calendar(session, file)
    found = gathering.briefs(session, day)
    lines: list[Line] = []
    for each in found:
        lines += [*([""] if lines else []), *_compact(session, each)]
    if day.others:
        told = " · ".join(f"{each.starts:%H:%M} {each.title}" for each in day.others)
        lines += [*([""] if lines else []), f"With nobody you keep here: {told}"]
    left_out = [f"{each.where}: {each.reason}" for each in day.unreadable]
    return _page(
        found,
        lines or None,
        empty=f"No meetings on {days.spoken(session.today)}.",
        warnings=left_out,
        exit_code=5 if left_out else 0,
    )


def _page(
    found: Sequence[Brief],
    lines: Sequence[Line] | None,
    *,
    after: Sequence[str] = (),
    empty: str = "",
    warnings: Sequence[str] = (),
    exit_code: int = 0,
) -> Listing:
    return Listing(
        kind="brief",
        items=found,
        lines=lines,
        prose=lines is not None,
        empty=empty,
        after=after if found else (),
        warnings=warnings,
        exit_code=exit_code,
    )


# One screen ----------------------------------------------------------------------------------


def _whole(session: Session, each: Brief) -> Iterator[Line]:
    yield from _head(each)
    contact = each.contact
    ways = (*(e.address for e in contact.emails), *(p.number for p in contact.phones))
    if ways:
        yield "  " + " · ".join(map(tied, ways))
    yield from _labelled("met", [each.met] if each.met else [])
    yield from _labelled("rhythm", _rhythm(each))
    yield from _labelled("last", [_touch(session, touch) for touch in each.touches])
    yield from _between(session, each)
    yield from _labelled("news", _some(session, [_news(session, new) for new in each.news]))
    yield from _labelled("ask", [f"{nth}. {q}" for nth, q in enumerate(each.questions, 1)])


def _compact(session: Session, each: Brief) -> Iterator[Line]:
    """The same in a few lines, where there are several people."""
    yield from _head(each)
    if each.occasion:
        yield from _labelled("at" if each.occasion.at else "here", [_occasion(each.occasion)])
    yield from _labelled("last", [_touch(session, touch) for touch in each.touches[:1]])
    yield from _between(session, each)
    yield from _labelled("ask", list(each.questions[:1]))


def _between(session: Session, each: Brief) -> Iterator[Line]:
    """What is open between the two of you."""
    yield from _labelled("I owe", _some(session, list(map(_by, each.promises))))
    yield from _labelled("asked", _some(session, list(map(_by, each.asks))))
    to_do = [
        ", ".join(filter(None, (due.what, due.about, f"by {days.spoken(due.due_on)}")))
        for due in each.to_do
    ]
    yield from _labelled("to do", _some(session, to_do))
    points = [f"{point.id}  {point.text}" for point in each.points]
    yield from _labelled("agenda", _some(session, points, POINTS))


def _head(each: Brief) -> Iterator[Line]:
    contact = each.contact
    what = (contact.title or contact.stage or contact.kind, contact.specialty)
    where = ", ".join(filter(None, (contact.organisation, contact.city)))
    about = " · ".join(filter(None, (*what, where)))
    told = f"  {about}" if about else ""
    yield (Span(tied(each.name), "bold"), " ", Span(f"({each.handle})", "dim"), told)


def _rhythm(each: Brief) -> list[str]:
    if each.state:
        return [STATES[each.state]]
    contact = each.contact
    if not contact.every or contact.every == "never":
        return []
    return [contact.every]


def _occasion(occasion: Occasion) -> str:
    at = occasion.at
    if isinstance(at, str):
        at = _instant(at)
    said = (
        f"{at:%H:%M}" if at else None,
        occasion.name if not occasion.event else None,
        occasion.session,
        occasion.topic,
        occasion.where,
        "met" if occasion.met else None,
    )
    return " · ".join(filter(None, said)) or "to be met"


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _touch(session: Session, touch: Interaction) -> str:
    tried = " (no answer)" if touch.attempt else ""
    when = tied(_day(session, touch.on))
    note = _cut(session, touch.note) if touch.note else ""
    return f"{when}, {touch.kind or 'a touch'}{tried}{f': {note}' if note else ''}"


def _news(session: Session, new: tuple[str, str, date]) -> str:
    what, text, on = new
    when = tied(days.spoken(on))
    match what:
        case "position":
            return f"{text} {'from' if on > session.today else 'since'} {when}"
        case "date":
            return f"{text}, {when}"
    return f"{_cut(session, text)} ({when})"


def _by(each: Commitment) -> str:
    state = each.state if each.state != "asked" else None
    return ", ".join(filter(None, (each.about, f"by {tied(days.spoken(each.by))}", state)))


def _day(session: Session, day: date) -> str:
    return days.spoken(day) if day.year != session.today.year else days.short(day, session.today)


def _cut(session: Session, text: str) -> str:
    """A note in one line; on a terminal no longer than a few lines."""
    whole = " ".join(text.split())
    if session.form != "rich" or len(whole) <= NOTE:
        return whole
    return whole[: NOTE - 1].rstrip() + "…"


def _some(session: Session, said: list[str], most: int = LIST) -> list[str]:
    """As many as a screen has room for; a pipe gets them all."""
    if session.form != "rich" or len(said) <= most:
        return said
    return [*said[:most], f"and {len(said) - most} more"]


def _labelled(label: str, said: Sequence[str]) -> Iterator[Line]:
    for text in said:
        yield f"  {label:<{LABEL}} {text}"
        label = ""
