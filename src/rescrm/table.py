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
        "brief": "One screen before you meet someone.",
    },
    "Writing down": {
        "log": "Log a touch, in a sentence.",
        "promise": "Keep what you promised someone.",
        "ask": "Keep what you asked someone for.",
        "agreed": "Someone agreed to what you asked for.",
        "declined": "Someone declined what you asked for.",
        "done": "Close a promise, an ask, a thank-you or a follow-up.",
        "promises": "What you owe.",
        "asks": "What you asked for and wait for.",
        "timeline": "What happened, the latest first.",
        "agenda": "What to talk about when you meet next.",
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
        "moved": "Someone has a new place; the former one is kept with its days.",
        "rollover": "July: a year more for each in training, alumni for those who end.",
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
        "shifts": "Nights and calls: nothing is planned in them, no alarm rings.",
    },
    "Network": {
        "event": "Conferences: programme, whom you meet, follow-ups.",
        "group": "Pods, committees, clubs: who is in them.",
        "mentor": "Mentors' roles: set, end.",
        "mentors": "Your mentors by role, and the roles without anyone.",
        "mentees": "Whom you mentor, and when you meet next.",
        "sponsor": "Keep what a sponsor did for you, and thank once.",
        "sponsors": "What sponsors did, and what they heard from you.",
        "gave": "Keep what you did for someone, or offered.",
        "got": "Keep what someone did for you, or offered.",
        "offers": "What was given and received, and what is on offer.",
        "goal": "Goals a month, kept gently.",
        "sos": "What you wrote down for a hard day.",
        "intro": "Bring two people together: each is asked first.",
        "path": "Who can introduce you to someone.",
        "graph": "Who came to you through whom.",
        "who-at": "People at a place, now and formerly, and what you last spoke of.",
        "trip": "Whom to see in a city, with a letter to each.",
        "program": "Programs you think of: what speaks for each.",
        "programs": "Programs by fit and by whom you know there, summed up in words.",
    },
    "Reaching out": {
        "draft": "Write a letter from what you know.",
        "drafts": "Letters that are not sent yet.",
        "sent": "Say that a draft was sent: logs it, closes the follow-up.",
        "discard": "Throw a draft away.",
        "template": "Letters to fill in: list, show, edit, lint.",
    },
    "In and out": {
        "import": "Read contacts from vCard or LinkedIn files.",
        "export": "Write reminders as .ics, or everything as JSON.",
        "sync": "Share people, reminders, touches with phones and machines.",
    },
    "Keeping": {
        "init": "Make the store and the settings.",
        "demo": "A made-up network, and a walk through the day with it.",
        "config": "Read and change settings.",
        "backup": "Copy the whole store, checked; `restore` brings it back.",
        "replicate": "Copy each change elsewhere as it is made, with Litestream.",
        "restore": "Put a copy in the store's place; the old store is kept aside.",
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
    "mentors", "mentees", "sponsors", "offers", "search", "rule list", "event list",
    "event show", "event report", "event unclear", "group list", "group show", "group report",
    "drafts", "export ics", "export json", "path",
    "graph", "history", "undo", "redo", "brief", "goal list", "sos",
    "who-at", "trip", "programs",
})  # fmt: skip

# Python's own words cannot name a module.
MODULES = {"import": "import_", "who-at": "who_at"}


def module_of(word: str) -> str:
    """The module in which a command lives."""
    return f"rescrm.commands.{MODULES.get(word, word)}"
