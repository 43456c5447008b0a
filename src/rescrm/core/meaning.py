"""Whether words that are somebody's name are meant as one: Will, May, Austin, the Grant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from rescrm.core.identity import Fit
from rescrm.core.tokens import Token
from rescrm.core.vocabulary import (
    BEFORE_A_MONTH,
    BEFORE_A_PLACE,
    BEFORE_A_THING,
    BEFORE_A_TOPIC,
    BEFORE_PART_OF_A_PLACE,
    MONTH_NAMES,
    PLACES,
    SMALL,
    SPEAKING,
    WORDS_AND_NAMES,
)

# In running text; after a name and a comma; where a name must stand (after with, a title, a
# kind of contact, a name and an and).
Place = Literal["free", "listed", "due"]
Meant = Literal["yes", "perhaps", "no"]


def meant(span: Sequence[Token], fit: Fit, place: Place) -> Meant | None:
    """Whether a name is meant, by its own words; None when the words before it must tell."""
    telling = [token for token in span if len(token.word) > 1 and token.word not in SMALL]
    capital = all(token.capital for token in telling or span)
    common = all(token.word in WORDS_AND_NAMES for token in telling)
    if place == "due" or len(span) > 1:
        return "yes" if capital or not common else "no"
    word = span[0].word
    if fit is Fit.WORDS and (common or not capital):
        return "no"
    if not (common or fit is Fit.WORDS or word in PLACES):
        return "yes" if not capital else None
    if not capital or (common and span[0].text.isupper()):
        return "no"
    if span[0].owner:
        return "perhaps" if word in MONTH_NAMES else "yes"
    return None


def meant_after(
    before: Sequence[Token], token: Token, fit: Fit, kinds: Collection[str], leads_on: bool
) -> Meant:
    """The same for one capital word in running text, by the words before it.

    ``leads_on``: other names follow it (`Will and Ana came`).
    """
    common = token.word in WORDS_AND_NAMES or token.word in SMALL
    if not before or token.begins or not token.adjacent:
        if leads_on or not common:
            return "yes"
        return "no" if token.word in SMALL else "perhaps"
    word = before[-1].word
    if word in BEFORE_PART_OF_A_PLACE and before[-1].capital:
        return "no"
    if not (common or fit is Fit.WORDS or token.word in PLACES):
        return "yes"
    if token.word in MONTH_NAMES:
        return "no" if word in BEFORE_A_MONTH else "perhaps"
    if word in BEFORE_A_THING:
        return "no"
    if before[-1].capital and word not in SMALL and word not in kinds:
        return _after_a_capital(before, fit)
    if word in BEFORE_A_PLACE:
        return "yes" if len(before) > 1 and before[-2].word in SPEAKING else "perhaps"
    return "perhaps" if word in BEFORE_A_TOPIC else "yes"


def _after_a_capital(before: Sequence[Token], fit: Fit) -> Meant:
    """`Johns Hope` and `Chidi Okafor` are others; `Shadowed Okafor` may be the one we know."""
    if len(before) > 1 and not before[-1].begins:
        return "no"
    return "perhaps" if fit is Fit.WORDS else "yes"
