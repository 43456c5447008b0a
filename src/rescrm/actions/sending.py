"""What became of drafts: sent, which is a touch and closes what it was for, or thrown away."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.model import What
from ..core.network import Draft
from ..errors import UsageError
from ..session import Session
from .letters import one, what_to_type

THANKS = ("thank-you", "sponsor-thanks")


def sent(session: Session, drafts: Sequence[Draft]) -> list[Draft]:
    """Say that drafts went out, as one step: an e-mail of mine today, what it was for is done.

    Raises UsageError (2) for one that waits for a fact or was thrown away; one that was sent
    before is left alone.
    """
    for draft in drafts:
        _refuse_unready(draft)
    fresh = [draft for draft in drafts if draft.state != "sent"]
    if not fresh:
        return list(drafts)
    with session.write():
        for draft in fresh:
            _send(session, draft)
        session.store.refresh()
        names = ", ".join(draft.name for draft in fresh[:3])
        more = f" and {len(fresh) - 3} more" if len(fresh) > 3 else ""
        session.store.summary = f"sent to {names}{more}"
        return [one(session, _id(draft)) for draft in drafts]


def discard(session: Session, drafts: Sequence[Draft]) -> list[Draft]:
    """Throw drafts away, as one step; what is gone already is left alone."""
    for draft in drafts:
        if draft.state == "sent":
            raise UsageError(f"draft {draft.id} was sent; `rescrm undo` is for what was not meant.")
    fresh = [draft for draft in drafts if draft.state != "discarded"]
    if not fresh:
        return list(drafts)
    with session.write():
        for draft in fresh:
            session.store.drafts.set_state(_id(draft), "discarded")
        session.store.summary = f"discarded {', '.join(f'draft {draft.id}' for draft in fresh)}"
        return [one(session, _id(draft)) for draft in drafts]


def _refuse_unready(draft: Draft) -> None:
    if draft.state == "waiting":
        raise UsageError(
            f"draft {draft.id} ({draft.name}) waits for a fact: {' '.join(draft.missing)} "
            f"{what_to_type(draft)}"
        )
    if draft.state == "discarded":
        raise UsageError(
            f"draft {draft.id} ({draft.name}) was thrown away. "
            f"A new one: rescrm draft @{draft.handle}"
        )


def _send(session: Session, draft: Draft) -> None:
    store = session.store
    contact, event = store.drafts.owner(_id(draft))
    store.touches.log(
        session.today, [contact], kind="email", direction="me", note=draft.subject, event=event
    )
    store.drafts.set_state(_id(draft), "sent")
    closed = [What.FOLLOW_UP] if draft.event else []
    closed += [What.THANK_YOU] if draft.template in THANKS else []
    for what in closed:
        for each in store.commitments.open(what, contact):
            if what is What.THANK_YOU or each.event == draft.event:
                store.commitments.done(each.id)


def _id(draft: Draft) -> int:
    assert draft.id is not None
    return draft.id
