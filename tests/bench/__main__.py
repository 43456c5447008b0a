"""Measures rescrm beside its floor and its peers: `python -m tests.bench`, from the repository.

Prints tables of ratios in Markdown. The stores it makes stay in --dir for the next time; one of
a million people takes some minutes and 4 GB, and is left out unless --large is said.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rescrm.core.folding import slug

from .calendars import exports
from .circles import make_circles, somebody
from .files import connections, vcards
from .people import people
from .stores import make
from .timing import Once, Took, once, timed

ROOT = Path(__file__).resolve().parents[2]
FLOOR = (sys.executable, "-c", "import sqlite3")
RESCRM = (sys.executable, "-m", "rescrm")
PEERS = {
    "csv": """
import csv, sqlite_utils, sys
from pathlib import Path
Path(sys.argv[2]).unlink(missing_ok=True)
with open(sys.argv[1], encoding="utf-8", newline="") as rows:
    for _ in range(3):
        next(rows)
    sqlite_utils.Database(sys.argv[2])["rows"].insert_all(csv.DictReader(rows))
""",
    "vcf": """
import sys, vobject
with open(sys.argv[1], encoding="utf-8") as cards:
    for _ in vobject.readComponents(cards):
        pass
""",
}


def main() -> None:
    """Measure what was asked for."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--dir", type=Path, default=Path("/tmp/rescrm-bench"))
    asked.add_argument("--large", action="store_true", help="a million people, too")
    asked.add_argument("--runs", type=int, default=30, help="of each short command")
    asked.add_argument("--people", type=int, default=100_000, help="in the files to import")
    parts = ["daily", "path", "import", "export"]
    asked.add_argument("what", nargs="*", default=parts, help=", ".join(parts))
    said = asked.parse_args()
    said.dir.mkdir(parents=True, exist_ok=True)
    if "daily" in said.what:
        daily(said.dir, said.runs, large=said.large)
    if "path" in said.what:
        paths(said.dir, said.runs)
    if "import" in said.what:
        imports(said.dir, said.people)
    if "export" in said.what:
        exports(said.dir, environment(said.dir / "10000.db"), RESCRM)
    if "sync" in said.what:
        from .sync import measure

        measure()


def daily(place: Path, runs: int, *, large: bool) -> None:
    """The commands of every day, on stores of several sizes."""
    sizes = [1_000, 100_000, *([1_000_000] if large else [])]
    print("| work | × floor (middle) | × floor (fastest) | ms |\n|--|--:|--:|--:|")
    floor = timed({"floor": FLOOR}, environment(place / "none.db"), runs)["floor"]
    said("floor: `python -c 'import sqlite3'`", floor, floor)
    for size in sizes:
        store = make(place / f"{size}.db", size)
        measured(f"{size:,} people", store, LINES, floor, runs)
    many = make(place / "100000-100.db", 100_000, cadences=100)
    due = {name: LINES[name] for name in ("due -n 20",)}
    measured("100,000 people, 100 cadences", many, due, floor, runs)
    measured("any store", place / "none.db", {"--help": ("--help",)}, floor, runs)


def paths(place: Path, runs: int, count: int = 10_000) -> None:
    """Who can introduce me: to somebody known, to a stranger, to one nobody leads to."""
    print("| work | × floor (middle) | × floor (fastest) | ms |\n|--|--:|--:|--:|")
    store = make_circles(place / "circles.db", count)
    floor = timed({"floor": FLOOR}, environment(store), runs)["floor"]
    lines = {
        "any command: show": ("show", somebody(store, 1)),
        "path, known": ("path", somebody(store, 1)),
        "path, a stranger": ("path", somebody(store, count - 1000)),
        "path, nobody leads there": ("path", somebody(store, count)),
    }
    measured(f"{count:,} people", store, lines, floor, runs)


SOMEONE = slug(next(people(1)).name)  # the first of all, so without a number
LINES: Mapping[str, Sequence[str]] = {
    "due -n 20": ("due", "-n", "20"),
    "search boards -n 20": ("search", "boards", "-n", "20"),
    "search, two words": ("search", "sleep", "boards", "-n", "20"),
    "show": ("show", SOMEONE),
    "log": ("log", f"coffee with @{SOMEONE}, talked boards"),
}


def measured(
    where: str, store: Path, lines: Mapping[str, Sequence[str]], floor: Took, runs: int
) -> None:
    """Time command lines on one store, and say so."""
    whole = {name: (*RESCRM, *line) for name, line in lines.items()}
    for name, took in timed(whole, environment(store), runs).items():
        said(f"{name}, {where}", took, floor)


def said(what: str, took: Took, floor: Took) -> None:
    """One row of the table."""
    ratio, best = took.median / floor.median, took.fastest / floor.fastest
    print(f"| {what} | {ratio:.2f} | {best:.2f} | {1000 * took.median:.1f} |", flush=True)


def imports(place: Path, count: int, rounds: int = 3) -> None:
    """Files read in, beside the peer that does a part of the work; memory beside a tenth."""
    print("\n| work | s | rows/s | × peer | MiB | MiB, a tenth |\n|--|--:|--:|--:|--:|--:|")
    small = environment(place / "small.db")
    for suffix, write in (("csv", connections), ("vcf", vcards)):
        file, tenth = (write(place / f"{n}.{suffix}", n) for n in (count, count // 10))
        store = environment(place / f"{suffix}.db")
        peer, ours, again = [], [], []
        for _ in range(rounds):  # in turns: the machine has its moods
            peer.append(_peer(suffix, file, tenth, place))
            Path(store["RESCRM_DB"]).unlink(missing_ok=True)
            ours.append(once((*RESCRM, "import", str(file)), store))
            again.append(once((*RESCRM, "import", str(file)), store))
        Path(small["RESCRM_DB"]).unlink(missing_ok=True)
        flat = once((*RESCRM, "import", str(tenth)), small).memory
        theirs = min(peer, key=lambda each: each.seconds)
        imported("peer: " + PEER_NAMES[suffix], theirs, theirs, count, 0.0)
        imported(f"import .{suffix}", min(ours), theirs, count, flat)
        imported(f"import .{suffix} again", min(again), theirs, count, 0.0)
        for back in ("undo", "redo"):
            imported(back, once((*RESCRM, back), store), theirs, count, 0.0)


PEER_NAMES = {
    "csv": "sqlite-utils `insert_all` into one bare table",
    "vcf": "vobject, reading alone (a tenth, × 10)",
}


def _peer(suffix: str, file: Path, tenth: Path, place: Path) -> Once:
    scale, read = (10, tenth) if suffix == "vcf" else (1, file)
    line = (sys.executable, "-c", PEERS[suffix], str(read), str(place / "peer.db"))
    took = once(line, environment(place / "none.db"))
    return Once(took.seconds * scale, took.memory)


def imported(what: str, took: Once, peer: Once, count: int, flat: float) -> None:
    """One row of the table."""
    tenth = f"{flat:.0f}" if flat else ""
    print(
        f"| {what} | {took.seconds:.2f} | {count / took.seconds:,.0f} | "
        f"{peer.seconds / took.seconds:.2f} | {took.memory:.0f} | {tenth} |",
        flush=True,
    )


def environment(store: Path) -> dict[str, str]:
    """That of every run: a store, a moment, nothing of the user's own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(store.parent / "home"),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT / "src"),
        "RESCRM_DB": str(store),
        "RESCRM_NOW": "2026-11-22T12:00:00+00:00",
    }


if __name__ == "__main__":
    main()
