"""People found by where they are: what you last spoke of, and a letter ready for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from ..core import drafting
from ..core.contact import Contact
from ..session import Session, quoted
from ..view.listing import Column, Shape, Span
from .letters import templates
from .letters.known import facts
from .letters.writing import Wish

LONG = timedelta(days=90)  # after so long a letter says that it has been a while
RECONNECT, CHECK_IN = "reconnect", "check-in"


class Found(NamedTuple):
    """Someone at a place: since when, how that is known, whether now or once."""

    contact: int
    there: str
    because: str | None = None


def people(session: Session, found: Iterable[Found], said: Mapping[str, str]) -> list[Any]:
    """Each as an item: the card with there, because, topic and draft, which nobody has kept yet."""
    places = {each.contact: each for each in found}
    awake = set(session.store.drafts.may_be_written_to(places))
    cards = session.store.contacts.many(places)
    return [
        _item(session, place, card, said, may_write=place.contact in awake)
        for place, card in zip(places.values(), cards, strict=True)
    ]


def what_to_type(items: Sequence[Mapping[str, Any]], said: Mapping[str, str]) -> list[str]:
    """The lines that keep these letters: one a template, as long as a line can be read."""
    lines = []
    for name in (RECONNECT, CHECK_IN):
        to = [
            each["handle"] for each in items if each["draft"] and each["draft"]["template"] == name
        ]
        if to:
            words = ["rescrm", "draft", *(f"@{handle}" for handle in to), "--template", name]
            facts = [part for fact in said.items() for part in ("--say", "=".join(fact))]
            lines.append(quoted([*words, *facts]))
    return [f"`{line}`" for line in lines if line]


def _item(
    session: Session, place: Found, card: Contact, said: Mapping[str, str], *, may_write: bool
) -> dict[str, Any]:
    known = facts(session, Wish(contact=place.contact, template=RECONNECT))
    fields = {field: getattr(card, field) for field in card.__dataclass_fields__}
    return fields | {
        "there": place.there,
        "because": place.because,
        "topic": known.get("last_topic"),
        "draft": _draft(session, card, {**known, **said}) if may_write else None,
    }


def _draft(session: Session, card: Contact, known: Mapping[str, object]) -> dict[str, Any]:
    """The letter that fits, not kept: its subject and how it opens."""
    is_long_ago = card.last is None or session.today - card.last >= LONG
    has_begun = known.get("last_topic") or known.get("event")
    name = RECONNECT if is_long_ago and has_begun else CHECK_IN
    composed = drafting.compose(templates.text(session, name), known, name)
    return {
        "template": name,
        "subject": composed.subject,
        "opening": _opening(composed.body),
        "missing": list(map(drafting.question, composed.missing)),
    }


def _opening(body: str | None) -> str | None:
    """What a letter says first, after the greeting."""
    said = [each for each in (body or "").split("\n\n") if each.strip()]
    return " ".join(said[min(1, len(said) - 1)].split()) if said else None


# On the screen -------------------------------------------------------------------------------


def _where(item: Mapping[str, Any]) -> str:
    what = item["stage"] or item["title"] or item["kind"]
    return ", ".join(filter(None, (what, item["organisation"])))


def _last(item: Mapping[str, Any]) -> str:
    return item["last"].isoformat() if item["last"] else ""


def _subject(item: Mapping[str, Any]) -> Span:
    subject = item["draft"] and item["draft"]["subject"]
    return Span(f'"{subject}"' if subject else "", "dim")


VISIT = Shape(
    plain=("handle", "name", "kind", "organisation", "last", "due_on", "topic", "there"),
    columns=(
        Column(heading="", cell=lambda item: item["name"]),
        Column(heading="", cell=_where, leaves=3),
        Column(heading="", cell=lambda item: item["because"] or "", leaves=2),
        Column(heading="last", cell=_last, leaves=4),
        Column(heading="about", cell=lambda item: item["topic"] or "", leaves=1),
        Column(heading="a letter", cell=_subject, leaves=5),
    ),
)
