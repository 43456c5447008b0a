"""The rows of the agenda: what a rhythm, a word given and a group's meetings come to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..core import cadence, gratitude
from ..core.days import spoken
from ..core.due import GHOSTED
from ..core.rhythm import (
    Answer,
    Stretch,
    awake,
    follow_up_ends,
    free_day,
    outreach_ends,
    stretches,
)
from .many import THESE
from .relationships import Person

FIRST, LAST = "0001-01-01", "9999-12-31"
THANK_YOU = 3  # days of allowance, and from the due day to the limit
SAID = 7  # of allowance for a promise, an ask, a follow-up, an outreach


class Row(NamedTuple):
    """One row of the agenda table, less its id."""

    what: str
    handle: str
    allowance: int
    ideal_on: str
    due_on: str
    because: str
    valid_from: str
    contact: int | None = None
    group: int | None = None
    commitment: int | None = None
    limit_on: str | None = None
    about: str | None = None
    last: int | None = None
    valid_until: str = LAST


class Rows:
    """Works out the rows of people and groups, as of today."""

    def __init__(self, conn: sqlite3.Connection, today: date, cooldown: int) -> None:
        self._conn = conn
        self._today = today
        self._cooldown = cooldown
        self._pauses = pauses(conn)

    def free_day(self, day: date) -> date:
        """The day itself, or the first one after the pauses it lies in."""
        return free_day(day, self._pauses)

    def check_ins(self, person: Person) -> Iterator[Row]:
        """One person's rhythm, a row for each stretch of days on which it has one answer."""
        if not person.clock.rules:
            return
        for stretch in stretches(person.clock, self._today, self._cooldown):
            yield self._check_in(person, stretch)

    def _check_in(self, person: Person, stretch: Stretch) -> Row:
        answer = stretch.answer
        return Row(
            what="check-in",
            contact=person.id,
            handle=person.handle,
            allowance=answer.allowance,
            ideal_on=answer.due.isoformat(),
            due_on=self.free_day(answer.due).isoformat(),
            limit_on=answer.limit.isoformat() if answer.limit else None,
            about=answer.chosen.about,
            because=because(answer),
            last=answer.last.id if answer.last else None,
            valid_from=stretch.first.isoformat(),
            valid_until=stretch.last.isoformat(),
        )

    def said_to(self, given: str) -> dict[int, list[tuple[Any, ...]]]:
        """By contact, the promises, asks, thank-yous, follow-ups and outreaches that are open."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        rows = self._conn.execute(
            f"""
            SELECT contact, commitment.id, what, about, due_on, limit_on, snoozed_until,
                   said_on, event.first_day, event.last_day, event.name, state, touch.kind,
                   touch.day
              FROM commitment LEFT JOIN event ON event.id = commitment.event
                   LEFT JOIN interaction AS touch
                          ON touch.id = interaction AND what = 'thank-you'
             WHERE contact {THESE} AND done_on IS NULL
             ORDER BY commitment.id
            """,
            (given,),
        )
        for contact, *rest in rows:
            found.setdefault(contact, []).append(tuple(rest))
        return found

    def said(self, person: Person, said: dict[int, list[tuple[Any, ...]]]) -> Iterator[Row]:
        """What is open towards one person, while it is."""
        for id, what, about, due, limit, snoozed, *rest in said.get(person.id, ()):
            *days, event, state, kind, met = rest
            due = max(due, snoozed or due)
            row = Row(
                what=what,
                contact=person.id,
                commitment=id,
                handle=person.handle,
                allowance=THANK_YOU if what == "thank-you" else SAID,
                ideal_on=due,
                due_on=due,
                limit_on=_limit(what, due, limit),
                about=about,
                because=_after(kind, met) or _said_because(what, about, event, state),
                valid_from=self._today.isoformat(),
            )
            for first, last in self._open(person, _ends(person, what, *days)):
                begins = max(first.isoformat(), met or FIRST)  # of a planned meeting: on its day
                stretch = row._replace(valid_from=begins, valid_until=last.isoformat())
                yield from _nudging(stretch, event, days[1])

    def _open(self, person: Person, ends: date | None) -> Iterator[tuple[date, date]]:
        """The days on which what was said is open: not at rest, not over by what happened."""
        for first, last in awake(person.clock, self._today):
            if not ends:
                yield first, last
            elif first < ends:
                yield first, min(last, ends - timedelta(days=1))

    def group(self, id: int) -> Iterator[Row]:
        """A group has one item, reset by its meetings alone."""
        from ..core import ritual  # here: its patterns take longer than a log without a group

        row = self._conn.execute(
            'SELECT handle, coalesce(every, meets), added FROM "group" WHERE id = ?', (id,)
        ).fetchone()
        if not row or not row[1]:
            return
        handle, said, added = row
        rhythm = ritual.read(said).cadence
        met = [
            (date.fromisoformat(day), touch)
            for day, touch in self._conn.execute(
                'SELECT day, id FROM interaction WHERE "group" = ? AND attempt = 0 '
                "ORDER BY day, id",
                (id,),
            )
        ]
        starts = [self._today, *sorted({day for day, _ in met if day > self._today})]
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            start_day, last = next(
                (each for each in reversed(met) if each[0] <= start),
                (date.fromisoformat(added), None),
            )
            due = cadence.after(rhythm, start_day, date.fromisoformat(added))
            yield Row(
                what="group",
                group=id,
                handle=handle,
                allowance=cadence.allowance(rhythm),
                ideal_on=due.isoformat(),
                due_on=self.free_day(due).isoformat(),
                because=said,
                last=last,
                valid_from=start.isoformat(),
                valid_until=(following - timedelta(days=1)).isoformat() if following else LAST,
            )

    def of_group(self, id: int) -> Iterator[Row]:
        """What is to be done for the group itself: a term that ends is handed over."""
        rows = self._conn.execute(
            """
            SELECT "group".handle, commitment.id, what, about, due_on, limit_on, snoozed_until
              FROM commitment JOIN "group" ON "group".id = "group"
             WHERE "group" = ? AND contact IS NULL AND done_on IS NULL
             ORDER BY commitment.id
            """,
            (id,),
        )
        for handle, commitment, what, about, due, limit, snoozed in rows.fetchall():
            due = max(due, snoozed or due)
            yield Row(
                what=what,
                group=id,
                commitment=commitment,
                handle=handle,
                allowance=SAID,
                ideal_on=due,
                due_on=due,
                limit_on=_limit(what, due, limit),
                about=about,
                because=_term_ends(limit),
                valid_from=self._today.isoformat(),
            )


def pauses(conn: sqlite3.Connection) -> list[tuple[date, date]]:
    """All pauses, first and last day, in order."""
    rows = conn.execute("SELECT first_day, last_day FROM pause ORDER BY first_day, id")
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in rows]


def because(answer: Answer) -> str:
    """Why a check-in is due, in the words of its rule."""
    if answer.ghosted_on:
        return GHOSTED
    words = answer.chosen.rule.words
    if not answer.tries:
        return words
    return f"{words}; tried {'once' if answer.tries == 1 else 'twice'}, no answer yet"


def _nudging(row: Row, event: str | None, begins: str | None) -> Iterator[Row]:
    """A letter before an event is asked for anew from its limit on: the event is near."""
    limit = row.limit_on or LAST
    if row.what != "outreach" or not event or not begins or limit > row.valid_until:
        yield row
        return
    if row.valid_from < limit:
        before = date.fromisoformat(limit) - timedelta(days=1)
        yield row._replace(valid_until=before.isoformat())
    near = f"{event} begins {spoken(date.fromisoformat(begins))}"
    yield row._replace(because=near, valid_from=max(row.valid_from, limit))


def _ends(
    person: Person, what: str, said: str, begins: str | None, last: str | None
) -> date | None:
    """The first day on which a follow-up or an outreach is over by what happened."""
    match what:
        case "follow-up" if last:
            return follow_up_ends(person.clock.touches, date.fromisoformat(last))
        case "outreach" if begins:  # what is to be asked again in a week is asked, come what may
            first = date.fromisoformat(begins)
            return outreach_ends(person.clock.touches, date.fromisoformat(said), first)
    return None


def _limit(what: str, due: str, limit: str | None) -> str | None:
    """A promise's or an ask's limit is its day; a thank-you has three days from it."""
    match what:
        case "promise" | "ask":
            return due
        case "thank-you":
            day = date.fromisoformat(due)
            return (day + min(timedelta(days=THANK_YOU), date.max - day)).isoformat()
    return max(limit, due) if limit else None


def _after(kind: str | None, met: str | None) -> str:
    """After which meeting a thank-you is in place; empty when it is for something else."""
    return gratitude.after(kind, date.fromisoformat(met)) if kind and met else ""


def _term_ends(last: str | None) -> str:
    return f"your term ends {spoken(date.fromisoformat(last))}" if last else "your term ends"


def _said_because(what: str, about: str | None, event: str | None, state: str | None) -> str:
    match what:
        case "promise":
            return "you promised it"
        case "ask":
            return "they agreed to it" if state == "agreed" else "you asked for it"
        case "thank-you":
            return "a thank-you is in place"
        case "outreach":
            return f"before {event}" if event else "you wanted to ask again"
    return f"met at {event}" if event else "you met"
