"""Drafts: letters in the making, kept until they are sent or thrown away."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from ..core.network import Draft
from ..core.rhythm import ATTEMPTS
from .many import THESE
from .moment import Moment
from .touches import Touches

READ = """
SELECT draft.id, contact.handle, contact.name, template,
       (SELECT value FROM channel WHERE contact = contact.id AND kind = 'email'
         ORDER BY id LIMIT 1) ||
       iif(template = 'intro-connect', coalesce(', ' || (
           SELECT value FROM channel JOIN introduction ON introduction.id = draft.introduction
            WHERE channel.contact = other AND kind = 'email' ORDER BY channel.id LIMIT 1), ''), '')
       AS email,
       subject, body, missing, warnings, event.handle, draft.state
  FROM draft JOIN contact ON contact.id = contact LEFT JOIN event ON event.id = event
"""
IS_OPEN = "state IN ('draft', 'waiting')"


class Drafts:
    """The drafts of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def save(
        self,
        contact: int,
        template: str,
        event: int | None,
        letter: tuple[str | None, str | None],
        missing: Sequence[str],
        warnings: Sequence[str],
        introduction: int | None = None,
        group: int | None = None,
    ) -> int:
        """Keep a letter (subject and body) in place of an unsent one of its kind.

        One in the user's own words stays as it is.
        """
        state = "waiting" if missing else "draft"
        words = (*letter, json.dumps(missing), json.dumps(warnings), state)
        kept = self._conn.execute(
            "SELECT id FROM draft WHERE contact = ? AND template = ? AND event IS ? "
            f'AND introduction IS ? AND "group" IS ? AND {IS_OPEN} ORDER BY id LIMIT 1',
            (contact, template, event, introduction, group),
        ).fetchone()
        if kept:
            self._conn.execute(
                "UPDATE draft SET subject = ?1, body = ?2, missing = ?3, warnings = ?4, "
                "state = ?5 WHERE id = ?6 AND NOT edited AND (subject, body, missing, warnings, "
                "state) IS NOT (?1, ?2, ?3, ?4, ?5)",
                (*words, kept[0]),
            )
            return int(kept[0])
        cursor = self._conn.execute(
            'INSERT INTO draft (contact, template, event, introduction, "group", subject, body, '
            "missing, warnings, state, made_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (contact, template, event, introduction, group, *words, self._moment.day),
        )
        return int(cursor.lastrowid or 0)

    def rewrite(self, id: int, subject: str, body: str, warnings: Sequence[str]) -> None:
        """Keep what the user made of a draft; it is not written anew after that."""
        self._conn.execute(
            "UPDATE draft SET subject = ?1, body = ?2, warnings = ?3, missing = '[]', "
            "state = 'draft', edited = 1 WHERE id = ?4 AND (subject, body) IS NOT (?1, ?2)",
            (subject, body, json.dumps(warnings), id),
        )

    def get(self, id: int) -> Draft | None:
        """One draft by its number."""
        return next(iter(self._read("WHERE draft.id = ?", (id,))), None)

    def introducing(self, introduction: int) -> list[Draft]:
        """The letters of an introduction, in the order in which they were written."""
        where = "WHERE draft.introduction = ? AND draft.state <> 'discarded' ORDER BY draft.id"
        return self._read(where, (introduction,))

    def open(self) -> list[Draft]:
        """All that are not sent and not thrown away, of people who are not set aside."""
        where = f"WHERE draft.{IS_OPEN} AND contact.state = 'active' ORDER BY draft.id"
        return self._read(where, ())

    def set_state(self, id: int, state: str) -> None:
        """Mark one as sent or discarded."""
        self._conn.execute("UPDATE draft SET state = ? WHERE id = ?", (state, id))

    def owner(self, id: int) -> tuple[int, int | None]:
        """The contact and the event of a draft."""
        contact, event = self._conn.execute(
            "SELECT contact, event FROM draft WHERE id = ?", (id,)
        ).fetchone()
        return contact, event

    def group(self, id: int) -> int | None:
        """The group that a draft hands over."""
        row = self._conn.execute('SELECT "group" FROM draft WHERE id = ?', (id,)).fetchone()
        return row[0] if row else None

    def may_be_written_to(self, contacts: Iterable[int]) -> list[int]:
        """Of these, in their order, those who are not set aside, at rest or out of reach."""
        given = list(contacts)
        rows = self._conn.execute(
            f"SELECT id FROM contact WHERE id {THESE} AND state = 'active' "
            "AND coalesce(rests_until, '') <= ?",
            (json.dumps(given), self._moment.day),
        )
        awake = {id for (id,) in rows}
        touches = Touches(self._conn, self._moment)
        return [id for id in given if id in awake and touches.attempts_in_a_row(id) < ATTEMPTS]

    def _read(self, tail: str, given: Sequence[object]) -> list[Draft]:
        return [
            Draft(
                id=id,
                handle=handle,
                name=name,
                template=template,
                to=to,
                subject=subject,
                body=body,
                missing=tuple(json.loads(missing)),
                warnings=tuple(json.loads(warnings)),
                event=event,
                state=state,
            )
            for id, handle, name, template, to, subject, body, missing, warnings, event, state in (
                self._conn.execute(f"{READ} {tail}", given)
            )
        ]
