"""The words of a sentence, each with its place, its mark and what stands before it."""

from __future__ import annotations

import re
from enum import Enum
from itertools import islice
from typing import NamedTuple

from rescrm.core.folding import fold, pieces

# Names are looked for in so many words: a pasted page is a note.
WORDS_READ = 200
_LONGEST_WORD = 60
# How far from its end a text is searched for tags and days.
_TAIL = 200

# All that is neither space nor punctuation: letters and marks of every script.
_LETTER = (
    r"[^\s!-/:-@\[-`{-~\xa1\xab\xb7\xbb\xbf"
    r"\u2010-\u2027\u2030-\u205e\u3000-\u3004\u3008-\u3020\u3030]"
)
_WORD = rf"{_LETTER}+(?:['’ʼ‐‑-]{_LETTER}+)*"
_TOKEN = re.compile(
    rf"(?P<slash>\\?)(?:\*\*(?P<new>[^*\n]{{1,80}})\*\*"
    rf"|(?P<mail>[^\s@<>(),;:\\]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+)"
    rf"|(?P<sign>[@#]?)(?P<word>{_WORD}))"
)
_SENTENCE_ENDS = frozenset(".!?;:\n")


class Mark(Enum):
    """What a sign before a word makes of it."""

    NONE = ""
    PLAIN = "\\"  # keeps the word from being matched
    HANDLE = "@"
    TAG = "#"
    NEW = "**"
    MAIL = "mail"


class Token(NamedTuple):
    """One word; ``start`` is that of its sign, ``gap`` the text since the word before."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    mark: Mark
    owner: bool
    gap: str

    @property
    def word(self) -> str:
        """The folded word, hyphens as spaces."""
        return " ".join(self.words)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def titled(self) -> bool:
        """Whether it looks like a name: `Maya`, `McCall`, an initial; not `QI`, not `PGY-2`."""
        return self.capital and (len(self.text) == 1 or not self.text.isupper())

    @property
    def adjacent(self) -> bool:
        """Whether only space parts it from the word before."""
        return not self.gap.strip()

    @property
    def begins(self) -> bool:
        """Whether a sentence begins with it, for all that its own text can tell."""
        return not _SENTENCE_ENDS.isdisjoint(self.gap)


def tokens(text: str, start: int, end: int, most: int = WORDS_READ) -> list[Token]:
    """The first words of a stretch of the text."""
    found: list[Token] = []
    before = start
    for match in islice(_TOKEN.finditer(text, start, end), most):
        token = _token(text, match, before)
        found.append(token)
        before = token.end
    return found


def _token(text: str, match: re.Match[str], before: int) -> Token:
    mark, start = _mark(text, match)
    if mark is Mark.NEW:
        typed = match["new"].strip()
        return Token(start, match.end(), typed, (), mark, False, text[before:start])
    typed = match["word"] or match["mail"] or match["new"]
    words = tuple(pieces(typed)) if len(typed) <= _LONGEST_WORD else ()
    owner = bool(words) and words[-1].endswith("'s") and len(words[-1]) > 2
    if owner:
        words = (*words[:-1], words[-1][:-2])
    return Token(start, match.end(), typed, words, mark, owner, text[before:start])


def _mark(text: str, match: re.Match[str]) -> tuple[Mark, int]:
    """The mark of a word and where it begins; inside a word (`AC\\DC`, `a@b`) a sign is none."""
    start = match.start()
    before = text[start - 1] if start else " "
    # A sign after a letter belongs to what it stands in; after a bracket or a quote it is one.
    inside = before.isalnum() or before in "_\\/."
    if match["slash"] and not inside:
        return Mark.PLAIN, start
    start += len(match["slash"])
    inside = inside or bool(match["slash"])
    if match["mail"]:
        return Mark.MAIL, start
    if match["new"]:
        return (Mark.NEW if _has_letter(match["new"]) and not inside else Mark.NONE), start
    if not match["sign"] or inside:
        return Mark.NONE, start + len(match["sign"])
    if match["sign"] == "@":
        return Mark.HANDLE, start
    tag = match["word"][0].isalpha()
    return (Mark.TAG, start) if tag else (Mark.NONE, start + 1)


def _has_letter(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


# Text without its signs --------------------------------------------------------------------

# Compiled when a text first has such a sign.
_SLASH = r"(?<![\w\\/.])\\(?=[\w@#*;])"
_STARS = r"(?<![\w\\/.*])\*\*([^*\n]{1,80})\*\*"
_TAG = r"(?<![\w\\/.&@#])#([^\W\d_](?:[\w-]*\w)?)"
_END_TAG = r"(?:^|\s)#[^\W\d_][\w-]*[\s,.;:!]*$"


def tags(text: str) -> tuple[str, ...]:
    """The `#tags` of a text, each once whatever its case."""
    if "#" not in text:
        return ()
    found = {fold(match[1]): match[1] for match in reversed([*re.finditer(_TAG, text)])}
    return tuple(reversed(found.values()))


def without_end_tags(text: str) -> str:
    """The text without the tags that end it; one inside a sentence is a word of it."""
    end = len(text)
    while "#" in (tail := text[max(0, end - _TAIL) : end]):
        match = re.search(_END_TAG, tail)
        if not match:
            break
        end += match.start() - len(tail)
    return text[:end]


def without_signs(text: str) -> str:
    """The text without the stars round a new person and the backslashes before words."""
    if "**" in text:
        text = re.sub(_STARS, lambda stars: stars[1] if _has_letter(stars[1]) else stars[0], text)
    return re.sub(_SLASH, "", text) if "\\" in text else text
