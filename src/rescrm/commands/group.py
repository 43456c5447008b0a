"""Groups: pods, committees, clubs, and who is in them."""

from __future__ import annotations

from ..actions.groups import circle, outcome, portrait
from ..actions.groups.circle import Said
from ..core.network import Group
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm group add lunch --type pod --every "2 weeks"',
    'rescrm group add Wellness --type peer-support --meets "2nd tue 18:00"',
    "rescrm group join lunch ana ben dee",
    "rescrm group join QI me --role member --term 2026-07..2027-06",
    "rescrm group leave lunch dee",
    "rescrm group edit lunch --every monthly",
    "rescrm group edit lunch --link https://signal.group/xyz",
    "rescrm group list",
    "rescrm group show lunch",
    "rescrm group report lunch",
    "rescrm group remove lunch",
)
TYPES = "pod, committee, interest-group, study-group, journal-club, peer-support, …"


def add(
    context: Context,
    name: Annotated[list[str], Argument(metavar="NAME", show_default=False)],
    type: Annotated[str, Option(help=TYPES)] = "group",
    every: Annotated[str | None, Option(help='How often it meets: "2 weeks".')] = None,
    meets: Annotated[str | None, Option(help='Days of its own: "2nd tue 18:00".')] = None,
) -> Listing:
    """Keep a group; with --every or --meets its meeting falls due."""
    session: Session = context.obj
    said = circle.columns(session, Said(" ".join(name), type, every or None, meets or None))
    whole, kind = said["name"] or "", said["type"] or ""
    circle.refuse_twice(session, whole)
    store = session.store
    with session.write():
        id = store.groups.add(whole, kind, said.get("every"), said.get("meets"))
        store.refresh()
        added = store.groups.one(id)
        store.summary = f"group {added.handle}"
    after = f"`rescrm group join {added.handle} WHO...` takes people in."
    return _one(session, added, [after, "Three to five talk best."] if kind == "pod" else [after])


def edit(
    context: Context,
    group: Annotated[str, Argument(metavar="GROUP", show_default=False)],
    name: Annotated[str | None, Option(help="Another name; the handle stays.")] = None,
    type: Annotated[str | None, Option(help=TYPES)] = None,
    every: Annotated[str | None, Option(help='How often it meets; "" takes it away.')] = None,
    meets: Annotated[str | None, Option(help='Days of its own; "" takes them away.')] = None,
    link: Annotated[str | None, Option(help="Of its chat; only `group show` has it.")] = None,
) -> Listing:
    """Change a group's name, type, rhythm or link."""
    session: Session = context.obj
    which = session.group(group)
    said = circle.columns(session, Said(name, type, every, meets, link))
    if not said:
        raise UsageError(f'say what to change: rescrm group edit {which.handle} --every "2 weeks"')
    circle.refuse_twice(session, said.get("name") or "", but=which)
    store = session.store
    # A link lets anybody in: the history has its own copy of the command line.
    with session.write(f"group edit {which.handle} --link …" if link else None):
        store.groups.change(which.id, **said)
        store.refresh()
        changed = store.groups.one(which.id)
        store.summary = f"changed {changed.name}"
    kept = [f"`rescrm group show {which.handle}` has the link, and nothing else."] if link else []
    return _one(session, changed, [*kept, "`rescrm undo` takes it back."])


def join(
    context: Context,
    group: Annotated[str, Argument(metavar="GROUP", show_default=False)],
    who: Annotated[list[str], Argument(metavar="WHO...", help="`me` is you.", show_default=False)],
    role: Annotated[str | None, Option(help="member, chair, …")] = None,
    term: Annotated[str | None, Option(help="From when to when: 2026-07..2027-06.")] = None,
) -> Listing:
    """Take people into a group; whoever is in it gets the new role or term.

    Two weeks before a term of yours ends you are reminded to hand over and thank.
    """
    session: Session = context.obj
    which, people = session.group(group), circle.people(session, who)
    store = session.store
    with session.write():
        asked = circle.join(session, which, people, role, term)
        store.refresh()
        joined = store.groups.one(which.id)
        store.summary = f"{', '.join(handle for _, handle in people)} joined {which.name}"
    after = f'`rescrm log --group {which.handle} "…"` logs a meeting.'
    notes = [*circle.over(session, joined, term), *circle.gentle(joined)]
    answer = _one(session, joined, [after], notes)
    return answer._replace(lines=[*(answer.lines or ()), *portrait.to_do(asked)])


def leave(
    context: Context,
    group: Annotated[str, Argument(metavar="GROUP", show_default=False)],
    who: Annotated[list[str], Argument(metavar="WHO...", help="`me` is you.", show_default=False)],
) -> Listing:
    """Let people leave a group; what was is kept."""
    session: Session = context.obj
    which, people = session.group(group), circle.people(session, who)
    store = session.store
    with session.write():
        circle.leave(session, which, people)
        store.refresh()
        left = store.groups.one(which.id)
        store.summary = f"{', '.join(handle for _, handle in people)} left {which.name}"
    return _one(session, left, ["`rescrm undo` takes it back."], circle.gentle(left))


def remove(
    context: Context,
    group: Annotated[str, Argument(metavar="GROUP", show_default=False)],
) -> Listing:
    """Delete a group; its meetings stay, as touches of those who were there."""
    session: Session = context.obj
    which = session.group(group)
    gone = session.store.groups.one(which.id)
    with session.write():
        session.store.groups.remove(which.id)
        session.store.summary = f"removed {gone.name}"
    return Listing(
        kind="group",
        items=[gone],
        shape=columns.GROUP,
        after=[f"{gone.name} is gone; its meetings stay. `rescrm undo` brings it back."],
    )


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
    """A group: who is in it, who was missed, when it meets next, what to talk about.

    Answers with the keys of `group list`, and next[] {on, at}, coverage[] {handle, name, came,
    missed, last_meeting, last_alone} (missed: running), prompt, points[], asks[], hand_overs[],
    link.
    """
    session: Session = context.obj
    found = portrait.of(session, session.group(group))
    after = f'`rescrm log --group {found.handle} "…"` logs a meeting.'
    return _one(session, found, [after], circle.gentle(found))


def report(
    context: Context,
    group: Annotated[str, Argument(metavar="GROUP", show_default=False)],
) -> Listing:
    """What came of a group, in words.

    Answers with the keys of `group list`, and since, meetings, came[] {handle, name, times,
    missed, last, member}, promises[], asks[], met[], events[], hand_overs[], points[] (talked
    about), moves[] {handle, name, to, from}.
    """
    session: Session = context.obj
    told = outcome.of(session, session.group(group))
    return Listing(
        kind="group",
        items=[told],
        shape=columns.GROUP,
        lines=list(outcome.lines(session, told)),
        after=[f"`rescrm group show {told.handle}` is for the next meeting."],
    )


COMMANDS = {
    "add": add,
    "join": join,
    "leave": leave,
    "list": list_,
    "show": show,
    "report": report,
    "edit": edit,
    "remove": remove,
}


def _one(
    session: Session, group: Group, after: list[str], notes: list[str] | None = None
) -> Listing:
    """One group as it is now, for the eye too."""
    return Listing(
        kind="group",
        items=[group],
        shape=columns.GROUP,
        lines=list(portrait.lines(session, group)),
        notes=notes or (),
        after=after,
    )
