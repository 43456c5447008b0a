"""Mentors by role, and the roles without anyone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import mentoring
from ..core.mentoring import ROLES, Gap, Mentorship
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Context, Option

EXAMPLES = ("rescrm mentors", "rescrm mentors --gaps", "rescrm mentors --gaps --json")
NOBODY_MET = "nobody met yet who could be asked"


def mentors(
    context: Context,
    gaps: Annotated[bool, Option("--gaps", help="Roles nobody has, and whom to ask.")] = False,
) -> Listing:
    """Your mentors by role, and the roles without anyone.

    Each with role, handle, name, from, until, last (touch), due_on (when you meet next), every.
    With --gaps: role, handle (null), suggestions[{handle, name, because}].
    """
    session: Session = context.obj
    if gaps:
        return _gaps(mentoring.gaps(session))
    found = mentoring.mentors(session)
    return Listing(
        kind="mentor",
        items=found,
        shape=columns.MENTORSHIP,
        empty="No mentors yet. `rescrm mentors --gaps` names whom to ask.",
        after=_missing(found),
    )


def _missing(found: Sequence[Mentorship]) -> list[str]:
    held = {each.role for each in found}
    empty = [role for role in ROLES if role not in held]
    if not found or not empty:
        return []
    *most, last = empty
    named = f"{', '.join(most)} or {last}" if most else last
    return [f"No {named} mentor yet: `rescrm mentors --gaps` names whom to ask."]


def _gaps(found: Sequence[Gap]) -> Listing:
    return Listing(
        kind="mentor",
        items=found,
        shape=columns.GAP,
        lines=[line for gap in found for line in _lines(gap)],
        empty="Every role has someone: clinical, research, career and identity.",
        after=_ask_first(found),
    )


def _lines(gap: Gap) -> Iterator[Line]:
    yield (Span(f"{gap.role:<9} ", "bold"), "nobody yet" if gap.suggestions else NOBODY_MET)
    for each in gap.suggestions:
        yield (f"  {tied(each.name)} ", Span(f"({each.handle})", "dim"), f"  {each.because}")


def _ask_first(found: Sequence[Gap]) -> list[str]:
    asked = next((gap.suggestions[0] for gap in found if gap.suggestions), None)
    if not found:
        return []
    if not asked:
        return ["Faculty, fellows and leadership appear here once you have met them."]
    return [f"`rescrm draft {asked.handle} --template mentor-request` writes to one of them."]
