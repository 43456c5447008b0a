"""A directory in memory: the people of the tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rescrm.core.folding import fold, pieces, slug
from rescrm.core.identity import CROWD, Named, address_keys


def person(name: str, *nicknames: str, about: str = "", handle: str = "", number: int = 0) -> Named:
    """Someone with the handle that the name gives."""
    handle = handle or slug(name)
    return Named(number, f"uid-{handle}", handle, name, nicknames, about)


class People:
    """Looks people up as the store does, and remembers which words it was asked for.

    ``addresses`` says whose an address is: a handle, or several parted by spaces.
    """

    def __init__(self, *people: Named | str, addresses: dict[str, str] | None = None) -> None:
        named = [each if isinstance(each, Named) else person(each) for each in people]
        self.everyone = [each._replace(id=place) for place, each in enumerate(named, 1)]
        self.addresses = {
            key: handles.split()
            for address, handles in (addresses or {}).items()
            for key in address_keys(address)
        }
        self.asked: list[tuple[str, ...]] = []

    def __getitem__(self, handle: str) -> Named:
        return next(each for each in self.everyone if each.handle == handle)

    def by_handle(self, handle: str) -> Named | None:
        return next((each for each in self.everyone if each.handle == handle), None)

    def by_uid(self, uid: str) -> Named | None:
        return next((each for each in self.everyone if each.uid == uid), None)

    def by_address(self, key: str) -> list[Named]:
        return [each for each in self.everyone if each.handle in self.addresses.get(key, ())]

    def by_words(self, words: Sequence[str], last_is_prefix: bool) -> list[Named]:
        self.asked.append(tuple(words))
        whole = set(words[:-1] if last_is_prefix else words)
        begun = words[-1] if last_is_prefix else ""
        return _shortest_first(
            each
            for each in self.everyone
            for held in [{piece for name in _names(each) for piece in pieces(name)}]
            if whole <= held and any(piece.startswith(begun) for piece in held)
        )

    def by_part(self, part: str) -> list[Named]:
        return _shortest_first(
            each
            for each in self.everyone
            if any(part in fold(name) for name in (*_names(each), each.handle))
        )

    def nearest(self, typed: str) -> list[Named]:
        wanted = set(fold(typed))
        return sorted(self.everyone, key=lambda each: -len(wanted & set(fold(each.name))))[:50]


def _names(each: Named) -> tuple[str, ...]:
    return (each.name, *each.nicknames)


def _shortest_first(people: Iterable[Named]) -> list[Named]:
    return sorted(people, key=lambda each: len(each.name))[:CROWD]
