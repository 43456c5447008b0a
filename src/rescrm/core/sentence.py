"""What a logged sentence says.

    yesterday coffee with Ana and Ben, talked boards; owe Ben the QI deck by fri
    ╰─ day ─╯ ╰kind╯      ╰─ people ─╯ ╰── note ───╯  ╰─────── promise ───────╯

Nothing is guessed: a day is understood whole or refused, two people who fit are asked about,
and a name that is also a word counts only where a name can stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from rescrm.core import asides
from rescrm.core.asides import Owed as Owed
from rescrm.core.identity import ME, Directory, not_found
from rescrm.core.mentions import Mention, Names
from rescrm.core.naming import NewPerson as NewPerson
from rescrm.core.naming import Who as Who
from rescrm.core.naming import looks_like_a_name, row, settle, stranger, unknown
from rescrm.core.tokens import Mark, Token, tags, tokens, without_signs
from rescrm.core.vocabulary import WITH, kinds_by_word
from rescrm.core.when import Frame, frame
from rescrm.errors import RescrmError, UsageError

Direction = Literal["me", "them", "both"]

# Where an aside was, a semicolon is left and space up to the next one.
_EMPTY_ASIDES = r";\s*(?=;)"
_SAYS_NOTHING = frozenset(" \t\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…")

# The kind of which only the fact is kept, and no text.
DEBRIEF = "debrief"


class Said(NamedTuple):
    """What a sentence says; None and () where it says nothing.

    ``stranger`` stands where a name can, and is nobody's: what to say when nobody at all is
    named (`nobody_named`).
    """

    day: date | None = None
    kind: str | None = None
    people: tuple[Who, ...] = ()
    tags: tuple[str, ...] = ()
    promises: tuple[Owed, ...] = ()
    asks: tuple[Owed, ...] = ()
    note: str | None = None
    direction: Direction = "both"
    attempt: bool = False
    stranger: str | None = None
    is_hushed: bool = False  # a debrief's words, which are not kept


def read(
    text: str,
    directory: Directory,
    today: date,
    kinds: Collection[str] = (),
    order: str | None = None,
) -> Said:
    """What the sentence says; ``kinds`` are the user's own, ``order`` that of 03/04/2026.

    Raises the error that says what to type when a day cannot be read, a name fits two people,
    or one that must stand is nobody's.
    """
    behind = asides.asides(text)
    framed = frame(text, [(each.start, each.end) for each in behind], today, order)
    known = kinds_by_word(kinds)
    words = tokens(framed.text, framed.start, framed.end)
    opening = _opening(words, known)
    names = Names(words, directory, known, opening.due)
    mentions = list(names)
    listed = _listed(names, mentions, opening, text)
    people = settle(names, mentions, text)
    kind = _kind(words, mentions, known)
    note = _note(framed, words, listed, opening)
    owed = [
        (aside.verb, one)
        for aside in behind
        for one in asides.read(aside, text, directory, today, people, order)
    ]
    return Said(
        day=framed.day,
        kind=kind,
        people=tuple(people),
        tags=tags(text),
        promises=tuple(one for verb, one in owed if verb == "owe"),
        asks=tuple(one for verb, one in owed if verb == "asked"),
        note=None if kind == DEBRIEF else note,
        direction=direction(kind),
        stranger=_first_stranger(names, mentions),
        is_hushed=kind == DEBRIEF and note is not None,
    )


def direction(kind: str | None) -> Direction:
    """Who spoke to whom, as far as the kind tells: a letter is mine unless said otherwise."""
    return "me" if kind in ("email", "message", "letter") else "both"


def nobody_named(said: Said, directory: Directory) -> RescrmError:
    """The error when neither the sentence nor an option names anybody."""
    if said.stranger:
        return not_found(said.stranger, directory, f"write **{said.stranger}** in the sentence")
    return UsageError("nobody is named there. Try “coffee with Ana”, or --with WHO.")


class _Opening(NamedTuple):
    """The kind words at the front: how many, and the word after them where a name is due."""

    kinds: int
    due: int | None
    says_with: bool


def _opening(words: Sequence[Token], known: Mapping[str, str]) -> _Opening:
    at = 0
    while size := _kind_at(words, at, known):
        if at and not words[at].adjacent:
            break
        at += size
    if not at or at == len(words) or words[at].gap.strip() not in ("", ":"):
        return _Opening(at, None, False)
    says_with = words[at].word in WITH and words[at].mark is Mark.NONE
    due = at + says_with
    return _Opening(at, due if due < len(words) else None, says_with)


def _kind_at(words: Sequence[Token], at: int, known: Mapping[str, str]) -> int:
    """How many words say a kind there: `coffee`, `journal club`."""
    for size in (3, 2, 1):
        span = words[at : at + size]
        plain = all(token.mark is Mark.NONE and not token.owner for token in span)
        if len(span) == size and plain and " ".join(token.word for token in span) in known:
            return size
    return 0


def _kind(
    words: Sequence[Token], mentions: Iterable[Mention], known: Mapping[str, str]
) -> str | None:
    """The first kind said, in words that name nobody."""
    names = {at for mention in mentions for at in range(mention.first, mention.last)}
    for at in range(len(words)):
        if at not in names and (size := _kind_at(words, at, known)):
            return known[" ".join(token.word for token in words[at : at + size])]
    return None


def _listed(
    names: Names, mentions: Sequence[Mention], opening: _Opening, text: str
) -> list[Mention]:
    """The names after the kind; a stranger among them is an error where a name must stand."""
    listed: list[Mention] = []
    for mention in row(names, mentions):
        if not (mention.people or mention.new):
            must = opening.says_with or listed
            if must and looks_like_a_name(names, mention):
                raise unknown(names, mention, text)
            break
        listed.append(mention)
    return listed


def _first_stranger(names: Names, mentions: Iterable[Mention]) -> str | None:
    """The first name that is nobody's; one with a capital before one without."""
    found = [each for each in mentions if not (each.people or each.new)]
    found.sort(key=lambda each: not looks_like_a_name(names, each))
    return stranger(names, found[0]) if found else None


def _note(
    framed: Frame, words: Sequence[Token], listed: Sequence[Mention], opening: _Opening
) -> str | None:
    """What is left when the day, the asides and a leading `kind with names,` are taken out."""
    if opening.kinds == len(words):
        return None
    start = words[listed[-1].last - 1].end if listed else framed.start
    note = without_signs(framed.text[start : framed.end])
    if ";" in note:
        note = re.sub(_EMPTY_ASIDES, "", note)
    match note.split(maxsplit=2) if listed else ():
        case ["and" | "&" | "+", first, *rest] if first.lower().rstrip(".,!") in ("i", ME):
            note = " ".join(rest)
    note = _trimmed(note.lstrip(" \t\n,;:.-–—") if start else note)
    return None if _SAYS_NOTHING.issuperset(note) else note


def _trimmed(text: str) -> str:
    while text != (text := text.strip().strip(",;")):
        pass
    return text
