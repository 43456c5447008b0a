"""Everything in one document: it depends only on what was said, and is enough to begin again."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from play import Program

IN_FEBRUARY = "2027-02-01T08:00:00-05:00"


@pytest.fixture
def store(rescrm: Program) -> Program:
    """A check-in that is overdue, a promise, a birthday, a pod, a secret note."""
    rescrm.ok("add Maya Rao -k faculty --every '6 weeks' --on 2026-10-02")
    rescrm.ok("log '2026-10-05 call with Maya, talked the secret grant'")
    rescrm.ok("add Ben Adler -k co-resident --birthday 1993-02-28")
    rescrm.ok('promise ben "the QI deck" --by fri')
    rescrm.ok("add Ana Torres --birthday 02-29")
    rescrm.ok('group add lunch --type pod --every "2 weeks"')
    rescrm.ok("group join lunch ana ben")
    return rescrm


def store_file() -> Path:
    return Path(os.environ["HOME"]) / ".local/share/rescrm/rescrm.db"


LINES = (
    "snooze maya 2026-12-24",
    "note maya 'likes tea'",
    "tag ana +ep",
    "edit ana --set knows=ECG -e ana@x.org --phone '415 555 0134' --nick Annie",
    "event add ACC --from 2026-11-20",
    'event met acc "Zed Quinn; talked the grant; promised the set"',
    "event close acc",
    "draft zed",
    "mentor set maya --role research",
    "rule set group:lunch '3 weeks'",
    "pause 2026-12-20..2026-12-28 holidays",
    "skip ana",
    "rest ben --until 2027-01-02",
    "done 1",
    "log 'coffee with Ana and Ben' --missed maya --group lunch",
    "remove zed --yes",
)


def everything(rescrm: Program) -> str:
    return rescrm.ok("export json").out


def test_everything_is_one_document_with_all_that_was_said(store: Program) -> None:
    store.ok("event add ACC --from 2026-11-20")
    store.ok('event met acc "Zed Quinn; talked the grant"')
    found = json.loads(everything(store))
    assert found.pop("rescrm") == 1
    names = [each["name"] for each in found["contact"]]
    assert names == ["Maya Rao", "Ben Adler", "Ana Torres", "Zed Quinn"]
    (meeting,) = found["meeting"]
    assert meeting["contact"] == found["contact"][3]["uid"]
    assert meeting["event"] == found["event"][0]["uid"]
    own_rule = found["rule"][0]
    assert (own_rule["scope"], own_rule["value"]) == ("contact", found["contact"][0]["uid"])
    assert not [row for rows in found.values() for row in rows if "id" in row]


def test_it_depends_only_on_what_was_said(store: Program) -> None:
    before = everything(store)
    assert everything(store) == before
    assert store.ok("export json", now=IN_FEBRUARY).out == before
    store.ok("export ics")
    store.ok("due")
    assert everything(store) == before


@pytest.mark.parametrize("line", LINES)
def test_undo_of_anything_gives_the_same_export(store: Program, line: str) -> None:
    for each in LINES[: LINES.index(line)]:
        store.ok(each)
    before = everything(store)
    store.ok(line)
    after = everything(store)
    assert after != before
    store.ok("undo")
    assert everything(store) == before
    store.ok("redo")
    assert everything(store) == after


def test_what_was_undone_leaves_no_gap(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao")
    plain = everything(rescrm)
    rescrm.ok('promise maya "a"')
    rescrm.ok("log 'call with maya'")
    rescrm.ok("undo 2")
    assert everything(rescrm) == plain


def test_everything_in_a_file_is_private(store: Program) -> None:
    said = store.item("export json -o all.json")
    assert said == {"file": "all.json", "format": "json", "items": 3, "cancelled": 0}
    assert Path("all.json").read_text(encoding="utf-8") == everything(store)
    assert stat.S_IMODE(Path("all.json").stat().st_mode) == 0o600


def test_everything_is_enough_to_make_the_store_again(store: Program) -> None:
    for line in LINES:
        store.ok(line)
    written = everything(store)
    rows = json.loads(written)
    with closing(sqlite3.connect(store_file(), isolation_level=None)) as conn:
        for table in rows.keys() - {"rescrm"}:
            conn.execute(f'DELETE FROM "{table}"')
        assert json.loads(everything(store))["contact"] == []
        fill(conn, rows)
    assert everything(store) == written


def fill(conn: sqlite3.Connection, rows: dict[str, Any]) -> None:
    """Put the rows into empty tables, each uid that names another row back to its number."""
    conn.execute("PRAGMA foreign_keys = OFF")
    id_of = {
        row["uid"]: number
        for table, found in rows.items() if table != "rescrm"
        for number, row in enumerate(found, 1) if "uid" in row
    }  # fmt: skip
    for table, found in rows.items():
        if table == "rescrm":
            continue
        refers = {row[3] for row in conn.execute(f'PRAGMA foreign_key_list("{table}")')}
        refers |= {"snoozed_after", "woken_after"} if table == "contact" else set()
        for number, row in enumerate(found, 1):
            values = {key: id_of.get(value, value) if key in refers else value
                      for key, value in row.items()}  # fmt: skip
            if table == "rule" and row["scope"] in ("contact", "group"):
                values["value"] = str(id_of[row["value"]])
            names = ", ".join(f'"{key}"' for key in ("id", *values))
            marks = ", ".join("?" * (len(values) + 1))
            conn.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({marks})', (number, *values.values())
            )
