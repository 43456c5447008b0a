"""The people whose names the words of a sentence may hold.

The directory is asked once for each different word that can begin a name. A first name that a
crowd bears is asked again with the words after it, so that `Maria Sousa` is found among a
thousand Marias. What comes back is laid against the words here, not in the directory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rescrm.core.identity import (
    CROWD,
    Directory,
    Fit,
    Form,
    Named,
    fit_of_initial,
    forms,
    letters,
)
from rescrm.core.tokens import Mark, Token


class Match(NamedTuple):
    """A name that some words say; ``last`` is the first word behind it."""

    last: int
    fit: Fit
    person: Named


class Roster:
    """Everyone whom the words at ``where`` may begin to name."""

    def __init__(self, tokens: Sequence[Token], where: Iterable[int], directory: Directory) -> None:
        self.tokens = tokens
        self._forms: dict[str, list[tuple[Form, Named]]] = {}
        spoken = {word for token in tokens for word in token.words}
        for person in self._people(where, directory):
            for form in {*forms(person)}:
                if form.words and spoken.issuperset(form.words):
                    self._forms.setdefault(form.words[0], []).append((form, person))

    def matches(self, at: int) -> Iterator[Match]:
        """Each name that begins at a word, as far as it goes."""
        words = self.tokens[at].words
        for form, person in self._forms.get(words[0], ()) if words else ():
            last = self._reach(at, form.words)
            if last is None:
                continue
            exact = form.fit is Fit.FULL and self._typed(at, last) == letters(person.name)
            yield Match(last, Fit.EXACT if exact else form.fit, person)
            if self._is_initial(last):
                fit = fit_of_initial((*form.words, *self.tokens[last].words), person)
                if fit is not None:
                    yield Match(last + 1, fit, person)

    def joined(self, at: int) -> bool:
        """Whether a word can go on the name that the word before it belongs to."""
        if not 0 < at < len(self.tokens):
            return False
        token, before = self.tokens[at], self.tokens[at - 1]
        dotted = token.gap.strip() == "." and len(before.text) == 1
        return (
            (token.adjacent or dotted)
            and token.mark is Mark.NONE
            and bool(token.words)
            and not before.owner
        )

    def _people(self, where: Iterable[int], directory: Directory) -> list[Named]:
        answers: dict[tuple[str, ...], list[Named]] = {}
        for at in where:
            said: tuple[str, ...] = ()
            for last in range(at, min(at + 4, len(self.tokens))):
                if last > at and not self.joined(last):
                    break
                said += self.tokens[last].words
                if said not in answers:
                    answers[said] = directory.by_words(said, last > at and len(said[-1]) == 1)
                if len(answers[said]) < CROWD:
                    break
        return list({each.id: each for people in answers.values() for each in people}.values())

    def _reach(self, at: int, spoken: tuple[str, ...]) -> int | None:
        """The word behind a name that begins here; None when another word stands in it."""
        last, left = at, spoken
        while left:
            if last > at and not self.joined(last):
                return None
            words = self.tokens[last].words
            if not words or left[: len(words)] != words:
                return None
            left, last = left[len(words) :], last + 1
            if last == len(self.tokens) and left:
                return None
        return last

    def _is_initial(self, at: int) -> bool:
        """Whether a letter behind a first name is an initial: `Maya R`, `maya r.`, not `Maya a`."""
        if not self.joined(at) or len(self.tokens[at].word) != 1:
            return False
        letter = self.tokens[at].text[:1]
        behind = self.tokens[at + 1].gap.strip()[:1] if at + 1 < len(self.tokens) else "."
        return behind in {*".,;&+"} - {""} or (letter.isupper() and letter != "I")

    def _typed(self, at: int, last: int) -> str:
        text = letters(" ".join(token.text for token in self.tokens[at:last]))
        return text[:-2] if self.tokens[last - 1].owner else text
