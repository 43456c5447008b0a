"""What is gathered before you meet: one person, the people of an event's day, of a calendar's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from ..core import brief, days
from ..core.almanac import plus
from ..core.brief import Brief, Occasion
from ..core.contact import Contact
from ..core.due import Due, What
from ..core.identity import Named, email_key, named
from ..core.model import Interaction
from ..core.rhythm import ATTEMPTS
from ..errors import FileNotThere, NotWritable, UnreadableDay, UsageError
from ..formats.meetings import Invited, Meeting
from ..formats.record import Unreadable
from ..session import Session, Thing
from . import career

LARGEST = 64 * 1024 * 1024  # bytes of a calendar file
CROWD = 20  # more people than these make no meeting to prepare for
TO_DO = (What.THANK_YOU, What.FOLLOW_UP, What.OUTREACH)


class Appointment(NamedTuple):
    """A meeting of the day and those on its list whom the store knows."""

    meeting: Meeting
    people: tuple[Named, ...]


class Day(NamedTuple):
    """A calendar's day: meetings with known people, others, and what could not be read."""

    known: list[Appointment]
    others: list[Meeting]
    unreadable: list[Unreadable]


def person(session: Session, id: int, occasion: Occasion | None = None) -> Brief:
    """The brief of one person."""
    store = session.store
    contact = career.as_of_today(session, id, store.contacts.one(id))
    found = Brief(
        handle=contact.handle,
        name=contact.name,
        contact=contact,
        met=_met(session, contact),
        touches=tuple(_last(session, id)),
        promises=tuple(store.commitments.open(What.PROMISE, id)),
        asks=tuple(store.commitments.open(What.ASK, id)),
        to_do=tuple(_to_do(session, id)),
        points=tuple(store.points.of(id)),
        news=tuple(_news(session, id)),
        state=_state(session, id),
        occasion=occasion,
    )
    return replace(found, questions=brief.questions(found))


def _state(session: Session, id: int) -> str | None:
    """Whether someone is set aside, rests, or has not answered three times; None: none of it."""
    state, _ = session.store.contacts.aside(id)
    if state != "active":
        return state
    tried = session.store.touches.attempts_in_a_row(id)
    return "unanswered" if tried >= ATTEMPTS else None


def _last(session: Session, id: int) -> list[Interaction]:
    return session.store.touches.attended(id, session.today, brief.TOUCHES)


def _met(session: Session, contact: Contact) -> str | None:
    """Since when and how: where, the day, through whom."""
    store = session.store
    event = store.events.name(contact.met_at) if contact.met_at else None
    through = store.directory.by_handle(contact.introduced_by) if contact.introduced_by else None
    said = (
        event,
        days.spoken(contact.met_on) if contact.met_on else None,
        f"through {through.name}" if through else None,
    )
    return ", ".join(filter(None, said)) or None


def _to_do(session: Session, id: int) -> list[Due]:
    return [due for due in session.store.dues.of_these([id]) if due.what in TO_DO]


def _news(session: Session, id: int) -> Iterator[brief.News]:
    store, leap = session.store, session.settings.leap_birthdays
    dates = [
        (what, days.next_on(day, session.today, leap)) for what, day, _ in store.contacts.dates(id)
    ]
    history = store.positions.history(id)
    return brief.news(session.today, history, dates, store.contacts.notes(id))


# An event's day ------------------------------------------------------------------------------


def event(session: Session, which: Thing, day: date | None) -> list[Brief]:
    """Those to be met at an event, by time, then those who were met; of one day or of all."""
    occasions: dict[int, Occasion] = {}
    for each in session.store.targets.of(which.id):
        if day is None or each.at is None or _day_of(each.at) in (day, None):
            occasions[each.contact] = Occasion(
                which.name, which.handle, each.session, each.topic, each.at
            )
    for contact in _met_there(session, which, day):
        before = occasions.get(contact, Occasion(which.name, which.handle))
        occasions[contact] = before._replace(met=True)
    return [person(session, contact, occasion) for contact, occasion in occasions.items()]


def the_day(session: Session, which: Thing, typed: str | None) -> date | None:
    """The day that is asked for: as said, today while the event is on, else all of them.

    Raises UnreadableDay (2), and UsageError (2) for a day on which it does not take place.
    """
    first, last = session.store.events.days(which.id)
    if typed is None:
        return session.today if first <= session.today <= last else None
    day = _read_day(session, typed, first, last)
    if not first <= day <= last:
        raise UsageError(
            f"{which.name} is from {days.spoken(first)} to {days.spoken(last)}, "
            f"not on {days.spoken(day)}."
        )
    return day


def _read_day(session: Session, typed: str, first: date, last: date) -> date:
    """A day in words, past or ahead, is one of the event's days where it can be."""
    order = session.settings.date_order
    eve = plus(first, -1, "day") or first  # a weekday said on that day would be a week on
    ways = ((days.coming, session.today), (days.past, session.today), (days.coming, eve))
    found = [day for read, on in ways if (day := _tried(read, typed, on, order))]
    within = (day for day in found if first <= day <= last)
    return next(within, None) or (found or [days.coming(typed, session.today, order)])[0]


def _tried(
    read: Callable[[str, date, str | None], date], typed: str, today: date, order: str | None
) -> date | None:
    try:
        return read(typed, today, order)
    except UnreadableDay:
        return None


def _met_there(session: Session, which: Thing, day: date | None) -> list[int]:
    store = session.store
    if day is None:
        return [met.contact for met in store.events.met(which.id)]
    touches = store.touches.timeline(since=day, until=day)
    met = (each.people for each in reversed(touches) if each.event == which.handle)
    found = (store.directory.by_uid(each.uid) for people in met for each in people)
    return list(dict.fromkeys(each.id for each in found if each))


def _day_of(at: str) -> date | None:
    try:
        return datetime.fromisoformat(at).date()
    except ValueError:
        return None


# A calendar's day ----------------------------------------------------------------------------


def calendar(session: Session, file: str) -> Day:
    """Today's meetings of a calendar file, each with the people whom the store knows.

    Raises FileNotThere (4), NotWritable (7) where it may not be read, UnknownFormat (2).
    """
    from ..formats import meetings

    day = Day([], [], [])
    for each in meetings.on_day(_text(file), file, session.today, session.zone):
        if isinstance(each, Unreadable):
            day.unreadable.append(each)
        elif not _is_declined(session, each):
            people = _people(session, each)
            if people:
                day.known.append(Appointment(each, people))
            else:
                day.others.append(each)
    return day


def briefs(session: Session, day: Day) -> list[Brief]:
    """One brief a person and meeting."""
    return [
        person(session, who.id, Occasion(meeting.title, at=meeting.starts, where=meeting.where))
        for meeting, people in day.known
        for who in people
    ]


def _text(file: str) -> str:
    path = Path(file)
    if path.is_dir():
        raise UsageError(f"{file}: this is a folder. Name the calendar file in it.")
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{file}: too large for a calendar; {LARGEST >> 20} MiB at most.")
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotThere(file) from None
    except OSError as error:
        raise NotWritable(file, (error.strerror or "not readable").lower()) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _is_declined(session: Session, meeting: Meeting) -> bool:
    mine = _key(session.settings.me.email)
    return bool(mine) and any(
        each.declined and _key(each.address) == mine for each in meeting.invited
    )


def _people(session: Session, meeting: Meeting) -> tuple[Named, ...]:
    """Whom the store knows: by address, else by full name; on no list, by names in the title."""
    mine = _key(session.settings.me.email)
    coming = [
        each
        for each in meeting.invited
        if not each.declined and (not mine or _key(each.address) != mine)
    ]
    if len(coming) > CROWD:
        return ()
    found = [_known(session, each) for each in coming]
    if not any(found):
        found = [_called(session, words) for words in _names_in(meeting.title)]
    return tuple({who.id: who for who in found if who}.values())


def _known(session: Session, invited: Invited) -> Named | None:
    key = _key(invited.address)
    match session.store.directory.by_address(key) if key else []:
        case [one]:
            return one
    return _called(session, invited.name or "")


def _called(session: Session, name: str) -> Named | None:
    """The one person of a full name; a first name alone may be anyone's."""
    last, comma, first = name.partition(", ")
    spoken = f"{first} {last}" if comma and first else name
    if not 2 <= len(spoken.split()) <= 5:
        return None
    match named(spoken, session.store.directory):
        case [one]:
            return one
    return None


def _names_in(title: str) -> Sequence[str]:
    """Words of a title that may be a full name: three or two in a row."""
    words = [word.strip(".,;:()/|<>") for word in title.split()[:30]]
    rows = (words[at : at + size] for size in (3, 2) for at in range(len(words) - size + 1))
    return [" ".join(row) for row in rows if all(word[:1].isupper() for word in row)]


def _key(address: str | None) -> str | None:
    return email_key(address) if address else None
