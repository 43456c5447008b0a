"""What an ID means on the command line: a number, a uid or its beginning, a person."""

from __future__ import annotations

from typing import NamedTuple

from ..core.identity import Named
from ..core.model import Commitment, Group, Interaction
from ..errors import AmbiguousContact, DecisionNeeded, NotFound
from ..session import Session
from ..store.touches import Occasion
from ..store.uids import Row

LONG_ENOUGH = 6  # characters: shorter figures are the number of a promise and nothing else


class Touched(NamedTuple):
    """An interaction and its number in the store."""

    id: int
    item: Interaction


Item = Touched | Commitment | Occasion | Group
Target = Named | Item


def target(session: Session, typed: str) -> Target:
    """The person, or the one thing with a number or a uid, that is meant.

    Raises what naming a person raises, NotFound (4), and DecisionNeeded (3) when two uids
    begin so.
    """
    return item(session, typed) or session.who(typed)


def item(session: Session, typed: str) -> Target | None:
    """The thing whose number or uid was typed; None when it can only be a name.

    A number is a promise's, an ask's, a thank-you's or a follow-up's, even where somebody's
    handle is a number: `@42` names them.
    """
    word = typed.strip()
    if is_number(word) and (said := session.store.commitments.get(int(word))):
        return said
    if is_number(word) and len(word) < LONG_ENOUGH:
        raise NotFound(
            f"there is no promise or ask number {word}. "
            "`rescrm promises` and `rescrm asks` have the numbers."
        )
    if word.startswith("@") or session.store.directory.by_handle(word):
        return None
    match session.store.with_uid(word):
        case []:
            return None
        case [row]:
            return _read(session, row)
        case rows:
            raise _several(typed, rows)


def is_number(word: str) -> bool:
    """Whether a word can be the number of a promise: figures, as many as the store can hold."""
    return word.isascii() and word.isdigit() and len(word) <= 18


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
            (found,) = store.groups.all(row.id)
            return found
    return store.directory.by_uid(row.uid)


def _several(typed: str, rows: list[Row]) -> DecisionNeeded:
    return AmbiguousContact(typed, [(row.uid, row.table) for row in rows])
