"""A letter, its gaps, its lint.

A template names facts; a fact that it demands and nobody knows is listed as missing, and then
there is no letter. Facts that templates may name:

    name first_name salutation kind handle organisation role      the one who is written to
    introduced_by                                                 who led you to them
    event event_city is_rotation topic session at                 where you meet, or met
    discussed next_step promise                                   what came of it
    last_topic last_on last_month                                 the last time, before that
    last_wrote                                                    where we never talked: my letter
    what thanks news why questions                                what the letter is about
    group group_role until is_over meets points                   a group you are both in
    other.name other.about …                                      whom they are introduced to
    me.name me.stage me.specialty me.institution, signature       who writes

``salutation``, ``first_name``, ``thanks`` and ``good_news`` (from ``what``), ``reason`` (from
``why``) and ``signature`` are made from the others where they are not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import facts as known
from . import wording
from .folding import without_degrees
from .greeting import first_name, salutation
from .lint import lint

if TYPE_CHECKING:
    from .template import Template

Facts = Mapping[str, object]

QUESTIONS = {
    "name": "what is their name?",
    "salutation": "what is their name?",
    "event": "which event was it?",
    "topic": "which work of theirs interests you?",
    "session": "which session is theirs?",
    "discussed": "what did you talk about?",
    "next_step": "what comes next?",
    "promise": "what did you promise?",
    "last_topic": "what did you last talk about?",
    "last_on": "when were you last in touch?",
    "what": "what did they do?",
    "news": "what is new since you last wrote?",
    "why": "why should the two of them meet?",
    "questions": "what would you like to ask?",
    "other": "whom should they meet?",
    "group": "which group is it?",
    "until": "when does your term end?",
    "me": "who are you?",
}
ASKED = frozenset(QUESTIONS) - {"name", "salutation", "me"}  # what only the user knows
# What to ask for in place of what is made from it.
MADE_FROM = {"thanks": "what", "good_news": "what", "reason": "why"}

# Facts of a made-up person, to try a template on.
EXAMPLE: Facts = {
    "name": "Maya Rao",
    "handle": "maya-rao",
    "kind": "faculty",
    "organisation": "UCSF",
    "role": "research mentor",
    "introduced_by": "Dr. Okafor",
    "event": "ACC",
    "event_city": "New Orleans",
    "topic": "cardiac amyloid",
    "session": "the imaging session",
    "discussed": "the amyloid cohort",
    "next_step": "a call in April",
    "promise": "the dataset, by Friday 26 March",
    "last_topic": "the IRB reply",
    "last_wrote": "the registry",
    "last_on": "Fri 2 Oct",
    "last_month": "October",
    "at": "Saturday 20 March at 10:30",
    "group": "the QI committee",
    "group_role": "chair",
    "until": "Wednesday 30 June",
    "meets": "every 2nd Tuesday",
    "points": ["the hand hygiene audit", "a date for grand rounds"],
    "what": "the invitation to the panel",
    "news": "the abstract was accepted",
    "why": "both of you follow amyloid patients over time",
    "questions": ["How did you choose imaging?", "What would you do first in my place?"],
    "other": {"name": "Ben Adler", "about": "PGY-2 at Mercy"},
    "me": {
        "name": "Sam Lee",
        "stage": "PGY-2",
        "specialty": "internal medicine",
        "institution": "Mercy Hospital",
        "email": "sam@example.org",
    },
}

_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_STOPS = re.compile(r"(?<=\b[ap]\.m\.)\.")  # `at 6 p.m.` ends its sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A letter. Where facts are missing there is no body, and no subject that needs them."""

    subject: str | None
    body: str | None
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def compose(template: str, facts: Facts, template_name: str) -> Composed:
    """Fill a template with facts; raise TemplateRefused when it does what no letter needs."""
    from .template import fill, read

    form = read(template, template_name)
    sheet = known.sheet(_with_names(facts))
    subject = fill(form.subject, sheet, template_name)
    body = fill(form.body, sheet, template_name)
    line = None if known.gaps(subject) else " ".join(known.printable(subject).split())
    if gaps := known.gaps(subject + body):
        missing = tuple(dict.fromkeys(MADE_FROM.get(gap, gap) for gap in gaps))
        return Composed(subject=line, body=None, missing=missing)
    text = _tidy(known.printable(body))
    warnings = (*lint(line or "", text, sheet, template_name), *_unsaid(form, sheet, text))
    return Composed(subject=line, body=text, warnings=warnings)


def _tidy(body: str) -> str:
    """A body without the holes that facts left which are not known."""
    return re.sub(r"\n{3,}", "\n\n", _STOPS.sub("", _BLANKS.sub("", body))).strip("\n")


def unknown(template: str, said: Facts, template_name: str) -> Iterator[str]:
    """Facts that were said and that neither this letter nor any other has room for."""
    from .template import read

    form = read(template, template_name)
    for word in sorted(said.keys() - EXAMPLE.keys() - form.mentions):
        names = ", ".join(sorted(form.mentions & ASKED))
        yield f"“{word}” is not said in it; it may say {names}"


def question(missing: str) -> str:
    """What to ask the user about a missing fact."""
    return QUESTIONS.get(missing.partition(".")[0], f"what is “{missing}”?")


def _unsaid(form: Template, sheet: known.Sheet, body: str) -> Iterator[str]:
    """What the template would have said, had it been known; a promise is a next step, too."""
    if "next_step" in form.mentions and not {"next_step", "promise"} & {*sheet}:
        offer = ": it offers fifteen minutes by phone" if "fifteen minutes" in body else ""
        yield f"no next step noted{offer}"
    if "signature" in form.mentions and "signature" not in sheet:
        yield "unsigned: rescrm config set me.name 'YOUR NAME'"


# Names -------------------------------------------------------------------------------------


def _with_names(facts: Facts) -> dict[str, object]:
    """The facts, with how to greet the person and how to sign where nobody said."""
    made: dict[str, object] = {}
    if name := str(facts.get("name") or "").strip():
        made = {"first_name": first_name(name), "salutation": salutation(name, facts.get("kind"))}
    if what := str(facts.get("what") or "").strip():
        made |= {"thanks": wording.thanks(what), "good_news": wording.good_news(what)}
    if why := str(facts.get("why") or "").strip():
        made["reason"] = wording.reason(why)
    if isinstance(me := facts.get("me"), Mapping):
        made["signature"] = _signature(me)
    known = made | {word: value for word, value in facts.items() if value is not None}
    return known | ({"name": without_degrees(name)} if name else {})


def _signature(me: Facts) -> str:
    about = (str(me[word]) for word in ("stage", "specialty", "institution") if me.get(word))
    return f"{me['name']}\n{', '.join(about)}".strip() if me.get("name") else ""
