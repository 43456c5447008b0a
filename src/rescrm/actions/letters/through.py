"""A letter through a program of the user's, looked at before it is kept."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from ...core.facts import printable
from ...core.lint import lint_again
from ...core.network import Draft
from ...errors import DecisionNeeded, OtherProgram, UsageError
from ...formats import letter
from ...session import Session, quoted

WITHIN = 120  # seconds: a model on the same machine may think for long
MOST = 100_000  # bytes
WIDTH = 76

Text = tuple[str, str]  # subject and body
Reviser = Callable[[Session, Draft, Text], Text]


def reviser(session: Session, command: str) -> Reviser:
    """What gives a letter to a command, without a shell, and asks before its answer is kept.

    Raises UsageError (2) for a command that cannot be read, and DecisionNeeded (3) where nobody is
    there to look: before the program is given anything.
    """
    from ...remote import program

    argv = program.words(command)
    if not argv:
        raise UsageError(f'--through is a command, such as "llm -s \'shorter\'", not "{command}".')
    if not (session.yes or session.ask or session.dry_run):
        again = quoted(["rescrm", *session.words, "--yes"]) or "the same with --yes"
        raise DecisionNeeded(
            "what a program makes of a letter is looked at before it is kept, and nobody is here "
            f"to look. Nothing was changed. To keep it unseen: {again}"
        )

    def revise(session: Session, draft: Draft, before: Text) -> Text:
        ended = program.ask(argv, letter.text(*before).encode(), within=WITHIN, most=MOST)
        after = _read(argv[0], ended.printed, ended.trouble, before)
        return after if after != before and _is_liked(session, draft, before, after) else before

    return revise


def _read(name: str, printed: bytes, trouble: str, before: Text) -> Text:
    """The letter that a program printed; without a subject it keeps the one it had."""
    try:
        said = letter.read(printable(printed.decode("utf-8-sig")))
    except UnicodeDecodeError:
        said, trouble = None, trouble or "printed what is not readable as UTF-8"
    if trouble or not said:
        trouble = trouble or "printed nothing"
        raise OtherProgram(f"{name} {trouble}. The letter is as it was; try {name} by itself.")
    return said[0] or before[0], said[1]


def _is_liked(session: Session, draft: Draft, before: Text, after: Text) -> bool:
    """Whether the user wants it so, after a look at what is different."""
    if session.yes:
        return True
    found = lint_again(*after, before[1], draft.warnings, draft.template)
    look = [*_different(before, after), "", *found, f"Keep this letter to {draft.name}?"]
    return session.confirm("\n".join(look), "the same with --yes")


def _different(before: Text, after: Text) -> Iterator[str]:
    import difflib

    lines = difflib.unified_diff(_lines(before), _lines(after), n=2, lineterm="")
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))


def _lines(text: Text) -> list[str]:
    paragraphs = letter.text(*text).split("\n")
    return [line for each in paragraphs for line in textwrap.wrap(each, WIDTH) or [""]]
