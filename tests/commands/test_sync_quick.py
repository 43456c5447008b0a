"""A sync that looks at what changed alone has the plan of one that looks at everything."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laptops import Laptop, Server
from rescrm.actions.sync.survey import Survey, Wishes, survey
from rescrm.actions.sync.touches import Touches
from rescrm.core.reconcile import Deed
from rescrm.errors import OtherProgram
from rescrm.remote.vdir import Folder
from rescrm.store.shared import Shared

LINES = (
    'log "coffee; boards" --with ada-byron',
    'log "call" --with ada-byron --with ben-okafor --on 2026-11-02',
    'log "lunch" --group lunch',
    'add "Chen Li" -e chen@example.org',
    "edit ada --city Rome",
    "edit FIRST --note other",
    "edit FIRST --with ben-okafor",
    "edit LAST --on 2026-11-09",
    "remove FIRST --yes",
    "remove LAST --yes",
    "remove ben --yes",
    "archive ada",
    "import people.vcf",
    "group edit lunch --name Supper",
    "group remove lunch --yes",
    "undo",
    "undo 2",
    "redo",
)
CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nUID:from-a-phone\nFN:Ada Byron\nEMAIL:ada@example.org\nEND:VCARD\n"
)


@pytest.fixture(scope="module")
def first() -> Path:
    """A folder for all the machines of this module."""
    return Path(tempfile.mkdtemp())


def machine(place: Path) -> Laptop:
    """Two people, some touches, all of them on the server."""
    one = Laptop(place, Server())
    (place / "people.vcf").write_text(CARD)
    people = ('add "Ada Byron" -e ada@example.org', 'add "Ben Okafor"')
    lunch = ("group add Lunch", "group join lunch ada ben")
    for line in (*people, *lunch, *LINES[:3]):
        one.ok(line)
    for _ in range(2):
        one.sync()
    return one


def run(one: Laptop, line: str) -> None:
    """Run a line about the first or the last touch there is, whether it is taken or not."""
    there = [each["uid"] for each in one.items("timeline")] or ["nothing"]
    line = line.replace("FIRST", there[-1]).replace("LAST", there[0])
    one(line.replace("people.vcf", f"{one.home}/people.vcf"))


def touches(one: Laptop, *, closely: bool) -> Survey:
    """What the touches need; ``closely``: with nothing left out."""
    session = one.session()
    folder, wishes = Folder(one.root / "touches", ".ics"), Wishes(decided={})
    try:
        with session.store.write("sync", keep=False):
            if closely:
                session.store.conn.execute("DELETE FROM seen")
            return survey(session, Touches(session), folder, wishes, arrived=False)
    finally:
        session.store.close()


def same_plan(one: Laptop) -> None:
    """The quick way and the thorough one say the same."""
    quick, thorough = touches(one, closely=False), touches(one, closely=True)
    assert list(quick.steps) == list(thorough.steps)
    assert list(quick.reasons) == list(thorough.reasons)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=3), min_size=1, max_size=2))
def test_whatever_was_done_the_quick_plan_is_the_thorough_one(
    first: Path, days: Sequence[Sequence[str]]
) -> None:
    with tempfile.TemporaryDirectory(dir=first) as place:
        one = machine(Path(place) / "a")
        for lines in days:
            for line in lines:
                run(one, line)
            same_plan(one)
            with suppress(OtherProgram):
                one.sync()
            same_plan(one)


@pytest.mark.parametrize("line", LINES)
def test_each_line_alone_is_seen(tmp_path: Path, line: str) -> None:
    one = machine(tmp_path / "a")
    run(one, line)
    same_plan(one)


def test_one_touch_more_is_the_only_one_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine(tmp_path / "a")
    one.ok(LINES[0])
    found = touches(one, closely=False)
    assert len(found.here) == 1
    assert [step.deed_there for step in found.steps] == [Deed.ADD]
    assert len(touches(one, closely=True).here) == 4
    monkeypatch.setattr(Shared, "touches", None)  # nothing else is read
    one.sync()
    assert len(one.files("touches")) == 4


def test_a_step_taken_back_before_others_is_seen(tmp_path: Path) -> None:
    """The newest step of today is another than the one that was there when all was agreed on."""
    one = machine(tmp_path / "a")
    one.ok("undo")
    one.ok("add Zed")
    same_plan(one)
    assert [step.deed_there for step in touches(one, closely=False).steps] == [Deed.REMOVE]
