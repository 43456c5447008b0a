"""One screen before you meet someone: what is known of them, and three questions to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from .career import Position, label
from .contact import Contact
from .due import Due
from .model import Commitment, Interaction
from .points import Point
from .sentence import DEBRIEF
from .topics import topic

QUESTIONS = 3
TOUCHES = 3
SOON = timedelta(days=30)  # so far ahead a yearly date is news
LATELY = timedelta(days=60)  # so far back a note is
NEW = timedelta(days=180)  # and so long a position

# What may be asked of anyone at a stage: a question, never a fact. The first that fits.
BY_STAGE = (
    (r"\b(?:mentee|student|ms-?\d)\b", "What would help you most right now?"),
    (r"\b(?:co-resident|friend)\b", "How are you, outside of work?"),
    (r"\bfellow\b", "What surprised you about fellowship?"),
    (r"\b(?:pgy-?\d+|intern|resident)\b", "What is this year teaching you?"),
    (r"\b(?:alum)\b", "What do you wish you had known before you left?"),
    (
        r"\b(?:faculty|leadership|mentor|sponsor|attending|professor|chief|director)\b",
        "What would you do at my stage?",
    ),
)
ALWAYS = (
    "What are you looking forward to?",
    "Who else should I get to know?",
    "What can I do for you?",
)


class News(NamedTuple):
    """Something new of theirs: a position, a yearly date, a note."""

    what: str
    text: str
    on: date


class Occasion(NamedTuple):
    """Why the brief is asked for: an event's session, or a meeting of the day."""

    name: str
    event: str | None = None
    session: str | None = None
    topic: str | None = None
    at: str | datetime | None = None
    where: str | None = None
    met: bool = False  # at the event, that day


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that one wants to know of a person before meeting them; the names are the JSON keys."""

    handle: str
    name: str
    contact: Contact
    met: str | None = None  # when, where and through whom
    touches: tuple[Interaction, ...] = ()  # the last three
    promises: tuple[Commitment, ...] = ()
    asks: tuple[Commitment, ...] = ()
    to_do: tuple[Due, ...] = ()  # thank-yous, follow-ups, letters
    points: tuple[Point, ...] = ()  # their agenda
    news: tuple[News, ...] = ()
    questions: tuple[str, ...] = ()
    state: str | None = None  # resting, archived, deceased, unanswered
    occasion: Occasion | None = field(default=None)


def news(
    today: date,
    history: Sequence[Position],
    dates: Sequence[tuple[str, date]],
    notes: Sequence[tuple[date, str]],
) -> Iterator[News]:
    """What is new: a position begun lately or soon, dates within a month, notes of late.

    ``dates`` are the next occurrences of yearly ones.
    """
    for each in history:
        if each.from_ and label(each) and -NEW <= each.from_ - today <= SOON:
            yield News("position", label(each), each.from_)
    for what, day in sorted(dates, key=lambda pair: pair[1]):
        if timedelta(0) <= day - today <= SOON:
            yield News("date", what, day)
    for day, text in notes:
        if today - day <= LATELY:
            yield News("note", text, day)


def questions(brief: Brief) -> tuple[str, ...]:
    """Three questions: their agenda first, then what is known, at last what suits anyone.

    The same brief gives the same questions, and none says what is not in it.
    """
    if brief.state == "deceased":
        return ()
    all_of_them = dict.fromkeys((*(each.text for each in brief.points), *_made(brief), *ALWAYS))
    return tuple(islice(all_of_them, QUESTIONS))


def _made(brief: Brief) -> Iterator[str]:
    """From what is known: their session, the last topic, a promise, a move, a stage, an ask."""
    if brief.occasion and brief.occasion.topic:
        yield f"Your work on {brief.occasion.topic}: what comes next?"
    for touch in brief.touches:
        is_talk = not touch.attempt and touch.direction != "me" and touch.kind != DEBRIEF
        if is_talk and (about := topic(touch.note)):
            yield f"Last time, {about}: how did it go on?"
            break
    for promise in brief.promises[:1]:
        yield f"I promised you {promise.about}: when do you need it?"
    for each in brief.news:
        if each.what == "position":
            yield "How is the new place treating you?"
            break
    if suits := _by_stage(brief.contact):
        yield suits
    for ask in brief.asks[:1]:
        yield f"I asked you for {ask.about}: is there anything you need from me for it?"


def _by_stage(contact: Contact) -> str | None:
    known = " ".join(filter(None, (contact.kind, contact.stage, contact.title))).lower()
    return next((question for fits, question in BY_STAGE if re.search(fits, known)), None)
