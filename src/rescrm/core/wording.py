"""How a fact is said inside a letter: thanks, topics, groups, titles, in whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Of the groups that a name does not say by itself.
NOUNS = {
    "pod": "pod",
    "committee": "committee",
    "interest": "interest group",
    "study": "study group",
    "journal-club": "journal club",
    "peer-support": "peer support group",
}
TOLD = frozenset(
    {"told", "gave", "wrote", "brought", "sent", "put", "spoke", "made", "took", "let", "found"}
    | {"taught", "showed", "led", "read", "got", "kept", "stood", "held", "met", "chose"}
    | {"came", "went"}
)
GAINED = frozenset({"won", "became", "had", "beat"})
FOR_ME = frozenset({"me", "my", "us", "our"})
PRONOUNS = frozenset({"you", "he", "she", "they"})
NO_ARTICLE = frozenset(
    {"the", "a", "an", "my", "your", "our", "his", "her", "their", "this", "that", "these"}
    | {"all", "being", "everything", "two", "three", "some"}
)
TITLE = 4  # words, from which on a session's name is a title and stands in quotes

# Things one speaks of with an article: "the amyloid cohort", but plain "ablation".
_ONE_THING = """
    abstract agreement algorithm analysis app application article audit award book budget case
    chapter checklist clinic cohort collaboration committee conference consult course curriculum
    cv data database dataset deck device draft elective exam figure figures findings form grant
    guideline interview intro introduction invitation job lab lecture letter link list manuscript
    market model offer paper pathway pilot plan position poster presentation program programme
    project proposal protocol questionnaire registry reply report resubmission results retreat
    review rotation schedule session slides slot spreadsheet statement study submission survey
    symposium table talk template timeline trial workshop year
"""
COUNTED = frozenset(_ONE_THING.split())
ONE_OF_SEVERAL = frozenset(
    {"member", "representative", "rep", "delegate", "volunteer", "organizer", "liaison", "speaker"}
)
CERTAIN = frozenset({"new", "next", "latest", "same", "upcoming", "recent"})
CALLS = frozenset({"call", "coffee", "lunch", "meeting", "visit", "zoom"})  # next steps
MINE = frozenset({"introduce", "write", "read", "review", "share", "visit", "join", "ask", "text"})
BY_WAY_OF = frozenset({"phone", "video", "zoom", "teams", "quick", "short", "follow-up", "joint"})
HAVING = frozenset({"have", "grab", "get"})
TOGETHER = frozenset({"collaborate", "meet", "talk", "catch", "work", "discuss"})
TO_THEM = frozenset({"send", "email", "e-mail", "forward", "show"})  # you something

# At the front, or where a thing of theirs is named; `told her about` is something else.
_THEIRS = re.compile(
    r"(^|\b(?:and|about|of|on|for|in|at|from|with|to|by|visit|read|join|review|see) )"
    r"(?:her|his|their) (?!(?:about|for|the|an?|my|our|to|in|on|at|with|by|and)\b)(?=[^\W\d_])"
)
_BEHIND = re.compile(r" (?:on|of|for|in|at|from|with|about|to|by|and|as) | ?[,;:(]")
_THEM = re.compile(r"\b(?:her|him|them)\b")
_CALENDAR = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august"
    r"|september|october|november|december)\b"
)
# Of a next step they are months: nobody marches there.
_IN_MONTH = re.compile(r"(?<=\bin )(?:march|may)\b")
_WORK = re.compile(r"(?:(?:her|his|their|your) )?(?:work|research|studies) (?:on|in|about) ")


def thanks(what: str) -> str:
    """What follows “I am grateful”: `for the CV review`, `that you told me of the T32 slot`."""
    words = what.split()
    if len(words) > 1 and words[0].lower() in PRONOUNS:
        return f"that you {_done(words[1], words[2:])}"
    first = words[0].lower() if words else ""
    if first in ("a", "an") and len(words) > 1:
        return f"for the {' '.join(words[1:])}"
    if first in TOLD or (first.endswith("ed") and len(words) > 1):
        return f"that you {_done(first, words[1:])}"
    if first in NO_ARTICLE or first.endswith(("ing", "'s", "’s")):
        return f"for {' '.join(words)}"
    return f"for the {' '.join(words)}"


def _done(verb: str, rest: list[str]) -> str:
    """What they did, as it is said to them: `shared her statement` is `shared your statement`."""
    return f"{verb} {to_them(' '.join(rest))}".rstrip()


def subject(text: str) -> str:
    """What follows “about”: `the amyloid cohort`, `the talk on ECGs`, `ablation`."""
    core = _BEHIND.split(text, maxsplit=1)[0].split()
    if not core or any(map(_determines, core)):
        return text
    is_one = core[-1].lower() in COUNTED or (core[0] in CERTAIN and len(core) > 1)
    return f"the {text}" if is_one else text


def _determines(word: str) -> bool:
    """Whether a thing with this word before it needs no article: `your`, `Maya's`."""
    return word.lower() in NO_ARTICLE | PRONOUNS or word.endswith(("'s", "’s", "s'", "s’"))


def step(text: str) -> str:
    """A next step as one proposes it: `a call in April`, `I could send you the draft`."""
    text = _IN_MONTH.sub(lambda found: found[0].capitalize(), text)
    first, _, rest = text.partition(" ")
    verb, rest = first.lower(), _THEM.sub("you", to_them(rest))
    if verb in CALLS and not rest.startswith("you"):
        return f"a {verb} {rest}".rstrip()
    if verb in ("call", "meet", "visit") and rest.startswith("you"):
        return f"I could {verb} {rest}"
    if verb in TOGETHER and rest:
        return f"we could {verb} {rest}"
    if (verb in BY_WAY_OF or verb in HAVING) and rest.partition(" ")[0].lower() in CALLS:
        return f"we could {to_them(text)}" if verb in HAVING else an(to_them(text))
    if verb not in MINE | TO_THEM or not rest:
        return _THEM.sub("you", to_them(text))
    if verb == "share" and " with " not in rest:
        return f"I could share {subject(rest)} with you"
    if verb in TO_THEM and "you" not in rest.split() and " to " not in rest:
        return f"I could {verb} you {subject(rest)}"
    return f"I could {verb} {subject(rest)}"


def promise(text: str) -> str:
    """What was promised, as it is said to them: `the dataset`, `to send you the dataset`."""
    to, _, rest = text.partition(" ")
    verb, _, what = rest.partition(" ")
    if to.lower() != "to" or not what:
        return subject(to_them(text))
    said = _THEM.sub("you", to_them(what))
    is_to_another = said[:1].isupper() and " the " in said
    if verb.lower() not in TO_THEM or said.startswith("you ") or is_to_another:
        return f"to {verb} {said}"
    return f"to {verb} you {subject(said)}"


def is_kindness(noted: str) -> bool:
    """Whether a note tells what they did for me: `taught me echo`."""
    first, *rest = noted.lower().split() or [""]
    return first in TOLD and not FOR_ME.isdisjoint(rest)


def good_news(what: str) -> str:
    """What there is to congratulate on, as it is said to them: `you matched at Duke`."""
    first, _, rest = what.partition(" ")
    if rest and first.lower() in PRONOUNS:
        return f"you {to_them(rest)}"
    if rest and (first.lower() in TOLD | GAINED or first.endswith("ed")):
        return f"you {first.lower()} {to_them(rest)}"
    return subject(to_them(what))


def circle(name: str, type: str) -> str:
    """A group as one speaks of it: `the Tuesday pod`, `the Wellness Committee`."""
    noun = NOUNS.get(type, "")
    said = name.casefold()
    whole = name if not noun or noun.split()[-1] in said else f"{name} {noun}"
    return whole if said.startswith(("the ", "our ")) else f"the {whole}"


def occasion(name: str, type: str) -> str:
    """An event as one speaks of it: `ACC 2027`, but `the CCU rotation`, `the Intern retreat`."""
    is_a_name = type == "conference" or name[:1].isdigit()
    return name if is_a_name or name.casefold().startswith(("the ", "our ")) else f"the {name}"


def to_them(text: str) -> str:
    """What was noted about somebody, as it is said to them: `her statement` is `your statement`."""
    text = _CALENDAR.sub(lambda found: found[0].capitalize(), text)
    return _THEIRS.sub(lambda found: f"{found[1]}your ", text)


def titled(text: str) -> str:
    """A session as it stands in a sentence: a title in quotes, `poster 212` as it is."""
    is_title = len(text.split()) >= TITLE and not text.casefold().startswith(("the ", "your "))
    return f"“{text}”" if is_title and "“" not in text and '"' not in text else text


def an(noun: str) -> str:
    """`a PGY-2`, `an MS4`, `an intern`; what has its article already keeps it."""
    first, _, _ = noun.partition(" ")
    if first.lower() in NO_ARTICLE:
        return noun
    is_spelled = first.isupper() or any(letter.isdigit() for letter in first)
    vowels = "AEFHILMNORSX" if is_spelled else "aeioAEIO"
    return f"{'an' if first[:1] in vowels else 'a'} {noun}" if noun else noun


def role(name: str) -> str:
    """What someone is in a group: `chair`, but `a member`, of whom there are several."""
    return an(name) if name.split()[-1:] and name.split()[-1].lower() in ONE_OF_SEVERAL else name


def listed(phrases: Iterable[str]) -> str:
    """Phrases of a sentence, one after the other: `for the talk, for the CV review, and for …`."""
    *first, last = [*phrases] or [""]
    return f"{', '.join(first)}, and {last}" if first else last


def reason(why: str) -> str:
    """Why two should meet, as it is said to them: `both do QI` is `you both do QI`."""
    first, _, rest = why.partition(" ")
    match first.lower():
        case "both" if not rest.startswith(("of ", "the ", "you")):
            return f"you both {rest}"
        case "they":
            return f"you {rest}"
    return why


def work(topic: str) -> str:
    """What they work on: `his work on AF` is `AF`."""
    return subject(to_them(_WORK.sub("", topic)))
