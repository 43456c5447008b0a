"""Reminders on their way out: the due plan, an event a file; a phone cannot change them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from datetime import timedelta

from ...core.marks import Mark
from ...core.reconcile import Content, Deed, Step
from ...formats import ics
from ...formats.content_line import EDIT, plain, unfolded
from ...formats.ics import Item as Event
from ...formats.record import Unreadable
from ...session import Session
from ...store.shared import Item
from ...store.synced import Met, Row
from ..calendars import telling
from ..calendars.telling import Wanted


class Reminder:
    """An event in a folder: its uid, and what is compared of it."""

    def __init__(self, uid: str, content: Content) -> None:
        self.uid = uid
        self.content = content


# What is compared; a server adds to the rest as it likes.
SAID = {"SUMMARY": "summary", "DTSTART": "day", "RRULE": "yearly", "STATUS": "status"}
ALARM = "alarm"


class Reminders:
    """The events of what falls due."""

    name = "reminders"
    suffix = ".ics"
    lists = frozenset[str]()
    told = frozenset({ALARM})  # a phone may silence it, and a server leave it out

    def __init__(self, session: Session) -> None:
        self._session = session
        self._events: dict[str, Event] = {}
        self.coming: Collection[str] = ()  # what has come in and may move them
        self.marks: list[Mark] = []

    def here(self, known: Container[str]) -> dict[str, Item]:
        """What falls due within the horizon, by the uid that calendars know it by."""
        session = self._session
        ahead = timedelta(days=session.settings.horizon)
        until = session.today + min(ahead, session.today.max - session.today)
        made = telling.make(session, Wanted(words=(), until=until, plan=True, notes=False))
        self.marks = made.marks
        self._events = {each.uid: each for each in made.items if not each.cancelled}
        return {uid: Item(0, _content(b"".join(ics.write([each])))) for uid, each in
                self._events.items()}  # fmt: skip

    def near(self, uids: Iterable[str]) -> None:
        """All are looked at: a touch moves the plan of others."""

    def read(self, data: bytes, where: str) -> Reminder | Unreadable | None:
        """The event of a file; None for one that is none of ours."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return Unreadable(where, "not readable as UTF-8")
        if text.count("BEGIN:VEVENT") != 1 or "END:VCALENDAR" not in text:
            return Unreadable(where, "not one event") if not text.strip() else None
        for line in unfolded(text):
            if line.upper().startswith(("UID:", "UID;")):
                return Reminder(plain(line.partition(":")[2]).strip(), _content(data))
        return None

    def called(self, content: Content) -> str:
        """What a content is about."""
        return "".join(content.get("summary", ()))

    def bytes(self, step: Step, item: Item | None, found: Reminder | None) -> bytes:
        """The file of a reminder."""
        event = b"".join(ics.write([self._events[step.uid]]))
        if step.deed_there is not Deed.CHANGE:
            return event
        edit = f"\r\n{EDIT}:{self._session.uid()[:8]}\r\nEND:VEVENT"
        return event.replace(b"\r\nEND:VEVENT", edit.encode(), 1)

    def meet(self, found: Iterable[Reminder], rows: Mapping[str, Row]) -> Met:
        """Nothing comes in."""
        return Met()

    def take(self, step: Step, item: Item | None, found: Reminder | None) -> None:
        """Nothing comes in."""


def _content(data: bytes) -> Content:
    text = data.decode("utf-8-sig", "replace")
    body, *alarms = text[text.find("BEGIN:VEVENT") :].split("BEGIN:VALARM")
    content = {}
    for line in unfolded(body):
        head, _, value = line.partition(":")
        if name := SAID.get(head.partition(";")[0].upper()):
            content[name] = (plain(value).strip(),)
    lines = (line for each in alarms for line in unfolded(each))
    rings = tuple(line[len("TRIGGER") :] for line in lines if line.upper().startswith("TRIGGER"))
    return {**content, ALARM: rings} if rings else content
