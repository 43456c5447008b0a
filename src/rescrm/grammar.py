"""What can be typed: the words, the options that every command has, help in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer import _click as click
from typer.core import TyperCommand, TyperGroup, TyperOption

from . import __version__
from .errors import UsageError
from .table import COMMANDS, SECTIONS, module_of
from .usage import Spoken, torn_name, unknown_command
from .view.listing import Listing

# A command's annotations are only text until the door gives its module these words.
ANNOTATION_WORDS = {
    "Annotated": Annotated,
    "Argument": typer.Argument,
    "Context": typer.Context,
    "Option": typer.Option,
}
# A filter word such as -tag:ep is no option: it is parsed with a mark before its hyphen.
# So is what begins with a hyphen and no letter: "- asked again", "-> call".
SHIELD, NOT_WORD = "\x00", r"-([a-zA-Z]+(\.[^:]+)?:|[^\w-])"

RUN = "rescrm.run"  # how a command is run, kept with what was said

# Options that every command has: (names, takes a value, help).
SHARED: Mapping[str, tuple[tuple[str, ...], str | None, str]] = {
    "db": (("--db",), "PATH", "The store [env: RESCRM_DB]."),
    "now": (("--now",), "INSTANT", "The moment, instead of the clock's [env: RESCRM_NOW]."),
    "json": (("--json",), None, "Answer in JSON."),
    "format": (("--format",), "FORM", "plain, json or rich."),
    "quiet": (("--quiet",), None, "Only the answer, no hints."),
    "no_input": (("--no-input",), None, "Never ask."),
    "yes": (("--yes",), None, "Yes to every question."),
    "dry_run": (("--dry-run",), None, "Show what would change, and change nothing."),
    "no_color": (("--no-color",), None, "No colour [env: NO_COLOR]."),
    "debug": (("--debug",), None, "Show where a fault in rescrm happened."),
}


class Answer(Exception):
    """Help or the version: known before any command runs."""

    def __init__(self, kind: str, text: str, **item: str) -> None:
        super().__init__(kind)
        self.listing = Listing(kind=kind, items=[item or {"text": text}], lines=[text], prose=True)


class Word(Spoken):
    """What commands and groups share: help printed by `main`, complaints with their place."""

    def get_help_option(self, ctx: Any) -> Any:
        """`-h` and `--help`, which end the parsing with an answer."""
        if not hasattr(self, "_asked"):
            self._asked = _asking(["-h", "--help"], "Show this.", _help)
        return self._asked

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; whatever is wrong is said of this word."""
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except click.exceptions.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        return rest


class Leaf(Word, TyperCommand):
    """A command: shields filter words, takes the options all have."""

    shield = NOT_WORD

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, with the words that only look like options marked."""
        if torn := torn_name(self.params, args):
            raise UsageError(torn)
        return super().parse_args(ctx, [_shielded(arg, self.shield) for arg in args])

    def invoke(self, ctx: Any) -> Any:
        """Run the command, as whoever parsed the line wants it run."""
        ctx.params = {name: _bare(value) for name, value in ctx.params.items()}
        return ctx.meta[RUN](ctx, super().invoke)


class Words(Word, TyperGroup):
    """Several commands under one word; alone it shows its help."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse up to the next word."""
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of the next word; what is none is told the nearest."""
        command = self.get_command(ctx, args[0])
        if command is None:
            raise unknown_command(ctx.command_path, args[0], self.list_commands(ctx))
        return args[0], command, args[1:]

    def list_commands(self, ctx: Any) -> list[str]:
        """The words, in their order."""
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Each word with its line."""
        with formatter.section("Commands"):
            lines = [(each.help or "").partition("\n")[0] for each in self.commands.values()]
            formatter.write_dl(list(zip(self.commands, lines, strict=True)))


class Table(Words):
    """Loads a command when it is called for; its help stands in the table."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All words, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a word, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(module_of(cmd_name))
        vars(module).update(ANNOTATION_WORDS)
        table = getattr(module, "COMMANDS", None)
        if table is None:
            # `list_` and `import_`: a command may not hide Python's own word.
            name = cmd_name.replace("-", "_")
            function = getattr(module, f"{name}_", None) or getattr(module, name)
            return leaf(cmd_name, function, module)
        group = Words(
            name=cmd_name,
            commands={word: leaf(word, function, module) for word, function in table.items()},
            help=COMMANDS[cmd_name],
            rich_markup_mode=None,
            params=shared_options(hidden=True),
        )
        group.examples = getattr(module, "EXAMPLES", ())
        return group

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table, by section."""
        for section, lines in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(lines.items()))


def leaf(word: str, function: Any, module: Any) -> Any:
    """One command built from its function and its module's examples."""
    door = typer.Typer(add_completion=False, rich_markup_mode=None)
    door.command(word, cls=Leaf)(function)
    command = typer.main.get_command(door)
    assert isinstance(command, Leaf)
    command.params.extend(shared_options(hidden=True))
    command.shield = getattr(module, "SHIELD", NOT_WORD)
    prefix = f"rescrm {module.__name__.rpartition('.')[2].rstrip('_')} "
    mine = prefix if function.__name__.startswith(word.replace("-", "_")) else ""
    examples = getattr(module, "EXAMPLES", ())
    if getattr(module, "COMMANDS", None):
        examples = [each for each in examples if each.startswith(f"{mine or prefix}{word}")]
    command.examples = examples
    return command


def shared_options(*, hidden: bool = False) -> list[TyperOption]:
    """The options of SHARED: no value of their own, what is said goes to the context."""
    return [
        TyperOption(
            param_decls=[*names, name],
            type=str if metavar else None,
            metavar=metavar,
            is_flag=metavar is None,
            default=None,
            expose_value=False,
            callback=_remember,
            help=help,
            show_default=False,
            hidden=hidden,
        )
        for name, (names, metavar, help) in SHARED.items()
    ] + [_asking(["--version"], "Show the version.", _version, hidden=hidden)]


def _asking(names: list[str], help: str, answer: Any, *, hidden: bool = False) -> TyperOption:
    return TyperOption(
        param_decls=names,
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=answer,
        help=help,
        hidden=hidden,
    )


def _help(ctx: Any, param: Any, value: Any) -> None:
    if value:
        raise Answer("help", ctx.get_help())


def _version(ctx: Any, param: Any, value: Any) -> None:
    if value:
        raise Answer("version", f"rescrm {__version__}", version=__version__)


def _remember(ctx: Any, param: Any, value: Any) -> Any:
    if value == "":
        raise UsageError(f"{param.opts[0]} needs a value: {param.opts[0]} {param.metavar}.")
    if value:
        ctx.meta[f"rescrm.{param.name}"] = _bare(value)
    return value


def _shielded(arg: str, pattern: str) -> str:
    return SHIELD + arg if re.match(pattern, arg) else arg


def _bare(value: Any) -> Any:
    match value:
        case str():
            return value.replace(SHIELD, "")
        case list() | tuple():
            return type(value)(_bare(each) for each in value)
    return value


app = Table(
    name="rescrm",
    help="Keep in touch with the people you meet: whom now, why, and what to write.",
    rich_markup_mode=None,
    params=shared_options(),
)
