"""Kind words: what no help, no error and no screen may say of a person or to one.

Looked for in every text that the program holds, in all its help, and on the screens of a store
that has been lived in. What is allowed stands here by its place, with the reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import rescrm
from play import Program
from rescrm.cli import app
from rescrm.table import COMMANDS

SOURCE = Path(rescrm.__file__).parent

# A star stands for any ending.
UNKIND = (
    # blame
    "neglect*", "negligen*", "guilt*", "lazy", "laziness", "shame*", "asham*", "blame*",
    "your fault", "careless*", "sloppy", "irresponsib*", "disappoint*", "procrastinat*",
    "forgot", "forgotten", "you should have", "you must", "why didn't you", "no excuse*",
    # failing
    "failed", "failing", "failure*", "loser*", "bad at", "poor", "poorly", "worst", "behind on",
    "falling behind", "hopeless*", "useless", "stupid*", "dumb", "idiot*",
    # people as numbers
    "score", "scores", "scored", "scoring", "rank", "ranks", "ranked", "ranking*", "rating*",
    "leaderboard*", "low-value", "high-value", "leverage", "prospect*", "streak*",
    # alarm
    "urgent*", "critical*", "danger*", "last chance", "hurry", "asap", "immediately",
    "delinquent*", "alarming*",
    # hard words about people
    "dead", "get rid of", "victim*", "enem*", "kill", "killed",
)  # fmt: skip
WORD = re.compile(
    "|".join(
        rf"(?<![\w-]){re.escape(word.rstrip('*'))}" + (r"\w*" if word.endswith("*") else r"(?!\w)")
        for word in UNKIND
    ),
    re.IGNORECASE,
)

NOT = "not forgotten"  # what I promised you: the kindest thing that a letter can say

# Where such a word is no word to a person: the file, the text around it, and why.
ALLOWED = (
    ("store/tables.py", "rank", "a comment in SQL: search goes by day, never by rank"),
    ("store/health.py", "rank", "the name of a column of FTS5"),
    ("store/connection.py", "failed", "of a disk"),
    ("cli.py", "failed", "what an older library calls an error"),
    ("remote/clipboard.py", "dumb", "the value of TERM"),
    ("streams.py", "dumb", "the value of TERM"),
    ("view/show.py", "dumb", "the value of TERM"),
    ("commands/program.py", "ranks", "of programmes, by the user's own weights"),
    ("core/walk_of_life.py", "critical", "of a specialty"),
    ("core/walk_of_life.py", "failure", "of a heart"),
    ("remote/overheard.py", "critical", "how another program begins a line"),
    ("remote/overheard.py", "failed", "what another program says, to be said in other words"),
)


def found_in(text: str) -> list[str]:
    """The words in a text that should not be there."""
    return [match[0].lower() for match in WORD.finditer(text.replace(NOT, ""))]


def texts(file: Path) -> Iterator[tuple[int, str]]:
    """Each text that a module holds, but for what it says to its reader."""
    house = ast.parse(file.read_text(encoding="utf-8"))
    silent = {id(each) for each in docstrings(house)}
    for node in ast.walk(house):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield node.lineno, node.value


def docstrings(house: ast.Module) -> Iterator[ast.expr]:
    """What stands first in a module, a class or a function; help is looked at as it is printed."""
    for node in ast.walk(house):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def is_allowed(place: str, word: str) -> bool:
    """Whether a word may stand in a file."""
    return any(place == file and word == allowed for file, allowed, _ in ALLOWED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You neglected Maya.", ["neglected"]),
        ("a score of 9", ["score"]),
        ("RANKED by value", ["ranked"]),
        ("Frank and the scoreboard", []),
        ("the last chance, hurry", ["last chance", "hurry"]),
        ("deadline", []),
        ("You have not talked since June.", []),
    ],
)
def test_words_are_found_whole(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    "file",
    sorted(SOURCE.rglob("*.py")),
    ids=lambda file: str(file.relative_to(SOURCE).with_suffix("")),
)
def test_no_text_of_the_program_is_unkind(file: Path) -> None:
    place = str(file.relative_to(SOURCE))
    unkind = [
        f"{place}:{line} {word}: {text[:80]!r}"
        for line, text in texts(file)
        for word in found_in(text)
        if not is_allowed(place, word)
    ]
    assert unkind == []


@pytest.mark.parametrize(
    "file",
    sorted([*SOURCE.glob("templates/*"), *SOURCE.glob("demo/*")]),
    ids=lambda file: file.name,
)
def test_no_letter_and_no_demo_is_unkind(file: Path) -> None:
    place = str(file.relative_to(SOURCE))
    found = found_in(file.read_text(encoding="utf-8"))
    assert [word for word in found if not is_allowed(place, word)] == []


def test_every_exception_is_still_needed() -> None:
    for file, word, reason in ALLOWED:
        if (SOURCE / file).exists():
            assert reason
            assert word in (SOURCE / file).read_text(encoding="utf-8").lower()


def leaves() -> Iterator[str]:
    """Every command that can be typed."""
    for word in COMMANDS:
        command = app.get_command(None, word)  # type: ignore[arg-type]
        words = getattr(command, "commands", None)
        yield from (f"{word} {each}" for each in words) if words else [word]


def test_no_help_is_unkind(rescrm: Program) -> None:
    for line in ("", *leaves()):
        said = rescrm.ok(f"{line} --help").out
        place = f"commands/{(line.split() or ['nothing'])[0]}.py"
        assert [word for word in found_in(said) if not is_allowed(place, word)] == [], line


LIVED_IN = (
    "due", "due --within 60", "today", "upcoming 14", "why samuel-okafor", "why dee-park",
    "digest", "promises", "asks", "promises --overdue", "timeline -n 40", "show samuel-okafor",
    "show dee-park", "list", "search boards", "rule list", "event list", "group list", "drafts",
    "draft --due", "history", "brief samuel-okafor", "brief kenji-ito", "agenda samuel-okafor",
    "goal list", "sos", "group show tuesday-pod", "mentors --gaps", "sponsors", "offers",
    "export ics --with-notes", "config list", "doctor",
)  # fmt: skip


@pytest.fixture
def lived_in(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The demo, months later: much is late, tried in vain, put off, rested, paused."""
    rescrm.ok("demo --json")
    place = Path.cwd().rglob("demo.db")
    db = next(iter(place), None) or next(Path.home().rglob("demo.db"))
    monkeypatch.setenv("RESCRM_DB", str(db))
    monkeypatch.setenv("RESCRM_NOW", "2027-03-01T07:00:00-05:00")
    for day in ("2027-01-03", "2027-01-20", "2027-02-25"):
        rescrm.ok(f"log email kenji-ito --attempt --on {day}")
    rescrm.ok("snooze anna-wu next week")
    rescrm.ok("rest omar-siddiqui")
    rescrm.ok("skip tara-nguyen")
    rescrm.ok("tag dee-park +tough-week")
    rescrm.ok('promise ben-adler "the deck" --by today')
    return rescrm


def test_no_screen_of_a_store_that_was_lived_in_is_unkind(lived_in: Program) -> None:
    for now in ("2027-03-01T07:00:00-05:00", "2027-09-01T07:00:00-05:00"):
        for line in LIVED_IN:
            if line.split()[0] not in COMMANDS:
                continue
            for form in ("rich", "plain", "json"):
                said = lived_in(f"{line} --format {form}", now=now)
                assert found_in(said.out + said.err) == [], f"rescrm {line} --format {form}"


MISTAKES = (
    "", "dance", "add", "log", 'log "coffee"', "log call zelda", "log call anna", "done 999",
    "due --within many", "due foo:bar", "snooze ben-adler yesterday", "rule set ben-adler 0 days",
    "rule remove 99", "event show nowhere", "group show nowhere", "brief", "brief nobody",
    "agenda nobody x", "goal set x 1", "config set budget lots", "import nowhere.csv",
    "export ics -o /nowhere/x.ics", "undo 0", "draft nobody", "sent 99", "--now never due",
    "mentor set anna-wu --role boss", "promise ben-adler", "moved ben-adler --from 1800-01-01",
)  # fmt: skip


def test_no_error_is_unkind(lived_in: Program) -> None:
    for line in MISTAKES:
        for form in ("plain", "json"):
            said = lived_in(f"{line} --format {form}")
            assert found_in(said.out + said.err) == [], f"rescrm {line} --format {form}"
