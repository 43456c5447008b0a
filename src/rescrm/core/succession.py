"""Who carries on when a term ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .network import Member
from .term import Term


def ending(terms: Sequence[Term], today: date) -> Term | None:
    """Of one's terms in a group, the next to end; when all are over, the last one."""
    ahead = [each for each in terms if each.last >= today]
    if ahead:
        return min(ahead, key=lambda each: each.last)
    return max(terms, key=lambda each: each.last, default=None)


def successor(
    members: Sequence[Member], role: str | None, ends: date | None, today: date
) -> Member | None:
    """The member to hand over to: one whose term is about to begin, else one in the same role.

    ``members`` are the others, without the user. None when nobody is plainly next.
    """
    coming = [each for each in members if each.from_ and each.from_ > today]
    if coming:
        return min(coming, key=lambda each: (not _shares(each, role), each.from_ or today))
    staying = (each for each in members if not (each.to and ends and each.to <= ends))
    return next((each for each in staying if _shares(each, role)), None)


def _shares(member: Member, role: str | None) -> bool:
    """A co-chair shares the chair's role."""
    return bool(role) and str(role).casefold() in (member.role or "").casefold()
