"""Who is named in a sentence.

Reading it costs few questions to the directory: one for each different word that can be a name
(no small words, no words for kinds, no figures), and for a first name that a crowd bears one
more with the word after it, so that `Maria Sousa` is found among a thousand Marias. What comes
back is laid against the words here; the longest name wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from rescrm.core.folding import fold
from rescrm.core.identity import (
    CROWD,
    ME,
    Directory,
    Fit,
    Form,
    Named,
    best,
    by_diminutive,
    email_key,
    fit_of,
    fit_of_initial,
    forms,
    letters,
    named,
    not_found,
)
from rescrm.core.tokens import Mark, Token
from rescrm.core.vocabulary import (
    AND,
    BEFORE_A_MONTH,
    BEFORE_A_THING,
    BEFORE_A_TOPIC,
    CALENDAR,
    MONTH_NAMES,
    SMALL,
    TITLES,
    WITH,
    WORDS_AND_NAMES,
)

_COMMON = WORDS_AND_NAMES | SMALL
_NEVER_SURNAMES = SMALL | CALENDAR | TITLES


class Mention(NamedTuple):
    """Words that name one person, several to choose from, or someone new.

    ``last`` is the first word behind it. Doubtful: it may be just a word. With neither people
    nor ``new`` it is a stranger: a name is due there, and it is nobody's.
    """

    first: int
    last: int
    people: tuple[Named, ...] = ()
    new: str = ""
    doubtful: bool = False


class _Place(Enum):
    """Whether a name can stand at a word."""

    FREE = "in running text"
    LISTED = "after a name and a comma"
    DUE = "after with, a title, a kind of contact, a name and an and"


class Names:
    """The names in a row of words; ``due`` is the word where one must stand, if any."""

    def __init__(
        self,
        words: Sequence[Token],
        directory: Directory,
        kinds: Collection[str] = (),
        due: int | None = None,
    ) -> None:
        self.words = words
        self.directory = directory
        self.kinds = kinds
        self.due = due
        self._forms: dict[str, list[tuple[Form, Named]]] = {}
        self._know(self._ask())

    def __iter__(self) -> Iterator[Mention]:
        at, before, row = 0, None, True
        while at < len(self.words):
            mention = self._at(at, before, row)
            at = mention.last if mention else at + 1
            if mention and (mention.people or mention.new or row):
                yield mention

    # Asking the directory ------------------------------------------------------------------

    def _ask(self) -> dict[int, Named]:
        found: dict[int, Named] = {}
        asked: set[tuple[str, ...]] = set()
        for at, token in enumerate(self.words):
            if self._can_begin_a_name(at) and token.words not in asked:
                asked.add(token.words)
        return found
