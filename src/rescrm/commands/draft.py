"""A letter from what is known: written, shown, opened, put into a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..actions import letters, outgoing
from ..actions.letters import Wish
from ..actions.outgoing import WAYS
from ..core.due import What
from ..errors import ContactNotFound, UsageError
from ..session import Session, Thing
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm draft maya",
    "rescrm draft --event acc-2027",
    "rescrm draft --event acc-2027 --to eml -o drafts/",
    "rescrm draft 12 --to editor",
    'rescrm draft role:any --template mentor-update --say news="the abstract was accepted"',
)
FILTER = re.compile(r"-?[a-z]+(?:\.[^:]+)?:(?!//).")  # a profile at https:// is somebody
NUMBER = re.compile(r"[0-9]{1,6}")  # more are a phone's
WRITTEN_FOR = frozenset({What.CHECK_IN, What.THANK_YOU, What.FOLLOW_UP, What.OUTREACH, What.UPDATE})


def draft(
    context: Context,
    who: Annotated[
        list[str] | None, Argument(metavar="[WHO...|FILTER|ID...]", help="People, or drafts.")
    ] = None,
    template: Annotated[str | None, Option(help="thank-you, check-in, …, or your own.")] = None,
    event: Annotated[str | None, Option(help="Everyone met there and not thanked yet.")] = None,
    due: Annotated[bool, Option("--due", help="Everyone who is due.")] = False,
    say: Annotated[list[str] | None, Option(help="A fact: news=…, what=…, questions=…")] = None,
    to: Annotated[str | None, Option(help="stdout, editor, mailto or eml.")] = None,
    o: Annotated[str, Option("-o", metavar="DIR", help="Where --to eml puts its files.")] = ".",
) -> Listing:
    """Write a letter from what you know."""
    session: Session = context.obj
    if to is not None and to not in WAYS:
        raise UsageError(f'--to is {", ".join(WAYS[:-1])} or {WAYS[-1]}, not "{to}".')
    words, met_at = who or [], session.event(event) if event else None
    if words and all(map(NUMBER.fullmatch, words)):
        there = [letters.one(session, int(word)) for word in dict.fromkeys(words)]
        drafts = outgoing.edited(session, there) if to == "editor" else there
        return outgoing.answer(session, drafts, to, o)
    if not (words or met_at or due):
        raise UsageError("whom to? Try rescrm draft maya, --event acc-2027 or --due.")
    said = letters.said(say or ())
    wishes = _wishes(session, words, template, met_at, due=due)
    composed = [letters.compose(session, wish, said) for wish in wishes]
    drafts = outgoing.kept(session, composed, edits=to == "editor")
    if met_at and not (words or to):
        return outgoing.after_event(session, met_at, drafts)
    return outgoing.answer(session, drafts, to, o)


# Whom, and which ------------------------------------------------------------------------------


def _wishes(
    session: Session, words: Sequence[str], template: str | None, event: Thing | None, *, due: bool
) -> list[Wish]:
    if due:
        people = _due(session, words)
    elif words:
        people = _people(session, words)
    else:
        assert event
        return letters.after(session, event, template)
    return [letters.wish(session, id, template, event) for id in people]


def _due(session: Session, words: Sequence[str]) -> list[int]:
    """Everyone who is due for something a letter can be, the most pressing first."""
    handles = [
        due.handle for due in session.store.due(session.today, words) if due.what in WRITTEN_FOR
    ]
    found = map(session.store.directory.by_handle, dict.fromkeys(handles))
    return session.store.drafts.may_be_written_to(each.id for each in found if each)


def _people(session: Session, words: Sequence[str]) -> list[int]:
    """Those who fit a filter and may be written to; or those who are named, whoever they are."""
    if any(map(FILTER.match, words)):
        return session.store.drafts.may_be_written_to(session.store.matching(words))
    try:
        return [session.who(" ".join(words)).id]
    except ContactNotFound:
        if len(words) == 1:
            raise
    return list(dict.fromkeys(session.who(word).id for word in words))
