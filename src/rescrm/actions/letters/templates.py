"""Templates by name: the user's own come first."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...errors import NotFound, TemplateRefused, UsageError
from ...session import Session

NAME = re.compile(r"[^\W_][\w-]{0,59}")
MOST_BYTES = 100_000  # ten times what a template may hold


def text(session: Session, name: str) -> str:
    """The text of a template.

    Raises UsageError (2) for what is no bare name, NotFound (4) for one that nobody made, and
    TemplateRefused (2) for a file that is no letter of the user's.
    """
    refuse_bad_name(session, name)
    mine = own(session, name)
    if os.path.lexists(mine):
        return _own(session, mine, name)
    built_in = packed(name)
    if built_in is None:
        raise NotFound(
            f'there is no template "{name}". Known: {", ".join(names(session))}. '
            f"One of your own: rescrm template edit {name}"
        )
    return built_in


def exists(session: Session, name: str) -> bool:
    """Whether there is a template of that name."""
    return os.path.lexists(own(session, name)) or packed(name) is not None


def refuse_bad_name(session: Session, name: str) -> None:
    """A template has a bare name: a file in one folder, and nothing else."""
    if not NAME.fullmatch(name):
        raise UsageError(f'"{name}" is no name of a template. Known: {", ".join(names(session))}.')


def packed(name: str) -> str | None:
    """The text of one that comes with the program."""
    from importlib.resources import files

    place = files("rescrm") / "templates" / f"{name}.txt"
    return place.read_text(encoding="utf-8") if place.is_file() else None


def own(session: Session, name: str) -> Path:
    """Where the user's own of that name is, or would be."""
    return folder(session) / f"{name}.txt"


def names(session: Session) -> list[str]:
    """The names of all templates, the user's own among them."""
    from importlib.resources import files

    place = folder(session)
    mine = [each.name for each in place.glob("*.txt")] if place.is_dir() else []
    built_in = [each.name for each in (files("rescrm") / "templates").iterdir()]
    found = {name.removesuffix(".txt") for name in (*mine, *built_in) if name.endswith(".txt")}
    return sorted(name for name in found if NAME.fullmatch(name))


def folder(session: Session) -> Path:
    """Where the user's own templates are."""
    return session.settings.config.parent / "templates"


def is_own(session: Session, name: str) -> bool:
    """Whether there is one of the user's own; TemplateRefused (2) for a file not to be obeyed."""
    path = own(session, name)
    if not os.path.lexists(path):
        return False
    with _opened(session, path, name):
        return True


def _own(session: Session, path: Path, name: str) -> str:
    with _opened(session, path, name) as fd:
        raw = os.read(fd, MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TemplateRefused(name, 1, "it is far too long for a letter")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise TemplateRefused(name, line, "it is not readable as UTF-8") from None


@contextmanager
def _opened(session: Session, path: Path, name: str) -> Iterator[int]:
    """A file of the user's own; what is a link, a pipe or anyone's to write is not obeyed."""
    shown = session.shown(path)
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError as error:
        link = f"{shown} is a link: put the file itself there"
        reason = f"{shown}: {(error.strerror or 'not readable').lower()}"
        raise TemplateRefused(name, 1, link if path.is_symlink() else reason, "") from None
    try:
        if reason := _distrust(os.fstat(fd), shown):
            raise TemplateRefused(name, 1, reason, "")
        yield fd
    finally:
        os.close(fd)


def _distrust(status: os.stat_result, shown: str) -> str:
    """Why a file is not the user's to be obeyed; empty when it is."""
    if not stat.S_ISREG(status.st_mode):
        return f"{shown} is no plain file"
    if status.st_mode & stat.S_IWOTH:
        return f"anyone may write to {shown}, so it is not obeyed: chmod 600 {shown}"
    if status.st_uid not in (0, os.geteuid()):
        return f"{shown} belongs to somebody else, so it is not obeyed"
    return ""
