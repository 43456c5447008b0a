"""The columns of each kind of item: in a pipe, where their order is a promise, and on a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ..core.due import GHOSTED
from .listing import Column, Shape, Span, Style, tied
from .values import value_of, words

Read = Callable[[Any], str | Span]

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


def _letter_ids(introduction: Any) -> list[int]:
    return [value_of(each, "id") for each in value_of(introduction, "drafts") or ()]


def _both_names(introduction: Any) -> str:
    sides = (value_of(introduction, side) for side in ("one", "other"))
    return " and ".join(tied(value_of(each, "name")) for each in sides)


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
ASK = PROMISE._replace(
    columns=(
        *PROMISE.columns[:4],
        _column("state", leaves=3),
        *PROMISE.columns[4:],
    )
)

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

MENTORSHIP = Shape(
    plain=("role", "handle", "name", "from", "until", "last", "due_on", "every"),
    columns=(
        _column("role", leaves=1),
        _column("name"),
        _column("handle", leaves=5, style="dim"),
        _column("from", "since", leaves=4),
        _column("until", "until", leaves=4),
        _column("last", "last", leaves=3),
        _column("due_on", "next", leaves=2),
    ),
)

GAP = Shape(plain=("role", "handle", "suggestions"))

ACT = Shape(
    plain=("handle", "name", "act", "on", "due_on", "thanked_on"),
    columns=(
        _column("name"),
        _column("act", leaves=1),
        _column("on", leaves=2),
        _column("due_on", "thank by", leaves=3),
        _column("thanked_on", "thanked", leaves=2),
    ),
)

SPONSOR = Shape(
    plain=("handle", "name", lambda each: len(value_of(each, "acts")), "thanked_on", "updated_on")
)

OFFER = Shape(
    plain=("uid", "handle", "name", "way", "what", "on", "state"),
    columns=(
        _column("on", leaves=2),
        _column("way", leaves=1),
        _column("name"),
        _column("what", leaves=1),
        _column("state", leaves=2),
        _column("thanked_on", "thanked", leaves=4),
        Column(heading="", cell=_short_uid, leaves=3),
    ),
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

CALENDAR_FINDING = Shape(plain=("client", "what", "where", "count", "message"))

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

INTRO = Shape(
    plain=(
        "id", "uid", "one", "other", "why", "state", "one_said", "other_said", _letter_ids,
    ),
    columns=(
        _number("id", style="dim"),
        Column(heading="", cell=_both_names),
        _column("state", leaves=2),
        _column("why", leaves=1),
    ),
)  # fmt: skip

PATH = Shape(
    plain=("handle", "name", "steps", "length"),
    columns=(
        _column("name"),
        _column("steps", leaves=1),
        _number("length", leaves=2),
    ),
)

GRAPH = Shape(plain=("how", "one", "other"))

TEMPLATE = Shape(
    plain=("name", "own", "needs", "about"),
    columns=(
        _column("name"),
        Column(
            heading="",
            cell=lambda each: Span("yours" if value_of(each, "own") else "", "dim"),
            leaves=2,
        ),
        Column(
            heading="",
            cell=lambda each: (
                Span("refused", "late")
                if value_of(each, "refused")
                else words(value_of(each, "about"))
            ),
            leaves=1,
        ),
        Column(heading="needs", cell=_told("needs", "dim"), leaves=3),
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


def _begins(shift: Any) -> str:
    return _edge(value_of(shift, "from_"), value_of(shift, "starts"))


def _ends(shift: Any) -> str:
    return _edge(value_of(shift, "to"), value_of(shift, "ends"))


def _edge(day: date, moment: datetime | None) -> str:
    from ..core.days import spoken

    said = spoken(moment.date() if moment else day)
    return tied(f"{said} {moment:%H:%M}" if moment else said)


SHIFT = Shape(
    plain=("id", "kind", "from", "to", "starts", "ends", "source"),
    columns=(
        _number("id"),
        _column("kind"),
        Column(heading="from", cell=_begins),
        Column(heading="to", cell=_ends),
    ),
)

CONFIG = Shape(
    plain=("key", "value"),
    columns=(_column("key"), _column("value", leaves=1)),
)

POINT = Shape(
    plain=("id", "handle", "name", "text", "said_on", "done_on"),
    columns=(
        _number("id", style="dim"),
        _column("name"),
        _column("text", leaves=1),
        _column("said_on", "said", leaves=3, style="dim"),
        _column("done_on", "done", leaves=2, style="dim"),
    ),
)

GOAL = Shape(
    plain=("name", "wanted", "counts", "done", "text", "suggestion", "handle"),
    columns=(_column("text", leaves=1),),
)

DUPLICATE = Shape(
    plain=(_handle_of("keep"), _handle_of("other"), "reasons"),
    columns=(
        Column(heading="keep", cell=_handle_of("keep")),
        Column(heading="other", cell=_handle_of("other")),
        _column("reasons", leaves=1),
    ),
)

SYNC_INIT = Shape(plain=("dir", "server", "preset", "config"))
SYNC = Shape(
    plain=(
        "collection", "added_here", "changed_here", "removed_here", "added_there",
        "changed_there", "removed_there", lambda each: len(value_of(each, "conflicts")), _skipped,
    ),
)  # fmt: skip
