"""A letter that went out."""

from __future__ import annotations

from ..actions.letters import sending, writing
from ..actions.letters.sending import Sent
from ..core.network import Draft
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm sent 12", "rescrm sent 12 13 14")


def sent(
    context: Context,
    ids: Annotated[list[int], Argument(metavar="ID", show_default=False)],
) -> Listing:
    """Say that a draft was sent: logs it, closes the follow-up."""
    session: Session = context.obj
    before = [writing.one(session, id) for id in dict.fromkeys(ids)]
    after = sending.sent(session, before)
    return Listing(
        kind="draft",
        items=[each.draft for each in after],
        shape=columns.DRAFT,
        lines=[_line(now) for draft, now in zip(before, after, strict=True) if _is_new(draft)],
        notes=[
            *(_also(each) for each in after if each.others and session.form == "plain"),
            *(
                f"Draft {each.id} ({each.name}) was sent before."
                for each in before
                if not _is_new(each)
            ),
        ],
        after=["`rescrm undo` takes it back."] if any(map(_is_new, before)) else (),
    )


def _is_new(draft: Draft) -> bool:
    return draft.state != "sent"


def _also(sent: Sent) -> str:
    return f"It is logged for {' and '.join((sent.draft.name, *sent.others))}."


def _line(sent: Sent) -> str:
    """`Logged: an e-mail to Maya Rao, "Following up from ACC", the follow-up is done.`"""
    closed = [f"the {what}" for what in dict.fromkeys(each.what.value for each in sent.closed)]
    done = f", {' and '.join(closed)} {'is' if len(closed) == 1 else 'are'} done" if closed else ""
    to = " and ".join((sent.draft.name, *sent.others))
    return f'Logged: an e-mail to {to}, "{sent.draft.subject}"{done}.'
