"""A letter from what is known: written, shown, opened, put into a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..actions import editor
from ..actions.letters import drafted, handing, known, outgoing, through, wishes, writing
from ..actions.letters.drafted import Way
from ..actions.letters.outgoing import WAYS
from ..actions.letters.wishes import Wished
from ..core.identity import Named
from ..errors import ContactNotFound, DecisionNeeded, NotFound, UsageError
from ..session import Session, Thing
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm draft maya",
    "rescrm draft ana ben --template check-in",
    "rescrm draft --event acc-2027",
    "rescrm draft --event acc-2027 --template before-conference",
    "rescrm draft --due --to imap",
    "rescrm draft 12 --to editor",
    "rescrm draft 12 --through \"llm -s 'warmer, and shorter'\"",
    'rescrm draft role:any --template mentor-update --say news="the abstract was accepted"',
)
FILTER = re.compile(r"-?[a-z]+(?:\.[^:]+)?:(?!//).")  # a profile at https:// is somebody
NUMBER = re.compile(r"[0-9]{1,6}")  # more are a phone's


def draft(
    context: Context,
    who: Annotated[
        list[str] | None, Argument(metavar="[WHO...|FILTER|ID...]", help="People, or drafts.")
    ] = None,
    template: Annotated[str | None, Option(help="thank-you, check-in, …, or your own.")] = None,
    event: Annotated[
        str | None, Option(help="Everyone met there, or to be met, and not written to yet.")
    ] = None,
    due: Annotated[bool, Option("--due", help="Everyone who is due.")] = False,
    say: Annotated[list[str] | None, Option(help="A fact: news=…, what=…, questions=…")] = None,
    to: Annotated[str | None, Option(help=f"{', '.join(WAYS[:-1])} or {WAYS[-1]}.")] = None,
    program: Annotated[
        str | None,
        Option("--through", metavar="PROGRAM", help="What changes the letter: stdin to stdout."),
    ] = None,
    o: Annotated[str, Option("-o", metavar="DIR", help="Where --to eml puts its files.")] = ".",
) -> Listing:
    """Write a letter from what you know.

    The one that fits: thanks while they are due, a letter before an event, a check-in. What a
    letter needs and nobody said is asked for. Answers with the draft; --to mailto adds url, eml
    file, clipboard copied, imap folder. Nothing is ever sent.
    """
    session: Session = context.obj
    if to is not None and to not in WAYS:
        raise UsageError(f'--to is {", ".join(WAYS[:-1])} or {WAYS[-1]}, not "{to}".')
    words, place = who or [], session.event(event) if event else None
    way = _way(session, to, program)
    if words and all(map(NUMBER.fullmatch, words)):
        there = [writing.one(session, int(word)) for word in dict.fromkeys(words)]
        return outgoing.answer(session, drafted.again(session, there, way), to, o)
    if not (words or place or due):
        raise UsageError("whom to? Try rescrm draft maya, --event acc-2027 or --due.")
    said = known.said(say or ())
    wished = _wished(session, words, template, place, said, due=due)
    composed = [writing.compose(session, wish, said) for wish in wished.wishes]
    kept = drafted.fresh(session, composed, way)
    if place and not (words or due or to):
        return outgoing.around_event(session, place, kept.drafts)
    answer = outgoing.answer(session, kept, to, o)
    if not kept.drafts and (unheard := session.unheard(words)):
        answer = answer._replace(empty=unheard)
    return answer._replace(warnings=[*answer.warnings, *wished.notes])


def _way(session: Session, to: str | None, program: str | None) -> Way:
    """What happens to the letters before they are kept."""
    revisers = [through.reviser(session, program)] if program is not None else []
    by_hand = [drafted.by_hand] if to == "editor" else []
    if by_hand and not (editor.named(session) or session.dry_run):
        raise DecisionNeeded("nobody is here to edit it. Set EDITOR, or try --to stdout.")
    return Way([*revisers, *by_hand], handing.hand(to))


# Whom, and which ------------------------------------------------------------------------------


def _wished(
    session: Session,
    words: Sequence[str],
    template: str | None,
    event: Thing | None,
    said: Mapping[str, object],
    *,
    due: bool,
) -> Wished:
    if due:
        return wishes.due(session, words, template, event, said)
    if words:
        people = _people(session, words)
        return Wished([wishes.wish(session, id, template, event, said) for id in people])
    assert event
    return wishes.around(session, event, template)


def _people(session: Session, words: Sequence[str]) -> list[int]:
    """Those who fit a filter and may be written to; or those who are named, whoever they are."""
    if any(map(FILTER.match, words)):
        return session.store.drafts.may_be_written_to(session.store.matching(words))
    try:
        return [_living(session, session.who(" ".join(words)))]
    except ContactNotFound:
        _refuse_group(session, " ".join(words))
        if len(words) == 1:
            raise
    return list(dict.fromkeys(_living(session, session.who(word)) for word in words))


def _refuse_group(session: Session, typed: str) -> None:
    """A group has no address; those in it have."""
    match session.store.groups.find(typed):
        case [(_, handle, name)]:
            raise NotFound(
                f"{name} is a group. A letter to each in it: rescrm draft group:{handle}"
            )


def _living(session: Session, person: Named) -> int:
    """The number of someone who can be written to: at rest, even archived, but alive."""
    if session.store.contacts.aside(person.id)[0] == "deceased":
        raise UsageError(f"{person.name} died; no letter is written to them.")
    return person.id
