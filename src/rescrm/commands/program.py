"""Programs you think of, and what speaks for each."""

from __future__ import annotations

from ..actions import programs
from ..actions.person import BLANKS, one_line
from ..actions.programs import PROGRAM
from ..errors import UsageError
from ..session import Session
from ..view.listing import Column, Listing, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm program add "UCSF Cardiology" --org UCSF --weight research=3 --weight city=2',
    'rescrm program add "UCSF Cardiology" --weight city=1',
    "rescrm program prefer research=2 family=3",
    "rescrm program remove ucsf-cardiology",
)


def add(
    context: Context,
    name: Annotated[list[str], Argument(metavar="NAME", show_default=False)],
    org: Annotated[str | None, Option("-o", "--org", help="Where it is; the name if not.")] = None,
    city: Annotated[str | None, Option(help="City.")] = None,
    weight: Annotated[
        list[str] | None, Option(metavar="K=V", help="research=3: from -10 to 10.")
    ] = None,
    note: Annotated[str | None, Option(help="A line about it.")] = None,
) -> Listing:
    """Keep a program; the same name again changes it, an empty option takes away.

    Answers with handle, name, organisation, city, note, weights{}, people[{handle, name,
    tie}], fit, known, sum, because.
    """
    session: Session = context.obj
    whole, weights = one_line(" ".join(name)), programs.weights(weight or ())
    if not whole.strip():
        raise UsageError('a name is needed: rescrm program add "UCSF Cardiology" --weight city=2')
    said = {"organisation": org, "city": city, "note": note and note.strip(BLANKS)}
    columns = {
        column: one_line(value) or None for column, value in said.items() if value is not None
    }
    store = session.store
    with session.write():
        id = programs.same(session, whole)
        if id is None:
            id = store.programs.add(whole, **columns)
        else:
            store.programs.change(id, **columns)
        store.programs.weigh(id, weights)
        store.summary = f"program {whole}"
        items = programs.ranked(session, store.programs.all(id))
    return Listing(kind="program", items=items, shape=PROGRAM, after=["`rescrm programs` ranks."])


def remove(
    context: Context,
    name: Annotated[list[str], Argument(metavar="NAME", show_default=False)],
) -> Listing:
    """Forget a program."""
    session: Session = context.obj
    program = programs.find(session, " ".join(name))
    store = session.store
    with session.write():
        items = programs.ranked(session, store.programs.all(program.id))
        store.programs.remove(program.id)
        store.summary = f"removed program {program.name}"
    return Listing(
        kind="program", items=items, shape=PROGRAM, after=["`rescrm undo` brings it back."]
    )


def prefer(
    context: Context,
    pairs: Annotated[list[str], Argument(metavar="K=V...", help="research=2: from 0 to 10.")],
) -> Listing:
    """How much things matter to you: once, if you say nothing; 0 is not at all.

    Answers with name and matters of all that was said.
    """
    session: Session = context.obj
    said = programs.preferences(pairs)
    store = session.store
    with session.write():
        store.programs.prefer(said)
        store.summary = f"preferences: {', '.join(said)}"
        now = store.programs.preferences()
    return Listing(
        kind="preference",
        items=[{"name": name, "matters": value} for name, value in now.items()],
        shape=PREFERENCE,
        empty="Everything matters once.",
        after=["`rescrm programs` ranks with them."],
    )


COMMANDS = {"add": add, "remove": remove, "prefer": prefer}
PREFERENCE = Shape(
    columns=(
        Column(heading="", cell=lambda item: item["name"]),
        Column(heading="matters", cell=lambda item: str(item["matters"]), right=True),
    ),
)
