"""How a text is put to the full-text indexes: what it means is left to their own reading of it."""

from __future__ import annotations

from collections.abc import Iterable

from ..core.folding import fold, search_text


def phrase(text: str) -> str:
    """The words of a text in a row; characters written without spaces are words to the index."""
    spelled = search_text(text) or fold(text)
    return '"{}"'.format(spelled.replace('"', '""').replace("\x00", " "))


def phrases(text: str, *, begun: str = "") -> str:
    """Each word of a text, in any order; with ``begun = "*"`` their beginnings will do."""
    return " ".join(phrase(word) + begun for word in text.split())


def one_of(texts: Iterable[str]) -> str:
    """Any of these."""
    return f"({' OR '.join(map(phrase, texts))})"


def has_words(text: str) -> bool:
    """Whether there is anything in a text that an index keeps: a letter or a figure."""
    return any(map(str.isalnum, fold(text)))
