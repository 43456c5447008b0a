"""Shifts, said by hand or read from a call schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ..core.folding import fold
from ..core.hours import Shift
from ..errors import UsageError
from ..formats import call_schedule
from ..formats.call_schedule import Called, Unknown
from ..formats.record import Unreadable
from ..keys import check
from ..session import Session
from ..store.shifts import Kept
from ..view import columns
from ..view.listing import Listing
from . import whole_file
from .importing import Imported

KIND = re.compile(r"[^\W\d_][\w -]{0,29}")
MOST_DAYS = 800  # of a block that is said by hand with its hours
IN_PART = 5
# What programmes call the shifts that block, where the settings say nothing of their own.
USUAL: Mapping[str, tuple[str, ...]] = {
    "nights": ("night", "nights", "night float", "nf", "overnight"),
    "call": ("call", "on call", "on-call", "long call", "24h call", "24-hour call"),
}


def kind(typed: str) -> str:
    """A kind of shift as it is stored; UsageError (2) for what cannot be one."""
    word = " ".join(typed.lower().split())
    if not KIND.fullmatch(word):
        raise UsageError(f'"{typed[:40]}" is no kind of shift. Try nights or call.')
    return word


def blocks(session: Session, kind: str, first: date, last: date, hours: str | None) -> list[Shift]:
    """Whole days as one block, or the same hours of each day."""
    if hours is None:
        return [Shift(kind, first, last)]
    begins, ends = _hours(hours)
    if (last - first).days > MOST_DAYS:
        raise UsageError(f"with --hours a range has {MOST_DAYS} days at most.")
    over_night = timedelta(days=1) if ends <= begins else timedelta()
    found = []
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        starts = datetime.combine(day, begins, session.zone)
        found.append(
            Shift(
                kind,
                day,
                day + over_night,
                starts,
                datetime.combine(day + over_night, ends, session.zone),
            )
        )
    return found


def _hours(text: str) -> tuple[time, time]:
    first, _, last = text.partition("-")
    try:
        return check("alarm", first.strip()), check("alarm", last.strip())
    except UsageError:
        raise UsageError(f'--hours is like 18:00-08:00, not "{text[:40]}".') from None


def here(session: Session, blocks: Iterable[Kept]) -> list[Kept]:
    """Blocks with their instants as the clock here shows them."""
    return [
        each._replace(
            starts=each.starts and each.starts.astimezone(session.zone),
            ends=each.ends and each.ends.astimezone(session.zone),
        )
        for each in blocks
    ]


# A call schedule -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Taking:
    """What becomes of a schedule while it is read."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: list[Unreadable] = field(default_factory=list)
    broken: list[Unreadable] = field(default_factory=list)
    strange: dict[str, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)  # blocks that were here and stay
    days: list[date] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.added + self.changed + self.unchanged + len(self.skipped)


def take_in(session: Session, name: str, *, replace: bool) -> Listing:
    """Read a call schedule into the store: one step, twice in adds nothing.

    Raises FileNotThere (4), and UsageError (2) when no name in it is a shift that blocks.
    """
    text = whole_file.text(name)
    names = _names(session)
    found = list(call_schedule.read(text, name, session.zone, lambda title: _kind(title, names)))
    if not any(isinstance(each, Called) for each in found):
        raise _nothing(name, found)
    store, taking = session.store, _Taking()
    with session.write():
        before = store.shifts.all()
        known: dict[object, Kept] = {each.shift: each for each in before}
        known |= {each.source: each for each in before if each.source}
        for each in found:
            _take(session, taking, known, each)
        if replace:
            _forget(session, taking, before)
        store.summary = f"read {name}: {taking.added} shifts added, {taking.changed} changed"
    return _answer(name, taking)


def _take(
    session: Session,
    taking: _Taking,
    known: Mapping[object, Kept],
    each: Called | Unknown | Unreadable,
) -> None:
    shifts = session.store.shifts
    match each:
        case Unreadable():
            taking.skipped.append(each)
            taking.broken.append(each)
        case Unknown(where, title):
            taking.skipped.append(Unreadable(where, f"“{title[:60]}” is no shift that blocks"))
            taking.strange[title] = taking.strange.get(title, 0) + 1
        case Called(source, shift, is_cancelled):
            taking.days += [shift.first, shift.last]
            before = known.get(source) or known.get(shift)
            if before:
                taking.seen.add(before.id)
            if is_cancelled:
                shifts.remove([before.id] if before else [])
                taking.changed += bool(before)
                taking.unchanged += not before
            elif not before:
                is_new = shifts.add(shift, source) is not None
                taking.added += is_new
                taking.unchanged += not is_new
            elif before.shift == shift:  # instants are equal in whatever zone they are told
                taking.unchanged += 1
            else:
                shifts.change(before.id, shift)
                taking.changed += 1


def _forget(session: Session, taking: _Taking, before: Iterable[Kept]) -> None:
    """Drop what an earlier schedule had in the weeks of this one, and this one has not."""
    if not taking.days:
        return
    first, last = min(taking.days), max(taking.days)
    gone = [
        each.id
        for each in before
        if each.source and each.id not in taking.seen and first <= each.from_ <= last
    ]
    session.store.shifts.remove(gone)
    taking.changed += len(gone)


def _names(session: Session) -> dict[str, str]:
    """The kind that each name means: the user's own names, else the usual ones."""
    said = session.settings.shifts or USUAL
    return {_plain(name): kind for kind, names in said.items() for name in names}


def _kind(title: str, names: Mapping[str, str]) -> str | None:
    """The kind of a shift: its name stands in the title, in whole words."""
    words = f" {_plain(title)} "
    fits = [name for name in names if name and f" {name} " in words]
    return names[max(fits, key=len)] if fits else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _nothing(name: str, found: Sequence[object]) -> UsageError:
    strange = list(dict.fromkeys(each.name for each in found if isinstance(each, Unknown)))
    if not strange:
        return UsageError(f"{name}: no shift in it can be read. Nothing was changed.")
    shown = ", ".join(f"“{each[:40]}”" for each in strange[:6])
    return UsageError(
        f"{name}: none of its names is a shift that blocks ({shown}). Say which are: "
        f'rescrm config set shifts.nights "{strange[0][:40]}"'
    )


def _answer(name: str, taking: _Taking) -> Listing:
    item = Imported(
        file=name,
        format="ics",
        read=taking.read,
        added=taking.added,
        changed=taking.changed,
        unchanged=taking.unchanged,
        skipped=taking.skipped,
    )
    return Listing(
        kind="import",
        items=[item],
        shape=columns.IMPORT,
        notes=list(_strange(taking)),
        warnings=[f"{each.where}: {each.reason}" for each in taking.broken],
        after=["`rescrm shifts list` shows them, `rescrm undo` takes it back."],
        exit_code=IN_PART if taking.broken else 0,
    )


def _strange(taking: _Taking) -> Iterator[str]:
    """The names that block nothing, for the case that one of them should."""
    if taking.strange:
        shown = ", ".join(f"“{title[:40]}”" for title in list(taking.strange)[:6])
        more = f" and {len(taking.strange) - 6} more" if len(taking.strange) > 6 else ""
        yield f"Not blocked: {shown}{more}. If one should be: rescrm config set shifts.KIND NAME"
