"""A journey: whom to see there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..actions import visiting
from ..actions.visiting import VISIT, Found
from ..core import day_words, days
from ..core.almanac import MONTHS, WEEKDAYS
from ..core.network import Event
from ..errors import UnreadableRange, UsageError
from ..session import Session
from ..store.filters import holds
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm trip Boston 2027-05-03..06",
    'rescrm trip "San Francisco" may 3..6',
    "rescrm trip Boston next fri --json",
)
Span = tuple[date, date]

_BEGINS_DAYS = re.compile(
    rf"(?:{'|'.join(sorted([*MONTHS, *WEEKDAYS], key=len, reverse=True))}|next|last|this|in|end"
    r"|today|tomorrow|eom|eoy)\b|\d",
    re.IGNORECASE,
)


def trip(
    context: Context,
    words: Annotated[
        list[str], Argument(metavar="CITY RANGE", help="Such as Boston 2027-05-03..06.")
    ],
) -> Listing:
    """Whom to see in a city, with a letter to each.

    Answers with contacts that have there (now, coming), because, topic (of the last touch) and
    draft {template, subject, opening, missing[]}, a letter that is not kept. Of whom no city is
    known, the city counts in which others place their organisation.
    """
    session: Session = context.obj
    city, span = _read(session, " ".join(words).split())
    said = {"next_step": f"coffee while I am in {city}, {day_words.span(*span)}"}
    items = visiting.people(session, _found(session, city, span), said)
    count = f"{len(items)} {'person' if len(items) == 1 else 'people'}"
    return Listing(
        kind="contact",
        items=items,
        shape=VISIT,
        empty=f"Nobody you know is in {city}.",
        notes=[
            f"{city}, {_spoken(span)}: {count}.",
            *(_told(event) for event in _events(session, city, span)),
        ],
        after=visiting.what_to_type(items, said),
    )


def _read(session: Session, words: Sequence[str]) -> tuple[str, Span]:
    """The city, and the range that the last words are: as many of them as can be read."""
    if len(words) < 2:
        raise UsageError("say where and when: rescrm trip Boston 2027-05-03..06")
    order = session.settings.date_order
    for start in range(1, len(words)):
        try:
            span = days.span(" ".join(words[start:]), session.today, order)
        except UnreadableRange:
            continue
        if span[1] < session.today:
            raise UnreadableRange(" ".join(words[start:]), "those days are over")
        return " ".join(words[:start]), span
    return " ".join(words), days.span(_said_of_days(words), session.today, order)  # says why not


def _said_of_days(words: Sequence[str]) -> str:
    """The words behind the city, as far as can be told: `feb 30`."""
    ends = (" ".join(words[start:]) for start in range(1, len(words)))
    return next(filter(_BEGINS_DAYS.match, ends), words[-1])


def _found(session: Session, city: str, span: Span) -> Iterator[Found]:
    """Who will be in a city on one of some days, as far as is known."""
    places = session.store.positions.places
    stays = places.in_city(city)
    histories = session.store.positions.histories(stay.contact for stay in stays)
    for stay in stays:
        there = [
            each
            for each in histories[stay.contact]
            if holds(each.city, city)
            and (each.from_ or span[0]) <= span[1]
            and (each.to or span[1]) >= span[0]
        ]
        if there:
            begins = stay.first if stay.there == "coming" else None
            because = f"from {days.short(begins, session.today)}" if begins else None
            yield Found(stay.contact, stay.there, because)
    for contact, organisation in places.by_organisation(city).items():
        yield Found(contact, "now", f"{organisation} is in {city}")


def _events(session: Session, city: str, span: Span) -> list[Event]:
    found = [
        event
        for event in session.store.events.all()
        if holds(event.city, city) and event.from_ <= span[1] and event.to >= span[0]
    ]
    return found[::-1]


def _told(event: Event) -> str:
    return (
        f"{event.name} is there then, {_spoken((event.from_, event.to))}: "
        f"rescrm event show {event.handle}"
    )


def _spoken(span: Span) -> str:
    first, last = span
    if first == last:
        return days.spoken(first)
    return f"{days.spoken(first)} to {days.spoken(last)}"
