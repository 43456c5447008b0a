"""sync of a network of years: 500 people and 2,000 touches on two machines, through Radicale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import needs
from dav import application, by_name, serving
from laptops import Laptop

SOURCE = Path(__file__).resolve().parents[2] / "src"
PEOPLE, TOUCHES = 500, 2_000
EDITS = 12  # on each machine


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    if not Path(sys.executable).with_name("vdirsyncer").exists():
        needs("vdirsyncer")
    pytest.importorskip("radicale")
    with serving(application(tmp_path / "radicale", by_name())) as address:
        yield address


@pytest.fixture
def two(tmp_path: Path, server: str) -> tuple[Laptop, Laptop]:
    """Two machines of one person; one has lived for years."""
    one, other = Laptop(tmp_path / "a"), Laptop(tmp_path / "b", first=100_000)
    lived(one)
    for each in (one, other):
        each.ok(f"sync init --server {server} --user maya --password-cmd 'echo pw' --yes")
        each.ok("config set sync.reminders no")
        each.ok("config set sync.conflicts here")
    return one, other


def lived(laptop: Laptop) -> None:
    """Everyone of these years, and what happened with them."""
    session = laptop.session()
    with session.write():
        ids = [session.store.people.add(f"Person {number:03}x") for number in range(PEOPLE)]
        for number in range(TOUCHES):
            day = date(2026, 11, 21) - timedelta(number // 3)
            who = [ids[number % PEOPLE], *([ids[number % 7]] if number % 5 == 0 else [])]
            session.store.touches.log(
                day, list(dict.fromkeys(who)), [], kind="coffee", note=f"topic {number}"
            )
    session.store.close()


def edited(laptop: Laptop, word: str) -> None:
    """The same people changed in fields of this machine's and in one of both; some come and go."""
    for number in range(EDITS):
        laptop.ok(f"edit person-{number:03}x --{'city Rome' if word == 'one' else 'title Chief'}")
        laptop.ok(f"tag person-{number:03}x +{word}")
        laptop.ok(f'log "call; {word} {number}" --with person-{number:03}x')
    laptop.ok(f"edit person-100x --org {word}")
    laptop.ok(f'add "New of {word}"')
    laptop.ok(f"archive person-{200 if word == 'one' else 201}x")
    touch = laptop.items(f"timeline person-{300 if word == 'one' else 301}x -n 1")[0]
    laptop.ok(f"remove {touch['uid']} --yes")


def at_once(*laptops: Laptop) -> list[int]:
    """All of them sync at the same moment, in processes of their own; their exit codes."""
    started = []
    for each in laptops:
        with each.env():
            environ = {**os.environ, "PYTHONPATH": str(SOURCE), "RESCRM_SEED": str(each.home)}
        argv = [sys.executable, "-m", "rescrm", "sync", "--no-input"]
        quiet = subprocess.DEVNULL
        started.append(subprocess.Popen(argv, env=environ, stdout=quiet, stderr=quiet))
    return [each.wait(120) for each in started]


def test_two_machines_of_years_have_the_same_after_edits_at_once(
    two: tuple[Laptop, Laptop],
) -> None:
    one, other = two
    one.ok("sync")
    other.ok("sync")
    people, touches = other.shares()
    assert (len(people), len(touches)) == (PEOPLE, TOUCHES)
    assert (people, touches) == one.shares()
    edited(one, "one")
    edited(other, "other")
    # Who comes second to an item is refused by the server: it ends with 8, and may try again.
    assert set(at_once(one, other)) <= {0, 8}
    for each in (one, other, one):
        each.ok("sync")
    assert one.shares() == other.shares()
    assert len(one.items("list")) == PEOPLE + 2 - 2
    assert len(one.items("timeline -n 9999")) == TOUCHES - 2 + 2 * EDITS
    for number in range(EDITS):
        ana = one.items(f"show person-{number:03}x")[0]
        assert (ana["city"], ana["title"], ana["tags"]) == ("Rome", "Chief", ["one", "other"])
    for each in (one, other):
        files = {name: each.files(name) for name in ("people", "touches")}
        assert all(done["plan"] == [] for done in each.items("sync"))
        assert {name: each.files(name) for name in files} == files
        assert each("doctor").code == 0
