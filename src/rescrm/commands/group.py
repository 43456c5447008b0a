"""Groups: pods, committees, clubs, and who is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..actions import hearing
from ..core import cadence, days
from ..core.cadence import Ritual
from ..core.folding import fold
from ..core.identity import ME
from ..core.network import Group, Member
from ..errors import DecisionNeeded, NotFound, UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm group add lunch --type pod --every "2 weeks"',
    'rescrm group add Wellness --type peer-support --meets "2nd tue"',
    "rescrm group join lunch ana ben dee",
    "rescrm group join QI me --role member --term 2026-07..2027-06",
    "rescrm group leave lunch dee",
    "rescrm group list",
    "rescrm group show lunch",
)
TYPE = re.compile(r"[a-z][a-z-]{1,29}")
POD = range(3, 6)  # people besides you: small enough to talk about life


def add(
    context: Context,
    name: Annotated[list[str], Argument(metavar="NAME", show_default=False)],
    type: Annotated[str, Option(help="pod, committee, study-group, journal-club, …")] = "group",
    every: Annotated[str | None, Option(help='How often it meets: "2 weeks".')] = None,
    meets: Annotated[str | None, Option(help='On days of its own: "2nd tue".')] = None,
) -> Listing:
    """Keep a group; with --every or --meets its meeting falls due."""
    session: Session = context.obj
    whole, kind = " ".join(" ".join(name).split()), type.strip().lower()
    if not whole or fold(whole) == ME or not TYPE.fullmatch(kind):
        raise UsageError("a group has a name and a type: rescrm group add lunch --type pod")
    _refuse_twice(session, whole)
    rhythm = cadence.words(cadence.read(every)) if every else None
    ritual = _ritual(meets) if meets else None
    store = session.store
    with session.write():
        id = store.groups.add(whole, kind, rhythm, ritual)
        store.refresh()
        added = store.groups.one(id)
        store.summary = f"group {added.handle}"
    return _changed(session, added, f"`rescrm group join {added.handle} WHO...` takes people in.")


def join(
    context: Context,
    group: Annotated[str, Argument(metavar="GROUP", show_default=False)],
    who: Annotated[list[str], Argument(metavar="WHO...", help="`me` is you.", show_default=False)],
    role: Annotated[str | None, Option(help="member, chair, …")] = None,
    term: Annotated[str | None, Option(help="From when to when: 2026-07..2027-06.")] = None,
) -> Listing:
    """Take people into a group; whoever is in it gets the new role or term."""
    session: Session = context.obj
    which, people = session.group(group), _people(session, who)
    span = days.span(term, session.today, session.settings.date_order) if term else None
    store = session.store
    with session.write():
        for id, _ in people:
            store.groups.join(which.id, id, " ".join((role or "").split()) or None, span)
        store.refresh()
        joined = store.groups.one(which.id)
        store.summary = f"{', '.join(handle for _, handle in people)} joined {which.name}"
    return _changed(session, joined, f'`rescrm log --group {which.handle} "…"` logs a meeting.')


def leave(
    context: Context,
    group: Annotated[str, Argument(metavar="GROUP", show_default=False)],
    who: Annotated[list[str], Argument(metavar="WHO...", help="`me` is you.", show_default=False)],
) -> Listing:
    """Let people leave a group; what was is kept."""
    session: Session = context.obj
    which, people = session.group(group), _people(session, who)
    store = session.store
    with session.write():
        for id, handle in people:
            if not store.groups.leave(which.id, id):
                raise NotFound(
                    f"{handle} is not in {which.handle}. Nothing was changed. "
                    f"`rescrm group show {which.handle}` says who is."
                )
        store.refresh()
        left = store.groups.one(which.id)
        store.summary = f"{', '.join(handle for _, handle in people)} left {which.name}"
    return _changed(session, left, "`rescrm undo` takes it back.")


def list_(context: Context) -> Listing:
    """All groups, by name.

    Answers with handle, name, type, every, meets, members[], last, due_on.
    """
    session: Session = context.obj
    return Listing(
        kind="group",
        items=session.store.groups.all(),
        shape=columns.GROUP,
        empty='No groups yet. rescrm group add lunch --type pod --every "2 weeks"',
    )


def show(
    context: Context,
    group: Annotated[str, Argument(metavar="GROUP", show_default=False)],
) -> Listing:
    """A group: its rhythm, and members[] with role, from and to."""
    session: Session = context.obj
    which = session.group(group)
    found = session.store.groups.one(which.id)
    return Listing(
        kind="group",
        items=[found],
        shape=columns.GROUP,
        lines=list(_lines(session, found)),
        after=[f'`rescrm log --group {found.handle} "…"` logs a meeting.'],
    )


COMMANDS = {"add": add, "join": join, "leave": leave, "list": list_, "show": show}


def _refuse_twice(session: Session, name: str) -> None:
    for _, handle, known in session.store.groups.find(name):
        if fold(known) == fold(name):
            raise DecisionNeeded(
                f"{known} is here already: {handle}. Nothing was changed. "
                f"`rescrm group show {handle}` shows it.",
                candidates=[handle],
            )


def _ritual(typed: str) -> str:
    """Days of its own, in the spelling that is kept."""
    found = cadence.read(typed)
    if not isinstance(found, Ritual):
        raise UsageError(
            f'"{typed}" names no days. Try --meets "2nd tue", or --every "{typed}" to count from '
            "the last meeting."
        )
    return cadence.words(found)


def _people(session: Session, typed: Sequence[str]) -> list[tuple[int | None, str]]:
    """Those who are meant, each once, with their handles; the user has no number."""
    found: dict[int | None, str] = {}
    for each in typed:
        if hearing.is_me(each):
            found[None] = ME
        else:
            person = session.who(each)
            found[person.id] = person.handle
    return list(found.items())


def _changed(session: Session, group: Group, after: str) -> Listing:
    others = [each for each in group.members if each.handle != ME]
    crowded = group.type == "pod" and len(others) > POD[-1]
    return Listing(
        kind="group",
        items=[group],
        shape=columns.GROUP,
        lines=list(_lines(session, group)),
        notes=["A pod talks best with three to five people; this one has more."] if crowded else (),
        after=[after],
    )


# On the screen -------------------------------------------------------------------------------


def _lines(session: Session, group: Group) -> Iterator[Line]:
    about = [group.type, group.every, f"meets {group.meets}" if group.meets else None]
    if group.last:
        about.append(f"last {tied(days.short(group.last, session.today))}")
    if group.due_on:
        about.append(f"next {tied(days.short(group.due_on, session.today))}")
    told = " · ".join(filter(None, about))
    yield (Span(tied(group.name), "bold"), " ", Span(f"({group.handle})", "dim"), f"  {told}")
    for each in group.members:
        yield f"  {_member(session, each)}"


def _member(session: Session, member: Member) -> str:
    name = "you" if member.handle == ME else tied(member.name)
    told = [member.role] if member.role else []
    if member.from_ and member.from_ > session.today:
        told.append(f"from {tied(days.spoken(member.from_))}")
    if member.to:
        told.append(f"until {tied(days.spoken(member.to))}")
    return f"{name}  {', '.join(told)}".rstrip()
