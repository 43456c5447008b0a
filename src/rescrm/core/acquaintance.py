"""Whether two lines about one name can be about one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from .encounter import Encounter
from .folding import fold, pieces

_EVERYWHERE = """
    and at center centre clinic college department dept for general health hospital hospitals
    institute medical medicine of school sciences st state the university
"""
EVERYWHERE = frozenset(_EVERYWHERE.split())


def contradicts(
    said: Encounter,
    former: Sequence[Encounter],
    organisation: str | None = None,
    addresses: Iterable[str] = (),
) -> bool:
    """True when a line puts a name elsewhere than the lines before it, or the card, have it.

    Another organisation, another stage, or an address at another place: it may be a namesake.
    """
    places = [each.organisation for each in former] + [organisation]
    stages = [each.stage for each in former]
    mails = [*addresses, *(mail for each in former for mail in _mails(each))]
    return (
        _is_elsewhere([said.organisation], places, _place)
        or _is_elsewhere([said.stage], stages, lambda stage: {*pieces(stage)})
        or _is_elsewhere(_mails(said), mails, lambda mail: {fold(mail.rpartition("@")[2])})
    )


def _is_elsewhere(
    said: Iterable[str | None], known: Iterable[str | None], marks: Callable[[str], set[str]]
) -> bool:
    """Whether something is said, something is known, and they have no mark in common."""
    new = [marks(each) for each in said if each]
    old = [marks(each) for each in known if each]
    return bool(new and old) and not any(one & other for one in new for other in old)


def _place(organisation: str) -> set[str]:
    """The words that tell a place from others."""
    words = {*pieces(organisation)}
    return words - EVERYWHERE or words


def _mails(line: Encounter) -> list[str]:
    return [value for way, value in line.ways if way == "email"]
