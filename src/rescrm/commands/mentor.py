"""Mentors' roles: given, and ended."""

from __future__ import annotations

from datetime import date

from ..core import days
from ..core.mentoring import ROLES
from ..core.network import Mentor
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm mentor set okafor --role research",
    "rescrm mentor set maya --role clinical,career --from 2026-07-01 --until 2028-06-30",
    "rescrm mentor end okafor --role research",
)


def set_(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
    role: Annotated[str, Option(help=f"{', '.join(ROLES)}; several by comma.")],
    from_: Annotated[str | None, Option("--from", help="Since when; today if not said.")] = None,
    until: Annotated[str | None, Option(help="The last day; it goes on without one.")] = None,
) -> Listing:
    """Give someone a mentor's role; a role they have gets the new days.

    Answers with the roles they have: role, handle, name, from, until.
    """
    session: Session = context.obj
    person, roles = session.who(" ".join(who)), _roles(role)
    first, last = _day(session, from_), _day(session, until)
    store = session.store
    held = {each.role: each for each in store.mentors.roles(person.id)}
    terms = {each: _term(session, held.get(each), first, last) for each in roles}
    with session.write():
        for each, (begins, ends) in terms.items():
            store.mentors.set(person.id, each, begins, ends)
        store.refresh()
        store.summary = f"{person.name}: {', '.join(roles)} mentor"
        now = store.mentors.roles(person.id)
    return Listing(
        kind="mentor",
        items=now,
        shape=columns.MENTOR,
        lines=[_line(each) for each in now],
        empty=f"{person.name} has no role now.",
        after=[f"`rescrm why {person.handle}` tells when you meet next."],
    )


def end(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
    role: Annotated[str | None, Option(help="Which; all they have if not said.")] = None,
) -> Listing:
    """End someone's role; from today on they are a mentor no more.

    Answers with the roles they still have: role, handle, name, from, until.
    """
    session: Session = context.obj
    person = session.who(" ".join(who))
    mentors = session.store.mentors
    held = list(dict.fromkeys(each.role for each in mentors.roles(person.id)))
    ended = [each for each in (_roles(role) if role is not None else held) if each in held]
    if ended:
        with session.write():
            for each in ended:
                mentors.end(person.id, each)
            session.store.summary = f"{person.name}: {', '.join(ended)} mentor no more"
            now = mentors.roles(person.id)
    else:
        now = mentors.roles(person.id)
    return Listing(
        kind="mentor",
        items=now,
        shape=columns.MENTOR,
        lines=[_line(each) for each in now],
        empty=f"{person.name} has no role now.",
        notes=[] if ended else [_none(person.name, role)],
        after=["`rescrm mentors --gaps` names whom to ask."] if ended else (),
    )


COMMANDS = {"set": set_, "end": end}


def _none(name: str, role: str | None) -> str:
    return f"{name} was no {role} mentor." if role else f"{name} was no mentor."


def _roles(typed: str) -> list[str]:
    said = list(dict.fromkeys(word.strip().lower() for word in typed.split(",") if word.strip()))
    unknown = [word for word in said if word not in ROLES]
    if unknown or not said:
        raise UsageError(f'there is no mentor role "{typed}". Known: {", ".join(ROLES)}.')
    return said


def _day(session: Session, typed: str | None) -> date | None:
    return days.coming(typed, session.today, session.settings.date_order) if typed else None


def _term(
    session: Session, held: Mentor | None, first: date | None, last: date | None
) -> tuple[date, date | None]:
    """What was said, else what was known, else from today on."""
    begins = first or (held.from_ if held and held.from_ else session.today)
    ends = last or (held.until if held else None)
    if ends and ends < begins:
        raise UsageError(
            f"a role ends after it begins: {days.spoken(begins)} is after {days.spoken(ends)}. "
            "Say both: --from DAY --until DAY"
        )
    return begins, ends


def _line(mentor: Mentor) -> Line:
    since = f" since {tied(days.spoken(mentor.from_))}" if mentor.from_ else ""
    until = f", until {tied(days.spoken(mentor.until))}" if mentor.until else ""
    return (f"{tied(mentor.name)}: ", Span(f"{mentor.role} mentor", "bold"), since, until)
