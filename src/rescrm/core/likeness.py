"""Whether two names may be those of one person."""

from __future__ import annotations

from rescrm.core.addresses import email_key, phone_key
from rescrm.core.folding import SUFFIXES, fold
from rescrm.core.identity import name_words


def may_be_one(name: str, other: str) -> bool:
    """Tell whether two names are alike, or one says less than the other.

    Titles and degrees do not count; Jr. and III do: a father and his son share an address.
    An address in place of a name says nothing against anybody.
    """
    if fold(name) == fold(other) or says_nothing(name) or says_nothing(other):
        return True
    one, two = set(_pieces(name)), set(_pieces(other))
    if not one or not two or one & SUFFIXES != two & SUFFIXES:
        return False
    return one <= two or two <= one


def says_nothing(name: str) -> bool:
    """Tell whether what stands for a name is only an address."""
    return bool(email_key(name) or phone_key(name))


def _pieces(name: str) -> list[str]:
    return [piece for word in name_words(name) for piece in word.split("-") if piece]
