"""The columns of each kind of item: in a pipe, where their order is a promise, and on a screen."""

from __future__ import annotations

from . import cells
from .listing import Column, Shape, Style


def _column(key: str, heading: str = "", *, leaves: int = 0, style: Style = "") -> Column:
    return Column(heading=heading, cell=cells.told(key, style), leaves=leaves)


def _number(key: str, heading: str = "", *, leaves: int = 0, style: Style = "") -> Column:
    return Column(heading=heading, cell=cells.told(key, style), leaves=leaves, right=True)


DUE = Shape(
    plain=("handle", "name", "what", "overdue", "due_on", "because"),
    columns=(
        _column("name"),
        Column(heading="", cell=cells.kind_of_due, leaves=2),
        Column(heading="", cell=cells.lateness, leaves=1),
        Column(heading="", cell=cells.reason, leaves=3),
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
    plain=("uid", "on", "kind", cells.names, "note"),
    columns=(
        _column("on", leaves=1),
        _column("kind", leaves=3),
        Column(heading="", cell=cells.whole_names, leaves=1),
        Column(heading="", cell=cells.what_about, leaves=2),
        Column(heading="", cell=cells.short_uid, leaves=4),
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
        Column(heading="", cell=cells.rhythm, leaves=2),
        Column(heading="", cell=cells.members, leaves=4),
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

SPONSOR = Shape(plain=("handle", "name", cells.counted("acts"), "thanked_on", "updated_on"))

OFFER = Shape(
    plain=("uid", "handle", "name", "way", "what", "on", "state"),
    columns=(
        _column("on", leaves=2),
        _column("way", leaves=1),
        _column("name"),
        _column("what", leaves=1),
        _column("state", leaves=2),
        _column("thanked_on", "thanked", leaves=4),
        Column(heading="", cell=cells.short_uid, leaves=3),
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
        Column(heading="", cell=cells.subject, leaves=1),
        _column("state", leaves=3, style="dim"),
    ),
)

INTRO = Shape(
    plain=(
        "id", "uid", "one", "other", "why", "state", "one_said", "other_said", cells.letter_ids,
    ),
    columns=(
        _number("id", style="dim"),
        Column(heading="", cell=cells.both_names),
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
            cell=cells.marked("own", "yours"),
            leaves=2,
        ),
        Column(
            heading="",
            cell=cells.template_about,
            leaves=1,
        ),
        Column(heading="needs", cell=cells.told("needs", "dim"), leaves=3),
    ),
)

HISTORY = Shape(
    plain=("id", "at", "command", "summary"),
    columns=(
        _number("id", style="dim"),
        Column(heading="", cell=cells.minute("at"), leaves=2),
        _column("summary", leaves=1),
        _column("command", leaves=3, style="dim"),
        Column(
            heading="",
            cell=cells.marked("undone"),
            leaves=1,
        ),
    ),
)

IMPORT = Shape(
    plain=("file", "format", "read", "added", "changed", "unchanged", cells.counted("skipped")),
    columns=(
        _column("file"),
        _column("format", leaves=5),
        _number("read", "read", leaves=2),
        _number("added", "added", leaves=1),
        _number("changed", "changed", leaves=3),
        _number("unchanged", "unchanged", leaves=4),
        Column(heading="skipped", cell=cells.counted("skipped"), leaves=1, right=True),
    ),
)

PAUSE = Shape(
    plain=("id", "from", "to", "reason"),
    columns=(_column("from"), _column("to"), _column("reason", leaves=1)),
)


SHIFT = Shape(
    plain=("id", "kind", "from", "to", "starts", "ends", "source"),
    columns=(
        _number("id"),
        _column("kind"),
        Column(heading="from", cell=cells.begins),
        Column(heading="to", cell=cells.ends),
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
    plain=(cells.handle_of("keep"), cells.handle_of("other"), "reasons"),
    columns=(
        Column(heading="keep", cell=cells.handle_of("keep")),
        Column(heading="other", cell=cells.handle_of("other")),
        _column("reasons", leaves=1),
    ),
)

SYNC_INIT = Shape(plain=("dir", "server", "preset", "config"))
SYNC = Shape(
    plain=(
        "collection", "added_here", "changed_here", "removed_here", "added_there",
        "changed_there", "removed_there", cells.counted("conflicts"), cells.counted("skipped"),
    ),
)  # fmt: skip
