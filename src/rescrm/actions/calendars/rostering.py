"""Shifts, said by hand or read from a call schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ...core import days
from ...core.hours import Shift
from ...errors import UsageError
from ...formats import call_schedule
from ...formats.call_schedule import Called, Found, Unknown
from ...formats.record import Unreadable
from ...keys import check
from ...session import Session
from ...store.shifts import Kept
from ...view import columns
from ...view.listing import Listing
from .. import whole_file
from ..importing import Imported
from .shift_names import ShiftNames

KIND = re.compile(r"[^\W\d_][\w -]{0,29}")
MOST_DAYS = 800  # of a block that is said by hand with its hours
MOST_SHIFTS = 5_000  # of one file
MOST_ZONES = 3  # that are named
IN_PART = 5


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
    if first.year == date.min.year or last.year == date.max.year:
        raise UsageError("with --hours a range keeps a year away from the ends of the calendar.")
    over_night = timedelta(days=1) if ends <= begins else timedelta()
    found = []
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        starts = datetime.combine(day, begins, session.zone)
        until = datetime.combine(day + over_night, ends, session.zone)
        found.append(Shift(kind, day, day + over_night, starts, until))
    if not any(each.lasts() for each in found):
        raise UsageError(f"on {days.spoken(first)} the clock skips these hours.")
    return [each for each in found if each.lasts()]


def _hours(text: str) -> tuple[time, time]:
    first, _, last = text.replace("–", "-").partition("-")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Imported):
    """What became of a schedule, and how many blocks of earlier ones it took away."""

    removed: int


@dataclass(slots=True)
class _Taking:
    """What becomes of a schedule while it is read."""

    by_source: Mapping[str, Kept]
    by_shift: Mapping[Shift, Kept]  # those whose source this schedule does not have
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: list[Unreadable] = field(default_factory=list)
    broken: list[Unreadable] = field(default_factory=list)
    strange: dict[str, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)  # blocks that were here and stay
    days: list[date] = field(default_factory=list)
    lost_zones: dict[str, None] = field(default_factory=dict)

    @property
    def read(self) -> int:
        return self.added + self.changed + self.unchanged + len(self.skipped)


def take_in(session: Session, name: str, *, replace: bool) -> Listing:
    """Read a call schedule into the store: one step, twice in adds nothing.

    Raises FileNotThere (4), and UsageError (2) when no name in it is a shift that blocks.
    """
    text = whole_file.text(name)
    found = list(_found(session, text, name))
    if not any(isinstance(each, Called) for each in found):
        raise _nothing(name, found)
    store = session.store
    with session.write():
        before = store.shifts.all()
        taking = _taking(before, found)
        # What is here already first: a place it leaves can be taken again.
        for each in sorted(found, key=lambda each: _is_new(taking, each)):
            _take(session, taking, each)
        if replace:
            _forget(session, taking, before)
        store.summary = f"read {name}: {taking.added} added, {taking.changed} changed"
    return _answer(session, name, taking)


def _found(session: Session, text: str, name: str) -> Iterator[Found]:
    names, shifts = ShiftNames(session.settings.shifts), 0
    for each in call_schedule.read(text, name, session.zone, session.today, names.blocking):
        shifts += isinstance(each, Called)
        if shifts > MOST_SHIFTS:
            raise UsageError(f"{name}: more than {MOST_SHIFTS:,} shifts. Nothing was changed.")
        yield each


def _taking(before: Iterable[Kept], found: Iterable[Found]) -> _Taking:
    """What is here already: known again by its source, and by its hours where that is new."""
    here = set[str]()
    for each in found:
        match each:
            case Called(source):
                here.add(source)
            case Unknown(_, _, sources):
                here.update(sources)
    return _Taking(
        by_source={each.source: each for each in before if each.source},
        by_shift={each.shift: each for each in before if each.source not in here},
    )


def _is_new(taking: _Taking, each: Found) -> bool:
    return isinstance(each, Called) and each.source not in taking.by_source


def _take(session: Session, taking: _Taking, each: Found) -> None:
    match each:
        case Unreadable():
            taking.skipped.append(each)
            taking.broken.append(each)
        case Unknown():
            _pass(session, taking, each)
        case Called(source, shift, is_cancelled, lost_zone):
            taking.days += [shift.first, shift.last]
            taking.lost_zones |= {lost_zone: None} if lost_zone else {}
            before = taking.by_source.get(source) or taking.by_shift.get(shift)
            if before:
                taking.seen.add(before.id)
            if is_cancelled:
                session.store.shifts.remove([before.id] if before else [])
                taking.changed += bool(before)
                taking.unchanged += not before
            else:
                _keep(session, taking, before, each)


def _pass(session: Session, taking: _Taking, unknown: Unknown) -> None:
    """A name that blocks nothing; a night that was swapped for it has its source."""
    title = unknown.name
    taking.days += unknown.days
    taking.skipped.append(Unreadable(unknown.where, f"“{title[:60]}” is no shift that blocks"))
    taking.strange[title] = taking.strange.get(title, 0) + 1
    swapped = [taking.by_source[each] for each in unknown.sources if each in taking.by_source]
    session.store.shifts.remove(each.id for each in swapped)
    taking.seen.update(each.id for each in swapped)
    taking.removed += len(swapped)


def _keep(session: Session, taking: _Taking, before: Kept | None, called: Called) -> None:
    shifts, shift = session.store.shifts, called.shift
    if before is None:
        is_new = shifts.add(shift, called.source) is not None
        taking.added += is_new
        taking.unchanged += not is_new
    elif before.shift == shift:
        taking.unchanged += 1
    else:
        shifts.change(before.id, shift)
        taking.changed += 1


def _forget(session: Session, taking: _Taking, before: Iterable[Kept]) -> None:
    """Drop what an earlier schedule had in the weeks of this one, and this one has not."""
    first, last = min(taking.days), max(taking.days)
    gone = [
        each.id
        for each in before
        if each.source and each.id not in taking.seen and first <= each.from_ <= last
    ]
    session.store.shifts.remove(gone)
    taking.removed += len(gone)


def _nothing(name: str, found: Sequence[object]) -> UsageError:
    strange = list(dict.fromkeys(each.name for each in found if isinstance(each, Unknown)))
    if not strange:
        return UsageError(f"{name}: no shift in it can be read. Nothing was changed.")
    shown = ", ".join(f"“{each[:40]}”" for each in strange[:6])
    return UsageError(
        f"{name}: none of its names is a shift that blocks ({shown}). Say which are: "
        f'rescrm config set shifts.nights "{strange[0][:40]}"'
    )


def _answer(session: Session, name: str, taking: _Taking) -> Listing:
    item = Taken(
        file=name,
        format="ics",
        read=taking.read,
        added=taking.added,
        changed=taking.changed,
        unchanged=taking.unchanged,
        skipped=taking.skipped,
        removed=taking.removed,
    )
    return Listing(
        kind="import",
        items=[item],
        shape=columns.IMPORT,
        notes=[*_removed(taking), *_strange(session, taking), *_lost(taking)],
        warnings=[f"{each.where}: {each.reason}" for each in taking.broken],
        after=["`rescrm shifts list` shows them, `rescrm undo` takes it back."],
        exit_code=IN_PART if taking.broken else 0,
    )


def _removed(taking: _Taking) -> Iterator[str]:
    if taking.removed:
        one = taking.removed == 1
        yield f"{taking.removed} earlier shift{'s' * (not one)} {'is' if one else 'are'} free now."


def _lost(taking: _Taking) -> Iterator[str]:
    """The time zones that nobody knows: their hours may be off."""
    for zone in list(taking.lost_zones)[:MOST_ZONES]:
        yield f"Nobody knows the time zone “{zone[:60]}”: its hours are read as those here."


def _strange(session: Session, taking: _Taking) -> Iterator[str]:
    """The names that block nothing, for the case that one of them should."""
    names = ShiftNames(session.settings.shifts)
    strange = [each for each in taking.strange if names.kind(each) is None]
    if strange:
        shown = ", ".join(f"“{title[:40]}”" for title in strange[:6])
        more = f" and {len(strange) - 6} more" if len(strange) > 6 else ""
        yield f"Not blocked: {shown}{more}. If one should be: rescrm config set shifts.KIND NAME"
