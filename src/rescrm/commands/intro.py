"""Two people who should know each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..actions import introducing, pairing
from ..actions.introducing import News
from ..core import days
from ..core.identity import Named
from ..core.network import Introduction
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm intro",
    'rescrm intro ana ben --why "both do QI"',
    'rescrm intro "Ana Torres" "Ben Adler" --agreed ana --why "Ana asked to meet him"',
    "rescrm intro ana --agreed ana",
    "rescrm intro 3 --declined ben",
    'rescrm intro ana ben --already-agreed --why "both do QI"',
)
NUMBER = re.compile(r"[0-9]{1,6}")  # more are a phone's


def intro(
    context: Context,
    words: Annotated[
        list[str] | None, Argument(metavar="[WHO WHO [WHY]]", help="Two people, or a number.")
    ] = None,
    why: Annotated[str | None, Option("--why", help="Why they should meet.")] = None,
    agreed: Annotated[
        list[str] | None, Option("--agreed", metavar="WHO", help="Who said yes.")
    ] = None,
    declined: Annotated[
        list[str] | None, Option("--declined", metavar="WHO", help="Who said no, or nothing.")
    ] = None,
    already_agreed: Annotated[
        bool, Option("--already-agreed", help="Both said yes before: nobody is asked.")
    ] = False,
    connected: Annotated[
        bool, Option("--connected", help="You brought them together without a letter.")
    ] = False,
    all: Annotated[bool, Option("--all", help="Those that are over, too.")] = False,
) -> Listing:
    """Bring two people together: each is asked first.

    First a letter to each asks leave. `--agreed WHO` and `--declined WHO` keep what they say;
    once both agreed, a letter to both is drafted, and `rescrm sent ID` of that one makes them
    connected. Without names: those under way. Answers with id, uid, one, other, why, state
    (asking, agreed, connected, declined), one_said, other_said, drafts.
    """
    session: Session = context.obj
    news = bool(why or agreed or declined or already_agreed or connected)
    if not (words or agreed or declined):
        if news:
            raise UsageError('say who: rescrm intro ana ben --why "both do QI"')
        return _listed(session, None, all=all)
    found = _found(session, words or (*(agreed or ()), *(declined or ()))[:1])
    if found.people[1:] == () and found.there is None and not news:
        return _listed(session, found.people[0], all=all)
    there, pair = _both(session, found)
    told = _news(session, pair, why or found.why, agreed or (), declined or ())
    if already_agreed:
        told = replace(told, yes=tuple(each.id for each in pair))
    now = _kept(session, there, pair, replace(told, connected=connected), already=already_agreed)
    return _told(session, now)


# Which one, and what is new ---------------------------------------------------------------------


class Found(NamedTuple):
    """What was named: an introduction by number, or one or two people and perhaps a reason."""

    there: Introduction | None
    people: tuple[Named, ...]
    why: str | None


def _found(session: Session, words: Sequence[str]) -> Found:
    if NUMBER.fullmatch(words[0]):
        there = introducing.numbered(session, int(words[0]))
        return Found(there, (), " ".join(words[1:]) or None)
    one, other, rest = pairing.read(session, words)
    return Found(None, (one, other) if other else (one,), rest or None)


def _both(session: Session, found: Found) -> tuple[Introduction | None, tuple[Named, Named]]:
    """The introduction that is meant, where there is one, and the two it is about."""
    match found.people:
        case (one, other):
            return introducing.between(session, one, other), (one, other)
        case (person,):
            there = introducing.only(session, person)
        case _:
            assert found.there
            there = found.there
    return there, introducing.people(session, there)


def _news(
    session: Session,
    pair: tuple[Named, Named],
    why: str | None,
    agreed: Sequence[str],
    declined: Sequence[str],
) -> News:
    yes, no = (
        tuple(pairing.one_of(session, typed, pair).id for typed in said)
        for said in (agreed, declined)
    )
    if both := set(yes) & set(no):
        name = next(each.name for each in pair if each.id in both)
        raise UsageError(f"{name} said yes or no, not both.")
    return News(why=" ".join((why or "").split()) or None, yes=yes, no=no)


def _kept(
    session: Session,
    there: Introduction | None,
    pair: tuple[Named, Named],
    news: News,
    *,
    already: bool,
) -> Introduction:
    if there:
        return introducing.go_on(session, there, news) if news.is_any else there
    one, other = pair
    if news.no:
        raise UsageError(
            f"no introduction of {one.name} and {other.name} is under way, so nobody can say no."
        )
    if len(set(news.yes)) == 2 and not already:
        raise UsageError("nobody was asked yet. If both said yes before: --already-agreed")
    return introducing.begin(session, one, other, news)


# Saying it --------------------------------------------------------------------------------------


def _listed(session: Session, person: Named | None, *, all: bool) -> Listing:
    store = session.store.introductions
    found = store.all() if all else store.open()
    if person:
        found = [each for each in found if person.handle in (each.one.handle, each.other.handle)]
    whose = f" with {person.name}" if person else ""
    asked = next((each.id for each in found if each.state == "asking"), None)
    return Listing(
        kind="intro",
        items=found,
        shape=columns.INTRO,
        empty=f"No introduction{whose} is under way. To begin one: "
        f'rescrm intro {f"@{person.handle}" if person else "ana"} ben --why "both do QI"',
        after=[f"`rescrm intro {asked} --agreed WHO` keeps what they say."] if asked else (),
    )


def _told(session: Session, now: Introduction) -> Listing:
    return Listing(
        kind="intro",
        items=[now],
        shape=columns.INTRO,
        lines=[*_lines(now)],
        warnings=introducing.waits_for_why(now),
        notes=introducing.known_already(session, now),
        after=[*_after(now)],
    )


def _lines(now: Introduction) -> Iterator[Line]:
    ended = f" {days.spoken(now.ended_on)}" if now.ended_on else ""
    names = f"{tied(now.one.name)} and {tied(now.other.name)}"
    yield (
        Span(names, "bold"),
        "  ",
        f"{now.state}{ended}",
        Span(f"  introduction {now.id}", "dim"),
    )
    if now.why:
        yield ("  why       ", now.why)
    for side, said in ((now.one, now.one_said), (now.other, now.other_said)):
        yield (f"  {_said(now, side.handle, said):<9} ", side.name)
    for letter in introducing.open_letters(now):
        yield ("  letter    ", f"{letter.id}  {letter.subject}")


def _said(now: Introduction, handle: str, said: str | None) -> str:
    """What one of the two said, or how far the asking is."""
    if said:
        return f"said {said}"
    letters = (each for each in now.drafts if each.handle == handle)
    return "asked" if any(each.state == "sent" for each in letters) else "to ask"


def _after(now: Introduction) -> Iterator[str]:
    ready = introducing.open_letters(now)
    if ready:
        ids = " ".join(str(each.id) for each in ready)
        yield (
            f"`rescrm draft {ready[0].id} --to editor` opens a letter, `rescrm sent {ids}` "
            "says that you sent it; nothing is sent by itself."
        )
    if now.state == "asking":
        waits = now.other if now.one_said else now.one
        yield f"`rescrm intro {now.id} --agreed {waits.handle}` keeps a yes."
    for side, said in ((now.one, now.one_said), (now.other, now.other_said)):
        if now.state == "declined" and _said(now, side.handle, said) in ("said yes", "asked"):
            yield f"{side.name} was asked: a kind word that it will not be, perhaps."
