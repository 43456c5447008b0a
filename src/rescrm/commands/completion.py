"""Completion in the shell: its script shown, or put where the shell looks for it."""

from __future__ import annotations

from pathlib import Path

from ..actions import private_file
from ..errors import NotWritable, UsageError
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm completion install",
    "rescrm completion install zsh",
    "rescrm completion show fish",
)

# Each shell's script, and where under the home folder the shell finds it.
SCRIPTS = {
    "bash": ("rescrm.bash", "XDG_DATA_HOME", ".local/share", "bash-completion/completions/rescrm"),
    "zsh": ("_rescrm", "XDG_DATA_HOME", ".local/share", "zsh/site-functions/_rescrm"),
    "fish": ("rescrm.fish", "XDG_CONFIG_HOME", ".config", "fish/completions/rescrm.fish"),
}
BASH = """\
It works in each bash that starts from now on, through the package bash-completion; where that
is missing, put this line into ~/.bashrc:
  source {path}"""
# zsh looks in no folder of the user's by itself.
FPATH = """\
Put this line into ~/.zshrc, before the one with compinit:
  fpath=({folder} $fpath)
and this one behind it, if there is none yet:
  autoload -Uz compinit && compinit"""


def show(
    context: Context,
    shell: Annotated[str, Argument(help="bash, zsh or fish.", show_default=False)],
) -> Listing:
    """The script for a shell."""
    script = _script(shell)
    return Listing(
        kind="completion",
        items=[{"shell": shell, "script": script}],
        lines=script.splitlines(),
        prose=True,
    )


def install(
    context: Context,
    shell: Annotated[str | None, Argument(help="bash, zsh or fish; else yours.")] = None,
) -> Listing:
    """Put the script where the shell looks for it."""
    session: Session = context.obj
    name = shell or Path(session.environ.get("SHELL", "")).name
    script = _script(name)
    path = _place(session, name)
    if not session.dry_run:
        private_file.write(path, script.encode())
    return Listing(
        kind="completion",
        items=[{"shell": name, "path": str(path)}],
        notes=[_what_now(session, name, path)],
    )


COMMANDS = {"install": install, "show": show}


def _script(shell: str) -> str:
    if shell not in SCRIPTS:
        named = f'there is no completion for "{shell}"' if shell else "which shell is yours"
        raise UsageError(f"{named}: bash, zsh or fish? rescrm completion install bash")
    folder = Path(__file__).parents[1] / "completions"
    return (folder / SCRIPTS[shell][0]).read_text(encoding="utf-8")


def _place(session: Session, shell: str) -> Path:
    _, variable, default, inside = SCRIPTS[shell]
    named, home = session.environ.get(variable, ""), session.environ.get("HOME", "")
    if not (named.startswith("/") or home):
        raise NotWritable("the completion", "there is no home folder; set HOME")
    return (Path(named) if named.startswith("/") else Path(home) / default) / inside


def _what_now(session: Session, shell: str, path: Path) -> str:
    match shell:
        case "zsh" if str(path.parent) not in session.environ.get("FPATH", "").split(":"):
            return FPATH.format(folder=path.parent)
        case "bash":
            return BASH.format(path=path)
    return f"It works in each {shell} that starts from now on."
