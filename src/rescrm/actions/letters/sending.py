"""What became of drafts: sent, which is a touch and closes what it was for, or thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...core import wording
from ...core.folding import fold
from ...core.model import Commitment, What
from ...core.network import Draft
from ...errors import UsageError
from ...session import Session
from .. import gratitude, introducing
from .wishes import BEFORE, THANKS
from .writing import one, what_to_type


class Sent(NamedTuple):
    """A draft that went out, and what was closed by it; nothing when it had gone before."""

    draft: Draft
    closed: Sequence[Commitment] = ()
    others: Sequence[str] = ()  # who else it went to: the other side of an introduction


def sent(session: Session, drafts: Sequence[Draft]) -> list[Sent]:
    """Say that drafts went out, as one step: an e-mail of mine today, what it was for is done.

    Raises UsageError (2) for one that waits for a fact or was thrown away; one that was sent
    before is left alone.
    """
    for draft in drafts:
        _refuse_unready(draft)
    fresh = [draft for draft in drafts if draft.state != "sent"]
    if not fresh:
        return [Sent(draft) for draft in drafts]
    with session.write():
        went = {draft.id: _send(session, draft) for draft in fresh}
        session.store.refresh()
        session.store.summary = f"sent to {_names(went.values())}"
        return [
            went.get(each.id, Sent(each))._replace(draft=one(session, _id(each))) for each in drafts
        ]


def _names(sent: Iterable[Sent]) -> str:
    """Who letters went to, three of them by name."""
    names = list(dict.fromkeys(name for each in sent for name in (each.draft.name, *each.others)))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


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


def _send(session: Session, draft: Draft) -> Sent:
    """Log the letter, close what it was for, and say what that was and who got it."""
    store = session.store
    contact, event = store.drafts.owner(_id(draft))
    people = introducing.sent(session, _id(draft)) or (contact,)
    letter = store.touches.log(
        session.today, people, kind="email", direction="me", note=draft.subject, event=event
    )
    thanked = gratitude.follow(session, letter).given
    store.drafts.set_state(_id(draft), "sent")
    mine = list(_thanked(session, draft, contact))
    store.thanks.close([each.id for each in mine], letter)
    others = [*_for_event(session, draft, contact), *_handed_over(session, draft)]
    for each in others:
        store.commitments.done(each.id)
    also = [each.name for each in store.touches.refs(people) if each.handle != draft.handle]
    return Sent(draft, [*others, *thanked, *mine], also)


# What a letter was for -------------------------------------------------------------------------


def _for_event(session: Session, draft: Draft, contact: int) -> Iterator[Commitment]:
    """The outreach before an event or the follow-up after it; without one, asking again."""
    is_thanks = draft.template in THANKS and not draft.event
    what = What.FOLLOW_UP if draft.event and draft.template != BEFORE else What.OUTREACH
    for each in session.store.commitments.open(what, contact):
        if each.event == draft.event and not is_thanks:
            yield each


def _thanked(session: Session, draft: Draft, contact: int) -> Iterator[Commitment]:
    """The thank-yous that a letter of thanks names; when it names none, all that are owed."""
    if draft.template not in THANKS:
        return
    owed = session.store.commitments.open(What.THANK_YOU, contact)
    said = fold(draft.body or "")
    named = [each for each in owed if any(fold(way) in said for way in _ways(each.about))]
    yield from named or ([] if draft.event else owed)


def _ways(about: str | None) -> list[str]:
    """How a letter may name what it thanks for: as it was noted, or as it is said to them."""
    bare = (about or "").rstrip(" .;,")
    theirs = wording.to_them(bare)
    return [bare, theirs, wording.thanks(theirs)] if bare else []


def _handed_over(session: Session, draft: Draft) -> Iterator[Commitment]:
    group = session.store.drafts.group(_id(draft))
    if group is None:
        return
    handle = session.store.groups.one(group).handle
    found = session.store.commitments.open(What.HAND_OVER)
    yield from [each for each in found if each.group == handle][:1]


def _id(draft: Draft) -> int:
    assert draft.id is not None
    return draft.id
