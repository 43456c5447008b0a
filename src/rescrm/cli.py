"""The front door: the table of commands, options every command has, printing, exit codes."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from typing import Annotated, Any, TextIO

import typer
from typer import _click as click
from typer.core import TyperCommand, TyperGroup, TyperOption

from . import __version__
from .errors import AnswerLost, Fault, NotFound, NotWritable, RescrmError, UsageError
from .session import Session, start
from .settings import read_settings
from .table import COMMANDS, READERS, SECTIONS, module_of
from .usage import Spoken, told, unknown_command
from .view.listing import Listing, Walk
from .view.show import Form, color_for, form_for, show, show_error, width_for

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

UNREAD = re.compile(r"[\ud800-\udfff]")  # bytes that the locale's encoding does not know

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
    """A command: shields filter words, takes the options all have, is given the session."""

    shield = NOT_WORD

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, with the words that only look like options marked."""
        return super().parse_args(ctx, [_shielded(arg, self.shield) for arg in args])

    def invoke(self, ctx: Any) -> Any:
        """Build the session and run the command."""
        ctx.params = {name: _bare(value) for name, value in ctx.params.items()}
        session = ctx.obj = _session(ctx.meta)
        try:
            with session.store.faults():
                answer = super().invoke(ctx)
        except NotFound:
            if session.store.is_missing and _reads(ctx.command_path):
                return _no_store(Listing(kind="contact"))
            raise
        finally:
            session.store.close()
            if session.progress:
                session.progress("")
        return _no_store(answer) if session.store.is_missing else answer


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
            function = getattr(module, f"{cmd_name}_", None) or getattr(module, cmd_name)
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


def _session(meta: Mapping[str, Any]) -> Session:
    """The session of a run, from the options and the environment."""
    said = {name: meta.get(f"rescrm.{name}") for name in SHARED}
    settings = read_settings(os.environ, said["db"])
    return start(
        settings,
        environ=os.environ,
        now=said["now"],
        words=tuple(meta.get("rescrm.argv", ())),
        form=_form(meta).value,
        dry_run=bool(said["dry_run"]),
        yes=bool(said["yes"]),
        no_input=bool(said["no_input"]),
        ask=None if said["no_input"] or not _someone_is_there() else ask,
        progress=None if said["quiet"] or not _can_be_written_over() else tell,
    )


def _reads(command_path: str) -> bool:
    return command_path.removeprefix("rescrm ") in READERS


def _no_store(answer: Listing) -> Listing:
    """What rescrm is, for someone who has not begun: of the answer only its kind is left."""
    return Listing(
        kind=answer.kind,
        warnings=[
            "rescrm keeps the people you meet and says whom to reach out to now, and why.",
            "Begin with `rescrm init --starter`, `rescrm import FILE`, or look at `rescrm demo`.",
        ],
    )


def _form(meta: Mapping[str, Any]) -> Form:
    if meta.get("rescrm.json"):
        return Form.JSON
    named = meta.get("rescrm.format")
    if named and named not in list(Form):
        raise UsageError(f'there is no format "{named}". It is plain, json or rich.')
    return Form(named) if named else form_for(_out())


def _someone_is_there() -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and _err().isatty())


def _can_be_written_over() -> bool:
    return bool(sys.stderr and sys.stderr.isatty() and os.environ.get("TERM") != "dumb")


def tell(text: str) -> None:
    """Write over the last line of the terminal: how far a long command has come."""
    from .view.safe import for_encoding, shown

    line = for_encoding(shown(text), sys.stderr.encoding or "utf-8")
    sys.stderr.write(f"\r{line}\x1b[K")
    sys.stderr.flush()


def ask(question: str, choices: Sequence[str]) -> int | None:
    """Put a question with numbered answers on the terminal; None when none was given."""
    from .view.safe import for_encoding, shown

    lines = [f"  {number}  {shown(choice)}" for number, choice in enumerate(choices, 1)]
    asked = "\n".join([shown(question), *lines, f"1-{len(choices)}, or Enter for none: "])
    sys.stderr.write(for_encoding(asked, sys.stderr.encoding or "utf-8"))
    sys.stderr.flush()
    try:
        said = sys.stdin.readline().strip()
    except UnicodeDecodeError:
        return None
    except SystemExit:  # Ctrl-C: what follows begins on a line of its own
        sys.stderr.write("\n")
        raise
    if not (said.isascii() and said.isdigit()):
        return None
    return int(said) - 1 if 1 <= int(said) <= len(choices) else None


app = Table(
    name="rescrm",
    help="Keep in touch with the people you meet: whom now, why, and what to write.",
    rich_markup_mode=None,
    params=shared_options(),
)


def main(argv: Sequence[str]) -> int:
    """Run a command line and give its exit code; everything is printed from here."""
    meta: dict[str, Any] = {"rescrm.argv": tuple(argv)}
    try:
        return _print(_run(argv, meta), meta)
    except RescrmError as error:
        return _print_error(error, argv, meta)
    except click.exceptions.ClickException as error:
        return _print_error(told(error), argv, meta)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _hush()
        return 0
    except OSError as error:
        _hush()
        return _print_error(_not_written(error), argv, meta)


def _run(argv: Sequence[str], meta: dict[str, Any]) -> Any:
    words = _readable(argv)
    meta["rescrm.argv"] = tuple(words)
    try:
        with app.make_context("rescrm", words) as ctx:
            ctx.meta.update(meta)
            try:
                return app.invoke(ctx)
            finally:
                meta.update(ctx.meta)
    except Answer as said:
        # Help is for people, whatever the form; the version can be JSON.
        wants_json = said.listing.kind == "version" and _wants_json(argv, meta)
        meta |= {"rescrm.json": wants_json, "rescrm.format": Form.PLAIN.value}
        return said.listing


def _readable(argv: Sequence[str]) -> list[str]:
    """What was typed; where the locale could not read it, as UTF-8."""
    try:
        return [os.fsencode(arg).decode() if UNREAD.search(arg) else arg for arg in argv]
    except UnicodeError:
        raise UsageError("what was typed is not readable as text (UTF-8).") from None


def _print(answer: Any, meta: Mapping[str, Any]) -> int:
    match answer:
        case Walk():
            return _play(answer, meta)
        case Listing():
            out = _out()
            show(
                answer,
                _form(meta),
                out,
                _err(),
                width=width_for(out, os.environ),
                color=not meta.get("rescrm.no_color") and color_for(out, os.environ),
                quiet=bool(meta.get("rescrm.quiet")),
            )
            out.flush()
            return answer.exit_code
    return 0


def _play(walk: Walk, meta: Mapping[str, Any]) -> int:
    """Say what is typed, run it, print it, and go on to the next step."""
    code = _print(walk.first, meta)
    if _form(meta) is Form.JSON:
        return code
    for about, argv in walk.steps:
        _out().write(f"\n# {about}\n$ rescrm {_typed(argv)}\n")
        step: dict[str, Any] = {
            **{key: value for key, value in meta.items() if key.startswith("rescrm.")},
            "rescrm.argv": argv,
        }
        step.pop("rescrm.db", None)  # the walk has a store of its own
        step.setdefault("rescrm.format", Form.RICH.value)
        step["rescrm.quiet"] = True
        code = code or _print(_run((*walk.options, *argv), step), step)
    return _print(Listing(kind="demo", lines=["", *walk.last], prose=True), meta) or code


def _typed(argv: Sequence[str]) -> str:
    return " ".join(f'"{arg}"' if re.search(r"[\s;*]", arg) else arg for arg in argv)


def _print_error(error: RescrmError, argv: Sequence[str], meta: Mapping[str, Any]) -> int:
    """Say what went wrong; where that cannot be said either, the exit code does."""
    form = Form.JSON if _wants_json(argv, meta) else Form.PLAIN
    try:
        show_error(error, form, _err())
    except OSError:
        _hush()
    return error.exit_code


def _wants_json(argv: Sequence[str], meta: Mapping[str, Any]) -> bool:
    """Whether programs read the answer, as far as can be told from a line that may be wrong."""
    said = {*argv, *map("=".join, pairwise(argv)), f"--format={meta.get('rescrm.format')}"}
    return not said.isdisjoint({"--json", "--format=json"})


def fault(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """A bug of ours: one line, and how to see where; no value of the user's goes into it."""
    if "--debug" in sys.argv:
        import traceback

        _err().write("".join(traceback.format_tb(trace)))
    _print_error(Fault(kind.__name__), sys.argv, {})


def _not_written(error: OSError) -> RescrmError:
    reason = (error.strerror or "failed").lower()
    return NotWritable(str(error.filename), reason) if error.filename else AnswerLost(reason)


def _hush() -> None:
    """What cannot be written is dropped: nothing more goes there, not even at exit."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or no file at all
            stream.flush()
            continue
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Closed(io.StringIO):
    """Where the answer goes when there is no output: a write fails as on a full disk."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, "it is closed")


def _out() -> TextIO:
    return sys.stdout or _Closed()


def _err() -> TextIO:
    return sys.stderr or io.StringIO()
