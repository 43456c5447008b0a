"""Templates by name: the user's own come first."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import NotFound, TemplateRefused, UnreadableText, UsageError
from ..session import Session

NAME = re.compile(r"[^\W_][\w-]{0,59}")
MOST_BYTES = 100_000  # ten times what a template may hold


def text(session: Session, name: str) -> str:
    """The text of a template.

    Raises UsageError (2) for what is no bare name, NotFound (4) for one that nobody made, and
    TemplateRefused (2) for one that is no letter.
    """
    if not NAME.fullmatch(name):
        raise UsageError(f'"{name}" is no name of a template. Known: {", ".join(names(session))}.')
    own = _folder(session) / f"{name}.txt"
    if own.is_file():
        return _own(own, name)
    from importlib.resources import files

    packed = files("rescrm") / "templates" / f"{name}.txt"
    if not packed.is_file():
        raise NotFound(
            f'there is no template "{name}". Known: {", ".join(names(session))}. '
            f"Your own goes to {own}"
        )
    return packed.read_text(encoding="utf-8")


def names(session: Session) -> list[str]:
    """The names of all templates, the user's own among them."""
    from importlib.resources import files

    folder = _folder(session)
    own = [each.name for each in folder.glob("*.txt")] if folder.is_dir() else []
    packed = [each.name for each in (files("rescrm") / "templates").iterdir()]
    found = {name.removesuffix(".txt") for name in (*own, *packed) if name.endswith(".txt")}
    return sorted(name for name in found if NAME.fullmatch(name))


def _folder(session: Session) -> Path:
    return session.settings.config.parent / "templates"


def _own(path: Path, name: str) -> str:
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TemplateRefused(name, 1, "it is far too long for a letter")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableText(str(path), "utf-8") from None
