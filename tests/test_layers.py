"""The house itself: imports point down, one clock, short rooms, no room called utils."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import rescrm

HERE = Path(__file__).resolve().parents[1]
SOURCE = Path(rescrm.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
EACH = pytest.mark.parametrize(
    "file", FILES, ids=lambda file: str(file.relative_to(SOURCE).with_suffix(""))
)
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "fromtimestamp"}
MODULES_WITH_A_CLOCK = {"datetime", "date", "time"}
FUNCTION, MODULE = 45, 450  # lines at most


def tree(file: Path) -> ast.Module:
    """A module as Python reads it."""
    return ast.parse(file.read_text(encoding="utf-8"))


def clock_reads(file: Path) -> Iterator[str]:
    """Each place where a module asks what time it is."""
    for node in ast.walk(tree(file)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)) if (
                owner in MODULES_WITH_A_CLOCK and name in CLOCKS
            ):
                yield f"{file.relative_to(SOURCE)}:{node.lineno} {owner}.{name}"


def test_imports_point_down() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    if not lint.exists():
        pytest.skip("import-linter is not installed")
    told = subprocess.run(
        [str(lint), "--no-cache"], cwd=HERE, check=False, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_clock_is_read_in_one_place() -> None:
    reads = [read for file in FILES for read in clock_reads(file)]
    assert len(reads) == 1, reads
    assert reads[0].startswith("session.py")


def test_no_sql_asks_for_the_time() -> None:
    words = ("'now'", "CURRENT_DATE", "CURRENT_TIME", "unixepoch")
    found = [
        f"{file.relative_to(SOURCE)}: {word}"
        for file in FILES
        for word in words
        if word in file.read_text(encoding="utf-8")
    ]
    assert found == []


@EACH
def test_a_module_says_what_it_is_and_stays_short(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MODULE
    assert ast.get_docstring(tree(file)), "no first line that says what it is"
    assert file.stem not in ("utils", "helpers", "common", "misc", "manager", "base")


@EACH
def test_functions_are_short_and_catch_only_what_they_mend(file: Path) -> None:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= FUNCTION, f"{node.name} has {length} lines"
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno} catches everything"
            caught = ast.unparse(node.type)
            assert caught not in ("Exception", "BaseException") or any(
                isinstance(inner, ast.Raise) for inner in ast.walk(node)
            ), f"line {node.lineno} swallows {caught}"


@EACH
def test_public_things_say_what_they_do(file: Path) -> None:
    if file.name in ("errors.py", "tables.py"):
        pytest.skip("each class there is its own sentence")
    missing = [node.name for node in outermost(tree(file)) if not ast.get_docstring(node)]
    assert missing == []


def outermost(
    house: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The public functions, classes and methods, not what stands inside a function."""
    for node in house.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from outermost(node)
