"""The front door: a line is read, its command run with a session, the answer printed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from typer import _click as click

from . import streams
from .errors import AnswerLost, Fault, NotFound, NotWritable, RescrmError, UsageError
from .grammar import RUN, Answer
from .grammar import SHARED as SHARED
from .grammar import app as app
from .session import Session, start
from .settings import read_settings
from .table import READERS
from .usage import told
from .view.listing import Listing, Walk
from .view.show import Form, color_for, form_for, show, show_error, width_for

UNREAD = re.compile(r"[\ud800-\udfff]")  # bytes that the locale's encoding does not know


def _with_session(ctx: Any, command: Callable[[Any], Any]) -> Any:
    """Build the session and run the command with it."""
    session = ctx.obj = _session(ctx.meta)
    try:
        with session.store.faults():
            answer = command(ctx)
    except NotFound:
        if session.store.is_missing and _reads(ctx.command_path):
            return _no_store(Listing(kind="contact"))
        raise
    finally:
        session.store.close()
        if session.progress:
            session.progress("")
    return _no_store(answer) if session.store.is_missing else answer


def _session(meta: Mapping[str, Any]) -> Session:
    """The session of a run, from the options and the environment."""
    said = {name: meta.get(f"rescrm.{name}") for name in SHARED}
    settings = read_settings(os.environ, said["db"])
    is_asked = not said["no_input"] and streams.someone_is_there()
    return start(
        settings,
        environ=os.environ,
        now=said["now"],
        words=tuple(meta.get("rescrm.argv", ())),
        form=_form(meta).value,
        dry_run=bool(said["dry_run"]),
        yes=bool(said["yes"]),
        no_input=bool(said["no_input"]),
        ask=streams.ask if is_asked else None,
        ask_line=streams.ask_line if is_asked else None,
        tell=streams.tell,
        progress=None if said["quiet"] or not streams.can_be_written_over() else streams.Progress(),
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
    return Form(named) if named else form_for(streams.out())


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
        streams.hush()
        return 0
    except OSError as error:
        streams.hush()
        return _print_error(_not_done(error), argv, meta)


def _run(argv: Sequence[str], meta: dict[str, Any]) -> Any:
    words = _readable(argv)
    meta["rescrm.argv"] = tuple(words)
    try:
        with app.make_context("rescrm", words) as ctx:
            ctx.meta.update(meta)
            ctx.meta[RUN] = _with_session
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
            with _saying():
                _show(answer, meta)
            return answer.exit_code
    return 0


def _show(answer: Listing, meta: Mapping[str, Any]) -> None:
    out = streams.out()
    show(
        answer,
        _form(meta),
        out,
        streams.err(),
        width=width_for(out, os.environ),
        color=not meta.get("rescrm.no_color") and color_for(out, os.environ),
        quiet=bool(meta.get("rescrm.quiet")),
    )
    out.flush()


@contextmanager
def _saying() -> Iterator[None]:
    """What was asked is done by now: what fails in here is only the answer."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        streams.hush()
        raise (_not_done(error) if error.filename else AnswerLost(_reason(error))) from error


def _play(walk: Walk, meta: Mapping[str, Any]) -> int:
    """Say what is typed, run it, print it, and go on to the next step."""
    code = _print(walk.first, meta)
    if _form(meta) is Form.JSON:
        return code
    for about, argv in walk.steps:
        with _saying():
            streams.out().write(f"\n# {about}\n$ rescrm {_typed(argv)}\n")
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
        show_error(error, form, streams.err())
    except OSError:
        streams.hush()
    return error.exit_code


def _wants_json(argv: Sequence[str], meta: Mapping[str, Any]) -> bool:
    """Whether programs read the answer, as far as can be told from a line that may be wrong."""
    said = {*argv, *map("=".join, pairwise(argv)), f"--format={meta.get('rescrm.format')}"}
    return not said.isdisjoint({"--json", "--format=json"})


def fault(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """A bug of ours: one line, and how to see where; no value of the user's goes into it."""
    if "--debug" in sys.argv:
        import traceback

        streams.err().write("".join(traceback.format_tb(trace)))
    _print_error(Fault(kind.__name__), sys.argv, {})


def _not_done(error: OSError) -> RescrmError:
    return NotWritable(str(error.filename or "the disk"), _reason(error))


def _reason(error: OSError) -> str:
    return (error.strerror or str(error) or "failed").lower()
