"""Weeks of somebody's life as command lines: the same for the same seed, some of them nonsense."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from shlex import quote

FIRST = date(2026, 11, 2)
PEOPLE = (
    "Ana Torres", "Ben Adler", "Dee Novak", "Samuel Okafor", "Maya Rao", "José Núñez", "王伟",
    "[bold]Bo[/bold]", "Nobody Known",
)  # fmt: skip
KINDS = ("co-resident", "faculty", "alum", "mentee", "sponsor", "fellow", "leadership")
GROUPS = ("lunch", "qi", "cardio")
EVENTS = ("acc", "retreat", "aha")
ROLES = ("clinical", "research", "career", "identity")
DAYS = ("today", "yesterday", "last fri", "3d ago", "2w ago", "tomorrow", "feb 30")
COMING = ("fri", "in 10 days", "in 3 weeks", "2026-11-25", "2027-01-10", "yesterday")
TEXTS = (
    "boards", "the amyloid cohort", "thanks for the slot", "=1+1", "\x1b[31mred", "[/]",
    "{{ 7*7 }}", "שלום", "what next?",
)  # fmt: skip
SHAPES = (
    "event add {event} --from {past} --to {past2}",
    "event add {event} --from {ahead} --to {ahead2} --city Boston",
    "event target {event} {who} --topic {text}",
    "event target {event} {who} --session {text} --at 2026-12-01T14:00",
    "event met {event} {line}",
    "event met {event} {line}",
    "event close {event}",
    "group add {group} --type pod --every 2w",
    "group add {group} --type committee --meets '2nd tue 18:00'",
    "group join {group} {who}",
    "group join {group} me --role member --term {past}..{ahead}",
    "group join {group} {who} --role chair --term {past}..{ahead}",
    "group leave {group} {who}",
    "group leave {group} me",
    "group edit {group} --every monthly",
    "group remove {group}",
    "log --group {group} {said} --on {day}",
    "log --group {group} dinner --missed {who}",
    "log {said} --with {who} --on {day}",
    "log {said} --with {who} --on {ahead}",
    "log 'email' --with {who} --note {text}",
    "log 'thanks' --kind message --with {who}",
    "log 'call' --with {who} --attempt",
    "log 'message' --with {who} --them",
    "mentor set {who} --role {role}",
    "mentor set {who} --role {role} --from {past} --until {ahead}",
    "mentor set {who} --role {role} --from {ahead}",
    "mentor end {who} --role {role}",
    "sponsor {who} {text} --on {day}",
    "got {who} {text}",
    "got {who} {text} --offer",
    "gave {who} {text} --on {day}",
    "ask {who} {text} --by {coming}",
    "promise {who} {text}",
    "agreed {id} --by {coming}",
    "declined {id}",
    "declined {id} --referred-to {who}",
    "done {id}",
    "done {id}",
    "snooze {id} {coming}",
    "remove {id}",
    "agenda {who} {text}",
    "agenda group:{group} {text}",
    "agenda {who} --done {id}",
    "goal set event {id}",
    "goal set 'peer coffee' 2 --counts 'touch kind:co-resident'",
    "intro {who} {who2} --why {text}",
    "intro {who} {who2} --already-agreed",
    "intro {id} --agreed {who}",
    "intro {id} --declined {who}",
    "moved {who} --org UCSF --stage PGY-3 --from {past}",
    "moved {who} --org Mercy --from {ahead}",
    "rollover",
    "program add 'UCSF Cardiology' --org UCSF --weight research={id}",
    "program prefer research={id}",
    "program remove ucsf-cardiology",
    "draft {who}",
    "draft --event {event}",
    "draft --due",
    "draft {who} --template mentor-update --say news={text}",
    "sent {id}",
    "discard {id}",
    "rest {who} --until {ahead}",
    "archive {who}",
    "archive {who} --deceased",
    "wake {who}",
    "remove {who}",
    "pause {ahead}..{ahead2}",
    "tag {who} +tough-week",
)


def lived(seed: int, length: int) -> Iterator[tuple[date, str]]:
    """Yield days, never going back, each with a line that was typed then."""
    pick = random.Random(seed)
    today = FIRST
    for name in PEOPLE[:-1]:
        kind = pick.choice(KINDS)
        yield today, f"add {quote(name)} -k {kind} --every {pick.choice(('weekly', '6w', '3mo'))}"
    yield today, "event add acc --from 2026-10-30 --to 2026-11-01"
    yield today, "group add lunch --type pod --every 2w"
    for _ in range(length):
        today += timedelta(days=pick.choice((0, 0, 0, 0, 1, 1, 2, 6)))
        yield today, _line(pick, today)


def _line(pick: random.Random, today: date) -> str:
    who, who2 = pick.choices(PEOPLE, weights=[6] * (len(PEOPLE) - 1) + [1], k=2)
    past = today - timedelta(days=pick.randrange(1, 30))
    ahead = today + timedelta(days=pick.randrange(1, 60))
    met = f"{who}; talked {pick.choice(TEXTS)}; promised the data by fri"
    return pick.choice(SHAPES).format(
        who=quote(who),
        who2=quote(who2),
        line=quote(pick.choice((met, f"@maya-rao; {who}", "???", f"{who}, UCSF, poster 212"))),
        event=pick.choice(EVENTS),
        group=pick.choice(GROUPS),
        role=pick.choice(ROLES),
        text=quote(pick.choice(TEXTS)),
        said=pick.choice(("coffee", "meeting", "call", "lunch", "conference")),
        day=quote(pick.choice(DAYS)),
        coming=quote(pick.choice(COMING)),
        id=pick.randrange(1, 12),
        past=past,
        past2=past + timedelta(days=pick.randrange(3)),
        ahead=ahead,
        ahead2=ahead + timedelta(days=2),
    )
