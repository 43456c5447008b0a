"""What an ID means on the command line: a number, a uid or its beginning, a person."""

from __future__ import annotations

from typing import NamedTuple

from ..core.identity import Named
from ..core.model import Commitment, Interaction
from ..errors import DecisionNeeded, NotFound
from ..session import Session

LONG_ENOUGH = 6  # figures: fewer are the number of a promise and nothing else


class Touched(NamedTuple):
    """An interaction and its number in the store."""

    id: int
    item: Interaction


TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.giving import Act, Favour
    from ..core.network import Group
    from ..store.occasions import Occasion
    from ..store.uids import Row

    Item = Touched | Commitment | Occasion | Group | Favour | Act
    Target = Named | Item


def target(session: Session, typed: str) -> Target:
    """The person, or the one thing with a number or a uid, that is meant.

    Raises what naming a person raises, NotFound (4) for a number nobody has, and
    DecisionNeeded (3) when two uids begin so.
    """
    return found(session, typed) or session.who(typed)


def found(session: Session, typed: str) -> Target | None:
    """The thing, or the person, whose number or uid this is; None when it can only be a name.

    A number is a promise's, an ask's, a thank-you's or a follow-up's, even where somebody's
    handle is a number: `@42` names them.
    """
    word = typed.strip()
    if is_number(word):
        if said := session.store.commitments.get(int(word)):
            return said
        if len(word) < LONG_ENOUGH:
            raise no_number(word)
    elif word.startswith("@") or session.store.directory.by_handle(word):
        return None
    match session.store.with_uid(word):
        case []:
            return None
        case [row]:
            return _read(session, row)
        case rows:
            raise _several(typed, rows)


def is_number(word: str) -> bool:
    """Whether a word can be the number of a promise: figures, no more than the store can hold."""
    return word.isascii() and word.isdigit() and len(word) <= 18


def no_number(word: str) -> NotFound:
    """The error that no promise, ask, thank-you or follow-up has this number."""
    return NotFound(
        f"nothing here has the number {word}. `rescrm promises` and `rescrm asks` tell theirs."
    )


def _read(session: Session, row: Row) -> Target | None:
    store = session.store
    match row.table:
        case "interaction":
            return Touched(row.id, store.touches.get(row.id))
        case "commitment":
            return store.commitments.get(row.id)
        case "occasion":
            return store.occasions.get(row.id)
        case "group":
            (group,) = store.groups.all(row.id)
            return group
        case "favour":
            return store.favours.get(row.id)
        case "sponsor_act":
            return store.sponsors.get(row.id)
    return store.directory.by_uid(row.uid)


def _several(typed: str, rows: list[Row]) -> DecisionNeeded:
    uids = [row.uid for row in rows]
    return DecisionNeeded(
        f'more than one uid begins with "{typed}": {", ".join(uids)}. '
        "Nothing was changed; type more of it.",
        candidates=uids,
    )
