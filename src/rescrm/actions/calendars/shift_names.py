"""What a call schedule calls its shifts, and which of them block."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...core.folding import fold

FREE = "free"  # the kind of what a schedule names and blocks nobody
# What programmes call their shifts; the settings' own names of a kind take the place of these.
USUAL: Mapping[str, tuple[str, ...]] = {
    "nights": ("night", "nights", "nightfloat", "nf", "overnight"),
    "call": ("call", "24h", "24 hour"),
    FREE: (
        *("post call", "pre call", "no call", "off call", "call free", "call off"),
        *("post night", "post nights", "night off", "nights off", "no night", "no nights"),
    ),
}
_NUMBERED = re.compile(r"(?<=[^\W\d_])\d+\b")


class ShiftNames:
    """The kind that each name means: the user's own names before the usual ones."""

    def __init__(self, own: Mapping[str, tuple[str, ...]]) -> None:
        said = {**USUAL, **own}
        self._kinds = {_plain(name): kind for kind, names in said.items() for name in names}

    def kind(self, title: str) -> str | None:
        """The kind whose name stands in a title, in whole words; of several the longest."""
        plain = _plain(title)
        words = f" {plain} {_NUMBERED.sub('', plain)} "  # NF2 is a NF
        fits = [name for name in self._kinds if name and f" {name} " in words]
        return self._kinds[max(fits, key=len)] if fits else None

    def blocking(self, title: str) -> str | None:
        """The same, and None for what is known to block nobody."""
        kind = self.kind(title)
        return None if kind == FREE else kind


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
