"""The day that a sentence begins or ends with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import NamedTuple

from rescrm.core import days
from rescrm.core.almanac import MONTHS
from rescrm.core.folding import fold
from rescrm.core.tokens import without_end_tags
from rescrm.core.vocabulary import BEFORE_OTHER_DAYS
from rescrm.errors import UnreadableDay

# More than a day takes with the word before it; the end of a long text is read no further.
_MOST_WORDS, _TAIL = 7, 300

_WORD = re.compile(r"\S+")
# Compiled when a word first begins with a figure or a sentence with a tag.
_TAGS_FIRST = r"(?:\s*#[^\W\d_][\w-]*(?=\s))*\s*"
_FIGURES = r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\S*)?|\d{1,4}[/.]\d{1,2}[/.]\d{2,4}"
_TWO_FIGURES = r"\d{1,2}/\d{1,2}"
_DAY_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
_PAUSES = " \t\n,;"


class Frame(NamedTuple):
    """A sentence without its asides, the stretch of it that is left, and its day."""

    text: str
    start: int
    end: int
    day: date | None


def frame(
    text: str, asides: Iterable[tuple[int, int]], today: date, order: str | None = None
) -> Frame:
    """The sentence between its day, its last tags and its asides, each letter in its place."""
    text = _blanked(text, asides)
    tags = re.match(_TAGS_FIRST, text) if text.lstrip().startswith("#") else None
    start, end = tags.end() if tags else 0, _end(text, len(text))
    day, start = _leading(text, start, end, today, order)
    if day is None:
        day, end = _trailing(text, start, end, today, order)
        end = max(start, _end(text, end))
    return Frame(text, start, end, day)


def _blanked(text: str, asides: Iterable[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in asides:
        # The semicolon stays: what comes after it is another sentence.
        kept += [text[at : start + 1], " " * (end - start - 1)]
        at = end
    return "".join([*kept, text[at:]])


def _end(text: str, end: int) -> int:
    return len(without_end_tags(text[:end].rstrip(_PAUSES)).rstrip(_PAUSES))


def _leading(
    text: str, start: int, end: int, today: date, order: str | None
) -> tuple[date | None, int]:
    spots = [*islice(_WORD.finditer(text, start, end), _MOST_WORDS)]
    words = [spot[0] for spot in spots]
    if found := days.leading_past(words, today, order):
        day, count = found
        return day, spots[count - 1].end()
    if coming := days.leading_coming(words, today, order):
        phrase = " ".join(words[: coming[1]])
        raise UnreadableDay(phrase, _examples(today), "that day is still to come")
    if phrase := _dated(words):
        days.past(phrase, today, order)
    return None, start


def _trailing(
    text: str, start: int, end: int, today: date, order: str | None
) -> tuple[date | None, int]:
    tail = max(start, end - _TAIL)
    spots = [*_WORD.finditer(text, tail, end)][-_MOST_WORDS:]
    words = [spot[0] for spot in spots]
    found = days.trailing_past(words, today, order)
    count = found[1] if found else 1
    before = fold(words[-count - 1]).rstrip("/") if len(words) > count else ""
    if before in BEFORE_OTHER_DAYS:
        return None, end
    if found:
        return found[0], spots[-count].start()
    last = words[-1].rstrip(".,:;!") if words else ""
    if last[:1].isdigit() and re.fullmatch(_FIGURES, last):
        days.past(last, today, order)
    return None, end


def _dated(words: list[str]) -> str:
    """The words at the front that can only be a day, readable or not: `feb 30`, `11/20`."""
    bare = [word.rstrip(".,:;!") for word in words[:2]]
    if not any(word[:1].isdigit() for word in bare):
        return ""
    if re.fullmatch(_FIGURES, bare[0]) or re.fullmatch(_TWO_FIGURES, bare[0]):
        return bare[0]
    if len(bare) == 2:
        for month, figure in (bare, bare[::-1]):
            if month.lower() in MONTHS and re.fullmatch(_DAY_OF_MONTH, figure):
                return " ".join(bare)
    return ""


def _examples(today: date) -> tuple[str, str, str]:
    return ("yesterday", "last fri", today.isoformat())
