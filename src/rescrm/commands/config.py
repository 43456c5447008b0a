"""Settings, read and changed."""

from __future__ import annotations

from typing import Any

from ..actions import configuration
from ..errors import UsageError
from ..keys import LINES, between, check, no_setting, wants
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm config list",
    "rescrm config get budget",
    "rescrm config set budget 3",
    "rescrm config set kinds coach,nurse",
    'rescrm config set me.name "Jordan Lee"',
    "rescrm config path",
)


def list_(context: Context) -> Listing:
    """Every setting and its value."""
    session: Session = context.obj
    return Listing(
        kind="config",
        items=[*configuration.everything(session.settings)],
        shape=columns.CONFIG,
        after=["`rescrm config set KEY VALUE` changes one."],
    )


def get(
    context: Context,
    key: Annotated[str, Argument(help="Such as budget.", show_default=False)],
) -> Listing:
    """The value of a setting."""
    session: Session = context.obj
    _refuse_unknown(key)
    return _one(session, key, configuration.current(session.settings, key))


def set_(
    context: Context,
    key: Annotated[str, Argument(help="Such as budget.", show_default=False)],
    value: Annotated[
        list[str], Argument(help='What it is from now on; "" for nothing.', show_default=False)
    ],
) -> Listing:
    """Change a setting; comments in the file stay."""
    session: Session = context.obj
    _refuse_unknown(key)
    said = between(key).join(value)
    wanted = configuration.spelled(check(key, said)) if said else None
    if key == "zone" and said:
        _refuse_nowhere(said)
    if not session.dry_run:
        configuration.change(session.settings, key, wanted)
    return _one(session, key, wanted if said else configuration.default(session.settings, key))


def path(context: Context) -> Listing:
    """Where the settings are kept."""
    session: Session = context.obj
    where = str(session.settings.config)
    return Listing(
        kind="config", items=[{"key": "path", "value": where}], lines=[where], prose=True
    )


COMMANDS = {"list": list_, "get": get, "set": set_, "path": path}


def _refuse_unknown(key: str) -> None:
    if not wants(key):
        raise UsageError(no_setting(key))


def _refuse_nowhere(zone: str) -> None:
    from ..core import zones

    zones.named(zone)


def _one(session: Session, key: str, value: Any) -> Listing:
    is_lines = key in LINES and session.form != "json"  # a line may hold a comma
    return Listing(
        kind="config",
        items=[{"key": key, "value": "; ".join(value or ()) if is_lines else value}],
        shape=columns.CONFIG,
        after=["`rescrm config list` shows them all."],
    )
