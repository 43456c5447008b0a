"""A touch, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import hearing, touch
from ..actions.touch import Logged, Next
from ..core import days, doubts
from ..core.model import Commitment, What
from ..core.points import Point
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm log "yesterday coffee with Ana and Ben, talked boards; owe Ben the QI deck by fri"',
    'rescrm log "met **Zed Quinn** at the retreat #ep" --event retreat',
    "rescrm log --group lunch --missed dee",
    "rescrm log call --with maya --attempt",
)
LABEL = 18  # columns before what follows from a touch
NOT_WRITTEN = "Nothing was written; without --dry-run it will be."
HUSHED = 'Of a debrief only the fact is kept, no words; --note "…" keeps some.'
SHORT = 24  # a reason so long stands on one line with its name and day
NOTE = 200  # characters of a note that the screen gives back


def log(
    context: Context,
    text: Annotated[list[str] | None, Argument(help="coffee with Ana, talked boards")] = None,
    with_: Annotated[list[str] | None, Option("--with", help="Someone who took part.")] = None,
    missed: Annotated[list[str] | None, Option(help="Someone who was expected.")] = None,
    on: Annotated[str | None, Option(help='The day: "last fri", 2026-11-20.')] = None,
    kind: Annotated[str | None, Option(help="coffee, call, email, …")] = None,
    event: Annotated[str | None, Option(help="The event where it was.")] = None,
    group: Annotated[str | None, Option(help="The group that met: all but the missed.")] = None,
    attempt: Annotated[bool, Option("--attempt", help="Nobody answered.")] = False,
    them: Annotated[bool, Option("--them", help="It came from them.")] = False,
    note: Annotated[str | None, Option(help="The note, in place of the sentence's.")] = None,
    covered: Annotated[
        list[str] | None, Option(metavar="ID", help="Agenda points talked about; all, none.")
    ] = None,
) -> Listing:
    """Log a touch, in a sentence."""
    session: Session = context.obj
    options = hearing.Options(
        with_=with_ or (),
        missed=missed or (),
        on=on,
        kind=kind,
        event=event,
        group=group,
        attempt=attempt,
        them=them,
        note=note,
        covered=covered or (),
    )
    heard = hearing.hear(session, " ".join(text or ()), options)
    logged = touch.write(session, heard)
    return Listing(
        kind="interaction",
        items=[logged],
        shape=columns.INTERACTION,
        lines=list(_lines(session, logged)),
        notes=[
            *map(_rests, logged.resting),
            *([HUSHED] if heard.is_hushed else []),
            *(_doubts(session, heard, is_day_said=on is not None) if note is None else ()),
        ],
        after=_after(session, logged),
    )


def _doubts(session: Session, heard: hearing.Heard, *, is_day_said: bool) -> Iterator[str]:
    """What stayed in the words and may have been meant otherwise."""
    words = heard.note or ""
    if not is_day_said and (day := doubts.unread_day(words)):
        yield (
            f"“{day}” was not read as the day; that is {days.spoken(heard.day)}. "
            "A day stands first or last, or: --on DAY"
        )
    if owed := doubts.unread_promise(words):
        yield f"“{owed}” was kept as words; a promise begins with a semicolon: “; {owed}”"
    elif sworn := doubts.unkept_word(words):
        yield f"“{sworn}” was kept as words; a promise is “; owe WHO WHAT by fri”"
    if asked := doubts.unread_ask(words):
        yield f"“{asked}” was kept as words; an ask begins with a semicolon: “; {asked}”"
    for one in (*heard.promises, *heard.asks):
        if not one.by and (day := doubts.unread_by(one.what)):
            yield f"“{day}” was kept as words; a day stands behind “by”: “… by {day}”"
    yield from _doubtful_touch(heard, words, "" if session.dry_run else "`rescrm undo`, then ")


def _doubtful_touch(heard: hearing.Heard, words: str, undo: str) -> Iterator[str]:
    """What the words say of the touch itself, and it was not logged so."""
    again = f"{undo}the same" if undo else "The same"
    if not heard.attempt and (silence := doubts.unanswered(words)):
        yield f"“{silence}”: it counts as a touch. Nobody reached? {again} with --attempt"
    if heard.direction == "me" and not heard.attempt and (theirs := doubts.from_them(words)):
        yield f"“{theirs}”: it counts as yours. They wrote? {again} with --them"
    if not heard.missed and (absent := doubts.left_out(words)):
        yield f"“{absent}”: whoever is named counts as there. Not so? {again} with --missed NAME"
    if later := doubts.to_come(words):
        yield f"“{later} …” counts as done. Still to do? {undo}rescrm promise WHO WHAT --by DAY"


def _after(session: Session, logged: Logged) -> list[str]:
    if session.dry_run:
        return [NOT_WRITTEN]
    undo = "`rescrm undo` takes it back."
    if not logged.still_open:
        return [undo]
    point = logged.still_open[0]
    whose = f"group:{point.handle}" if point.group else f"@{point.handle}"
    return [f"{undo} Talked about it? `rescrm agenda {whose} --done {point.id}` ticks it."]


def _lines(session: Session, logged: Logged) -> Iterator[Line]:
    yield " · ".join(_head(session, logged))
    for new in logged.new_people:
        yield _labelled("new", f"{tied(new.name)} ({new.handle})")
    if logged.missed:
        yield _labelled("missed", ", ".join(tied(each.name) for each in logged.missed))
    for each in (*logged.promises, *logged.asks):
        yield _labelled(each.what.value, _said(each))
    for each in logged.thank_yous:
        yield _labelled("thank-you", f"{tied(each.name)}, by {tied(days.spoken(each.by))}")
    for each in logged.thanked:
        yield _labelled("thanked", tied(each.name) + (f": {each.about}" if each.about else ""))
    if logged.covered:
        yield _labelled("talked about", "; ".join(each.text for each in logged.covered))
    for point in logged.still_open:
        yield _labelled("next time", f"{point.id}  {point.text}{_with(logged, point)}")
    if logged.next:
        yield _labelled("next", " · ".join(_next(session, each) for each in logged.next))


def _head(session: Session, logged: Logged) -> Iterator[str]:
    """What was understood: the day spelled out, the kind, who, about what."""
    yield tied(days.spoken(logged.on))
    if logged.on > session.today:
        yield "planned"
    if logged.kind:
        yield logged.kind
    yield ", ".join(tied(each.name) for each in logged.people)
    if logged.attempt:
        yield "no answer"
    if logged.direction == "them":
        yield "from them"
    for where in (logged.event, logged.group):
        if where:
            yield where
    if logged.tags:
        yield " ".join(f"#{tag}" for tag in logged.tags)
    if logged.note:
        cut = logged.note[: NOTE - 1].rstrip() + "…"
        yield f'"{logged.note if len(logged.note) <= NOTE else cut}"'


def _said(each: Commitment) -> str:
    return f"{tied(each.name)}: {each.about}, by {tied(days.spoken(each.by))}"


def _with(logged: Logged, point: Point) -> str:
    """Whose point it is, where several were there."""
    return f" ({tied(point.name)})" if len(logged.people) > 1 else ""


def _next(session: Session, each: Next) -> str:
    """`Ana Torres Sat 5 Dec (pod, every 2 weeks)`, `Ben Adler Fri 27 Nov (promise)`."""
    check_in = each.what is What.CHECK_IN
    why = ", ".join(filter(None, (each.about, each.because))) if check_in else each.what.value
    when = tied(f"{each.name} {days.short(each.due_on, session.today)}")
    said = f"{when} ({why})"
    return said if len(why) > SHORT else tied(said)


def _rests(handle: str) -> str:
    return (
        f"Three tries without an answer: {handle} rests now, until a reply or "
        f"`rescrm wake {handle}`."
    )


def _labelled(label: str, text: str) -> Line:
    return (Span(f"{label:<{LABEL}}", "dim"), text)
