"""The turn of the academic year, proposed and carried out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ..actions import turning
from ..core import days
from ..core.rollover import Turn, is_season, july
from ..errors import DecisionNeeded
from ..session import Session
from ..view.listing import Column, Listing, Shape, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Context, Option

EXAMPLES = (
    "rescrm rollover --dry-run",
    "rescrm rollover --yes",
    "rescrm rollover --on 2027-07-01 --dry-run",
)
SHOWN = 30  # people in a question


def rollover(
    context: Context,
    on: Annotated[str | None, Option(help="As of a day, such as 2027-07-01.")] = None,
) -> Listing:
    """July: a year more for each in training, alumni for those who end.

    Answers with handle, name, what (advance, graduate, ask), stage, next_stage, kind, next_kind,
    pods[], because. Faculty, staff, mentors, sponsors and fellows stay. `config set
    residency_years` says how long a residency is; some specialties are known.
    """
    session: Session = context.obj
    day = days.coming(on, session.today, session.settings.date_order) if on else session.today
    first = july(day)
    class_ = turning.proposal(session, first)
    changes = [turn for _, turn in class_ if turn.what != "ask"]
    meant = f" --on {first.isoformat()}" if on or not is_season(day) else ""
    carry_out = f"rescrm rollover{meant} --yes"
    if not changes:
        return _answer(session, [turn for _, turn in class_], first, carry_out)
    if not (session.dry_run or on or session.yes or is_season(day)):
        raise DecisionNeeded(_early(session, changes, first))
    question = _question([turn for _, turn in class_], first)
    if not (session.dry_run or session.confirm(question, carry_out)):
        return Listing(kind="rollover", empty="Left as it was.")
    with session.write():
        class_ = turning.proposal(session, first)  # as it is now that nobody else writes
        turning.carry_out(session, class_, first)
        session.store.refresh()
        session.store.summary = f"rollover of {first.year}: {_counted(changes)}"
    return _answer(session, [turn for _, turn in class_], first, carry_out)


def _question(turns: Sequence[Turn], first: date) -> str:
    lines = [f"  {_line(turn)}" for turn in turns[:SHOWN]]
    lines += [f"  and {len(turns) - SHOWN} more"] if len(turns) > SHOWN else []
    return "\n".join([f"As of {days.spoken(first)}:", *lines, "Shall it be so?"])


def _early(session: Session, turns: Sequence[Turn], first: date) -> str:
    return (
        f"the academic year turns in July; today is {days.spoken(session.today)}. "
        f"For {days.spoken(first)} there would be: {_counted(turns)}. Nothing was changed. "
        f"`rescrm rollover --dry-run` shows who; "
        f"to go on: rescrm rollover --on {first.isoformat()} --yes"
    )


def _answer(session: Session, turns: Sequence[Turn], first: date, carry_out: str) -> Listing:
    pods = [
        f"{turn.name} may leave a pod: `rescrm group leave {pod} @{turn.handle}`."
        for turn in turns
        for pod in turn.pods
    ]
    next_step = f"`{carry_out}` does it." if session.dry_run else "`rescrm undo` takes it back."
    done = any(turn.what != "ask" for turn in turns)
    return Listing(
        kind="rollover",
        items=turns,
        shape=ROLLOVER,
        empty=f"Nothing turns on {days.spoken(first)}: what is known is of that year already.",
        notes=[f"As of {days.spoken(first)}: {_counted(turns)}."] if turns else [],
        after=[*pods, *([next_step] if done else [])],
    )


def _counted(turns: Sequence[Turn]) -> str:
    """How many of each: "2 go on, 1 graduates, 1 to ask"."""
    counts = Counter(turn.what for turn in turns)
    told = (
        (counts["advance"], "goes on", "go on"),
        (counts["graduate"], "graduates", "graduate"),
        (counts["ask"], "to ask", "to ask"),
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in told if count)


def _line(turn: Turn) -> str:
    return f"{turn.name}: {_change(turn)} ({'; leaves '.join([turn.because, *turn.pods])})"


def _change(turn: Turn) -> str:
    match turn.what:
        case "advance":
            return f"{turn.stage} → {turn.next_stage}"
        case "graduate":
            return f"{turn.stage} → {turn.next_kind}"
    return f"{turn.stage} → ?"


def _why(turn: Turn) -> str:
    if turn.what == "ask":
        return f"{turn.because}  {tied(f'rescrm moved @{turn.handle} --stage …')}"
    return "; leaves ".join([turn.because, *turn.pods])


ROLLOVER = Shape(
    columns=(
        Column(heading="", cell=lambda turn: turn.name),
        Column(heading="", cell=_change, leaves=1),
        Column(heading="", cell=_why, leaves=2),
        Column(heading="", cell=lambda turn: Span(turn.handle, "dim"), leaves=3),
    ),
)
