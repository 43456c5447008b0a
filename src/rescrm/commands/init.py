"""Beginning: a store, settings, and rules and goals to start from."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import configuration, goals, starter
from ..session import Session
from ..view.listing import Line, Listing, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Context, Option

EXAMPLES = ("rescrm init --starter", "rescrm init --db ~/cardiology.db")


def init(
    context: Context,
    with_rules: Annotated[
        bool, Option("--starter", help="Rules and goals to begin with: mentors, co-residents, …")
    ] = False,
) -> Listing:
    """Make the store and the settings."""
    session: Session = context.obj
    settings, store = session.settings, session.store
    is_new = not store.exists
    with session.write():
        rules = starter.set_rules(session) if with_rules else []
        aims = goals.set_starter(session) if with_rules else []
        store.summary = "set the starter rules and goals"
        made_config = configuration.make(settings, keep=not session.dry_run)
    items = [
        {"what": "store", "where": str(settings.store), "made": is_new},
        {"what": "config", "where": str(settings.config), "made": made_config},
        *({"what": "rule", "where": each.selector, "made": each.made} for each in rules),
        *({"what": "goal", "where": name, "made": made} for name, made in aims),
    ]
    return Listing(
        kind="init",
        items=items,
        lines=[
            _line("store", session.shown(settings.store), is_new),
            _line("settings", session.shown(settings.config), made_config),
            *(_line("rule", f"{each.selector}, {each.every}", each.made) for each in rules),
            *(_line("goal", f"one {name} a month", made) for name, made in aims),
        ],
        after=[*_after(with_rules)],
    )


def _line(what: str, where: str, made: bool) -> Line:
    return (Span(f"{what:<10}", "dim"), where, Span("" if made else "  (there already)", "dim"))


def _after(with_rules: bool) -> Iterator[str]:
    if not with_rules:
        yield "`rescrm init --starter` sets rules to begin with: how often, for whom."
    yield '`rescrm add "Ana Torres" -k co-resident` adds someone, `rescrm import FILE` many.'
    yield "`rescrm completion install` lets TAB finish commands and names."
