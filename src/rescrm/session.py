"""One run of rescrm: the moment, the settings, the store, and how to ask."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import NamedTuple

from .errors import AmbiguousContact, DecisionNeeded, NotFound, UsageError
from .settings import KINDS, Settings
from .store import Moment, Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from .core.identity import Named

OFFERED = 20  # people to choose from; of more than these the name says too little
PLACED = ("--db", "--now")  # where and when a run is: no part of what was done
PLACED_SO = ("--db=", "--now=")
Ask = Callable[[str, Sequence[str]], int | None]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Session:
    """What every command is given."""

    settings: Settings
    now: datetime
    uid: Callable[[], str]
    words: tuple[str, ...] = ()  # what was typed, for the history
    form: str = "plain"
    dry_run: bool = False
    ask: Ask | None = None  # None: nobody is there to answer
    ask_line: Callable[[str], str | None] | None = None  # the same, for a line of one's own
    tell: Callable[[str], object] = str  # says a line before the answer; by itself to nobody
    progress: Callable[[str], None] | None = None  # a line on the terminal, written over
    yes: bool = False
    no_input: bool = False
    environ: Mapping[str, str] = field(default_factory=dict)
    is_here: bool = False  # the moment is this machine's own, not one that was given

    @cached_property
    def today(self) -> date:
        """The calendar day where the person is, which begins at `day_starts`."""
        starts = self.settings.day_starts
        here = self.now
        if self.settings.zone:
            # The first and the last day there are, and a zone nobody knows, which can be mended.
            with suppress(OverflowError, UsageError):
                here = here.astimezone(self.zone)
        return (here - timedelta(hours=starts.hour, minutes=starts.minute)).date()

    @cached_property
    def zone(self) -> tzinfo:
        """Where the person is: as set, as the given moment says, or where this machine is."""
        if self.now.tzinfo and not (self.settings.zone or self.is_here):
            return self.now.tzinfo
        from .core import zones

        return zones.named(self.settings.zone) if self.settings.zone else zones.local()

    @cached_property
    def store(self) -> Store:
        """The store, opened when it is first read or written."""
        settings = self.settings
        moment = Moment(
            now=self.now.astimezone(UTC).isoformat(),
            today=self.today,
            uid=self.uid,
            cooldown=settings.cooldown,
            leap=settings.leap_birthdays,
            region=settings.region,
            birthday_lead=settings.birthday_lead,
            date_order=settings.date_order,
        )
        return Store(settings.store, moment)

    def write(self, command: str | None = None) -> AbstractContextManager[None]:
        """One change with its undo; `--dry-run` takes it back at the end.

        The history keeps the words as they can be typed again, or ``command`` in their place.
        """
        typed = _to_type(self.words) if command is None else command
        return self.store.write(typed[:2000], keep=not self.dry_run)

    def shown(self, path: Path) -> str:
        """A path as one says it: `~` stands for the home folder."""
        home = self.environ.get("HOME", "")
        inside = home not in ("", "/") and path.is_relative_to(home)
        return f"~/{path.relative_to(home)}" if inside else str(path)

    def who(self, typed: str) -> Named:
        """The one person who is meant; asks when two fit and someone is there to answer.

        Raises AmbiguousContact (3), ContactNotFound (4).
        """
        from .core.identity import find

        if not typed.strip():
            raise UsageError("say who: a name, a handle, an e-mail address or a phone number.")
        try:
            return find(typed, self.store.directory, self.settings.region)
        except AmbiguousContact as error:
            told = AmbiguousContact(
                typed, error.choices, self.again(typed, f"@{error.choices[:8][-1][0]}")
            )
            chosen = self.choose(f'Who is "{typed}"?', told)
            found = self.store.directory.by_handle(chosen)
            if not found:
                raise
            return found

    def again(self, typed: str, instead: str) -> str:
        """The command as it was typed with some of its words replaced; else only those."""
        words = list(self.words)
        for first in range(len(words)):
            for last in range(first + 1, min(first + 8, len(words)) + 1):
                if " ".join(words[first:last]) == typed:
                    return quoted(["rescrm", *words[:first], instead, *words[last:]]) or instead
        return instead

    def choose(self, question: str, error: AmbiguousContact) -> str:
        """The handle picked from those that fit; raises the error when nobody answers."""
        shown = [f"{handle}  {about}".rstrip() for handle, about in error.choices[:OFFERED]]
        picked = self.ask(question, shown) if self.ask else None
        if picked is None:
            raise error
        return error.choices[picked][0]

    def confirm(self, question: str, what_to_type: str) -> bool:
        """Yes or no; raises DecisionNeeded (3) when nobody answers and `--yes` was not said."""
        if self.yes:
            return True
        picked = self.ask(question, ["yes", "no"]) if self.ask else None
        if picked is None:
            raise DecisionNeeded(f"{question} Nothing was changed. To say yes: {what_to_type}")
        return picked == 0

    def event(self, typed: str) -> Thing:
        """The event that is meant, by handle or name."""
        return self._one("event", typed, self.store.events.find(typed), "--from 2027-03-20")

    def group(self, typed: str) -> Thing:
        """The group that is meant, by handle or name."""
        return self._one("group", typed, self.store.groups.find(typed), "--type pod")

    def kind(self, typed: str) -> str:
        """A kind of person, built in or the user's own."""
        word = typed.strip().lower()
        known = (*KINDS, *self.settings.kinds)
        if word not in known:
            near = _nearest(word, known)
            raise UsageError(
                f'there is no kind "{typed}".{near} Known: {", ".join(known)}. '
                f"Your own: rescrm config set kinds {word or 'NAME'}"
            )
        return word

    def unheard(self, words: Sequence[str] | None) -> str:
        """Which words of a filter fit nobody at all: mistyped, most likely; empty for none."""
        found = self.store.unheard(words or ())
        return " ".join(
            f"Nobody fits {quoted([word])}.{_near([quoted([each]) for each in near])}"
            for word, near in found.items()
        )

    def _one(self, noun: str, typed: str, found: Sequence[tuple[int, str, str]], how: str) -> Thing:
        match found:
            case [one]:
                return Thing(*one)
            case []:
                things = self.store.groups if noun == "group" else self.store.events
                near = _nearest(typed.lower(), [each.handle for each in things.all()])
                raise NotFound(
                    f'there is no {noun} "{typed}".{near} `rescrm {noun} list` names them; '
                    f'a new one: rescrm {noun} add "{typed}" {how}'
                )
        raise AmbiguousContact(typed, [(handle, name) for _, handle, name in found])


def _nearest(typed: str, known: Sequence[str]) -> str:
    """` Nearest: tuesday.` for `tues`; nothing where nothing is near."""
    from difflib import get_close_matches

    begun = [each for each in known if typed and each.startswith(typed)]
    return _near(begun[:3] or get_close_matches(typed, known, n=2, cutoff=0.7))


def _near(words: Sequence[str]) -> str:
    return f" Nearest: {', '.join(words)}." if words else ""


class Thing(NamedTuple):
    """An event or a group, found."""

    id: int
    handle: str
    name: str


def start(
    settings: Settings,
    *,
    environ: Mapping[str, str],
    now: str | None = None,
    **rest: object,
) -> Session:
    """Begin a run: here, and only here, the clock is read."""
    given = now or environ.get("RESCRM_NOW")
    moment = _instant(given, settings.zone) if given else datetime.now().astimezone()
    return Session(
        settings=settings,
        now=moment,
        uid=_uids(environ.get("RESCRM_SEED")),
        environ=environ,
        is_here=not given,
        **rest,  # type: ignore[arg-type]
    )


def quoted(words: Sequence[str]) -> str:
    """Words as a shell takes them; an empty string when that is too long to be read."""
    import shlex

    line = shlex.join(words)
    return line if len(line) <= 160 and line.isprintable() else ""


def _to_type(words: Sequence[str]) -> str:
    """Words as one can type them again, less the store and the moment that were named."""
    import shlex

    kept, rest = [], iter(words)
    for word in rest:
        if word == "--":
            kept += [word, *rest]
        elif word in PLACED:
            next(rest, None)
        elif not word.startswith(PLACED_SO):
            kept.append(word)
    return shlex.join(kept)


def _instant(text: str, zone: str | None) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else _where(moment, zone)
        # In UTC too it must be a moment, and so must the day that `day_starts` makes of it.
        moment.astimezone(UTC), moment - timedelta(days=1)
        return moment
    except (ValueError, OverflowError):
        raise UsageError(
            f'cannot read the moment "{text}". Try 2026-11-22T07:00:00-05:00.'
        ) from None


def _uids(seed: str | None) -> Callable[[], str]:
    """New uids: random, or the same each time after a seed."""
    if seed is None:
        return lambda: _uuid(os.urandom(16))
    import random

    numbers = random.Random(seed)
    return lambda: _uuid(numbers.randbytes(16))


def _uuid(raw: bytes) -> str:
    """Version 4 of RFC 9562, without loading `uuid`."""
    number = int.from_bytes(raw, "big")
    number = number & ~(0xF000 << 64) & ~(0xC000 << 48) | (4 << 76) | (0x8000 << 48)
    text = f"{number:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _where(moment: datetime, zone: str | None) -> datetime:
    """A moment that names no zone, where the person is."""
    if zone:
        from .core import zones

        with suppress(UsageError):
            return moment.replace(tzinfo=zones.named(zone))
    return moment.astimezone()
