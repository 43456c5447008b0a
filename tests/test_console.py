"""Each .console file is a session with rescrm: what is typed, what is said, how it ends.

    # a sentence about what follows
    $ rescrm due                 what is typed; what is printed follows, stderr after stdout;
                                 at its end ` < lines.txt` gives it a file to read
    [exit 3]                     when it is not 0
    @ 2026-12-01T08:00:00-05:00  the moment from here on
    > people.vcf                 a file, its lines each after a bar
    | BEGIN:VCARD

The home folder is written as ~, the one it runs in not at all. `RESCRM_REWRITE=1 pytest
tests/test_console.py` writes the files anew, to be read before they are kept.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from play import Program

REWRITE = os.environ.get("RESCRM_REWRITE")
SESSIONS = Path(__file__).parent / "console"


@pytest.mark.parametrize(
    "session",
    sorted(SESSIONS.rglob("*.console")),
    ids=lambda path: str(path.relative_to(SESSIONS).with_suffix("")),
)
def test_a_session_goes_as_written(session: Path, rescrm: Program) -> None:
    written = session.read_text(encoding="utf-8")
    played = play(written, rescrm)
    if REWRITE and played != written:
        session.write_text(played, encoding="utf-8")
    assert played == written


def play(written: str, rescrm: Program) -> str:
    """The same session with what is said today."""
    blocks: list[str] = []
    file = Path("nothing")
    for line in written.splitlines():
        if line.startswith("$ rescrm"):
            blocks.append(f"{line}\n{_run(line[2:], rescrm)}")
        elif line.startswith("@ "):
            os.environ["RESCRM_NOW"] = line[2:]
            blocks.append(line + "\n")
        elif line.startswith("> "):
            file = Path(line[2:])
            file.write_text("", encoding="utf-8")
            blocks.append(line + "\n")
        elif re.match(r"\|( |$)", line):
            with file.open("a", encoding="utf-8") as out:
                out.write(line[2:] + "\n")
            blocks.append(line + "\n")
        elif line.startswith("#"):
            blocks.append(line + "\n")
    return _parted(blocks)


def _run(line: str, rescrm: Program) -> str:
    words, _, file = line.partition(" < ")
    stdin = Path(file).read_text(encoding="utf-8") if file else ""
    said = rescrm.run(shlex.split(words)[1:], stdin=stdin)
    exit_line = f"[exit {said.code}]\n" if said.code else ""
    printed = (said.out + said.err).replace("\r\n", "\n")  # a calendar ends its lines so
    text = printed.replace(os.environ["HOME"], "~").replace(f"{Path.cwd()}/", "")
    return text + exit_line


def _parted(blocks: list[str]) -> str:
    """An empty line before each comment and after each answer, one at most."""
    text = ""
    for before, block in zip(["", *blocks], blocks, strict=False):
        loose = before[:1] == "$" or (before and before[:1] != "#" and block[:1] == "#")
        same = before[:1] == block[:1] and block[:1] in "|#@"
        text += ("\n" if before and loose and not same else "") + block
    return text
