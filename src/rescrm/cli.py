"""The front door: the table of commands, options every command has, printing, exit codes."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import FrameType
from typing import Annotated, Any, TextIO

import typer
from typer import _click as click
from typer.core import TyperCommand, TyperGroup, TyperOption

from . import __version__
from .errors import NotFound, NotWritable, RescrmError, UsageError
from .session import Session, start
from .settings import read_settings
from .table import COMMANDS, READERS, SECTIONS, module_of
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
SHIELD, NOT_WORD = "\x00", r"-[a-z]+(\.[^:]+)?:"

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

EVERY = "Every command takes --json, --dry-run, --quiet, …: `rescrm --help` has them."


class Leaf(TyperCommand):
    """A command: shields filter words, takes the options all have, is given the session."""

    shield = NOT_WORD
    examples: Sequence[str] = ()

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
        return _no_store(answer) if session.store.is_missing else answer

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Help ends with examples."""
        formatter.write_paragraph()
        formatter.write_text(EVERY)
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"  {example}\n")


class Table(TyperGroup):
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
        group = TyperGroup(
            name=cmd_name,
            commands={word: leaf(word, function, module) for word, function in table.items()},
            help=COMMANDS[cmd_name],
            no_args_is_help=True,
            context_settings={"help_option_names": ["-h", "--help"]},
            rich_markup_mode=None,
        )
        group.params.extend(shared_options())
        return group

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table, by section."""
        for section, lines in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(lines.items()))


def leaf(word: str, function: Any, module: Any) -> Any:
    """One command built from its function and its module's examples."""
    door = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"help_option_names": ["-h", "--help"]}
    door.command(word, cls=Leaf, context_settings=settings)(function)
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
    ]


def _remember(ctx: Any, param: Any, value: Any) -> Any:
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
        ask=None if said["no_input"] or not _someone_is_there() else ask,
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
    return Form(named) if named else form_for(sys.stdout)


def _someone_is_there() -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())


def ask(question: str, choices: Sequence[str]) -> int | None:
    """Put a question with numbered answers on the terminal; None when none was given."""
    from .view.safe import for_encoding, shown

    lines = [f"  {number}  {shown(choice)}" for number, choice in enumerate(choices, 1)]
    asked = "\n".join([shown(question), *lines, f"1-{len(choices)}, or Enter for none: "])
    sys.stderr.write(for_encoding(asked, sys.stderr.encoding or "utf-8"))
    sys.stderr.flush()
    said = sys.stdin.readline().strip()
    if not (said.isascii() and said.isdigit()):
        return None
    return int(said) - 1 if 1 <= int(said) <= len(choices) else None


app = Table(
    name="rescrm",
    help="Keep in touch with the people you meet: whom now, why, and what to write.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    params=shared_options(),
)


def main(argv: Sequence[str]) -> int:
    """Run a command line and give its exit code; everything is printed from here."""
    _stand_by()
    meta: dict[str, Any] = {"rescrm.argv": tuple(argv)}
    try:
        answer = _run(argv, meta)
        return _print(answer, meta)
    except RescrmError as error:
        return _print_error(error, argv, meta)
    except click.exceptions.ClickException as error:
        return _print_error(_usage(error), argv, meta)
    except typer.Exit as end:
        return int(end.exit_code)
    except (KeyboardInterrupt, EOFError):
        return 130
    except BrokenPipeError:
        _hush()
        return 0
    except OSError as error:
        told = NotWritable(str(error.filename or "output"), (error.strerror or "failed").lower())
        return _print_error(told, argv, meta)


def _run(argv: Sequence[str], meta: dict[str, Any]) -> Any:
    if any("\udc80" <= char <= "\udcff" for arg in argv for char in arg):
        raise UsageError("what was typed is not readable as text (UTF-8).")
    if list(argv) == ["--version"]:
        return Listing(kind="version", lines=[f"rescrm {__version__}"], prose=True)
    with app.make_context("rescrm", list(argv)) as ctx:
        ctx.meta.update(meta)
        try:
            return app.invoke(ctx)
        finally:
            meta.update(ctx.meta)


def _print(answer: Any, meta: Mapping[str, Any]) -> int:
    match answer:
        case Walk():
            return _play(answer, meta)
        case Listing():
            out = sys.stdout or _nowhere()
            show(
                answer,
                _form(meta),
                out,
                sys.stderr or _nowhere(),
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
        sys.stdout.write(f"\n# {about}\n$ rescrm {_typed(argv)}\n")
        step: dict[str, Any] = {
            **{key: value for key, value in meta.items() if key.startswith("rescrm.")},
            "rescrm.argv": argv,
        }
        step.setdefault("rescrm.format", Form.RICH.value)
        step["rescrm.quiet"] = True
        code = code or _print(_run((*walk.options, *argv), step), step)
    return _print(Listing(kind="demo", lines=["", *walk.last], prose=True), meta) or code


def _typed(argv: Sequence[str]) -> str:
    return " ".join(f'"{arg}"' if re.search(r"[\s;*]", arg) else arg for arg in argv)


def _print_error(error: RescrmError, argv: Sequence[str], meta: Mapping[str, Any]) -> int:
    wants_json = meta.get("rescrm.json") or "--json" in argv or meta.get("rescrm.format") == "json"
    show_error(error, Form.JSON if wants_json else Form.PLAIN, sys.stderr or _nowhere())
    return error.exit_code


def _usage(error: Any) -> UsageError:
    """What the parser has to complain of, in our own voice."""
    message = error.format_message().rstrip(".")
    where = error.ctx.command_path if getattr(error, "ctx", None) else "rescrm"
    return UsageError(f"{message[:1].lower()}{message[1:]}. `{where} --help` shows how.")


def _stand_by() -> None:
    """End on a signal as a shell expects: 143, 129; what was begun is taken back on the way."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    sys.excepthook = _fault


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _fault(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """A bug of ours: one line, and where the rest is; nothing the user wrote goes into it."""
    import traceback

    lines = "".join(traceback.format_tb(trace)) + kind.__name__
    if "--debug" in sys.argv:
        sys.stderr.write(f"{lines}: {error}\n")
        return
    sys.stderr.write(
        f"rescrm: this is a fault in rescrm ({kind.__name__}), and nothing was changed. "
        "The same with --debug shows where.\n"
    )


def _hush() -> None:
    """A closed pipe is no fault: nothing more goes there, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
