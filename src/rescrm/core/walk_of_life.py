"""What someone is, in the words between two commas: a stage, a specialty, a title."""

from __future__ import annotations

import re
from typing import Literal

Work = Literal["stage", "specialty", "title"]

_STAGE = re.compile(r"(?:ms|pgy)[ -]?\d|(?:chief )?resident|fellow|attending|intern", re.IGNORECASE)
# Alone between commas; "UCSF EP" is a place.
_SPECIALTY = re.compile(
    r"(?:(?:interventional|general|advanced|pa?ediatric|neuro|critical care) )?(?:cardiology|cards"
    r"|ep|hf|neuro|onc|ct surg(?:ery)?|neurosurg(?:ery)?|electrophysiology|heart failure"
    r"|ha?em(?:e|atology)?[/ -]?onc(?:ology)?|oncology"
    r"|ha?ematology|gi|gastroenterology|nephrology|renal|pulmonology"
    r"|pulm(?:onary)?[/ -]?(?:crit|critical care)"
    r"|rheum(?:atology)?|endo(?:crinology)?|infectious diseases?|geriatrics|palliative care"
    r"|critical care|hospital medicine|internal medicine|family medicine|emergency medicine|em"
    r"|neurology|psychiatry|pa?ediatrics|peds|med[/ -]peds|surgery|orthopa?edics|ortho|urology|ent"
    r"|ob[/ -]?gyn|ana?esthesi(?:a|ology)|radiology|pathology|dermatology|ophthalmology)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:[\w/&-]+ ){0,3}(?:nurse|pharmacist|director|chair(?:man|woman|person)?|chief|professor"
    r"|dean|a?pd|coordinator|therapist|social worker|chaplain|manager|administrator|librarian"
    r"|ombuds)",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"(?=.*\b(?:Universi\w+|Hospital|Clinic|Institute|College|Medical|School|Health)\b)"
    r"[^\W\d_a-z]\S*(?: (?:[^\W\d_a-z]\S*|of|for|the|and|de|&))*"
)
_PRONOUNS = re.compile(r"(?:she|he|they|her|him|them|hers|his|theirs)(?:/\w+)+", re.IGNORECASE)
_AT_WORK = re.compile(r"(.+?) (?:at|@) (\S.*)")


def work(part: str) -> Work | None:
    """Which of these the words say, if any."""
    if _STAGE.fullmatch(part):
        return "stage"
    if _SPECIALTY.fullmatch(part):
        return "specialty"
    return "title" if _TITLE.fullmatch(part) else None


def work_at(part: str) -> tuple[str, str] | None:
    """`program director at Emory` in two; None where the first is nothing that one can be."""
    found = _AT_WORK.fullmatch(part)
    return (found[1], found[2]) if found and work(found[1]) else None


def is_institution(words: str) -> bool:
    """Whether the words name a university, a hospital or their like, all of it in capitals."""
    return bool(_INSTITUTION.fullmatch(words))


def is_pronouns(words: str) -> bool:
    """Whether someone says how to speak of them: `she/her`."""
    return bool(_PRONOUNS.fullmatch(words))
