"""A made-up residency network in a folder of its own.

The people stand in rescrm/demo. Their days are counted back from today, so that the story is the
same whenever it is told.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..core import encounter, follow_up
from ..core.contact import YearDay
from ..core.model import What
from ..errors import DecisionNeeded
from ..session import Session, start
from . import goals, private_file, starter

DATA = Path(__file__).parents[1] / "demo"
MARK = ".rescrm-demo"
STORE, CALENDAR = "demo.db", "follow-ups.ics"
POD = ("Ana Torres", "Ben Adler", "Dee Park", "Noor Haddad")
MENTORS = {"Samuel Okafor": "research", "Anna Lindqvist": "clinical", "Ruth Abara": "career"}
# In so many days.
BIRTHDAYS = {"Ana Torres": 4, "Kenji Ito": 19, "Rachel Stein": 40, "Emily Hart": 75}
THROUGH = {"Maya Rao": "Samuel Okafor"}
# What is owed and asked: (what, who, about, in so many days).
SAID = (
    (What.PROMISE, "Samuel Okafor", "the abstract, second draft", 3),
    (What.PROMISE, "Luis Ferrer", "notes for the renal exam", 0),
    (What.ASK, "Ruth Abara", "letter of recommendation", 12),
    (What.ASK, "Kenji Ito", "a look at the CV", -2),
    (What.THANK_YOU, "Helen Brandt", "the invitation to write the review with her", 0),
)
TO_TALK_ABOUT = (
    ("Samuel Okafor", "authorship order on the abstract"),
    ("Samuel Okafor", "who else should read it"),
    ("Ruth Abara", "How is the chief year filled?"),
)
TOUCHES = 12  # at most so many before the last one


class Someone(NamedTuple):
    """One of them; ``met``, ``last`` are days ago, ``rhythm`` the days between two touches."""

    name: str
    kind: str
    stage: str
    specialty: str
    organisation: str
    city: str
    met: str
    rhythm: str
    last: str
    how: str
    about: str


class Touched(NamedTuple):
    """A touch of the last year."""

    day: date
    contact: int
    how: str
    about: str


def make_folder(folder: Path) -> None:
    """Make the demo's folder, or empty the one of a former demo.

    Raises DecisionNeeded (3) for a folder that holds anything else, NotWritable (7).
    """
    mark = folder / MARK
    if folder.exists() and not mark.is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise DecisionNeeded(
            f"{folder} is there already and is not the demo's. Nothing was changed. "
            "Name a new folder: rescrm demo --dir DIR"
        )
    private_file.write(mark, b"Made by `rescrm demo`, which makes it anew each time.\n")
    for name in (STORE, f"{STORE}-journal", CALENDAR):
        (folder / name).unlink(missing_ok=True)


def session_in(folder: Path, session: Session) -> Session:
    """A run on the demo's store, in which even the uids are the same each time."""
    return start(
        session.settings._replace(store=folder / STORE),
        environ={**session.environ, "RESCRM_SEED": "demo"},
        now=session.now.isoformat(),
        words=("demo",),
    )


def fill(session: Session) -> str:
    """Write the network, as one step; gives the handle of its conference."""
    store = session.store
    with session.write():
        starter.set_rules(session)
        goals.set_starter(session)
        ids = {someone.name: _add(session, someone) for someone in _people()}
        for touch in sorted(_touches(session, ids)):
            store.touches.log(touch.day, [touch.contact], kind=touch.how, note=touch.about)
        _pod(session, ids)
        _said(session, ids)
        event = _conference(session)
        store.summary = "made up a residency network"
    return event


def _people() -> Iterator[Someone]:
    yield from map(Someone._make, _rows("people.csv"))


def _rows(name: str) -> list[list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _add(session: Session, someone: Someone) -> int:
    people = session.store.people
    id = people.add(
        someone.name,
        kind=someone.kind,
        stage=someone.stage,
        specialty=someone.specialty,
        organisation=someone.organisation,
        city=someone.city,
        met_on=_ago(session, int(someone.met)).isoformat(),
    )
    handle = session.store.contacts.one(id).handle
    people.add_channel(id, "email", f"{handle.replace('-', '.')}@example.org")
    if someone.name in BIRTHDAYS:
        day = _ago(session, -BIRTHDAYS[someone.name])
        people.set_date(id, "birthday", YearDay(day.month, min(day.day, 28)))
    return id


def _touches(session: Session, ids: Mapping[str, int]) -> Iterator[Touched]:
    """The touches of the last year: not quite regular, as in life."""
    usual: dict[str, list[tuple[str, str]]] = {}
    for kind, how, about in _rows("talk.csv"):
        usual.setdefault(kind, []).append((how, about))
    for nth, someone in enumerate(_people()):
        touch = partial(_touched, session, ids[someone.name])
        ago = int(someone.last)
        yield touch(ago, someone.how, someone.about)
        for before in range(TOUCHES):
            ago += int(someone.rhythm) + (nth * 7 + before * 5) % 9 - 4
            if ago < min(int(someone.met), 365):
                yield touch(ago, *usual[someone.kind][(nth + before) % len(usual[someone.kind])])


def _touched(session: Session, contact: int, ago: int, how: str, about: str) -> Touched:
    return Touched(_ago(session, ago), contact, how, about)


def _pod(session: Session, ids: Mapping[str, int]) -> None:
    """Every other week; of the last two meetings someone was missed."""
    groups, touches = session.store.groups, session.store.touches
    pod = groups.add("Tuesday pod", "pod", "every 2 weeks", None)
    everyone = [ids[name] for name in POD]
    for member in everyone:
        groups.join(pod, member, None, None)
    for ago in range(14 * TOUCHES, 0, -14):
        missed = [ids["Dee Park"]] if ago <= 28 else []
        there = [member for member in everyone if member not in missed]
        said = {"kind": "meal", "note": "life, not work", "group": pod}
        touches.log(_ago(session, ago), there, missed, **said)


def _said(session: Session, ids: Mapping[str, int]) -> None:
    """Who is a mentor, and what is owed and asked."""
    for name, role in MENTORS.items():
        session.store.mentors.set(ids[name], role, _ago(session, 300), None)
    for name, point in TO_TALK_ABOUT:
        session.store.points.add(point, contact=ids[name])
    for what, name, about, in_days in SAID:
        session.store.commitments.add(what, ids[name], about, _ago(session, -in_days))


def _conference(session: Session) -> str:
    """Three days that ended three days ago, and whom the resident met there."""
    store, last = session.store, _ago(session, 3)
    event = store.events.add(
        f"ACC {last.year}", "conference", last - timedelta(days=2), last, "Chicago"
    )
    for line in (DATA / "met.txt").read_text(encoding="utf-8").splitlines():
        kind, _, typed = line.partition(": ")
        _meet(session, event, last, kind, typed)
    return store.events.one(event).handle


def _meet(session: Session, event: int, day: date, kind: str, line: str) -> None:
    store, said = session.store, encounter.read(line)
    through = THROUGH.get(said.name)
    id = store.people.add(
        said.name,
        kind=kind,
        specialty="cardiology",
        organisation=said.organisation,
        met_at=event,
        met_on=day.isoformat(),
        introduced_by=store.people.named(through)[0] if through else None,
    )
    for how, value in said.ways:
        store.people.add_channel(id, how, value)
    store.events.meet(event, id, line, said.discussed, said.next_step)
    store.touches.log(day, [id], kind="conference", note=said.note, event=event)
    store.commitments.add(
        What.FOLLOW_UP,
        id,
        said.discussed,
        follow_up.first_day(day),
        limit_on=follow_up.limit(day),
        event=event,
    )


def _ago(session: Session, days: int) -> date:
    return session.today - timedelta(days=days)
