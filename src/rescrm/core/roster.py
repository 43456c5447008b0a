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
        for person in self._ask(where, directory).values():
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
            fit = self._fit_with_initial(at, last, person)
            if fit is not None:
                yield Match(last + 1, fit, person)

    def _ask(self, where: Iterable[int], directory: Directory) -> dict[int, Named]:
        people: dict[int, Named] = {}
        asked: set[tuple[str, ...]] = set()
        for at in where:
            said: tuple[str, ...] = ()
            for last in range(at, len(self.tokens)):
                if last > at and not self._continues(last):
                    break
                said += self.tokens[last].words
                if said in asked and last == at and len(self.tokens) == at + 1:
                    break
                asked.add(said)
                found = directory.by_words(said, last > at and len(said[-1]) == 1)
                people.update((person.id, person) for person in found)
                if len(found) < CROWD:
                    break
        return people
