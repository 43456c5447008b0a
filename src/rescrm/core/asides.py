"""What stands behind the semicolons of a sentence: promises and asks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal, NamedTuple

from rescrm.core import days
from rescrm.core.folding import pieces
from rescrm.core.identity import Directory, Named, not_found
from rescrm.core.mentions import Mention, Names
from rescrm.core.naming import Who, row, settle, stranger, unknown
from rescrm.core.tokens import Mark, tokens, without_end_tags, without_signs
from rescrm.core.vocabulary import NOT_NAMED
from rescrm.errors import UsageError

# Compiled when a sentence first has a semicolon.
_ASIDE = r"(?i)(?<!\\);\s*(?:i\s+)?(owe|asked)\b[ \t]*([^;]*)"
_BY = r"(?i)(?<!\S)by(?:\s+|$)"

_THEM = frozenset(("him", "her", "them"))

# A name is not longer.
_WORDS_FOR_NAMES = 16


class Owed(NamedTuple):
    """A promise to someone, or something asked of them; ``by`` is None when no day was said."""

    who: Who
    what: str
    by: date | None = None


class Aside(NamedTuple):
    """One `; owe …` or `; asked …`: from its semicolon, and from behind its verb, to its end."""

    verb: Literal["owe", "asked"]
    start: int
    body: int
    end: int


def asides(text: str) -> list[Aside]:
    """The promises and asks of a sentence; `; asked about boards` is neither."""
    found: list[Aside] = []
    for match in re.finditer(_ASIDE, text) if ";" in text else ():
        first = match[2].split(maxsplit=1)[:1]
        if match[1].lower() == "owe":
            found.append(Aside("owe", match.start(), match.start(2), match.end()))
        elif first and first[0] not in NOT_NAMED:
            found.append(Aside("asked", match.start(), match.start(2), match.end()))
    return found


def read(
    aside: Aside,
    text: str,
    directory: Directory,
    today: date,
    known: Collection[Who] = (),
    order: str | None = None,
) -> list[Owed]:
    """One promise or ask for each person named; its day is counted from today."""
    words = tokens(text, aside.body, aside.end, _WORDS_FOR_NAMES)
    if words and words[0].mark is Mark.NONE and words[0].word in _THEM and known:
        people = _spoken_of(aside, words[0].text, known)
        return _owed(aside, people, words[0].text, text[words[0].end : aside.end], today, order)
    names = Names(words, directory, due=0)
    listed = [_new_above(names, each, known) for each in row(names, names)]
    for mention in listed:
        if not (mention.people or mention.new):
            raise unknown(names, mention, text)
    if not listed:
        raise _nobody(aside, text, directory)
    people = settle(names, listed, text, known)
    start, owner = words[listed[-1].last - 1].end, words[listed[0].first].text
    return _owed(aside, people, owner, text[start : aside.end], today, order)


def _spoken_of(aside: Aside, pronoun: str, known: Collection[Who]) -> list[Who]:
    """Whom `him` means: the only one there; `them` are all who were."""
    if len(known) == 1 or pronoun.lower() == "them":
        return [*known]
    names = " or ".join(who.name for who in known)
    example = f"; {aside.verb} NAME {_EXAMPLES[aside.verb]}"
    raise UsageError(f"who is “{pronoun}”, {names}? Try “{example}”.")


def _owed(
    aside: Aside, people: Sequence[Who], owner: str, rest: str, today: date, order: str | None
) -> list[Owed]:
    what, by = _what(aside, rest, today, order)
    if not what:
        raise UsageError(f"what? Try “; {aside.verb} {owner} {_EXAMPLES[aside.verb]}”.")
    return [Owed(who=who, what=what, by=by) for who in people]


def _new_above(names: Names, mention: Mention, known: Collection[Who]) -> Mention:
    """Someone whom the sentence has just added and names again: `met **Zed Quinn**; owe Zed …`."""
    if mention.people or mention.new:
        return mention
    said = {*pieces(stranger(names, mention))}
    new = [who.name for who in known if not isinstance(who, Named)]
    again = [name for name in new if said <= {*pieces(name)}]
    return mention._replace(new=again[0]) if len(again) == 1 else mention


_EXAMPLES = {"owe": "the slides by fri", "asked": "for a letter by dec 1"}


def _what(aside: Aside, rest: str, today: date, order: str | None) -> tuple[str, date | None]:
    """What is owed or asked for, and the day behind the last `by`, which must be readable."""
    rest = without_end_tags(rest).strip(" \t\n,:.!")
    if aside.verb == "asked":
        rest = re.sub(r"^for(?:\s+|$)", "", rest, flags=re.IGNORECASE)
    *_, last = [None, *re.finditer(_BY, rest)]
    if last is None:
        return without_signs(rest), None
    by = days.ahead(rest[last.end() :].strip(" \t\n,:.!"), today, order)
    return without_signs(rest[: last.start()].strip(" \t\n,:")), by


def _nobody(aside: Aside, text: str, directory: Directory) -> Exception:
    words = text[aside.body : aside.end].split(maxsplit=1)
    if not words:
        return UsageError(f"whom? Try “; {aside.verb} Ben {_EXAMPLES[aside.verb]}”.")
    return not_found(words[0], directory, f"write **{words[0]}** there")
