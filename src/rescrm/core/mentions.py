"""Who is named in a sentence, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from rescrm.core.folding import SUFFIXES, fold
from rescrm.core.identity import (
    ME,
    Directory,
    Fit,
    Named,
    behind_title,
    best,
    by_diminutive,
    email_key,
    fit_of,
    named,
    not_found,
)
from rescrm.core.meaning import Meant, Place, meant, meant_after
from rescrm.core.roster import Roster
from rescrm.core.tokens import Mark, Token
from rescrm.core.vocabulary import (
    AND,
    BEFORE_A_NAME,
    CALENDAR,
    SMALL,
    TITLES,
    WITH,
    WORDS_AND_NAMES,
)

_NO_SURNAMES = SMALL | CALENDAR | TITLES

# What to write for somebody new, in place of the command for a bare name.
_ADD = "write **Their Name**"


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
        """The mentions from left to right, strangers among them."""
        at = 0
        before: Mention | None = None
        while at < len(self.tokens):
            at, mention = self._at(at, before)
            if mention:
                yield mention
                before = mention

    def joint(self, at: int, before: Mention | None) -> str:
        """What joins a word to the name before it: `and`, a comma, a space; else nothing."""
        if before is None:
            return ""
        front = self.front(at)
        gap = self.tokens[front].gap.strip()
        if before.last == front - 1 and not gap:
            link = self.tokens[front - 1]
            return "and" if link.word in AND and link.mark is Mark.NONE else ""
        links = {"&": "and", "+": "and", "/": "and", ",": ",", "": " "}
        return links.get(gap, "") if before.last == front else ""

    def front(self, at: int) -> int:
        """Where the titles before a word begin: `Prof. Dr. Okafor`."""
        while at and self._is_title(at - 1) and self.tokens[at].gap.strip() in ("", "."):
            at -= 1
        return at

    def closes(self, at: int) -> bool:
        """Whether a list of names can end before this word, or goes on with it."""
        if at == len(self.tokens) or not self.tokens[at].adjacent or self._leads_on(at):
            return True
        link, *after = self.tokens[at : at + 2]
        return link.word in AND and any(token.titled for token in after)

    # What stands at a word -----------------------------------------------------------------

    def _at(self, at: int, before: Mention | None) -> tuple[int, Mention | None]:
        token = self.tokens[at]
        match token.mark:
            case Mark.TAG:
                return at + 1, None
            case Mark.PLAIN:
                return max((match.last for match in self.roster.matches(at)), default=at + 1), None
            case Mark.NEW:
                return at + 1, self._new(at)
            case Mark.HANDLE:
                return at + 1, self._by_handle(at)
            case Mark.MAIL:
                key = email_key(token.text)
                people = tuple(self.directory.by_address(key)) if key else ()
                return at + 1, Mention(at, at + 1, people) if people or at == self.due else None
        return self._by_name(at, self._place(at, before))

    def _new(self, at: int) -> Mention:
        """Someone new, or whoever has just that name: `**Ana Torres**` twice adds her once."""
        name = " ".join(self.tokens[at].text.split())
        same = [each for each in named(name, self.directory) if (fit_of(name, each) or 0) <= 1]
        return Mention(at, at + 1, tuple(same), "" if same else name)

    def _by_handle(self, at: int) -> Mention | None:
        token = self.tokens[at]
        handle = fold(token.text)
        person = self.directory.by_handle(handle)
        if not person and token.owner:
            person = self.directory.by_handle(handle.removesuffix("'s"))
        if not person and handle != ME:
            raise not_found(f"@{token.text}", self.directory, _ADD)
        return Mention(at, at + 1, (person,)) if person else None

    def _by_name(self, at: int, place: Place) -> tuple[int, Mention | None]:
        found = self._fitting(at)
        if found:
            last, fit, people = found
            if last == at + 1 and self._has_other_surname(last):
                return self._stranger(at) if place == "due" else (last + 1, None)
            sure = meant(self.tokens[at:last], fit, place) or self._meant_here(at, fit)
            if sure != "no":
                return last, Mention(self.front(at), last, people, doubtful=sure == "perhaps")
        return self._stranger(at) if place == "due" else (at + 1, None)

    def _meant_here(self, at: int, fit: Fit) -> Meant:
        before = self.tokens[max(0, at - 2) : at]
        return meant_after(before, self.tokens[at], fit, self.kinds, self._leads_on(at + 1))

    def _fitting(self, at: int) -> tuple[int, Fit, tuple[Named, ...]] | None:
        """The longest name here, how well it fits, and those whom it fits best."""
        found = list(self.roster.matches(at))
        if not found:
            return None
        last = max(match.last for match in found)
        is_surname = last == at + 1 and self.front(at) < at
        fits = [
            (behind_title(match.fit) if is_surname else match.fit, match.person)
            for match in found
            if match.last == last
        ]
        return last, min(fit for fit, _ in fits), tuple(best(fits))

    def _stranger(self, at: int) -> tuple[int, Mention | None]:
        """Whoever is named less plainly where a name is due; failing that, nobody here."""
        token = self.tokens[at]
        if not self._can_be_a_stranger(at):
            return at + 1, None
        last = at + 1
        while token.titled and last < at + 3 and self._has_other_surname(last):
            last += 1
        if self.tokens[self.front(at)].gap.strip() == "," and not self._leads_on(last):
            return last, None
        typed = " ".join(token.text for token in self.tokens[at:last])
        people: list[Named] = []
        if token.titled or token.word not in WORDS_AND_NAMES:
            people = named(typed, self.directory) or by_diminutive(typed, self.directory)
        return last, Mention(self.front(at), last, tuple(people))

    def _can_be_a_stranger(self, at: int) -> bool:
        token = self.tokens[at]
        if not token.words or token.word[0].isdigit() or token.owner:
            return False
        if token.word in _NO_SURNAMES or token.word in self.kinds:
            return False
        return token.titled or self.front(at) == self.due

    # Where names can stand -----------------------------------------------------------------

    def _can_begin(self, at: int) -> bool:
        """Whether the directory is worth asking about a word."""
        token = self.tokens[at]
        word = token.word
        if token.mark not in (Mark.NONE, Mark.PLAIN) or not word or word[0].isdigit():
            return False
        if word in TITLES or (len(word) == 1 and word.isascii()):
            return False
        if word in WORDS_AND_NAMES:
            return token.capital
        if word in SMALL or word in CALENDAR or word in self.kinds:
            return token.capital and at > 0
        return True

    def _place(self, at: int, before: Mention | None) -> Place:
        front = self.front(at)
        joint = self.joint(at, before)
        if front < at or front == self.due or joint == "and":
            return "due"
        if front and self._calls_for_a_name(front - 1, self.tokens[at]):
            return "due"
        if joint == ",":
            last = max((match.last for match in self.roster.matches(at)), default=at + 1)
            return "due" if self.closes(last) else "listed"
        return "free"

    def _calls_for_a_name(self, at: int, following: Token) -> bool:
        token = self.tokens[at]
        gap = self.tokens[at + 1].gap.strip()
        if token.mark is not Mark.NONE:
            return False
        if token.word in WITH:
            return gap == "/" if token.word == "w" else not gap
        said = token.word in BEFORE_A_NAME or token.word in self.kinds
        return said and following.capital and not gap

    def _leads_on(self, at: int) -> bool:
        """Whether `and`, `&` or a comma and another name (or `I`) stand here."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        if token.word in AND and at + 1 < len(self.tokens):
            return self.tokens[at + 1].word in ("i", ME) or self._is_somebody(at + 1)
        return token.gap.strip() in (",", "&", "+", "/") and self._is_somebody(at)

    def _is_somebody(self, at: int) -> bool:
        at += self._is_title(at)
        if at >= len(self.tokens):
            return False
        new = self.tokens[at].mark in (Mark.NEW, Mark.HANDLE)
        return new or any(self.roster.matches(at))

    def _is_title(self, at: int) -> bool:
        return self.tokens[at].word in TITLES and self.tokens[at].mark is Mark.NONE

    def _has_other_surname(self, at: int) -> bool:
        """Whether a name goes on in a way that is not known: `Ana Lopez` is not Ana Torres."""
        if not self.roster.joined(at):
            return False
        token = self.tokens[at]
        if not token.titled or token.word in _NO_SURNAMES or token.word in self.kinds:
            return token.word in SUFFIXES
        return not any(match.fit < Fit.WORDS for match in self.roster.matches(at))
