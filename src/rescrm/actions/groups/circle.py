"""A group: what it may be called, who is in it, what the end of a term asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ...core import cadence, days, ritual, term
from ...core.cadence import Ritual
from ...core.folding import fold
from ...core.identity import ME
from ...core.model import Commitment, What
from ...core.network import Group
from ...errors import DecisionNeeded, NotFound, UnreadableCadence, UsageError
from ...session import Session, Thing
from .. import hearing

KNOWN = (
    "pod", "committee", "interest-group", "study-group", "journal-club", "peer-support",
    "interest", "study", "group",
)  # fmt: skip
SPELLED = {name.replace("-", ""): name for name in KNOWN}
WORD = re.compile(r"[^\W\d_][\w-]{1,29}")
LINK = re.compile(r"[!-~]*[^\W_][!-~]{0,1000}")  # signs that may stand in an address, no spaces
POD = range(3, 6)  # people besides you: small enough to talk about life
COUNTS = {0: "nobody", 1: "one", 2: "two"}


class Said(NamedTuple):
    """What was said of a group in options; None is not said, empty takes away."""

    name: str | None = None
    type: str | None = None
    every: str | None = None
    meets: str | None = None
    link: str | None = None


# Reading -------------------------------------------------------------------------------------


def columns(session: Session, said: Said) -> dict[str, str | None]:
    """What was said, as the store keeps it.

    Raises UsageError (2) for a name, a type or a rhythm that cannot be.
    """
    read: dict[str, str | None] = {}
    if said.name is not None:
        read["name"] = _name(said.name)
    if said.type is not None:
        read["type"] = _type(session, said.type)
    if said.every is not None:
        read["every"] = _every(said.every) if said.every.strip() else None
    if said.meets is not None:
        read["meets"] = _meets(said.meets) if said.meets.strip() else None
    if said.link is not None:
        read["link"] = _link(said.link) if said.link.strip() else None
    return read


def type_of(typed: str) -> str:
    """The type of a group, `Study groups` as `study-group`; any word will do."""
    word = "-".join(re.split(r"[\s_-]+", typed.strip().lower()))
    if not WORD.fullmatch(word):
        known = ", ".join(KNOWN[:6])
        raise UsageError(f'a type is a word, not "{typed}": {known}, or one of your own.')
    joined = word.replace("-", "")
    return SPELLED.get(joined) or SPELLED.get(joined.removesuffix("s")) or word


def _type(session: Session, typed: str) -> str:
    """The type that is meant: a near miss of a known one is asked about, once.

    Raises DecisionNeeded (3) when nobody answers.
    """
    word = type_of(typed)
    near = get_close_matches(word, KNOWN[:6], n=1, cutoff=0.8)
    own = {each.type for each in session.store.groups.all()}
    if not near or word in KNOWN or word in own or session.yes:
        return word
    question = f'Is "{word}" {near[0]}?'
    picked = (
        session.ask(question, [near[0], f"{word}, a type of your own"]) if session.ask else None
    )
    if picked is None:
        raise DecisionNeeded(
            f"{question} Nothing was changed. Say --type {near[0]}, or --yes for a type of "
            "your own.",
            candidates=near,
        )
    return (near[0], word)[picked]


def over(session: Session, group: Group, typed: str | None) -> list[str]:
    """What is said of a term that has ended already: who is in the group is as before."""
    span = days.span(typed, session.today, session.settings.date_order) if typed else None
    if not span or span[1] >= session.today:
        return []
    return [
        f"That term was over on {days.spoken(span[1])}: it is kept as what was, and nobody is in "
        f"{group.name} by it today."
    ]


def _name(typed: str) -> str:
    whole = " ".join(typed.split())
    if not whole or fold(whole) == ME:
        raise UsageError("a group has a name and a type: rescrm group add lunch --type pod")
    return whole


def _link(typed: str) -> str:
    link = typed.strip()
    if not LINK.fullmatch(link):
        raise UsageError(f'a link is one word: --link https://signal.group/…, not "{link[:60]}".')
    return link


def _every(typed: str) -> str:
    try:
        return cadence.words(cadence.read(typed))
    except UnreadableCadence:
        if _hour(typed):
            raise UsageError(
                f'an hour goes with days of its own: --meets "{typed.strip()}"'
            ) from None
        raise


def _hour(typed: str) -> bool:
    try:
        return ritual.read(typed).at is not None
    except UnreadableCadence:
        return False


def _meets(typed: str) -> str:
    """Days of its own and the hour, in the spelling that is kept."""
    found = ritual.read(typed)
    if not isinstance(found.cadence, Ritual):
        raise UsageError(
            f'"{typed}" names no days. Try --meets "2nd tue 18:00", or --every "{typed}" to '
            "count from the last meeting."
        )
    return ritual.words(found)


def refuse_twice(session: Session, name: str, but: Thing | None = None) -> None:
    """Raise DecisionNeeded (3) when a group has this name already; one may keep its own."""
    for id, handle, known in session.store.groups.find(name) if name else ():
        if fold(known) == fold(name) and not (but and id == but.id):
            raise DecisionNeeded(
                f"{known} is here already: {handle}. Nothing was changed. "
                f"`rescrm group show {handle}` shows it.",
                candidates=[handle],
            )


def people(session: Session, typed: Sequence[str]) -> list[tuple[int | None, str]]:
    """Those who are meant, each once, with their handles; the user has no number."""
    found: dict[int | None, str] = {}
    for each in typed:
        if hearing.is_me(each):
            found[None] = ME
        else:
            person = session.who(each)
            found[person.id] = person.handle
    return list(found.items())


# Changing, inside a write --------------------------------------------------------------------


def join(
    session: Session,
    group: Thing,
    who: Sequence[tuple[int | None, str]],
    role: str | None,
    typed: str | None,
) -> list[Commitment]:
    """Take people in; give what the end of a term of the user's own asks for.

    Raises UnreadableRange (2) for a term that cannot be meant.
    """
    store = session.store
    span = days.span(typed, session.today, session.settings.date_order) if typed else None
    for id, _ in who:
        store.groups.join(group.id, id, " ".join((role or "").split()) or None, span)
    if not span or None not in dict(who):
        return []
    _hand_over(session, group)
    said = (store.commitments.get(each.id) for each in store.groups.hand_overs(group.id))
    return [each for each in said if each and not each.done_on]


def leave(session: Session, group: Thing, who: Sequence[tuple[int | None, str]]) -> None:
    """Let people go; NotFound (4) for someone who is not in it."""
    for id, handle in who:
        if not session.store.groups.leave(group.id, id):
            raise NotFound(
                f"{handle} is not in {group.handle}. Nothing was changed. "
                f"`rescrm group show {group.handle}` says who is."
            )
        if id is None:
            _hand_over(session, group)


def _hand_over(session: Session, group: Thing) -> None:
    """Bring what the ends of the user's terms ask for in line with the terms."""
    groups, commitments = session.store.groups, session.store.commitments
    terms, kept = groups.terms(group.id), groups.hand_overs(group.id)
    for step in term.steps(terms, kept, session.today):
        if step.id is not None and step.due_on is None:
            commitments.remove(step.id)
        elif step.due_on and step.id is None:
            commitments.add(
                What.HAND_OVER, None, term.ABOUT, step.due_on,
                limit_on=step.limit_on, group=group.id,
            )  # fmt: skip
        elif step.due_on and step.limit_on and step.id is not None:
            commitments.change(
                step.id,
                due_on=step.due_on.isoformat(),
                limit_on=step.limit_on.isoformat(),
                snoozed_until=None,
            )


# A gentle word -------------------------------------------------------------------------------


def gentle(group: Group) -> list[str]:
    """What is said of a pod that is too small or too large to talk; nothing of other groups."""
    others = [each for each in group.members if each.handle != ME]
    if group.type != "pod" or len(others) in POD:
        return []
    if len(others) > POD[-1]:
        return ["A pod talks best with three to five people; this one has more."]
    has = f"{COUNTS[len(others)]} so far" if others else "nobody yet"
    return [f"A pod talks best with three to five people besides you; this one has {has}."]
