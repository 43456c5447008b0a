"""What the store does by itself when a row changes: remember it, mark it stale, index it.

`state.recording` says how: the number of the open change while a command writes, 0 while
undo replays (marks and indexes, remembers nothing), -1 while a bulk write runs, which does
all three set-wise at its end.

No `INSERT OR IGNORE` here: where a deleted parent takes its children along, SQLite lets the
deletion decide about conflicts in the triggers of the children, and it aborts. `ON CONFLICT DO
NOTHING` is never overruled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

RECORDING = "(SELECT recording FROM state)"

# Which agenda a row of each table touches: (scope, SQL for the value); {row} is new or old.
STALE: Mapping[str, Sequence[tuple[str, str]]] = {
    "contact": [("contact", "{row}.id")],
    "tag": [("contact", "{row}.contact")],
    "mentor": [("contact", "{row}.contact")],
    "participant": [("contact", "{row}.contact")],
    "commitment": [("contact", "{row}.contact"), ("group", '{row}."group"')],
    "meeting": [("contact", "{row}.contact")],
    "member": [("contact", "{row}.contact"), ("group", '{row}."group"')],
    "interaction": [("interaction", "{row}.id"), ("group", '{row}."group"')],
    "rule": [("{row}.scope", "{row}.value")],
    "event": [("event", "{row}.id")],
    "group": [("group", "{row}.id")],
    "pause": [("pause", "''")],
}

ABOUT = " || ' ' || ".join(
    f"coalesce({{row}}.{column}, '')"
    for column in ("organisation", "title", "stage", "specialty", "city", "note")
)
NAME = "coalesce({row}.name_folded, {row}.name)"

# What each index holds of a row: (index, its source, (column, SQL) …, columns that matter).
INDEXED = (
    ("contact_search", "contact",
     {"name": NAME, "about": f"coalesce({{row}}.about_folded, {ABOUT})"},
     ("name", "name_folded", "about_folded", "organisation", "title", "stage", "specialty",
      "city", "note")),
    ("contact_trigram", "contact", {"name": f"{NAME} || ' ' || {{row}}.handle"},
     ("name", "name_folded", "handle")),
    ("interaction_search", "interaction", {"text": "coalesce({row}.folded, {row}.note)"},
     ("note", "folded")),
    ("note_search", "note", {"text": "coalesce({row}.folded, {row}.text)"}, ("text", "folded")),
)  # fmt: skip


def journal_triggers(table: str, columns: Sequence[str]) -> Iterator[str]:
    """Triggers that keep the first image of a row in the open change."""
    image = ", ".join(f"'{column}', old.\"{column}\"" for column in columns)
    images = {"insert": ("new", "NULL"), "update": ("old", f"json_object({image})")}
    images["delete"] = images["update"]
    for verb, (row, before) in images.items():
        yield (
            f'CREATE TRIGGER "journal_{table}_{verb}" AFTER {verb.upper()} ON "{table}" '
            f"WHEN {RECORDING} > 0 BEGIN INSERT INTO change_row "
            f"VALUES ({RECORDING}, '{table}', {row}.id, {before}) ON CONFLICT DO NOTHING; END"
        )


def stale_triggers(table: str) -> Iterator[str]:
    """Triggers that note whose agenda has to be worked out again."""
    for verb, rows in (("insert", ("new",)), ("update", ("old", "new")), ("delete", ("old",))):
        marks = " ".join(
            f"INSERT INTO stale SELECT {_scope(scope, row)}, "
            f"CAST({value.format(row=row)} AS TEXT) WHERE {value.format(row=row)} IS NOT NULL "
            "ON CONFLICT DO NOTHING;"
            for row in rows
            for scope, value in STALE[table]
        )
        yield (
            f'CREATE TRIGGER "stale_{table}_{verb}" AFTER {verb.upper()} ON "{table}" '
            f"WHEN {RECORDING} >= 0 BEGIN {marks} END"
        )


def _scope(scope: str, row: str) -> str:
    return scope.format(row=row) if "{row}" in scope else f"'{scope}'"


def search_triggers() -> Iterator[str]:
    """Triggers that keep the full-text indexes as their rows are."""
    for index, table, holds, matters in INDEXED:
        columns = ", ".join(holds)
        new = ", ".join(sql.format(row="new") for sql in holds.values())
        old = ", ".join(sql.format(row="old") for sql in holds.values())
        put = f"INSERT INTO {index} (rowid, {columns}) VALUES (new.id, {new});"
        take = f"INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', old.id, {old});"
        moved = " OR ".join(f"old.{column} IS NOT new.{column}" for column in matters)
        head = f'CREATE TRIGGER "{index}_{{verb}}" AFTER {{upper}} ON {table} WHEN {RECORDING} >= 0'
        for verb, when, body in (
            ("insert", "", put),
            ("update", f" AND ({moved})", take + " " + put),
            ("delete", "", take),
        ):
            yield head.format(verb=verb, upper=verb.upper()) + f"{when} BEGIN {body} END"
