"""The words after `rescrm`: where each lives, and its line of help.

The line stands here so that `--help` loads no command; a test holds it to the command's own.
"""

from __future__ import annotations

from collections.abc import Mapping

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Whom, and why": {
        "due": "Who is due, the most pressing first.",
        "today": "The plan for today: a few people, nothing lost.",
        "upcoming": "The plan for the days ahead.",
        "why": "The arithmetic behind one person's due day.",
        "digest": "The day on one page, for cron or for coffee.",
    },
    "Writing down": {
        "log": "Log a touch, in a sentence.",
        "promise": "Keep what you promised someone.",
        "ask": "Keep what you asked someone for.",
        "done": "Close a promise, an ask, a thank-you or a follow-up.",
        "promises": "What you owe.",
        "asks": "What you asked for and wait for.",
        "timeline": "What happened, the latest first.",
    },
    "People": {
        "add": "Add someone.",
        "show": "Everything about someone, on one screen.",
        "list": "People, filtered and sorted.",
        "search": "Find words in people and notes.",
        "edit": "Change someone, or an interaction, a promise, an ask.",
        "tag": "Put tags on someone and take them off.",
        "note": "Write a note about someone.",
        "date": "Keep a yearly date of someone's.",
        "archive": "Keep someone without ever being reminded.",
        "rest": "Let someone rest until a day, or until woken.",
        "wake": "Bring someone back from the archive or a rest.",
        "remove": "Delete someone, or an interaction, a promise, an ask.",
    },
    "Rhythm": {
        "rule": "How often: set, list and remove rules.",
        "snooze": "Not before a day; the next touch ends it.",
        "skip": "Let this round pass.",
        "pause": "Let check-ins wait: a vacation, a block of nights.",
        "resume": "End the pause that is on.",
    },
    "Network": {
        "event": "Conferences and workshops: whom you met, follow-ups.",
        "group": "Pods, committees, clubs: who is in them.",
        "mentor": "Give someone a mentor's role.",
    },
    "Reaching out": {
        "draft": "Write a letter from what you know.",
        "drafts": "Letters that are not sent yet.",
        "sent": "Say that a draft was sent: logs it, closes the follow-up.",
        "discard": "Throw a draft away.",
    },
    "In and out": {
        "import": "Read contacts from vCard or LinkedIn files.",
        "export": "Write reminders as .ics, or everything as JSON.",
    },
    "Keeping": {
        "init": "Make the store and the settings.",
        "demo": "A made-up network, and a walk through the day with it.",
        "config": "Read and change settings.",
        "undo": "Take back the last steps.",
        "redo": "Do undone steps again.",
        "history": "The steps so far, the newest first.",
        "doctor": "Check that the store is whole; silent when it is.",
        "completion": "Completion of commands and people in your shell.",
    },
}

COMMANDS: Mapping[str, str] = {
    word: line for section in SECTIONS.values() for word, line in section.items()
}

# Words that only read: without a store they say what rescrm is.
READERS = frozenset({
    "due", "today", "upcoming", "why", "digest", "promises", "asks", "timeline", "show", "list",
    "search", "rule list", "event list", "event show", "group list", "group show", "drafts",
    "export ics", "export json", "history", "undo", "redo",
})  # fmt: skip

# Python's own words cannot name a module.
MODULES = {"import": "import_"}


def module_of(word: str) -> str:
    """The module in which a command lives."""
    return f"rescrm.commands.{MODULES.get(word, word)}"
