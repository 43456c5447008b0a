"""The turn of the academic year: who is in training, and what it does to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..core import rollover, stages
from ..core.career import Step
from ..core.rollover import SETTLED, Trainee, Turn
from ..session import Session

Class = list[tuple[Trainee, Turn]]


def proposal(session: Session, first: date) -> Class:
    """What the July that begins on a day does to whom, by stage and handle."""
    store = session.store
    people = [each for each in store.positions.in_training() if each.kind not in SETTLED]
    ids = [each.id for each in people]
    histories = store.positions.histories(ids)
    changed = store.positions.said_since(ids, first.replace(month=rollover.SEASON[0]))
    class_ = [
        Trainee(
            id=each.id,
            handle=each.handle,
            name=each.name,
            kind=each.kind,
            stage=histories[each.id][0].stage,
            said_on=max(each.added, changed.get(each.id, each.added)),
            years=stages.years(each.specialty, session.settings.residency_years),
            history=histories[each.id],
            pods=each.pods,
        )
        for each in people
    ]
    turns = ((each, rollover.turn(each, first, session.today)) for each in class_)
    found = [(each, turn) for each, turn in turns if turn]
    return sorted(found, key=lambda pair: _place(pair[1]))


def carry_out(session: Session, class_: Iterable[tuple[Trainee, Turn]], first: date) -> None:
    """Do what is proposed, inside the caller's write; what has to be asked waits."""
    store = session.store
    step = Step.COMING if first > session.today else Step.MOVE
    for trainee, turn in class_:
        if turn.what != "ask":
            said = {"stage": turn.next_stage, "kind": turn.next_kind}
            if turn.next_stage == trainee.stage:
                store.people.change(trainee.id, kind=turn.next_kind)
            else:
                store.positions.take(trainee.id, step, said, first)


def _place(turn: Turn) -> tuple[tuple[int, int], str]:
    stage = stages.read(turn.stage)
    return (stage.place if stage else (len(stages.Rank), 0)), turn.handle
