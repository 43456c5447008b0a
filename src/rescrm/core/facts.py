"""What is known for a letter, as plain values, and the gap where something is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from .wording import an, titled

LONGEST_FACT = 5_000  # characters; a letter is too long at a fifth of it
LONGEST_LIST = 50

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_GAP = re.compile("\0([^\0]*)\0")


class Sheet(dict[str, object]):
    """Facts by name, and the name that they have together."""

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self.path = path

    def dotted(self, word: str) -> str:
        """The full name of a fact on this sheet."""
        return f"{self.path}.{word}" if self.path else word


class Gap:
    """A fact that is not there: it prints as its name between NULs, which no fact contains."""

    __slots__ = ()
    _undefined_name: str | None  # Jinja gives it its name

    def __str__(self) -> str:
        return f"\0{self._undefined_name}\0" if self._undefined_name else ""

    def __iter__(self) -> Iterator[Gap]:
        yield self

    def _never(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _never


def sheet(facts: Mapping[str, object], path: str = "") -> Sheet:
    """Make facts plain: text, numbers, lists and sheets; what is empty is left out."""
    page = Sheet(path)
    for word, value in facts.items():
        plain = _plain(value, page.dotted(word))
        if _is_known(plain):
            page[word] = plain
    return page


def _plain(value: object, path: str) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case Mapping():
            return sheet(value, path)
        case Sequence() if not isinstance(value, str):
            entries = (_plain(each, path) for each in value[:LONGEST_LIST])
            return [each for each in entries if _is_known(each)]
        case _:
            return printable(str(value)[:LONGEST_FACT]).strip()


def _is_known(plain: object) -> bool:
    return plain is not None and plain != "" and plain != [] and plain != {}


def printable(text: str) -> str:
    """Text without control characters, its lines ended by newlines."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def gaps(text: str) -> tuple[str, ...]:
    """The names of the facts that a text asks for in vain, each once."""
    return tuple(dict.fromkeys(_GAP.findall(text)))


def said(value: object) -> str:
    """A fact as text; a list or a sheet is none."""
    match value:
        case str() | int() | float() | Gap():
            return str(value)
    raise TypeError("a list of facts is no text: name a part, join it or loop over it")


# What a template may do with a fact ---------------------------------------------------------


def _of_text(change: Callable[[str], str]) -> Callable[[object], object]:
    return lambda value: value if isinstance(value, Gap) else change(said(value))


def _of_list(choose: Callable[[list[object] | str], object]) -> Callable[[object], object]:
    def chosen(value: object) -> object:
        if isinstance(value, list | str):
            return choose(value)
        if isinstance(value, Gap):
            return value
        raise TypeError("this fact is not a list")

    return chosen


def _clause(text: str) -> str:
    """Text without what ends it, to stand inside a sentence."""
    return text.rstrip(" \n.;,!?")


def _joined(value: object, between: str = "") -> object:
    """Entries in one line; a text is one entry already, so joining twice grows nothing."""
    if not isinstance(value, list):
        return value
    text = str(between).join(map(said, value))
    if len(text) > LONGEST_FACT:
        raise OverflowError("this list is longer than a letter")
    return text


FILTERS: dict[str, Callable[..., object]] = {
    "lower": _of_text(str.lower),
    "upper": _of_text(str.upper),
    "capitalize": _of_text(str.capitalize),
    "trim": _of_text(str.strip),
    "clause": _of_text(_clause),
    "an": _of_text(an),
    "titled": _of_text(lambda text: titled(_clause(text))),
    "first": _of_list(lambda entries: entries[0]),
    "last": _of_list(lambda entries: entries[-1]),
    "length": lambda value: 0 if isinstance(value, Gap) else _of_list(len)(value),
    "join": _joined,
    "default": lambda value, other="": other if isinstance(value, Gap) else value,
}
TESTS: dict[str, Callable[[object], bool]] = {
    "defined": lambda value: not isinstance(value, Gap),
    "undefined": lambda value: isinstance(value, Gap),
    "none": lambda value: isinstance(value, Gap),
}
