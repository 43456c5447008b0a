"""Facts as they are said inside a letter."""

from __future__ import annotations

from datetime import date

import pytest

from rescrm.core import wording

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 27), "Friday 27 November"),
        (date(2026, 11, 1), "Sunday 1 November"),
        (date(2027, 1, 4), "Monday 4 January 2027"),
    ],
)
def test_a_day_is_said_in_whole_words(on: date, said: str) -> None:
    assert wording.day(on, TODAY) == said


def test_a_month_of_another_year_names_it() -> None:
    assert wording.month(date(2026, 10, 2), TODAY) == "October"
    assert wording.month(date(2025, 10, 2), TODAY) == "October 2025"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-12-05T10:30:00-06:00", "Saturday 5 December at 10:30"),
        ("2026-12-05 08:00", "Saturday 5 December at 08:00"),
        ("2026-12-05", "Saturday 5 December"),
        ("2027-03-20T09:05:00+00:00", "Saturday 20 March 2027 at 09:05"),
        ("Saturday morning", "Saturday morning"),
    ],
)
def test_a_session_is_at_the_hour_its_programme_has(at: str, said: str) -> None:
    assert wording.moment(at, TODAY) == said


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("CV review", "for the CV review"),
        ("letter of recommendation", "for the letter of recommendation"),
        ("the invitation to the panel", "for the invitation to the panel"),
        ("an introduction to Dr. Lee", "for an introduction to Dr. Lee"),
        ("your advice", "for your advice"),
        ("Maya’s advice", "for Maya’s advice"),
        ("reading my draft", "for reading my draft"),
        ("invited me as co-author", "that you invited me as co-author"),
        ("told me of the T32 slot", "that you told me of the T32 slot"),
        ("Nominated me for the award", "that you nominated me for the award"),
        ("he spoke up for me", "that you spoke up for me"),
        ("You wrote the letter", "that you wrote the letter"),
        ("bed", "for the bed"),
    ],
)
def test_thanks_read_as_a_sentence(what: str, said: str) -> None:
    assert wording.thanks(what) == said


@pytest.mark.parametrize(
    ("name", "type", "said"),
    [
        ("Tuesday", "pod", "the Tuesday pod"),
        ("Lunch pod", "pod", "the Lunch pod"),
        ("QI", "committee", "the QI committee"),
        ("Wellness Committee", "committee", "the Wellness Committee"),
        ("Cardiology", "interest", "the Cardiology interest group"),
        ("Echo club", "journal-club", "the Echo club"),
        ("The Debriefers", "peer-support", "The Debriefers peer support group"),
        ("AHA", "society", "the AHA"),
    ],
)
def test_a_group_is_spoken_of_by_name_and_kind(name: str, type: str, said: str) -> None:
    assert wording.circle(name, type) == said


@pytest.mark.parametrize(
    ("name", "type", "said"),
    [
        ("ACC 2027", "conference", "ACC 2027"),
        ("CCU rotation", "rotation", "the CCU rotation"),
        ("Intern retreat", "program", "the Intern retreat"),
        ("The retreat", "program", "The retreat"),
        ("2027 retreat", "program", "2027 retreat"),
    ],
)
def test_an_event_has_its_article(name: str, type: str, said: str) -> None:
    assert wording.occasion(name, type) == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("her personal statement", "your personal statement"),
        ("the CCU and his amyloid registry", "the CCU and your amyloid registry"),
        ("the plan of their group", "the plan of your group"),
        ("what he told her about it", "what he told her about it"),
        ("boards", "boards"),
        ("sherry and the history of it", "sherry and the history of it"),
        ("her", "her"),
    ],
)
def test_what_is_theirs_is_yours_in_a_letter_to_them(noted: str, said: str) -> None:
    assert wording.to_them(noted) == said


@pytest.mark.parametrize(
    ("session", "said"),
    [
        ("poster 212", "poster 212"),
        ("the imaging session", "the imaging session"),
        ("the session on cardiac imaging", "the session on cardiac imaging"),
        ("Amyloidosis after the trials", "“Amyloidosis after the trials”"),
        ('A "new" era in amyloid', 'A "new" era in amyloid'),
    ],
)
def test_a_title_stands_in_quotes(session: str, said: str) -> None:
    assert wording.titled(session) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("every 2nd tue 18:00", "every 2nd Tuesday at 18:00"),
        ("every last fri", "every last Friday"),
        ("every 2 weeks", "every 2 weeks"),
        ("", ""),
    ],
)
def test_a_rhythm_is_said_in_whole_words(words: str, said: str) -> None:
    assert wording.rhythm(words) == said
