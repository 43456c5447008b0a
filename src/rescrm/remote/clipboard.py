"""The clipboard: of the terminal one types in (OSC 52), or of the desktop, by what is there."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from ..errors import OtherProgram
from . import program

TERMINAL = "the terminal"
LONGEST = 74_000  # bytes of base64: more than that terminals drop
WITHIN = 10  # seconds
# Each with the variable that says where its desktop is.
PROGRAMS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "wl-copy": ("WAYLAND_DISPLAY", ()),
    "xclip": ("DISPLAY", ("-selection", "clipboard")),
    "xsel": ("DISPLAY", ("--clipboard", "--input")),
    "pbcopy": ("", ()),
}


def copy(
    text: str, environ: Mapping[str, str], streams: Sequence[TextIO | None], instead: str
) -> str:
    """Put a text on the clipboard and name the way it went.

    One of ``streams`` may be the terminal. ``instead`` is what to type where there is no
    clipboard: OtherProgram (8).
    """
    tried = ""
    terminal = _terminal(environ, streams)
    if terminal and len(sequence := osc52(text, in_tmux="TMUX" in environ)) <= LONGEST:
        terminal.write(sequence)
        terminal.flush()
        tried = TERMINAL
    for name in _there(environ):
        if tried == TERMINAL and not _has_desktop(name, environ):
            break
        ended = program.feed([name, *PROGRAMS[name][1]], text.encode(), within=WITHIN)
        if not ended.trouble:
            return name
        if not tried:
            tried = f"{name} {ended.trouble}"
    if tried == TERMINAL:
        return TERMINAL
    why = tried or "neither a terminal nor wl-copy, xclip, xsel or pbcopy is here"
    raise OtherProgram(f"no clipboard: {why}. Nothing was changed. Instead: {instead}")


def osc52(text: str, *, in_tmux: bool) -> str:
    """What tells a terminal to take a text on its clipboard; tmux is asked to hand it on, too.

    tmux takes the sequence itself with `set-clipboard on`, and hands on a wrapped one with
    `allow-passthrough on`: it is given both.
    """
    plain = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    escaped = plain.replace("\x1b", "\x1b\x1b")
    return f"{plain}\x1bPtmux;{escaped}\x1b\\" if in_tmux else plain


def _terminal(environ: Mapping[str, str], streams: Sequence[TextIO | None]) -> TextIO | None:
    """The terminal one types in, where it has a clipboard: the console and screen have none."""
    if environ.get("TERM", "dumb") in ("dumb", "linux") or "STY" in environ:
        return None
    return next((each for each in streams if each and each.isatty()), None)


def _there(environ: Mapping[str, str]) -> Iterator[str]:
    """The programs that are there, those whose desktop is there before the others."""
    path = environ.get("PATH")
    found = [name for name in PROGRAMS if shutil.which(name, path=path)]
    yield from sorted(found, key=lambda name: not _has_desktop(name, environ))


def _has_desktop(name: str, environ: Mapping[str, str]) -> bool:
    return PROGRAMS[name][0] in ("", *environ)
