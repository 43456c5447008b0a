"""Who is named in a sentence, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from rescrm.core.folding import fold
from rescrm.core.identity import (
    ME,
    Directory,
    Fit,
    Named,
    best,
    by_diminutive,
    email_key,
    fit_of,
    named,
    not_found,
)
from rescrm.core.roster import Match, Roster
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


class Mention(NamedTuple):
    """Words that name one person, several to choose from, or someone new.

    ``last`` is the first word behind it. Doubtful: it may be just a word. With neither people
    nor a new name it is a stranger: a name can stand there, and it is nobody's.
    """

    first: int
    last: int
    people: tuple[Named, ...] = ()
    new: str = ""
    doubtful: bool = False


class _Place(Enum):
    FREE = "in running text, where only whole first names and more are looked for"
    LISTED = "after a name and a comma"
    DUE = "where a name must stand: after with, a title, a kind, a name and an and"


class Names:
    """The names in a row of words; ``due`` is the word where one must stand, if any.

    Words for kinds are no names unless one is due.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        directory: Directory,
        kinds: Collection[str] = (),
        due: int | None = None,
    ) -> None:
        self.tokens = tokens
        self.directory = directory
        self.kinds = kinds
        self.due = due
        where = [at for at in range(len(tokens)) if self._can_begin(at)]
        self.roster = Roster(tokens, where, directory)

    def __iter__(self) -> Iterator[Mention]:
        """The mentions from left to right; strangers among them."""
        at = 0
        before: Mention | None = None
        while at < len(self.tokens):
            mention = self._at(at, before)
            if mention is None:
                at += 1
                continue
            at = mention.last
            if mention.first >= 0:
                yield mention
                before = mention

    def joins(self, at: int, before: Mention | None) -> str:
        """What joins a word to the name before it: `and`, `,`, a space; nothing."""
        if before is None:
            return ""
        front = self._front(at)
        token = self.tokens[front]
        if before.last == front - 1:
            link = self.tokens[front - 1]
            return "and" if link.word in AND and link.mark is Mark.NONE and token.adjacent else ""
        if before.last != front:
            return ""
        gap = token.gap.strip()
        return {"&": "and", "+": "and", "/": "and", ",": ",", "": " "}.get(gap, "")
