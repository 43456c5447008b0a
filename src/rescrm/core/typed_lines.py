"""The lines that were typed behind a command: quoted ones, or loose words that make up one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rescrm.core.encounter import EXAMPLE
from rescrm.errors import UsageError

# What holds a blank, or names someone exactly, was meant as a line of its own.
_WHOLE = re.compile(r"[\s;]|^(?:@|\*\*).")


def lines_of(typed: Sequence[str]) -> list[str]:
    """Each quoted line by itself; words without quotes together are one.

    Raises UsageError (2) where a quoted line and loose words cannot be told apart.
    """
    is_whole = [bool(_WHOLE.search(each)) for each in typed]
    if len(typed) > 1 and all(is_whole):
        return list(typed)
    for nth, word in enumerate(typed[1:], 1):
        if any(is_whole[nth - 1 : nth + 1]) and not typed[nth - 1].rstrip().endswith((",", ";")):
            raise UsageError(
                f"is “{word}” about someone else? Nothing was kept. Put each line in quotes, "
                f"one a person: {EXAMPLE}"
            )
    return [" ".join(typed)]
