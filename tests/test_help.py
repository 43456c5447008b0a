"""Help: every word has it, it says what the table says, and its examples can be typed."""

from __future__ import annotations

import inspect
import shlex
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from play import Program
from rescrm.cli import app
from rescrm.table import COMMANDS, READERS, SECTIONS, module_of

EVERY = pytest.mark.parametrize("word", COMMANDS)


def leaves() -> Iterator[str]:
    """Every command that can be typed: `list`, `rule set`."""
    for word in COMMANDS:
        inner = getattr(import_module(module_of(word)), "COMMANDS", None)
        yield from (f"{word} {each}" for each in inner) if inner else [word]


LEAVES = list(leaves())
GROUPS = [word for word in COMMANDS if word not in LEAVES]


def command(line: str) -> tuple[Any, Any]:
    """The command that some words name, and its context."""
    context: Any = app.make_context("rescrm", line.split())
    found: Any = app
    for word in line.split():
        _, found, _ = found.resolve_command(context, [word])
        context = found.context_class(found, info_name=word, parent=context)
    return found, context


def parse(args: list[str]) -> None:
    """Read a line down to the last option without doing anything."""
    context: Any = app.make_context("rescrm", args)
    found: Any = app
    while hasattr(found, "resolve_command"):
        name, found, rest = found.resolve_command(
            context, [*context._protected_args, *context.args]
        )
        context = found.make_context(name, rest, parent=context)


@pytest.mark.parametrize("asked", ["", "-h", "--help", "--json --help"])
def test_help_of_the_whole_is_the_table(rescrm: Program, asked: str) -> None:
    said = rescrm.ok(asked)
    assert said.err == ""
    assert said.out.startswith("Usage: rescrm ")
    for section, lines in SECTIONS.items():
        assert f"\n{section}:\n" in said.out
        for word, line in lines.items():
            assert any(row.split() == [word, *line.split()] for row in said.out.splitlines()), word


@EVERY
def test_a_word_is_helped_by_the_line_of_the_table(rescrm: Program, word: str) -> None:
    said = rescrm.ok(f"{word} -h")
    assert said.out == rescrm.ok(f"{word} --help").out
    assert said.err == ""
    assert said.out.startswith(f"Usage: rescrm {word} ")
    assert said.out.splitlines()[2].strip() == COMMANDS[word]


@EVERY
def test_a_command_says_of_itself_what_the_table_says(word: str) -> None:
    module = import_module(module_of(word))
    assert module.__doc__
    if not hasattr(module, "COMMANDS"):
        name = word.replace("-", "_")
        function = getattr(module, f"{name}_", None) or getattr(module, name)
        assert inspect.getdoc(function).splitlines()[0] == COMMANDS[word]


@EVERY
def test_a_word_has_examples_that_can_be_typed(word: str) -> None:
    examples = import_module(module_of(word)).EXAMPLES
    assert examples
    for example in examples:
        assert example.startswith("rescrm ")
        assert f"rescrm {word}" in example
        for line in example.split(" | "):
            if line.startswith("rescrm "):
                parse(shlex.split(line)[1:])


@pytest.mark.parametrize("line", LEAVES)
def test_help_of_a_command_shows_its_options_and_examples(rescrm: Program, line: str) -> None:
    said = rescrm.ok(f"{line} -h")
    assert said.out.startswith(f"Usage: rescrm {line} ")
    assert "\nExamples:\n" in said.out
    assert f"  rescrm {line}" in said.out
    assert max(map(len, said.out.splitlines())) <= 100
    found, _ = command(line)
    for param in found.params:
        if param.param_type_name == "option" and not param.hidden:
            assert param.opts[0] in said.out
            assert param.help, f"{line} {param.opts[0]} has no word of help"


@pytest.mark.parametrize("line", LEAVES)
def test_help_speaks_of_things_and_not_of_types(rescrm: Program, line: str) -> None:
    told = rescrm.ok(f"{line} -h").out
    for jargon in ("<str>", "<int", "int range", "x>=", "[required]", "[default"):
        assert jargon not in told, jargon


@pytest.mark.parametrize("word", GROUPS)
def test_a_word_with_words_below_it_shows_them(rescrm: Program, word: str) -> None:
    alone = rescrm.ok(word)
    assert alone.out == rescrm.ok(f"{word} -h").out
    for line in LEAVES:
        if line.startswith(f"{word} "):
            assert f"\n  {line.split()[1]} " in alone.out


def test_readers_are_commands_there_are() -> None:
    assert set(READERS) - set(LEAVES) == set()


@pytest.mark.parametrize("columns", ["0", "20", "40", "200"])
def test_help_fits_the_width(
    rescrm: Program, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for line in ("--help", "add --help", "rule --help"):
        assert rescrm.ok(line).out
