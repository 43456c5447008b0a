"""The digest in words, safe to show wherever they go: a name may hold what a terminal obeys."""

from __future__ import annotations

from ...core import digest as day
from ...core.digest import Digest, Page
from ...view.safe import shown


def page(digest: Digest) -> Page:
    """The sections of a digest, from which a page is made."""
    told = day.page(digest)
    sections = ((label, tuple(map(shown, entries))) for label, entries in told.sections)
    return told._replace(sections=tuple(sections))


def text(digest: Digest) -> list[str]:
    """The digest as lines of 80 columns."""
    return [shown(line) for line in day.text(digest)]
