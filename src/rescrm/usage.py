"""Help and complaints about what was typed, in our own voice instead of the parser's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from typer import _click as click

from .errors import UsageError

EVERY = "Every command takes --json, --dry-run, --quiet, …: `rescrm --help` has them."
# What a value is called where its option's own name says too little.
NOUNS = {
    "on": "DAY", "by": "DAY", "from": "DAY", "since": "DAY", "until": "DAY", "birthday": "DAY",
    "every": "CADENCE", "within": "DAYS", "days": "DAYS", "lead": "DAYS",
    "met": "EVENT", "via": "WHO", "with": "WHO", "missed": "WHO", "nick": "NAME",
    "email": "ADDRESS", "phone": "NUMBER", "link": "URL", "set": "FIELD=VALUE",
}  # fmt: skip

# What takes several words as one name: an option does not stand between them.
TORN = frozenset({"NAME", "[WHO WHO [WHY]]"})


class Spoken:
    """Help as `commands.md` writes it: what is named first, then options, then examples."""

    examples: Sequence[str] = ()

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """`rescrm show WHO [OPTIONS]`: the words in the order in which they are thought."""
        pieces = [_argument(param) for param in _shown(self, ctx, "argument")]
        if commands := getattr(self, "subcommand_metavar", None):
            pieces.append(commands)
        formatter.write_usage(ctx.command_path, " ".join([*pieces, "[OPTIONS]"]))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments that need a word, the options, the commands of a group."""
        arguments = [(_argument(each), each.help) for each in _shown(self, ctx, "argument")]
        options = [(_option(each), _help(each)) for each in _shown(self, ctx, "option")]
        for heading, rows in (
            ("Arguments", [row for row in arguments if row[1]]),
            ("Options", options),
        ):
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
        if hasattr(self, "format_commands"):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Help ends with examples."""
        if ctx.parent:
            formatter.write_paragraph()
            formatter.write_text(EVERY)
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"  {example}\n")


def told(error: Any) -> UsageError:
    """What the parser has to complain of, as an error of ours."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "rescrm"
    sentence = _sentence(error, ctx).replace("\x00", "")
    example = next(iter(getattr(ctx.command, "examples", ())), "") if ctx else ""
    missing = isinstance(error, click.exceptions.MissingParameter)
    such_as = f"\nSuch as: {example}" if example and missing else ""
    return UsageError(f"{sentence} `{path} --help` shows how.{such_as}")


def unknown_command(path: str, typed: str, words: Iterable[str]) -> UsageError:
    """The error that there is no such command, with the nearest ones."""
    near = get_close_matches(typed.lower(), words, n=2)
    nearest = f" Nearest: {', '.join(f'{path} {word}' for word in near)}." if near else ""
    return UsageError(
        f'there is no command "{typed[:60]}".{nearest} `{path} --help` has them all.',
        candidates=near,
    )


def torn_name(params: Iterable[Any], args: Sequence[str]) -> str | None:
    """What to ask of a name in the middle of which an option stands: quotes are missing, mostly.

    Nothing tells where the last word of `add Ana Reyes --org Mass General` belongs.
    """
    arguments = [each for each in params if each.param_type_name == "argument"]
    if not arguments or arguments[-1].metavar not in TORN:
        return None
    options = {name: each for each in params for name in each.opts if name.startswith("-")}
    words, at = 1 - len(arguments), 0
    torn: tuple[Any, str, str] | None = None  # an option behind the name's beginning, its value
    while at < len(args) and args[at] != "--":
        name, _, joined = args[at].partition("=")
        option = options.get(name if args[at].startswith("--") else args[at])
        if option is None or not args[at].startswith("-"):
            if torn and not re.match(r"-|.*\s", args[at]):
                return _torn(*torn, args[at])
            words += 1
        elif not option.is_flag:
            value = joined or (args[at + 1] if at + 1 < len(args) else "")
            torn = (option, name, value) if words > 0 and option.expose_value else torn
            at += not joined
        at += 1
    return None


def _torn(option: Any, name: str, value: str, word: str) -> str:
    asked = f'does "{word}" belong to {name}?'
    if option.multiple:
        return f"{asked} Each has an option of its own: {name} {value} {name} {word}"
    whole = f"{value} {word}".replace('"', "")
    return f'{asked} Words that belong together stand in quotes: {name} "{whole}"'


def _sentence(error: Any, ctx: Any) -> str:
    match error:
        case click.exceptions.MissingParameter(param=param) if param is not None:
            is_argument = param.param_type_name == "argument"
            return f"{(_argument if is_argument else _option)(param)} is missing."
        case click.exceptions.NoSuchOption():
            close = get_close_matches(error.option_name, error.possibilities or (), n=2, cutoff=0.7)
            nearest = f" Nearest: {', '.join(close)}." if close else ""
            return f"there is no option {error.option_name} here.{nearest}"
        case click.exceptions.BadOptionUsage() if "requires" in error.message:
            return f"{error.option_name} needs a value{_after(error.option_name, ctx)}."
        case click.exceptions.BadOptionUsage():
            return f"{error.option_name} takes no value."
        case click.exceptions.BadParameter(param=param) if param is not None:
            found = error.message.partition(" is not ")[0].strip("'")
            is_argument = param.param_type_name == "argument"
            name = _argument(param).strip("[].") if is_argument else param.opts[0]
            return f"{name} is {_wanted(param)}, not {found}."
    if error.message == "Missing command.":
        return "say what to do, such as `rescrm due`."
    message = error.format_message().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}."


def _after(name: str, ctx: Any) -> str:
    params = ctx.command.params if ctx else ()
    option = next((each for each in params if name in each.opts), None)
    return f": {name} {_noun(option)}" if option else ""


def _wanted(param: Any) -> str:
    low, high = getattr(param.type, "min", None), getattr(param.type, "max", None)
    if low is not None and high is not None:
        return f"a number from {low} to {high}"
    return "a number" if low is None else f"a number from {low} on"


def _shown(command: Any, ctx: Any, kind: str) -> list[Any]:
    return [
        param
        for param in command.get_params(ctx)
        if param.param_type_name == kind and not getattr(param, "hidden", False)
    ]


def _argument(param: Any) -> str:
    """`WHO`, `[FILTER]`: several words are one name, so that no dots follow."""
    name = param.metavar or param.name.rstrip("_").upper()
    return name if param.required or name.startswith("[") else f"[{name}]"


def _option(param: Any) -> str:
    """`-t, --tag TAG...`: the dots where it can be said again."""
    names = ", ".join((*param.opts, *param.secondary_opts))
    again = "..." if param.multiple else ""
    return names if param.is_flag else f"{names} {_noun(param)}{again}"


def _noun(param: Any) -> str:
    if param.metavar:
        return str(param.metavar)
    name = param.name.rstrip("_")
    return NOUNS.get(name) or ("N" if "int" in param.type.name.lower() else name.upper())


def _help(param: Any) -> str:
    default = param.default
    says_it = isinstance(default, int | str) and default not in (True, False, 0, "")
    return f"{param.help or ''}{f' [{default}]' if says_it else ''}".strip()
