"""The columns of each kind of item: in a pipe, where their order is a promise, and on a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from .listing import Column, Shape, Span, Style, tied
from .values import value_of, words

Read = Callable[[Any], str | Span]

_TOLD_BY_ABOUT = ("check-in", "date")  # "research mentor" and "birthday" say more
_TOLD_BY_WHAT = ("promise", "ask", "thank-you")  # that you promised it is said already
_SHORT = 24


def lateness(due: Any) -> Span:
    """Returns how late something is: yellow past its ideal day, red past its limit.

    A date, told some days before, is never late: it comes.
    """
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


def _kind_of_due(due: Any) -> str:
    what, about = words(value_of(due, "what")), value_of(due, "about")
    return about if what in _TOLD_BY_ABOUT and about and len(about) <= _SHORT else what


def _reason(due: Any) -> str:
    because: str = value_of(due, "because") or ""
    about: str = value_of(due, "about") or ""
    if not about or about in because or about == _kind_of_due(due):
        return because
    if not because or value_of(due, "what") in _TOLD_BY_WHAT:
        return about
    return f"{about}; {because}"


def _names(interaction: Any) -> str:
    return ", ".join(_each_name(interaction))


def _whole_names(interaction: Any) -> str:
    return ", ".join(map(tied, _each_name(interaction)))


def _each_name(interaction: Any, who: str = "people") -> list[str]:
    return [value_of(person, "name") for person in value_of(interaction, who) or ()]


def _what_about(interaction: Any) -> str:
    """What a touch was about, and what was not as hoped."""
    missed = ", ".join(map(tied, _each_name(interaction, "missed")))
    parts = (
        value_of(interaction, "note"),
        " ".join(f"#{tag}" for tag in value_of(interaction, "tags") or ()),
        f"missed: {missed}" if missed else None,
        "no answer" if value_of(interaction, "attempt") else None,
    )
    return " · ".join(filter(None, parts))


def _short_uid(item: Any) -> Span:
    """As much of a uid as is needed to type it."""
    return Span(words(value_of(item, "uid"))[:8], "dim")


def _rhythm(group: Any) -> str:
    return words(value_of(group, "every") or value_of(group, "meets"))


def _members(group: Any) -> str:
    return ", ".join(tied(value_of(each, "name")) for each in value_of(group, "members") or ())


def _skipped(outcome: Any) -> int:
    return len(value_of(outcome, "skipped") or ())


def _subject(draft: Any) -> str | Span:
    missing = value_of(draft, "missing")
    return Span(words(missing[0]), "late") if missing else words(value_of(draft, "subject"))


def _handle_of(key: str) -> Callable[[Any], Any]:
    return lambda pair: value_of(value_of(pair, key), "handle")


def _told(key: str, style: Style = "") -> Read:
    return lambda item: Span(words(value_of(item, key)), style)


def _minute(key: str) -> Read:
    def read(item: Any) -> str:
        moment = value_of(item, key)
        return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else words(moment)

    return read


def _column(key: str, heading: str = "", *, leaves: int = 0, style: Style = "") -> Column:
    return Column(heading=heading, cell=_told(key, style), leaves=leaves)


def _number(key: str, heading: str = "", *, leaves: int = 0, style: Style = "") -> Column:
    return Column(heading=heading, cell=_told(key, style), leaves=leaves, right=True)


DUE = Shape(
    plain=("handle", "name", "what", "overdue", "due_on", "because"),
    columns=(
        _column("name"),
        Column(heading="", cell=_kind_of_due, leaves=2),
        Column(heading="", cell=lateness, leaves=1),
        Column(heading="", cell=_reason, leaves=3),
    ),
)

CONTACT = Shape(
    plain=("handle", "name", "kind", "organisation", "last", "due_on"),
    columns=(
        _column("name"),
        _column("handle", style="dim"),
        _column("kind", leaves=3),
        _column("organisation", leaves=2),
        _column("last", "last", leaves=4),
        _column("due_on", "next", leaves=1),
    ),
)

INTERACTION = Shape(
    plain=("uid", "on", "kind", _names, "note"),
    columns=(
        _column("on", leaves=1),
        _column("kind", leaves=3),
        Column(heading="", cell=_whole_names, leaves=1),
        Column(heading="", cell=_what_about, leaves=2),
        Column(heading="", cell=_short_uid, leaves=4),
    ),
)

PROMISE = Shape(
    plain=("id", "handle", "name", "by", "about"),
    columns=(
        _number("id", style="dim"),
        _column("name"),
        _column("about", leaves=1),
        _column("by", "by", leaves=2),
        _column("done_on", "done", leaves=3, style="dim"),
    ),
)
ASK = PROMISE

RULE = Shape(
    plain=("id", "selector", "every", "max", "people"),
    columns=(
        _number("id", style="dim"),
        _column("selector"),
        _column("every", leaves=1),
        _column("max", "at most", leaves=2),
        _number("people", "people", leaves=3),
    ),
)

SEARCH = Shape(
    plain=("what", "handle", "on", "excerpt"),
    columns=(
        _column("name"),
        _column("on", leaves=3),
        _column("excerpt", leaves=1),
        _column("handle", leaves=4, style="dim"),
    ),
)

EVENT = Shape(
    plain=("handle", "name", "from", "to", "met", "followed_up"),
    columns=(
        _column("name"),
        _column("handle", style="dim"),
        _column("from", "from", leaves=1),
        _column("to", "to", leaves=4),
        _column("city", leaves=5),
        _number("met", "met", leaves=2),
        _number("followed_up", "followed up", leaves=3),
    ),
)

GROUP = Shape(
    plain=("handle", "name", "type", "every", "meets", "members", "last", "due_on"),
    columns=(
        _column("name"),
        _column("handle", style="dim"),
        _column("type", leaves=3),
        Column(heading="", cell=_rhythm, leaves=2),
        Column(heading="", cell=_members, leaves=4),
        _column("due_on", "next", leaves=1),
    ),
)

MENTOR = Shape(
    plain=("role", "handle", "name", "from", "until"),
    columns=(_column("name"), _column("role", leaves=1), _column("until", "until", leaves=2)),
)

EXPORT = Shape(
    plain=("file", "format", "items", "cancelled"),
    columns=(
        _column("file"),
        _number("items", "items", leaves=1),
        _number("cancelled", "cancelled", leaves=2),
        _column("format", leaves=3),
    ),
)

DRAFT = Shape(
    plain=("id", "handle", "template", "subject", "state"),
    columns=(
        _number("id", style="dim"),
        _column("name"),
        _column("template", leaves=2),
        Column(heading="", cell=_subject, leaves=1),
        _column("state", leaves=3, style="dim"),
    ),
)

HISTORY = Shape(
    plain=("id", "at", "command", "summary"),
    columns=(
        _number("id", style="dim"),
        Column(heading="", cell=_minute("at"), leaves=2),
        _column("summary", leaves=1),
        _column("command", leaves=3, style="dim"),
        Column(
            heading="",
            cell=lambda step: Span("undone" if value_of(step, "undone") else "", "dim"),
            leaves=1,
        ),
    ),
)

IMPORT = Shape(
    plain=("file", "format", "read", "added", "changed", "unchanged", _skipped),
    columns=(
        _column("file"),
        _column("format", leaves=5),
        _number("read", "read", leaves=2),
        _number("added", "added", leaves=1),
        _number("changed", "changed", leaves=3),
        _number("unchanged", "unchanged", leaves=4),
        Column(heading="skipped", cell=lambda each: str(_skipped(each)), leaves=1, right=True),
    ),
)

PAUSE = Shape(
    plain=("from", "to", "reason"),
    columns=(_column("from"), _column("to"), _column("reason", leaves=1)),
)

CONFIG = Shape(
    plain=("key", "value"),
    columns=(_column("key"), _column("value", leaves=1)),
)

DUPLICATE = Shape(
    plain=(_handle_of("keep"), _handle_of("other"), "reasons"),
    columns=(
        Column(heading="keep", cell=_handle_of("keep")),
        Column(heading="other", cell=_handle_of("other")),
        _column("reasons", leaves=1),
    ),
)
