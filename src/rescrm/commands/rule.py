"""How often: the rules, and whom each decides about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ..actions import goals, selector
from ..core import cadence
from ..core.cadence import Cadence
from ..core.rhythm import longest
from ..errors import NotFound, UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm rule set kind:faculty every 3 months",
    "rescrm rule set role:any 6w max 10w",
    "rescrm rule set maya every 2nd tue",
    "rescrm rule set tag:emeritus never",
    "rescrm rule list",
    "rescrm rule remove 3",
)
Said = tuple[Cadence | None, Cadence | None]


def set_(
    context: Context,
    words: Annotated[
        list[str],
        Argument(
            metavar="SELECTOR [every] CADENCE [max CADENCE]|never",
            help="WHO, group:g, role:r, tag:t, kind:k or everyone; then how often.",
            show_default=False,
        ),
    ],
) -> Listing:
    """Set how often: for someone, a group, a role, a tag, a kind, everyone."""
    session: Session = context.obj
    if len(words) == 1:
        raise UsageError(f'say how often: rescrm rule set {words[0]} "6 weeks"')
    whom, (every, most) = selector.parted(words, partial(selector.read, session), _read)
    with session.write():
        rules = session.store.rules
        id = rules.set(
            whom.scope,
            whom.value,
            cadence.words(every) if every else None,
            longest(most) if most else None,
        )
        rule = rules.one(id)
        session.store.summary = f"rule {id}: {whom.words}, {rule.every if rule else None}"
    people = "1 person" if rule and rule.people == 1 else f"{rule.people if rule else 0} people"
    return Listing(
        kind="rule",
        items=[rule],
        shape=columns.RULE,
        notes=goals.crowded(session) if rule and rule.every != "never" else (),
        after=[f"Rule {id} decides about {people}. `rescrm due` shows who is due."],
    )


def list_(context: Context) -> Listing:
    """List all rules and how many people each decides about."""
    session: Session = context.obj
    return Listing(
        kind="rule",
        items=session.store.rules.all(),
        shape=columns.RULE,
        empty="No rules yet, so nobody is due by rhythm. Try: rescrm rule set kind:faculty 3mo",
    )


def remove(
    context: Context,
    id: Annotated[int, Argument(help="The number of the rule.", show_default=False)],
) -> Listing:
    """Remove a rule by its number."""
    session: Session = context.obj
    rules = session.store.rules
    rule = rules.one(id)
    if not rule:
        raise NotFound(f"there is no rule {id}. `rescrm rule list` has their numbers.")
    with session.write():
        rules.remove(id)
        session.store.summary = f"removed rule {id}: {rule.selector}, {rule.every}"
    return Listing(
        kind="rule",
        items=[rule],
        shape=columns.RULE,
        after=["Removed. `rescrm undo` takes it back."],
    )


def _read(words: Sequence[str]) -> Said:
    """The interval and the maximum gap; (None, None) is never."""
    if [word.lower() for word in words] == ["never"]:
        return None, None
    return cadence.read_with_limit(words)


COMMANDS = {"set": set_, "list": list_, "remove": remove}
