"""What `completions/words.txt` must say, asked of the commands themselves."""

from __future__ import annotations

from typing import Any

from rescrm.cli import SHARED, app
from rescrm.keys import KEYS
from rescrm.settings import KINDS
from rescrm.table import COMMANDS

HEAD = """\
# What follows each command, for completion: a word of rescrm, its places, its options (parted by
# tabs). A place or a value is named by its kind: who, event, group, tag, filter, selector, …;
# a|b is one of these; - is anything; what ends with * may be said again. The first line has the
# options of all commands; a word with a colon is a filter.
# Written by the tests: RESCRM_REWRITE=1 pytest tests/commands/test_completion.py
"""
TOUCHES = "coffee|call|email|message|meeting|meal|conference|video|letter|debrief"
GROUPS = "pod|committee|interest-group|study-group|journal-club|peer-support"
ROLES = ("clinical", "research", "career", "identity")
FORMS = ("plain", "json", "rich")

# The kind of a parameter, by its name; before it stands the command where the name says less.
BY_NAME = {
    "who": "who",
    "what": "who",
    "with_": "who",
    "missed": "who",
    "via": "who",
    "event": "event",
    "met": "event",
    "group": "group",
    "filter": "filter",
    "selector": "selector",
    "kind": "|".join(KINDS),
    "mentor set role": "|".join(ROLES),
    "intro words": "who",
    "agreed": "who",
    "declined": "who",
    "key": "|".join(KEYS),
    "shell": "bash|zsh|fish",
    "tag": "tag",
    "file": "file",
    "files": "file",
    "o": "file",
    "db": "file",
    "format": "|".join(FORMS),
    "digest as_": "text|json",
    "draft to": "stdout|editor|clipboard|mailto|eml|imap",
    "draft template": "template",
    "template show name": "template",
    "template edit name": "template",
    "template lint name": "template",
    "draft who": "people",
    "event add type": "conference|workshop|retreat|rotation|program",
    "export ics as_": "event|todo",
    "group add type": GROUPS,
    "group edit type": GROUPS,
    "import as_": "vcard|linkedin",
    "rule set words": "selector -",
    "snooze words": "who -",
    "list sort": "name|last|due|added",
    "log text": "sentence",
    "log kind": TOUCHES,
    "tag words": "who tags",
    "brief calendar": "file",
    "demo dir": "file",
}
FILTERS = {
    "tag": "tag",
    "kind": "|".join(KINDS),
    "role": "|".join((*ROLES, "any")),
    "group": "group",
    "event": "event",
    "city": "",
    "org": "",
    "stage": "",
    "due.before": "",
}


def written() -> str:
    """The whole text of words.txt."""
    filters = [(f"{key}:", kind, "") for key, kind in FILTERS.items()]
    commands = [(path, _places(path, leaf), _options(path, leaf)) for path, leaf in leaves()]
    lines = [("", "", _shared()), *filters, *commands]
    return HEAD + "".join("\t".join(line) + "\n" for line in lines)


def leaves() -> list[tuple[str, Any]]:
    """Every command that can be run, by all its words."""
    found = []
    for word in COMMANDS:
        command: Any = app.get_command(None, word)
        words = getattr(command, "commands", None)
        found += [(f"{word} {each}", words[each]) for each in words] if words else [(word, command)]
    return found


def _places(path: str, leaf: Any) -> str:
    places = [
        _kind(path, param) + ("*" if param.nargs < 0 else "")
        for param in leaf.params
        if param.param_type_name == "argument"
    ]
    return " ".join(places)


def _options(path: str, leaf: Any) -> str:
    return " ".join(
        name if param.is_flag else f"{name}={_kind(path, param)}"
        for param in leaf.params
        if param.param_type_name == "option" and param.expose_value
        for name in param.opts
    )


def _shared() -> str:
    named = ((names[0], key, metavar) for key, (names, metavar, _) in SHARED.items())
    options = (f"{name}={BY_NAME.get(key, '-')}" if value else name for name, key, value in named)
    return " ".join(("--help", "-h", *options))


def _kind(path: str, param: Any) -> str:
    if kind := BY_NAME.get(f"{path} {param.name}"):
        return kind
    choices = getattr(param.type, "choices", ())
    return "|".join(choices) or BY_NAME.get(param.name, "-")
