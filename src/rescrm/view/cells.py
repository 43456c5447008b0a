"""What stands in a cell that says more than one value of its item: lateness, a reason, names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ..core.due import GHOSTED
from .listing import Span, Style, tied
from .values import value_of, words

Cell = Callable[[Any], str | Span]

_TOLD_BY_ABOUT = ("check-in", "date")  # "research mentor" and "birthday" say more
_TOLD_BY_WHAT = ("promise", "ask", "thank-you")  # that you promised it is said already
_SHORT = 24


def lateness(due: Any) -> Span:
    """Returns how late something is: yellow past its ideal day, red past its limit.

    A date, told some days before, is never late: it comes. Nor is someone who rests.
    """
    if value_of(due, "because") == GHOSTED:
        return Span("resting", "dim")
    over, limit = value_of(due, "overdue"), value_of(due, "limit_on")
    left = (limit - value_of(due, "due_on")).days - over if isinstance(limit, date) else None
    if value_of(due, "what") == "date" and left is not None:
        over = -left
    match over:
        case 0:
            return Span("today")
        case -1:
            return Span("tomorrow", "dim")
        case days if days < 0:
            return Span(f"in {-days} days", "dim")
    days_over = "1 day over" if over == 1 else f"{over} days over"
    return Span(days_over, "late" if left is None or left >= 0 else "very-late")


def kind_of_due(due: Any) -> str:
    """What is due, in the words that say most: ``birthday`` rather than ``date``."""
    what, about = words(value_of(due, "what")), value_of(due, "about")
    return about if what in _TOLD_BY_ABOUT and about and len(about) <= _SHORT else what


def reason(due: Any) -> str:
    """Why it is due, without what the cell before it has said."""
    because: str = value_of(due, "because") or ""
    about: str = value_of(due, "about") or ""
    if not about or about in because or about == kind_of_due(due):
        return because
    if not because or value_of(due, "what") in _TOLD_BY_WHAT:
        return about
    return f"{about}; {because}"


def names(interaction: Any) -> str:
    """Who was there, for a pipe."""
    return ", ".join(_each_name(interaction))


def whole_names(interaction: Any) -> str:
    """Who was there, no name broken over two lines."""
    return ", ".join(map(tied, _each_name(interaction)))


def _each_name(interaction: Any, who: str = "people") -> list[str]:
    return [value_of(person, "name") for person in value_of(interaction, who) or ()]


def what_about(interaction: Any) -> str:
    """What a touch was about, and what was not as hoped."""
    missed = ", ".join(map(tied, _each_name(interaction, "missed")))
    parts = (
        value_of(interaction, "note"),
        " ".join(f"#{tag}" for tag in value_of(interaction, "tags") or ()),
        f"missed: {missed}" if missed else None,
        "no answer" if value_of(interaction, "attempt") else None,
    )
    return " · ".join(filter(None, parts))


def short_uid(item: Any) -> Span:
    """As much of a uid as is needed to type it."""
    return Span(words(value_of(item, "uid"))[:8], "dim")


def rhythm(group: Any) -> str:
    """How often the group meets, or on which days."""
    return words(value_of(group, "every") or value_of(group, "meets"))


def members(group: Any) -> str:
    """A group's members by name; a name stays in one piece."""
    return ", ".join(tied(value_of(each, "name")) for each in value_of(group, "members") or ())


def counted(key: str) -> Callable[[Any], str]:
    """Returns a cell that says how many there are under a key."""
    return lambda item: str(len(value_of(item, key) or ()))


def marked(key: str, mark: str = "") -> Cell:
    """Returns a cell that holds a mark, else the key itself, where the key is true."""
    return lambda item: Span((mark or key) if value_of(item, key) else "", "dim")


def template_about(template: Any) -> str | Span:
    """What a template is for, or that it is refused."""
    if value_of(template, "refused"):
        return Span("refused", "late")
    return words(value_of(template, "about"))


def subject(draft: Any) -> str | Span:
    """The letter's subject, or the first thing it lacks."""
    missing = value_of(draft, "missing")
    return Span(words(missing[0]), "late") if missing else words(value_of(draft, "subject"))


def handle_of(key: str) -> Callable[[Any], Any]:
    """Returns a cell with the handle of the person under a key."""
    return lambda pair: value_of(value_of(pair, key), "handle")


def letter_ids(introduction: Any) -> list[int]:
    """The letters of an introduction, for a pipe."""
    return [value_of(each, "id") for each in value_of(introduction, "drafts") or ()]


def both_names(introduction: Any) -> str:
    """Whom it brings together."""
    sides = (value_of(introduction, side) for side in ("one", "other"))
    return " and ".join(tied(value_of(each, "name")) for each in sides)


def told(key: str, style: Style = "") -> Cell:
    """Returns a cell that says the value under a key."""
    return lambda item: Span(words(value_of(item, key)), style)


def minute(key: str) -> Cell:
    """Returns a cell that says a moment to the minute."""

    def read(item: Any) -> str:
        moment = value_of(item, key)
        return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else words(moment)

    return read


def begins(shift: Any) -> str:
    """When a shift begins: its day, and its hour when it has one."""
    return _edge(value_of(shift, "from_"), value_of(shift, "starts"))


def ends(shift: Any) -> str:
    """When a shift ends, as ``begins``."""
    return _edge(value_of(shift, "to"), value_of(shift, "ends"))


def _edge(day: date, moment: datetime | None) -> str:
    from ..core.days import spoken

    said = spoken(moment.date() if moment else day)
    return tied(f"{said} {moment:%H:%M}" if moment else said)
