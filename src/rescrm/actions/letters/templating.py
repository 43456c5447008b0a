"""Templates seen, tried and changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ...core.trial import Trial, trial, tried
from ...errors import DecisionNeeded, RescrmError, TemplateRefused
from ...session import Session
from .. import editor, private_file
from . import templates

# What a template of one's own begins as.
BLANK = """\
{# What it is for. Needs: discussed. Says when known: next_step. #}
Subject: About {{ discussed|clause }}

Dear {{ salutation }},

I appreciated our conversation about {{ discussed|clause }}.

{% if next_step %}One idea: {{ next_step|clause }}. {% endif %}Would that work for you?

Best,
{{ signature|default }}
"""


def item(session: Session, name: str, found: Trial) -> Mapping[str, Any]:
    """A template as it is listed: whose it is, what it needs, what is to mend."""
    mine = templates.own(session, name)
    is_own = os.path.lexists(mine)
    return {"name": name, "own": is_own, "file": str(mine) if is_own else None, **asdict(found)}


def every(session: Session) -> list[Mapping[str, Any]]:
    """All templates, each tried; one that is refused says why."""
    return [item(session, name, _tried(session, name)) for name in templates.names(session)]


def linted(session: Session, name: str) -> Mapping[str, Any]:
    """One template, tried; raises TemplateRefused (2) where the sandbox refuses it."""
    return item(session, name, trial(templates.text(session, name), name))


def _tried(session: Session, name: str) -> Trial:
    try:
        return tried(templates.text(session, name), name)
    except TemplateRefused as error:
        return Trial(about=None, refused=error.message)


def edited(session: Session, name: str) -> tuple[Mapping[str, Any] | None, bool]:
    """A template as the editor leaves it, tried, and whether it was changed; None for none.

    What is saved stays, also when it is refused (2): then the editor opens as often as is wanted.
    """
    templates.refuse_bad_name(session, name)
    while True:
        changed = not session.dry_run and _edit(session, name)
        if not templates.exists(session, name):
            return None, False
        try:
            return linted(session, name), changed
        except TemplateRefused as error:
            told = TemplateRefused(
                name, error.line, error.reason,
                f"What was saved is kept: rescrm template edit {name} opens it again.",
            )  # fmt: skip
            if not session.ask or session.ask(f"{told.message}\nOpen it now?", ["yes", "no"]):
                raise told from None


def _edit(session: Session, name: str) -> bool:
    """Open a template in the editor, a copy where it is a built-in one; false for no change.

    Raises DecisionNeeded (3) without an editor, OtherProgram (8) for one that does not end well:
    then everything is as it was.
    """
    if not editor.named(session):
        raise DecisionNeeded(
            f"nobody is here to edit it. Set EDITOR, or write {templates.own(session, name)}"
        )
    path = templates.own(session, name)
    before = path.read_bytes() if templates.is_own(session, name) else None
    begun = before or (templates.packed(name) or BLANK).encode()
    if before is None:
        private_file.write(path, begun)
    try:
        editor.open_file(session, path)
    except RescrmError:
        _put_back(path, before)
        raise
    if not path.exists() or path.read_bytes() == begun:
        _put_back(path, before)
        return False
    path.chmod(0o600)
    return True


def _put_back(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        private_file.write(path, before)
