"""Someone has a new place: what was is kept with its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..actions import career, options, person
from ..core import days
from ..core.career import Position, Said, Step, news, step
from ..core.contact import Contact
from ..core.identity import Named
from ..errors import UnreadableDay, UsageError
from ..session import Session, quoted
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm moved ana --org Stanford --stage fellow --city "Palo Alto"',
    "rescrm moved ben --stage PGY-3 --from 2026-07-01",
    'rescrm moved "Dr. Lee" --title "Program Director"',
)

BEGINS = (Step.MOVE, Step.COMING)


def moved(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
    org: options.Org = None,
    title: options.Title = None,
    stage: options.Stage = None,
    city: options.City = None,
    specialty: options.Specialty = None,
    from_: Annotated[str | None, Option("--from", help="Since when, or from when on.")] = None,
) -> Listing:
    """Someone has a new place; the former one is kept with its days.

    What is not said stays as it is. A day still to come is kept: the card changes on it. Answers
    with the contact and positions[], the latest first: organisation, title, stage, specialty,
    city, from, to.
    """
    session: Session = context.obj
    asked = {"org": org, "title": title, "stage": stage, "city": city, "specialty": specialty}
    said = person.read(session, asked).columns
    if not any(said.values()):
        raise UsageError("say where they are now: rescrm moved ana --org Stanford --stage fellow")
    someone, first = session.who(" ".join(who)), _day(session, from_)
    store = session.store
    with session.write():
        done, day = step(store.positions.history(someone.id), said, first, session.today)
        store.positions.take(someone.id, done, said, day)
        store.refresh()
        now, history = store.contacts.one(someone.id), career.positions(session, someone.id)
        store.summary = f"{now.name} moved, {days.spoken(day)}"
    return Listing(
        kind="contact",
        items=[career.with_positions(now, history)],
        shape=columns.CONTACT,
        lines=[*_lines(session, now, history)],
        notes=[*_notes(done, now, said)],
        after=_after(done, someone, said),
    )


def _day(session: Session, typed: str | None) -> date | None:
    """A day that is over, else one that is to come."""
    if typed is None:
        return None
    order = session.settings.date_order
    try:
        return days.touched(typed, session.today, order)
    except UnreadableDay:
        return days.coming(typed, session.today, order)


def _lines(session: Session, now: Contact, history: list[Position]) -> Iterator[Line]:
    yield (Span(tied(now.name), "bold"), " ", Span(f"({now.handle})", "dim"))
    for when, said in career.told(session, history):
        yield (Span(f"  {when:<7} "), said)


def _notes(done: Step, now: Contact, said: Said) -> Iterator[str]:
    if done is Step.NOTHING:
        yield f"{now.name} is there already; nothing was changed."
    elif done in BEGINS and said.get("organisation") and now.city and "city" not in said:
        yield f"{now.city} is kept as the city; --city says another."


def _after(done: Step, someone: Named, said: Said) -> list[str]:
    if done is Step.NOTHING:
        return []
    words = ["rescrm", "draft", f"@{someone.handle}", "--template", "congratulation"]
    line = quoted([*words, "--say", f"what={news(said)}"]) or " ".join(words)
    return [f"`{line}` congratulates; `rescrm undo` takes it back."]
