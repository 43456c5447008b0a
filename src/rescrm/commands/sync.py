"""Sync with phones and other machines, through folders that vdirsyncer carries to a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..actions.sync import folders, rounds
from ..actions.sync.folders import Place, place
from ..actions.sync.outcome import Done, Planned, clashing, refuse
from ..actions.sync.survey import Wishes
from ..core.reconcile import Clash, Deed, Rule
from ..errors import UsageError
from ..remote.vdirsyncer import Server
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm sync init --server https://dav.example.org --user maya --password-cmd 'pass show dav'",
    "rescrm sync init --preset fastmail --user maya@fastmail.com --password-cmd 'pass fm' --yes",
    "rescrm sync status",
    "rescrm sync",
)
WORDS = ("init", "status")
IN_PART, UNDECIDED = 5, 3
SHOWN = 20  # items of a plan on a screen
INSTALL = "vdirsyncer is not installed, so nothing was carried: pip install 'rescrm[sync]'"


def sync(
    context: Context,
    word: Annotated[str | None, Argument(metavar="[init|status]", help="Set up; or look.")] = None,
    force: Annotated[bool, Option("--force", help="Many removals are meant.")] = False,
    put_back: Annotated[
        bool, Option("--put-back", help="What was removed elsewhere comes back.")
    ] = False,
    server: Annotated[str | None, Option(help="Where the server is (init).")] = None,
    preset: Annotated[
        str | None,
        Option(help="radicale, nextcloud, icloud, fastmail or google (init)."),
    ] = None,
    user: Annotated[str | None, Option(help="Who you are there (init).")] = None,
    password_cmd: Annotated[
        str | None, Option("--password-cmd", help="What prints the password (init).")
    ] = None,
    dir: Annotated[str | None, Option(help="Where the folders are (init).")] = None,
) -> Listing:
    """Share people, reminders, touches with phones and machines.

    People are cards (notes stay here unless `config set sync.notes yes`), touches are entries of a
    private journal, both ways; reminders only go out. Answers with collection, added_here,
    changed_here, removed_here, added_there, changed_there, removed_there, conflicts[], skipped[],
    plan[]. init answers with dir, server, preset, config, vdirsyncer.
    """
    session: Session = context.obj
    said = {"server": server, "preset": preset, "user": user, "password_cmd": password_cmd}
    if word == "init":
        return _init(session, said, dir)
    if word not in (None, *WORDS):
        raise UsageError(f'sync takes init, status or nothing, not "{word}".')
    if any(said.values()) or dir:
        raise UsageError("--server, --preset, --user, --password-cmd and --dir go with: sync init")
    rule = Rule(session.settings.sync.conflicts)
    wishes = Wishes(rule=rule, decided={}, force=force, put_back=put_back)
    return _looked(session, wishes) if word == "status" else _synced(session, wishes)


def _looked(session: Session, wishes: Wishes) -> Listing:
    found = place(session)
    return _answer(session, found, rounds.look(session, found, wishes), is_done=False)


def _synced(session: Session, wishes: Wishes) -> Listing:
    found = place(session)
    if session.dry_run:
        done = rounds.look(session, found, wishes)
        if not wishes.force:
            refuse(done)
        return _answer(session, found, done, is_done=False)
    if session.ask and wishes.rule is Rule.ASK:
        wishes = _decided(session, found, wishes)
    return _answer(session, found, rounds.run(session, found, wishes), is_done=True)


# Setting up ----------------------------------------------------------------------------------


def _init(session: Session, said: dict[str, str | None], dir: str | None) -> Listing:
    if dir is not None and not dir.strip():
        raise UsageError("that is no name of a folder: rescrm sync init --dir DIR")
    settings = session.settings.sync
    names_one = any(said.values()) or folders.carries(session)
    server = Server(
        preset=said["preset"] or settings.preset,
        url=said["server"] or settings.server,
        user=said["user"] or settings.user,
        password_cmd=said["password_cmd"] or settings.password_cmd,
    )
    named = dir or settings.dir or str(session.settings.store.parent / "sync")
    root = folders.folder(session, named)
    folders.set_up(session, server if names_one else None, root)
    program = folders.program(session)
    if names_one and program and session.yes and not session.dry_run:
        folders.make_collections(session, root, program)
    item = {
        "dir": str(root),
        "server": server.url if names_one else None,
        "preset": server.preset if names_one else None,
        "config": str(root / folders.CONFIG) if names_one else None,
        "vdirsyncer": program,
    }
    return Listing(
        kind="sync",
        items=[item],
        shape=columns.SYNC_INIT,
        lines=[f"Folders: {session.shown(root)}", *_of_server(server if names_one else None)],
        after=_next(session, names_one, program),
    )


def _of_server(server: Server | None) -> Iterator[str]:
    if server is None:
        yield "No server: khard, khal or another program may read and change the folders."
        return
    yield f"Server: {server.url or server.preset}, with {', '.join(server.collections)}"
    if server.preset in ("icloud", "fastmail", "google"):
        yield "Everyone in its address book will come in as a contact."
        yield "It takes no journal, so touches stay on this machine."


def _next(session: Session, names_one: bool, program: str | None) -> list[str]:
    if not names_one:
        return ["`rescrm sync` fills them. A server: rescrm sync init --server URL --user NAME"]
    if program is None:
        return ["vdirsyncer carries them: pip install 'rescrm[sync]'"]
    if session.yes:
        return ["`rescrm sync status` shows what would go, `rescrm sync` does it."]
    return ["To make its collections: rescrm sync init --yes"]


# Deciding ------------------------------------------------------------------------------------


def _decided(session: Session, found: Place, wishes: Wishes) -> Wishes:
    """Ask about each conflict before anything begins."""
    decided = dict[tuple[str, str], Rule]()
    for collection, item in clashing(rounds.look(session, found, wishes)):
        about = "; ".join(map(_clash, item.clashes))
        picked = session.ask and session.ask(
            f"{item.name}: {about}. Which holds?",
            ["the store's", "the folder's", "decide later"],
        )
        if picked in (0, 1):
            decided[collection, item.uid] = (Rule.HERE, Rule.THERE)[picked]
    return replace(wishes, decided=decided)


def _clash(clash: Clash) -> str:
    here, there = ((", ".join(values) or "nothing")[:80] for values in (clash.here, clash.there))
    return f"{clash.field} is {here} here and {there} there"


# Saying --------------------------------------------------------------------------------------


def _answer(session: Session, found: Place, done: Sequence[Done], *, is_done: bool) -> Listing:
    conflicts = [item for _, item in clashing(done)]
    skipped = [each for outcome in done for each in outcome.skipped]
    warnings = [
        f"{each.where}: {each.reason.removesuffix('; left out')}; left alone" for each in skipped
    ]
    warnings += [f"{each.name}: {'; '.join(map(_clash, each.clashes))}" for each in conflicts]
    if conflicts:
        warnings.append(
            "To decide: rescrm sync on a terminal, or rescrm config set sync.conflicts here|there"
        )
    if found.wants_courier and found.courier is None:
        warnings.append(INSTALL)
    reasons = [f"{each.collection}: {reason}" for each in done for reason in each.reasons]
    warnings += [f"{each}; `rescrm sync` will ask for --force" for each in reasons if not is_done]
    return Listing(
        kind="sync",
        items=[_item(each) for each in done],
        shape=columns.SYNC,
        lines=[*_lines(done, is_done=is_done)],
        empty="Everything is as it was.",
        notes=[note for each in done for note in each.notes],
        warnings=warnings,
        exit_code=(UNDECIDED if conflicts else IN_PART if skipped else 0) if is_done else 0,
    )


def _item(done: Done) -> dict[str, Any]:
    counts = {
        f"{word}_{side}": done.count(side, deed)
        for side in ("here", "there")
        for word, deed in (("added", Deed.ADD), ("changed", Deed.CHANGE), ("removed", Deed.REMOVE))
    }
    return {
        "collection": done.collection,
        **counts,
        "conflicts": [_planned(each) for each in done.plan if each.clashes],
        "skipped": done.skipped,
        "plan": [_planned(each) for each in done.plan if not each.clashes],
    }


def _planned(item: Planned) -> dict[str, Any]:
    return {
        "uid": item.uid,
        "name": item.name,
        "here": item.here,
        "there": item.there,
        "fields": [clash.field for clash in item.clashes],
    }


def _lines(done: Sequence[Done], *, is_done: bool) -> Iterator[str]:
    for each in done:
        counted = [
            *_counted(each, "here", "came in" if is_done else "would come in"),
            *_counted(each, "there", "went out" if is_done else "would go out"),
        ]
        if each.conflicts:
            counted.append(f"{each.conflicts} to decide")
        yield f"{each.collection}: {', '.join(counted) or 'as it was'}"
        if not is_done:
            yield from _would(each)


def _would(done: Done) -> Iterator[str]:
    """What would become of each item, a line an item."""
    ways = [(each, way) for each in done.plan for way in _ways(done, each)]
    yield from (f"  {each.name}: {way}" for each, way in ways[:SHOWN])
    if ways[SHOWN:]:
        yield f"  and {len(ways) - SHOWN} more"


def _ways(done: Done, item: Planned) -> Iterator[str]:
    leaves = "would be archived here" if done.collection == "people" else "would be removed here"
    here = {Deed.ADD: "would come in", Deed.CHANGE: "would be changed here", Deed.REMOVE: leaves}
    there = {
        Deed.ADD: "would go out",
        Deed.CHANGE: "would be changed there",
        Deed.REMOVE: "would be removed there",
    }
    if item.clashes:
        yield f"to decide ({', '.join(clash.field for clash in item.clashes)})"
    elif item.here:
        yield here[item.here] + (", and there" if item.there else "")
    elif item.there:
        yield there[item.there]


def _counted(done: Done, side: str, verb: str) -> Iterator[str]:
    words = {Deed.ADD: "new", Deed.CHANGE: "changed", Deed.REMOVE: "removed"}
    parts = [f"{count} {word}" for deed, word in words.items() if (count := done.count(side, deed))]
    if parts:
        yield f"{' and '.join(parts)} {verb}"
