"""Whom the names in a sentence mean in the end: one person each, or a question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from rescrm.core.folding import fold
from rescrm.core.identity import Named, not_found
from rescrm.core.mentions import Mention, Names
from rescrm.core.tokens import Token
from rescrm.core.vocabulary import TITLES
from rescrm.errors import AmbiguousContact, ContactNotFound, PerhapsAName

# A sentence longer than this is not repeated in an error.
_LONGEST_EXAMPLE = 160


class NewPerson(NamedTuple):
    """Someone whom the sentence adds: `**Zed Quinn**`."""

    name: str


Who = Named | NewPerson


def row(names: Names, mentions: Iterable[Mention]) -> list[Mention]:
    """The names that follow each other from where one is due: `Ana, Ben and Dr. Okafor`."""
    found: list[Mention] = []
    for mention in mentions:
        joint = names.joint(mention.first, found[-1]) if found else ""
        if not found and mention.first != names.due:
            break
        if found and (not joint or (joint == "," and not names.closes(mention.last))):
            break
        if names.tokens[mention.last - 1].owner:
            break
        found.append(mention)
    return found


def settle(
    names: Names, mentions: Iterable[Mention], text: str, known: Collection[Who] = ()
) -> list[Who]:
    """One person for each mention, in order, each once; asks when two fit.

    Whoever the sentence names clearly in one place is meant in the others too: after
    `@anna-wu` and for ``known`` people `Anna` is no question.
    """
    found = [each for each in mentions if each.people or each.new]
    clear = {each.people[0].id for each in found if len(each.people) == 1 and not each.doubtful}
    clear |= {who.id for who in known if isinstance(who, Named)}
    people: dict[int | str, Who] = {}
    for mention in found:
        if mention.new:
            people[fold(mention.new)] = NewPerson(mention.new)
            continue
        person = _one(names, mention, text, clear)
        people[person.id] = person
    return list(people.values())


def unknown(names: Names, mention: Mention, text: str) -> ContactNotFound:
    """The error that a name is nobody's, with the sentence that adds them."""
    start, end = _bare(names, mention)[0].start, names.tokens[mention.last - 1].end
    typed = stranger(names, mention)
    return not_found(typed, names.directory, as_log(text, start, end, f"**{typed}**"))


def looks_like_a_name(names: Names, mention: Mention) -> bool:
    """Whether a stranger has a capital, as names have and acronyms (QI) have too many of."""
    return _bare(names, mention)[0].titled


def stranger(names: Names, mention: Mention) -> str:
    """The words of a name without its titles."""
    return " ".join(token.text for token in _bare(names, mention))


def as_log(text: str, start: int, end: int, instead: str) -> str:
    """What to type: the sentence with one stretch of it replaced."""
    said = text[:start] + instead + text[end:]
    if len(said) > _LONGEST_EXAMPLE or not said.isprintable():
        return instead
    # Inside double quotes a shell reads these; inside single ones only the quote itself.
    if any(sign in said for sign in '"$`\\!'):
        quoted = said.replace("'", "'\\''")
        return f"rescrm log '{quoted}'"
    return f'rescrm log "{said}"'


def _bare(names: Names, mention: Mention) -> Sequence[Token]:
    span = names.tokens[mention.first : mention.last]
    return [token for token in span if token.word not in TITLES] or span


def _one(names: Names, mention: Mention, text: str, clear: Collection[int]) -> Named:
    if len(mention.people) == 1 and not mention.doubtful:
        return mention.people[0]
    meant = [person for person in mention.people if person.id in clear]
    if len(meant) == 1:
        return meant[0]
    last = names.tokens[mention.last - 1]
    # A possessive keeps its ending: `@anna-wu's poster`.
    start, end = names.tokens[mention.first].start, last.end - (2 if last.owner else 0)
    typed = text[start:end]
    choices = [(person.handle, person.about) for person in mention.people]
    example = as_log(text, start, end, f"@{choices[:8][-1][0]}")
    if mention.doubtful:
        raise PerhapsAName(typed, choices, example, (start, end))
    raise AmbiguousContact(typed, choices, example, (start, end))
