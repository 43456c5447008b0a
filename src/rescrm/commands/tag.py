"""Tags on someone."""

from __future__ import annotations

from ..actions import tough_week
from ..core.days import spoken
from ..errors import UsageError
from ..session import Session
from ..store.people import tag_name
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm tag maya +ep +amyloid",
    "rescrm tag ben -rotation",
    "rescrm tag dee +tough-week",
)
SHIELD = r"-(?!h$)[^-]"  # here a word with one hyphen takes a tag off; -h is help as ever


def tag(
    context: Context,
    words: Annotated[list[str], Argument(metavar="WHO +TAG -TAG", show_default=False)],
) -> Listing:
    """Put tags on someone and take them off.

    `tough-week` is private: nothing that is sent or shared names it, and in a week you are
    reminded to ask how it is; taking it off ends that.
    """
    session: Session = context.obj
    changes = [word for word in words[1:] if word[:1] in "+-"]
    names = [word for word in words if word not in changes]
    if not changes or not names or not all(map(tag_name, (word[1:] for word in changes))):
        raise UsageError("say whom, and the tags: rescrm tag maya +ep -rotation")
    who = session.who(" ".join(names))
    store = session.store
    with session.write():
        for word in changes:
            put = {"add": [word]} if word[0] == "+" else {"remove": [word[1:]]}
            store.people.tag(who.id, **put)
        asked_on = tough_week.follow(session, who.id, changes)
        store.refresh()
        store.summary = f"tagged {who.name} {' '.join(changes)}"
        tagged = store.contacts.one(who.id)
    return Listing(
        kind="contact",
        items=[tagged],
        shape=columns.CONTACT,
        after=[
            *([f"You will be reminded to ask again: {spoken(asked_on)}."] if asked_on else []),
            f"Tags: {', '.join(tagged.tags) or 'none'}. `rescrm undo` takes it back.",
        ],
    )
