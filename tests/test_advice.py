"""Each line of the advice to residents is lived through in a session that plays the program.

The article is not in here; of each of its lines there are a few words. A session names the line
it lives in a comment, `# Advice: …`, and what is typed below it shows what rescrm makes of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

SESSIONS = Path(__file__).parent / "console" / "advice"
HEADING = "# Advice: "

ADVICE = (
    "your network: co-residents, faculty, mentors, alumni, the wider community",
    "informal debriefings after a code or an adverse event",
    "start or join a peer-support or wellness group",
    "a pod of three to five, regular, about life and not just work",
    "understand specialties through candid conversations",
    "refine CV, personal statement, interview skills",
    "learn about unadvertised positions, research, committee roles",
    "a mentor gives long-term strategy and aligns values: an agenda for each",
    "a mentor may sponsor: projects, introductions, advocacy",
    "residents rarely regret seeking mentorship early",
    "study groups, journal clubs, simulation, peer teaching",
    "collaborations, electives, program directors, speaking",
    "a casual conversation ends up shaping the path",
    "show up to program events",
    "rituals: post-call breakfast, coffee rounds, an end-of-rotation debrief",
    "one on one: ask a senior after a tough week, text someone not seen",
    "introverted? consistency, not intensity",
    "committees: wellness, quality and safety, equity",
    "interest groups with guest speakers",
    "national societies, travel grants, leadership posts",
    "wellness committee, project, conference, program director, fellowship",
    "LinkedIn for alumni and conference contacts",
    "comment, share, congratulate",
    "a small private online group",
    "different mentors: clinical, research, career, identity",
    "ask leadership, approach an attending after a rotation, look through alumni",
    "arrive with clear questions or goals",
    "follow up with gratitude and updates",
    "mentors advise, sponsors advocate: not the same people",
    "before a conference: review the programme, find speakers, write to them",
    "during: trainee events, introduce yourself: name, PGY, specialty, institution",
    "after: within a week thank, name something discussed, propose a next step",
    "local and online workshops",
    "check in every few months",
    "share updates on promotions, publications, life",
    "congratulate, share their work, connect them with opportunities",
    "co-residents scatter, juniors advance",
    "alumni lists, panels, offers to speak, host, mentor",
    "giving back: near-peer mentor, notice who struggles, teach",
    "network broadly, so that people know your work",
    "the cohort that met weekly for a protected hour",
    "the cardiology interest group",
    "the poster that became a fellowship",
    "new and overwhelmed: one event, one committee, one faculty meeting a month",
    "isolated: one trusted peer, structured supports, professional help",
    "a concise mentor e-mail; too busy, try somebody else",
    "confidentiality online",
    "meet when travelling to each other's cities",
    "choosing programs by profile and preferences, the sum in words",
)


def lived() -> Iterator[tuple[str, int]]:
    """Each line that a session names, and how many commands are typed below it."""
    for session in sorted(SESSIONS.glob("*.console")):
        for part in f"\n{session.read_text(encoding='utf-8')}".split(f"\n{HEADING}")[1:]:
            line, _, rest = part.partition("\n")
            yield line, sum(each.startswith("$ rescrm") for each in rest.splitlines())


@pytest.mark.parametrize("line", ADVICE)
def test_a_line_of_the_advice_is_lived_through(line: str) -> None:
    commands = [typed for named, typed in lived() if named == line]
    assert len(commands) == 1, f"“{line}” has {len(commands)} sessions"
    assert commands[0] >= 2, f"nothing much is done about “{line}”"


def test_no_session_lives_another_advice() -> None:
    assert {line for line, _ in lived()} <= set(ADVICE)


def test_a_line_is_named_once() -> None:
    assert [line for line, times in Counter(ADVICE).items() if times > 1] == []
