"""Words of a sentence that may have meant more than they were taken for."""

from __future__ import annotations

import re

# Each is compiled only when one of its words stands in a note: a log is not to wait for them.
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "yest", "yday", "tod", "ton", "tom", "tm")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_FIGURES = r"(?!24/7)\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?(?![\w/%.])"
_WEEKDAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?"
_NEAR = r"(?:yest(?:erday|day)?|yday|today|tonight|tomorrow|tmrw|tmr)"
_NTH = rf"the \d{{1,2}}(?:st|nd|rd|th)(?: of {_MONTH})?"
_FIRST = rf"(?i)^(?:on |last |this )?(?:{_WEEKDAY}|{_NEAR}|{_NTH}|{_FIGURES})(?=[\s,]|$)"
_LAST = rf"(?i)(?<!\S)(?:(?:on )?{_FIGURES}|on {_NTH})\W*$"
_ANYWHERE = rf"(?i)(?<!\S)on {_FIGURES}"
_TOPIC = r"(?i),|\b(?:about|re|talked|discussed)\b"
# Before the topic a day may have been the touch's: "coffee yesterday with Ben, boards".
_FULL_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SOONER = (
    r"(?i)(?<!\bfor)(?<!\bof)(?<!\bby)(?<!\bthe)(?<!\bfrom)(?<!\bnext)(?<!\buntil)"
    rf"(?<!^) ((?:(?:on|this) )?{_FULL_DAY}|(?:on|last) {_WEEKDAY}|yesterday|last night"
    r"|(?:a|\d+) (?:day|week)s? ago)(?=[\s,]|$)"
)
_OWED = r"(?i)(?:^|(?<=[,.] )|(?<=and ))(?:i )?owe (?!me\b|us\b)\S+ \S.*"
_SWORN = (
    r"(?i)(?:^|(?<=[,.;] )|(?<=and ))(?:i )?(?:promised|(?:i['’]ll|i will|will) (?:send|forward)) "
    r"(?!me\b|us\b)\S.*"
)
_ASKED = r"(?i)(?:^|(?<=[,.] )|(?<=and ))(?:i )?asked (?!me\b|us\b)\S+(?: \S+)? for \S.*"
_NEAR_END = rf"(?i)(?<=\w )(?:tomorrow|tmrw|(?:on |next |this ){_WEEKDAY}|{_FULL_DAY}|next week)$"
_UNANSWERED = (
    r"(?i)\bno (?:answer|reply|response)\b|\bleft (?:an? )?(?:voice ?mail|message|vm)\b"
    r"|\bdid(?:n['’]?t| not) (?:answer|reply|respond|pick up)\b"
)
_TO_COME = (
    r"^(?:i['’]ll|(?:i )?(?:will|should|must|need to|have to|plan to)|gonna|going to|remember to)"
    r" (?=[a-z])"
)
_FROM_THEM = (
    r"(?i)\b(?:e-?mailed|texted|wrote|messaged) (?:me|us|back to me)\b"
    r"|\b(?:text|e-?mail|message|letter|card|reply|dm) (?:back )?from\b"
)
_LEFT_OUT = (
    r"(?i)\b(?:everyone|everybody|all of (?:us|them)|the pod|the team|the group)\b,? "
    r"(?:but|except(?: for)?|minus|without) \w\S*"
)


def unread_day(note: str) -> str | None:
    """The part of a note that looks like the day of the touch, and was not read as it.

    A day stands first or last in a sentence; in the middle of one figures may be a day's, and
    before the topic a word for one.
    """
    first = _part(_FIRST, note[:24], *_DAYS, *"0123456789")
    if found := first or _part(_ANYWHERE, note, "/", ".") or _part(_LAST, note, "/", ".", "on the"):
        return found.strip(" ,.")
    front = re.split(_TOPIC, note, maxsplit=1)[0]
    return _part(_SOONER, front, "day", "ago", "last ", "on ")


def unread_promise(note: str) -> str | None:
    """The part of a note that says what is owed; a promise begins with a semicolon."""
    return _part(_OWED, note, "owe ")


def unkept_word(note: str) -> str | None:
    """The part of a note that promises something in other words than `owe`."""
    return _part(_SWORN, note, "promised", "ll send", "ll forward")


def unread_ask(note: str) -> str | None:
    """The part of a note that asks for something; an ask begins with a semicolon."""
    return _part(_ASKED, note, "asked ")


def unread_by(owed: str) -> str | None:
    """The near day that ends what is owed, where no `by` stood before it."""
    return _part(_NEAR_END, owed, "tom", "tmr", "day", "next", "on ", "this ")


def unanswered(note: str) -> str | None:
    """The part of a note that says nobody was reached."""
    return _part(_UNANSWERED, note, "no ", "left ", "did")


def to_come(note: str) -> str | None:
    """The words at the front of a note that tell of what is still to be done."""
    return _part(_TO_COME, note, "ll ", "should", "must", " to ", "gonna")


def from_them(note: str) -> str | None:
    """The part of a note that says who wrote: they, not I."""
    return _part(_FROM_THEM, note, " me", " us", "from")


def left_out(note: str) -> str | None:
    """The part of a note that names who was not there."""
    return _part(_LEFT_OUT, note, " but ", "except", "minus", "without")


def _part(pattern: str, text: str, *cues: str) -> str | None:
    """What the pattern finds; it is looked for only where one of its words stands."""
    lower = text.lower()
    if not any(cue in lower for cue in cues):
        return None
    found = re.search(pattern, text)
    return found[0].strip() if found else None
