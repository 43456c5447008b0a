"""Who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol
from unicodedata import normalize

from rescrm.core.addresses import address_keys as address_keys
from rescrm.core.addresses import email_key as email_key
from rescrm.core.addresses import linkedin_key as linkedin_key
from rescrm.core.addresses import phone_key as phone_key
from rescrm.core.folding import SUFFIXES, fold, pieces, without_degrees, words
from rescrm.core.vocabulary import TITLES
from rescrm.errors import AmbiguousContact, ContactNotFound

# The user's own name in groups and events; who asks for a person looks for it first.
ME = "me"

# How many people a directory names at most for one question.
CROWD = 200


class Named(NamedTuple):
    """A person by their names; ``about`` tells namesakes apart ("faculty, UCSF")."""

    id: int
    uid: str
    handle: str
    name: str
    nicknames: tuple[str, ...] = ()
    about: str = ""


class Directory(Protocol):
    """Where people are looked up; each answer is one indexed question."""

    def by_handle(self, handle: str) -> Named | None:
        """The person with exactly this handle."""

    def by_uid(self, uid: str) -> Named | None:
        """The person with exactly this uid."""

    def by_address(self, key: str) -> list[Named]:
        """Everyone with the address whose key (`address_keys`) this is."""

    def by_words(self, words: Sequence[str], last_is_prefix: bool) -> list[Named]:
        """Everyone whose name and nicknames together hold all these words.

        The words are folded and have no hyphens: a hyphenated name holds its parts. An
        apostrophe stays inside its word. At most ``CROWD`` people, those with the shortest
        names first, so that an exact full name is never cut off.
        """

    def by_part(self, part: str) -> list[Named]:
        """Everyone with this folded text in name, nickname or handle; ``CROWD`` at most."""

    def nearest(self, typed: str) -> list[Named]:
        """Some people whose names resemble what was typed, to be ranked here."""


class Fit(IntEnum):
    """How well a name fits what was typed; the lower, the better."""

    EXACT = 0  # letter by letter
    FULL = 1
    SHORT = 2  # nickname, first name, first name and last initial, no middle names
    WORDS = 3  # whole words, the last name among them
    PARTS = 4  # one side of a hyphen


class Form(NamedTuple):
    """One way to say a person's name, hyphens taken apart."""

    words: tuple[str, ...]
    fit: Fit


def find(typed: str, directory: Directory, region: str = "US") -> Named:
    """The one person that was typed, by any handle, address or name.

    The first of these that anybody fits decides: handle, uid, address, full name; nickname,
    first name or first name with last initial; whole words; sides of a hyphen; a handle in
    another case or at LinkedIn; any part; a diminutive (Bob is Robert).
    """
    text = " ".join(typed.split())
    if text.startswith("@"):
        return _only(typed, _some(directory.by_handle(fold(text[1:]))), directory)
    people = (
        _some(directory.by_handle(text) or directory.by_uid(text))
        or _at_address(text, directory, region)
        or named(text, directory)
        or _some(directory.by_handle(fold(text)))
        or _at_linkedin(text, directory)
        or (directory.by_part(fold(text)) if text else [])
        or by_diminutive(text, directory)
    )
    return _only(typed, people, directory)


def not_found(typed: str, directory: Directory, example: str = "") -> ContactNotFound:
    """The error that nobody is called so, with the three nearest handles."""
    return ContactNotFound(typed, _nearest(typed, directory), example)


def named(typed: str, directory: Directory) -> list[Named]:
    """Everyone whose name says what was typed in whole words, as far as they fit best."""
    asked = pieces(without_title(typed))
    if not asked:
        return []
    initial = len(asked) > 1 and len(asked[-1]) == 1
    return best((fit_of(typed, each), each) for each in directory.by_words(asked, initial))


def by_diminutive(typed: str, directory: Directory) -> list[Named]:
    """Everyone whose first name is a fuller or a shorter form of the one typed."""
    first, *rest = words(without_title(typed)) or [""]
    if not first:
        return []
    from nicknames import NickNamer

    known = NickNamer()
    found: dict[int, Named] = {}
    for other in sorted(known.canonicals_of(first) | known.nicknames_of(first)):
        for person in named(" ".join([other, *rest]), directory):
            if name_words(person.name)[:1] == [other]:
                found[person.id] = person
    return list(found.values())


def best(fits: Iterable[tuple[Fit | None, Named]]) -> list[Named]:
    """Those who fit best, each once, in order of handle."""
    tiers: dict[Fit, dict[int, Named]] = {}
    for fit, person in fits:
        if fit is not None:
            tiers.setdefault(fit, {})[person.id] = person
    found = tiers[min(tiers)].values() if tiers else ()
    return sorted(found, key=lambda person: person.handle)


def fit_of(typed: str, person: Named) -> Fit | None:
    """How well a person's names fit what was typed; None when they do not."""
    if letters(typed) == letters(person.name):
        return Fit.EXACT
    bare = without_title(typed)
    asked = tuple(pieces(bare))
    fits = [form.fit for form in forms(person) if form.words == asked]
    if fits:
        is_surname = len(asked) == 1 and len(bare) < len(typed.strip())
        return behind_title(min(fits)) if is_surname else min(fits)
    if initial := fit_of_initial(asked, person):
        return initial
    known = [person.name, *person.nicknames]
    if set(words(bare)) <= {word for name in known for word in words(name)}:
        return Fit.WORDS
    held = {piece for name in known for piece in pieces(name)}
    return Fit.PARTS if set(asked) <= held else None


def behind_title(fit: Fit) -> Fit:
    """How well one word fits behind a title: `Dr. Lee` is Susan Lee before Lee Wong."""
    return {Fit.SHORT: Fit.WORDS, Fit.WORDS: Fit.SHORT}.get(fit, fit)


def fit_of_initial(asked: Sequence[str], person: Named) -> Fit | None:
    """How well `maya r` fits: the last initial better than one in the middle."""
    if len(asked) < 2 or len(asked[-1]) != 1:
        return None
    *front, initial = asked
    _, *others = bare = name_words(person.name) or [""]
    fronts = [pieces(nickname) for nickname in person.nicknames]
    fronts += [pieces(" ".join(bare[: size + 1])) for size in range(len(bare))]
    if front not in fronts:
        return None
    *middle, last = [word for word in others if word not in SUFFIXES] or [""]
    if last.startswith(initial):
        return Fit.SHORT
    return Fit.WORDS if any(word.startswith(initial) for word in middle) else None


def forms(person: Named) -> Iterator[Form]:
    """The ways to say a name in whole words, but for initials."""
    bare = name_words(person.name)
    yield _form(bare, Fit.FULL)
    yield _form(words(person.name), Fit.FULL)
    for nickname in person.nicknames:
        yield _form(words(nickname), Fit.SHORT)
    plain = [word for word in bare if word not in SUFFIXES] or bare
    if len(bare) > 1:
        yield _form(bare[:1], Fit.SHORT)
    if len(plain) > 1:
        yield _form(plain, Fit.SHORT)
        yield _form([plain[0], plain[-1]], Fit.SHORT)
        yield _form(plain[1:], Fit.WORDS)
        yield _form(plain[-1:], Fit.WORDS)


def name_words(name: str) -> list[str]:
    """The words of a name in their spoken order, without title and degrees."""
    bare = without_degrees(without_title(name))
    last, comma, first = bare.partition(",")
    if comma and first.strip() and last.strip():
        bare = f"{first} {last}"
    return words(bare)


def without_title(name: str) -> str:
    """The name without `Dr.` or `Prof.` before it, if anything is left."""
    text = name.strip()
    while True:
        title, _, rest = text.partition(" ")
        if fold(title).rstrip(".") not in TITLES or not rest.strip():
            return text
        text = rest.strip()


def letters(text: str) -> str:
    """The text letter by letter, however its accents and spaces are written."""
    return normalize("NFC", " ".join(text.split()))


def _form(spoken: list[str], fit: Fit) -> Form:
    return Form(tuple(piece for word in spoken for piece in word.split("-") if piece), fit)


def _some(person: Named | None) -> list[Named]:
    return [person] if person else []


def _at_address(text: str, directory: Directory, region: str) -> list[Named]:
    keys = address_keys(text, region)
    return [person for key in keys for person in directory.by_address(key)]


def _at_linkedin(text: str, directory: Directory) -> list[Named]:
    key = linkedin_key(f"in/{text}")
    return directory.by_address(key) if key else []


def _only(typed: str, people: list[Named], directory: Directory) -> Named:
    if not people:
        raise not_found(typed, directory)
    several = best((Fit.EXACT, person) for person in people)
    if len(several) > 1:
        raise AmbiguousContact(typed, [(person.handle, person.about) for person in several])
    return several[0]


def _nearest(typed: str, directory: Directory) -> list[str]:
    near = directory.nearest(typed)
    if not near:
        return []
    from rapidfuzz.fuzz import WRatio, ratio

    wanted = fold(typed).lstrip("@")
    asked = pieces(typed) or [wanted]

    def likeness(person: Named) -> tuple[float, float]:
        known = (person.name, person.handle, *person.nicknames)
        held = {piece for name in known for piece in pieces(name)} or {person.handle}
        # Word by word first: `mya` is like Maya, however much of it stands in Mary-Kate.
        each = sum(max(ratio(word, piece) for piece in held) for word in asked)
        return each, max(WRatio(wanted, fold(name)) for name in known)

    ranked = sorted({each.handle: each for each in near}.values(), key=lambda each: each.handle)
    ranked.sort(key=likeness, reverse=True)
    return [person.handle for person in ranked[:3]]
