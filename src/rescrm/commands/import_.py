"""Reading people from files."""

from __future__ import annotations

from collections.abc import Sequence

from ..actions.importing import Imported, Wishes, take_in
from ..actions.sources import look
from ..errors import UsageError
from ..session import Session
from ..store.people import tag_name
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm import contacts.vcf",
    "rescrm import Connections.csv --kind alum --tag linkedin",
    "rescrm import old/*.vcf --encoding cp1251 --dry-run",
)
IN_PART = 5


def import_(
    context: Context,
    file: Annotated[list[str], Argument(metavar="FILE...", help="Files; - is stdin.")],
    as_: Annotated[str | None, Option("--as", help="vcard or linkedin; else by looking.")] = None,
    tag: Annotated[list[str] | None, Option("-t", "--tag", help="A tag for all of them.")] = None,
    kind: Annotated[str | None, Option("-k", "--kind", help="Whoever has none: faculty, …")] = None,
    encoding: Annotated[str | None, Option(help="Of a file that does not say: cp1251.")] = None,
) -> Listing:
    """Read contacts from vCard or LinkedIn files."""
    session: Session = context.obj
    wishes = Wishes(kind=session.kind(kind) if kind else None, tags=_tags(tag or ()))
    sources = [look(name, as_) for name in file]
    with session.write():
        tallies = [take_in(session, each, encoding, wishes) for each in sources]
        items = [tally.of(source) for tally, source in zip(tallies, sources, strict=True)]
        session.store.summary = _summary(items)
    complaints = [each for tally in tallies for each in tally.complaints]
    return Listing(
        kind="import",
        items=items,
        shape=columns.IMPORT,
        warnings=complaints,
        after=_after(items),
        exit_code=IN_PART if complaints else 0,
    )


def _tags(given: Sequence[str]) -> list[str]:
    names = [tag_name(each) for each in given]
    if not all(names):
        raise UsageError("a tag needs letters: rescrm import people.vcf --tag acc-2027")
    return names


def _summary(items: Sequence[Imported]) -> str:
    added, changed = (sum(getattr(each, key) for each in items) for key in ("added", "changed"))
    what = items[0].file if len(items) == 1 else f"{len(items)} files"
    return f"imported {what}: {added:,} added, {changed:,} changed"


def _after(items: Sequence[Imported]) -> list[str]:
    if not any(each.added or each.changed for each in items):
        return ["Nothing new in it."]
    return ["`rescrm list --sort added` shows who is new, `rescrm undo` takes it all back."]
