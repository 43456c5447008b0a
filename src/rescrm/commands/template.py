"""Templates of letters: seen, tried out, made one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..actions.letters import templates, templating
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm template list",
    "rescrm template show thank-you",
    "rescrm template edit thank-you",
    "rescrm template lint thank-you",
)


def list_(context: Context) -> Listing:
    """The templates there are, your own among them.

    Each with name, own, file, about, needs[] (facts without which it is not written), uses[],
    warnings[], and why it is refused, if it is.
    """
    session: Session = context.obj
    found = templating.every(session)
    return Listing(
        kind="template",
        items=found,
        shape=columns.TEMPLATE,
        warnings=[each["refused"] for each in found if each["refused"]],
        after=["`rescrm template edit NAME` makes one your own, or a new one."],
    )


def show(
    context: Context,
    name: Annotated[str, Argument(metavar="NAME", show_default=False)],
) -> Listing:
    """The text of a template, your own before the built-in one."""
    session: Session = context.obj
    text = templates.text(session, name)
    item = {"name": name, "own": templates.is_own(session, name), "text": text}
    return Listing(kind="template", items=[item], lines=text.rstrip("\n").split("\n"), prose=True)


def edit(
    context: Context,
    name: Annotated[str, Argument(metavar="NAME", show_default=False)],
) -> Listing:
    """Open a template in your editor; a built-in one is copied first."""
    session: Session = context.obj
    found, changed = templating.edited(session, name)
    if not found:
        return Listing(kind="template", empty=f"No template {name} was made.")
    return _told(found, "Kept." if changed else "Left as it was.")


def lint(
    context: Context,
    name: Annotated[str, Argument(metavar="NAME", show_default=False)],
) -> Listing:
    """Try a template on a made-up person, and say what to mend."""
    session: Session = context.obj
    return _told(templating.linted(session, name), "")


COMMANDS = {"list": list_, "show": show, "edit": edit, "lint": lint}


def _told(found: Mapping[str, Any], done: str) -> Listing:
    name, warnings = found["name"], found["warnings"]
    place = found["file"] if found["own"] else "built in"
    lines: list[Line] = [(Span(name, "bold"), f"  {place}")]
    lines += [f"  needs     {', '.join(found['needs']) or 'nothing but a name'}"]
    lines += [f"  may name  {', '.join(found['uses'])}"] if found["uses"] else []
    lines += [Span(f"  {each}", "late") for each in warnings]
    ends = "nothing to mend" if not warnings else f"{len(warnings)} to look at"
    return Listing(
        kind="template",
        items=[found],
        shape=columns.TEMPLATE,
        lines=lines,
        notes=[f"{done} {name}: {ends}.".strip()],
        warnings=[],
        after=[f"`rescrm draft WHO --template {name}` writes a letter with it."],
    )
