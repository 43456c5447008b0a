"""Words of a sentence that may have meant more than they were taken for."""

from __future__ import annotations

import re

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_FIGURES = r"(?!24/7)\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?(?![\w/%.])"
_WEEKDAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?"
_NEAR = r"(?:yest(?:erday|day)?|yday|today|tonight|tomorrow|tmrw|tmr)"
_NTH = rf"the \d{{1,2}}(?:st|nd|rd|th)(?: of {_MONTH})?"
_FIRST = re.compile(rf"(?:on )?(?:{_WEEKDAY}|{_NEAR}|{_NTH}|{_FIGURES})(?=[\s,]|$)", re.I)
_LAST = re.compile(rf"(?<!\S)(?:(?:on )?{_FIGURES}|on {_NTH})\W*$", re.I)
_ANYWHERE = re.compile(rf"(?<!\S)on {_FIGURES}", re.I)
_OWED = re.compile(r"(?:^|(?<=[,.] )|(?<=and ))(?:i )?owe (?!me\b|us\b)\S+ \S.*", re.I)
_SWORN = re.compile(
    r"(?:^|(?<=[,.;] )|(?<=and ))(?:i )?(?:promised|(?:i['’]ll|i will|will) (?:send|forward)) "
    r"(?!me\b|us\b)\S.*",
    re.I,
)


def unread_day(note: str) -> str | None:
    """The part of a note that looks like the day of the touch, and was not read as it.

    A day stands first or last in a sentence; in the middle of one only figures are a day's.
    """
    found = _FIRST.match(note) or _ANYWHERE.search(note) or _LAST.search(note)
    return found[0].strip(" ,.") if found else None


def unread_promise(note: str) -> str | None:
    """The part of a note that says what is owed; a promise begins with a semicolon."""
    found = _OWED.search(note)
    return found[0] if found else None


def unkept_word(note: str) -> str | None:
    """The part of a note that promises something in other words than `owe`."""
    found = _SWORN.search(note)
    return found[0] if found else None
