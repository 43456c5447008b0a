"""Who could be meant: the lookups that naming someone needs, each over an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from ..core.folding import search_text, words
from ..core.identity import Named
from .matching import has_words, one_of, phrase

MATCHING = "id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ? {})"
WHOLE = "coalesce(name_folded, name) = ?"  # a name of signs alone is in no index
MANY = 200
FEW = 3000
LONGEST_PART = 100  # letters; each costs a lookup
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
        """Those whose name or nicknames hold all these whole words, the shortest 200 names."""
        if not any(map(has_words, words)):
            return []
        sought = " ".join(phrase(word) for word in words) + ("*" if last_is_prefix else "")
        given = f"name : ({sought})"
        found = list(self._find(f"WHERE {MATCHING.format('LIMIT ?')} ORDER BY id", given, MANY + 1))
        if len(found) <= MANY:
            return found
        shortest = f"WHERE {MATCHING.format('')} ORDER BY length(name), id LIMIT ?"
        return list(self._find(shortest, given, MANY))

    def by_part(self, part: str) -> list[Named]:
        """Those whose name, nickname or handle holds this part anywhere."""
        if not has_words(part):
            return list(self._find(f"WHERE {WHOLE} LIMIT {MANY}", search_text(part) or part))
        if len(part) > LONGEST_PART:
            return []
        if len(part) < 3:
            return self.by_words([part], last_is_prefix=True)
        where = (
            "WHERE id IN (SELECT rowid FROM contact_trigram "
            f"WHERE contact_trigram MATCH ? LIMIT {MANY}) ORDER BY id"
        )
        return list(self._find(where, phrase(part)))

    def nearest(self, typed: str) -> list[Named]:
        """Some whose names are spelled like what was typed; of a few people, all."""
        if self._conn and self._count() <= FEW:
            return list(self._find(""))
        like = [near for near in self._like(typed) if near]
        where = f"WHERE {MATCHING.format('LIMIT ?')}"
        # The likeliest word for each first: of a thousand that are somewhat like it some are cut.
        for joint, most in ((" AND ", 1), (" AND ", 8), (" OR ", 1)) if like else ():
            groups = [one_of(near[:most]) for near in like]
            if found := list(self._find(where, f"name : ({joint.join(groups)})", MANY)):
                return found
        return []

    def _like(self, typed: str) -> Iterator[list[str]]:
        """For each word typed, the words of names that are spelled most like it."""
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extract

        if self._conn is None:
            return
        self._conn.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.name_word "
            "USING fts5vocab(main, contact_search, col)"
        )
        rows = self._conn.execute("SELECT term FROM temp.name_word WHERE col = 'name'")
        known = [term for (term,) in rows]
        for word in words(typed)[:3]:
            near = extract(word, known, scorer=ratio, limit=8, score_cutoff=60)
            yield [term for term, _, _ in near]

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
                nicknames=tuple(filter(None, nicknames.split("\n"))),
                about=", ".join(filter(None, (stage or kind, organisation))),
            )
