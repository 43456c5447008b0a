"""Who could be meant: the lookups that naming someone needs, each over an index."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence

from ..core.folding import fold
from ..core.identity import Named

MANY = 200
FEW = 3000
SELECT = """
SELECT id, uid, handle, name, coalesce(nicknames, ''), kind, stage, organisation
  FROM contact
"""


class PeopleDirectory:
    """A store seen as a list of names."""

    def __init__(self, conn: sqlite3.Connection | None) -> None:
        self._conn = conn

    def by_handle(self, handle: str) -> Named | None:
        """Whoever has this handle."""
        return next(self._find("WHERE handle = ?", handle), None)

    def by_uid(self, uid: str) -> Named | None:
        """Whoever has this uid."""
        return next(self._find("WHERE uid = ?", uid), None)

    def by_address(self, key: str) -> list[Named]:
        """Those whose e-mail, phone or profile compares equal."""
        return list(
            self._find("WHERE id IN (SELECT contact FROM channel WHERE key = ?) ORDER BY id", key)
        )

    def by_words(self, words: Sequence[str], last_is_prefix: bool) -> list[Named]:
        """Those whose name or nicknames hold all these whole words, at most 200."""
        terms = [f'"{_quoted(word)}"' for word in words if re.search(r"\w", word)]
        if not terms:
            return []
        sought = " ".join(terms) + ("*" if last_is_prefix else "")
        where = (
            "WHERE id IN (SELECT rowid FROM contact_search "
            f"WHERE contact_search MATCH ? LIMIT {MANY}) ORDER BY id"
        )
        return list(self._find(where, f"name : ({sought})"))

    def by_part(self, part: str) -> list[Named]:
        """Those whose name, nickname or handle holds this part anywhere."""
        if len(part) < 3:
            return self.by_words([part], last_is_prefix=True)
        where = (
            "WHERE id IN (SELECT rowid FROM contact_trigram "
            f"WHERE contact_trigram MATCH ? LIMIT {MANY}) ORDER BY id"
        )
        return list(self._find(where, f'"{_quoted(part)}"'))

    def nearest(self, typed: str) -> list[Named]:
        """Some whose names share letters in a row with what was typed; of a few people, all."""
        if self._conn and self._count() <= FEW:
            return list(self._find(""))
        text = fold(typed)
        parts = {text[start : start + 3] for start in range(len(text) - 2)}
        parts = {part for part in parts if part.strip() == part}
        if not parts:
            return []
        sought = " OR ".join(f'"{_quoted(part)}"' for part in sorted(parts)[:24])
        where = (
            "WHERE id IN (SELECT rowid FROM contact_trigram "
            f"WHERE contact_trigram MATCH ? LIMIT {MANY})"
        )
        return list(self._find(where, sought))

    def _count(self) -> int:
        """At least how many there are: ids only rise."""
        assert self._conn
        return int(self._conn.execute("SELECT coalesce(max(id), 0) FROM contact").fetchone()[0])

    def _find(self, where: str, *given: object) -> Iterator[Named]:
        if self._conn is None:
            return
        for row in self._conn.execute(f"{SELECT} {where}", given):
            id, uid, handle, name, nicknames, kind, stage, organisation = row
            yield Named(
                id=id,
                uid=uid,
                handle=handle,
                name=name,
                nicknames=tuple(nicknames.splitlines()),
                about=", ".join(filter(None, (stage or kind, organisation))),
            )


def _quoted(text: str) -> str:
    return text.replace('"', '""')
