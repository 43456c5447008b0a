"""What every collection of sync can do."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from ...core.marks import Mark
from ...core.reconcile import Content, Step
from ...store.shared import Item
from ...store.synced import Met, Row


class Near(NamedTuple):
    """Some items of a collection, and how many there are in all."""

    here: Mapping[str, Item]
    total: int


class Shelf(Protocol):
    """One collection: how its items are read, written and taken over."""

    @property
    def name(self) -> str:
        """What the collection and its folder are called."""

    @property
    def suffix(self) -> str:
        """How its files end."""

    @property
    def coming(self) -> Collection[str]:
        """What comes in before it."""

    @property
    def marks(self) -> Sequence[Mark]:
        """What calendars are told, to be remembered."""

    @property
    def lists(self) -> Collection[str]:
        """The fields of several values."""

    @property
    def told(self) -> Collection[str]:
        """The fields that go out without coming back."""

    def here(self, known: Container[str]) -> dict[str, Item]:
        """The store's items, by uid; of those set aside only the known."""

    def near(self, uids: Iterable[str]) -> Near | None:
        """Of these items the store's; None: all have to be looked at."""

    def read(self, data: bytes, where: str) -> Any:
        """The item of a file (with a uid and a content), what is wrong, or None: not ours."""

    def called(self, content: Content) -> str:
        """An item in words."""

    def meet(self, found: Iterable[Any], rows: Mapping[str, Row]) -> Met:
        """Know new items for those that are here under another uid."""

    def take(self, step: Step, item: Item | None, found: Any) -> None:
        """Do in the store what a step says."""

    def bytes(self, step: Step, item: Item | None, found: Any) -> bytes:
        """The file that a step asks for."""
