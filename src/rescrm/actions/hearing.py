"""What `log` was told: a sentence and its options, understood before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ..core import days, sentence
from ..core.folding import fold
from ..core.identity import ME, Named
from ..core.sentence import DEBRIEF, NewPerson, Owed, Said, Who
from ..core.vocabulary import kinds_by_word
from ..errors import AmbiguousContact, PerhapsAName, RescrmError, UsageError
from ..session import Session, Thing


class Options(NamedTuple):
    """The options of `log`, as typed; they win over what the sentence says."""

    with_: Sequence[str] = ()
    missed: Sequence[str] = ()
    on: str | None = None
    kind: str | None = None
    event: str | None = None
    group: str | None = None
    attempt: bool = False
    them: bool = False
    note: str | None = None
    covered: Sequence[str] = ()


class Heard(NamedTuple):
    """A touch as it will be written: who took part, when, and what was said."""

    day: date
    people: tuple[Who, ...]
    missed: tuple[Named, ...] = ()
    kind: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    direction: str = "both"
    attempt: bool = False
    event: Thing | None = None
    group: Thing | None = None
    promises: tuple[Owed, ...] = ()
    asks: tuple[Owed, ...] = ()
    covered: tuple[str, ...] = ()  # points of an agenda, by number; `all`, `none`
    is_hushed: bool = False  # words of a debrief that are not kept


def hear(session: Session, text: str, options: Options) -> Heard:
    """Understand a sentence and its options.

    Raises UsageError (2) when nobody takes part or a day, a kind or an aside cannot be meant;
    what naming people, an event or a group raises (3, 4).
    """
    if options.attempt and options.them:
        raise UsageError("an attempt is yours: --attempt and --them do not go together.")
    on = day(session, options.on) if options.on is not None else None
    said = _sentence(session, text) if text.strip() else Said()
    spoken = kind(session, options.kind) if options.kind is not None else said.kind
    group = session.group(options.group) if options.group is not None else None
    missed = _missed(session, options.missed)
    people = _present(session, said, options, group, missed)
    return Heard(
        day=on or said.day or session.today,
        people=people,
        missed=missed,
        kind=spoken,
        note=note(options.note) if options.note is not None else _kept(said, spoken),
        tags=said.tags,
        direction="them" if options.them else _direction(spoken, options),
        attempt=options.attempt,
        event=session.event(options.event) if options.event is not None else None,
        group=group,
        promises=said.promises,
        asks=said.asks,
        covered=tuple(options.covered),
        is_hushed=_is_hushed(said, spoken) and options.note is None,
    )


def day(session: Session, typed: str) -> date:
    """The day of a touch: in words a past one, written out any."""
    return days.touched(typed, session.today, session.settings.date_order)


def kind(session: Session, typed: str) -> str | None:
    """A kind of touch, by any word for it; an empty one is none."""
    own = session.settings.touch_kinds
    known = kinds_by_word(own)
    word = fold(" ".join(typed.split())).replace("-", " ")
    if word and word not in known:
        kinds = ", ".join(dict.fromkeys(known.values()))
        raise UsageError(
            f'there is no kind of touch "{typed}". Known: {kinds}. '
            f"Your own: rescrm config set touch_kinds {','.join((*own, typed))}"
        )
    return known[word] if word else None


def note(typed: str) -> str | None:
    """A note as it is kept; an empty one is none."""
    return typed.strip() or None


def is_me(typed: str) -> bool:
    """Whether a word names the user, who takes part without saying."""
    return fold(typed.strip()).lstrip("@") == ME


def everyone(session: Session, typed: Iterable[str]) -> tuple[Named, ...]:
    """Several people, each once, the user left out."""
    people = [session.who(each) for each in typed if not is_me(each)]
    return tuple({person.id: person for person in people}.values())


def nobody_left() -> UsageError:
    """The error for a touch in which nobody but the user took part."""
    return UsageError("nobody is left who was there. Name those who were: --with WHO.")


def _missed(session: Session, typed: Sequence[str]) -> tuple[Named, ...]:
    if any(map(is_me, typed)):
        raise UsageError("where you were not there is nothing to log; --missed names the others.")
    return everyone(session, typed)


# The sentence --------------------------------------------------------------------------------


def _sentence(session: Session, text: str) -> Said:
    """What the sentence says; asks who is meant as often as it takes."""
    settings = session.settings
    swaps: list[tuple[str, str]] = []
    while True:
        try:
            said = sentence.read(
                text,
                session.store.directory,
                session.today,
                settings.touch_kinds,
                settings.date_order,
            )
            return _as_typed(said, swaps)
        except (AmbiguousContact, PerhapsAName) as error:
            if not error.where:
                raise
            start, end = error.where
            instead = _which(session, error)
            swaps.append((instead, text[start:end]))
            text = text[:start] + instead + text[end:]


def _which(session: Session, error: AmbiguousContact | PerhapsAName) -> str:
    """What to read in place of a name that fits two people, or that may be just a word."""
    shown = [f"{handle}  {about}".rstrip() for handle, about in error.choices]
    plain = [f'nobody: just the word "{error.typed}"'] if isinstance(error, PerhapsAName) else []
    picked = session.ask(f'Who is "{error.typed}"?', [*shown, *plain]) if session.ask else None
    if picked is None:
        raise error
    return f"@{error.choices[picked][0]}" if picked < len(shown) else f"\\{error.typed}"


def _as_typed(said: Said, swaps: Sequence[tuple[str, str]]) -> Said:
    """The same with the answers taken out of the words that are kept."""

    def back(text: str) -> str:
        for instead, typed in swaps:
            text = text.replace(instead, typed)
        return text

    if not swaps:
        return said
    return said._replace(
        note=back(said.note) if said.note else None,
        promises=tuple(each._replace(what=back(each.what)) for each in said.promises),
        asks=tuple(each._replace(what=back(each.what)) for each in said.asks),
    )


def _kept(said: Said, spoken: str | None) -> str | None:
    return None if spoken == DEBRIEF else said.note


def _is_hushed(said: Said, spoken: str | None) -> bool:
    return spoken == DEBRIEF and (said.is_hushed or bool(said.note))


def _direction(spoken: str | None, options: Options) -> str:
    return "me" if options.attempt else sentence.direction(spoken)


# Who took part -------------------------------------------------------------------------------


def _present(
    session: Session,
    said: Said,
    options: Options,
    group: Thing | None,
    missed: Sequence[Named],
) -> tuple[Who, ...]:
    named = [*said.people, *_with(session, options.with_)]
    people = named or (_members(session, group) if group else [])
    absent = {each.id for each in missed}
    there: dict[int | str, Who] = {}
    for who in people:
        if isinstance(who, NewPerson):
            there.setdefault(fold(who.name), who)
        elif who.id not in absent:
            there.setdefault(who.id, who)
    if not there:
        raise nobody_left() if people or group else _nobody_named(session, said)
    return tuple(there.values())


def _with(session: Session, typed: Sequence[str]) -> list[Who]:
    """Those whom --with names; `**Someone New**` adds them there too."""
    found: list[Who] = []
    for each in typed:
        if is_me(each):
            continue
        added = _sentence(session, each).people if each.strip().startswith("**") else ()
        found += added or [session.who(each)]
    return found


def _members(session: Session, group: Thing) -> list[Who]:
    directory = session.store.directory
    found = (directory.by_handle(each.handle) for each in session.store.groups.expected(group.id))
    return [each for each in found if each]


def _nobody_named(session: Session, said: Said) -> RescrmError:
    """The error for a touch without people, with what to type instead."""
    if said == Said():
        return UsageError('with whom? Try rescrm log "coffee with Ana", or --with WHO.')
    owed = next((each for each in said.promises if isinstance(each.who, Named)), None)
    if owed and isinstance(owed.who, Named):
        return UsageError(
            f'nobody took part. A promise alone: rescrm promise @{owed.who.handle} "{owed.what}"'
        )
    return sentence.nobody_named(said, session.store.directory)
