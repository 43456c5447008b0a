"""Closing what was promised, asked for, owed in thanks."""

from __future__ import annotations

from ..actions import commitment, naming
from ..core import days
from ..core.giving import Act, Favour
from ..core.identity import Named, find
from ..core.model import Commitment
from ..core.network import Group
from ..errors import AmbiguousContact, ContactNotFound, NotFound, UsageError
from ..session import Session
from ..store.occasions import Occasion
from ..view import columns
from ..view.listing import Line, Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm done 3", "rescrm done 3 5 8", "rescrm promises | cut -f1 | xargs rescrm done")


def done(
    context: Context,
    id: Annotated[list[str], Argument(metavar="ID", help="Its number or uid.", show_default=False)],
) -> Listing:
    """Close a promise, an ask, a thank-you or a follow-up."""
    session: Session = context.obj
    meant = [_meant(session, each) for each in id]
    once = list({(type(each), each.uid): each for each in meant}.values())
    notes = [_already(session, each) for each in once if commitment.is_done(session, each)]
    closed = commitment.close(session, once)
    kinds = {each.what.value for each in closed}
    changed = not session.dry_run and len(notes) < len(once)
    return Listing(
        kind=kinds.pop() if len(kinds) == 1 else "done",
        items=closed,
        shape=columns.PROMISE,
        lines=[line for each in closed for line in _lines(each)],
        notes=notes,
        after=["`rescrm undo` opens it again."] if changed else [],
    )


def _lines(each: commitment.Closed) -> list[Line]:
    """What was closed, and the thanks that it asks for."""
    thanks = [commitment.line(each.thank_you)] if each.thank_you else []
    return [commitment.line(each), *thanks]


def _meant(session: Session, typed: str) -> Commitment | Occasion:
    """What can be closed; a check-in and a group are closed by a touch."""
    found = naming.found(session, typed) or _named(session, typed)
    match found:
        case Commitment() | Occasion():
            return found
        case Named():
            raise _log(f"{found.name} is no promise", f'"coffee with @{found.handle}"')
        case Group():
            raise _log(f"{found.name} is a group", f"--group {found.handle}")
        case Favour() | Act():
            raise UsageError(
                f'"{typed}" is in the ledger. An offer taken up: rescrm offers --taken {typed}'
            )
    raise UsageError(
        f"that is an interaction: it is over already. To take it away: rescrm remove {typed}"
    )


def _named(session: Session, typed: str) -> Named | Group:
    """The person or the group of a name, only to tell what to type instead."""
    try:
        return find(typed, session.store.directory, session.settings.region)
    except AmbiguousContact as error:
        raise _log(f'"{typed}" names people, no promise', f"@{error.choices[0][0]}") from None
    except ContactNotFound:
        groups = session.store.groups
        for id, _, _ in groups.find(typed):
            (group,) = groups.all(id)
            return group
        raise NotFound(
            f'nothing here has the number or uid "{typed}". '
            "`rescrm promises` and `rescrm asks` tell theirs."
        ) from None


def _log(what: str, who: str) -> UsageError:
    return UsageError(f"{what}: a touch closes a check-in. Type rescrm log {who}")


def _already(session: Session, each: Commitment | Occasion) -> str:
    if isinstance(each, Commitment) and each.done_on:
        how = "declined" if each.state == "declined" else "done"
        return f"{each.id} was {how} on {days.spoken(each.done_on)} already."
    assert isinstance(each, Occasion)
    day = commitment.falls(session, each)
    done = "is done already" if day >= session.today else "is over"
    return f"The {each.label} of {each.name} on {days.spoken(day)} {done}."
