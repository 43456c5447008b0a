"""Drafts: letters in the making, kept until they are sent or thrown away."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from ..core.model import Draft
from .moment import Moment

READ = """
SELECT draft.id, contact.handle, contact.name, template,
       (SELECT value FROM channel WHERE contact = contact.id AND kind = 'email'
         ORDER BY id LIMIT 1),
       subject, body, missing, warnings, event.handle, draft.state
  FROM draft JOIN contact ON contact.id = contact LEFT JOIN event ON event.id = event
"""


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
    ) -> int:
        """Keep a letter (subject and body) in place of an unsent one of its kind."""
        kept = self._conn.execute(
            "SELECT id FROM draft WHERE contact = ? AND template = ? AND event IS ? "
            "AND state IN ('draft', 'waiting')",
            (contact, template, event),
        ).fetchone()
        state = "waiting" if missing else "draft"
        words = (*letter, json.dumps(missing), json.dumps(warnings), state)
        if kept:
            self._conn.execute(
                "UPDATE draft SET subject = ?1, body = ?2, missing = ?3, warnings = ?4, "
                "state = ?5 WHERE id = ?6 AND (subject, body, missing, warnings, state) "
                "IS NOT (?1, ?2, ?3, ?4, ?5)",
                (*words, kept[0]),
            )
            return int(kept[0])
        cursor = self._conn.execute(
            "INSERT INTO draft (contact, template, event, subject, body, missing, warnings, "
            "state, made_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (contact, template, event, *words, self._moment.day),
        )
        return int(cursor.lastrowid or 0)

    def get(self, id: int) -> Draft | None:
        """One draft by its number."""
        return next(iter(self._read("WHERE draft.id = ?", (id,))), None)

    def open(self) -> list[Draft]:
        """All that are not sent and not thrown away."""
        return self._read("WHERE draft.state IN ('draft', 'waiting') ORDER BY draft.id", ())

    def set_state(self, id: int, state: str) -> None:
        """Mark one as sent or discarded."""
        self._conn.execute("UPDATE draft SET state = ? WHERE id = ?", (state, id))

    def owner(self, id: int) -> tuple[int, int | None]:
        """The contact and the event of a draft."""
        contact, event = self._conn.execute(
            "SELECT contact, event FROM draft WHERE id = ?", (id,)
        ).fetchone()
        return contact, event

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
