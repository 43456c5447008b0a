"""Facts as they are said inside a letter."""

from __future__ import annotations

import pytest

from rescrm.core import wording


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("CV review", "for the CV review"),
        ("letter of recommendation", "for the letter of recommendation"),
        ("the invitation to the panel", "for the invitation to the panel"),
        ("an introduction to Dr. Lee", "for the introduction to Dr. Lee"),
        ("a talk on ECGs", "for the talk on ECGs"),
        ("your advice", "for your advice"),
        ("Maya’s advice", "for Maya’s advice"),
        ("reading my draft", "for reading my draft"),
        ("invited me as co-author", "that you invited me as co-author"),
        ("told me of the T32 slot", "that you told me of the T32 slot"),
        ("Nominated me for the award", "that you nominated me for the award"),
        ("he spoke up for me", "that you spoke up for me"),
        ("shared her fellowship statement", "that you shared your fellowship statement"),
        ("She showed me her lab", "that you showed me her lab"),
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
        ("send her the dataset", "send her the dataset"),
        ("a visit to his lab", "a visit to your lab"),
    ],
)
def test_what_is_theirs_is_yours_in_a_letter_to_them(noted: str, said: str) -> None:
    assert wording.to_them(noted) == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("poster 212", "poster 212"),
        ("poster", "the poster"),
        ("talk on ECGs", "the talk on ECGs"),
        ("AF ablation registry", "the AF ablation registry"),
        ("amyloid cohort and boards", "the amyloid cohort and boards"),
        ("your K award", "your K award"),
        ("K award", "the K award"),
        ("the registry", "the registry"),
        ("Maya's registry", "Maya's registry"),
        ("a call in April", "a call in April"),
        ("ablation", "ablation"),
        ("boards, and the match", "boards, and the match"),
        ("publishing a paper", "publishing a paper"),
        ("", ""),
    ],
)
def test_the_thing_discussed_stands_behind_about(noted: str, said: str) -> None:
    assert wording.subject(noted) == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("a call in April", "a call in April"),
        ("call in April", "a call in April"),
        ("call her in April", "I could call you in April"),
        ("send draft", "I could send you the draft"),
        ("send her the dataset", "I could send you the dataset"),
        ("send the paper to Ben", "I could send the paper to Ben"),
        ("email him", "I could email you"),
        ("share slides", "I could share the slides with you"),
        ("share the jeopardy with her", "I could share the jeopardy with you"),
        ("introduce her to Ben", "I could introduce you to Ben"),
        ("visit her lab", "I could visit your lab"),
        ("coffee at HRS with her", "a coffee at HRS with you"),
        ("next week a call", "next week a call"),
        ("phone call", "a phone call"),
        ("zoom call in may", "a zoom call in May"),
        ("grab coffee in NYC", "we could grab coffee in NYC"),
        ("collaborate on the case series", "we could collaborate on the case series"),
        ("meet in march", "we could meet in March"),
        ("the call", "the call"),
        ("send", "send"),
    ],
)
def test_a_next_step_is_proposed_to_them(noted: str, said: str) -> None:
    assert wording.step(noted) == said


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
    ("noun", "said"),
    [
        ("PGY-2", "a PGY-2"),
        ("MS4", "an MS4"),
        ("RN", "an RN"),
        ("intern", "an intern"),
        ("chief resident", "a chief resident"),
        ("Attending", "an Attending"),
        ("the chief resident", "the chief resident"),
        ("", ""),
    ],
)
def test_what_someone_is_has_its_article(noun: str, said: str) -> None:
    assert wording.an(noun) == said


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("both do QI", "you both do QI"),
        ("they trained at Duke", "you trained at Duke"),
        ("both of you do QI", "both of you do QI"),
        ("Ana asked to meet him", "Ana asked to meet him"),
    ],
)
def test_why_two_should_meet_is_said_to_them(why: str, said: str) -> None:
    assert wording.reason(why) == said


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("his work on AF", "AF"),
        ("work on IRB protocol", "the IRB protocol"),
        ("cardiac amyloid", "cardiac amyloid"),
        ("her registry", "your registry"),
    ],
)
def test_what_they_work_on_stands_behind_your_work_on(topic: str, said: str) -> None:
    assert wording.work(topic) == said


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("matched at Duke", "you matched at Duke"),
        ("she won the teaching award", "you won the teaching award"),
        ("her paper was accepted", "your paper was accepted"),
        ("new baby", "the new baby"),
        ("fellow at Stanford", "fellow at Stanford"),
    ],
)
def test_good_news_is_said_to_those_whose_it_is(what: str, said: str) -> None:
    assert wording.good_news(what) == said


@pytest.mark.parametrize(
    ("noted", "is_one"),
    [("taught me echo", True), ("read my abstract", True), ("", False), ("echo", False),
     ("led the amyloid trial", False), ("my abstract", False)],
)  # fmt: skip
def test_what_they_did_for_me_is_a_kindness(noted: str, is_one: bool) -> None:
    assert wording.is_kindness(noted) is is_one


def test_months_and_days_have_their_capitals() -> None:
    assert wording.to_them("a call on friday in january") == "a call on Friday in January"
    assert wording.to_them("marching in may") == "marching in may"


@pytest.mark.parametrize(
    ("role", "said"),
    [("chair", "chair"), ("member", "a member"), ("resident representative",
     "a resident representative"), ("the lead", "the lead")],
)  # fmt: skip
def test_one_of_several_is_a_member(role: str, said: str) -> None:
    assert wording.role(role) == said


@pytest.mark.parametrize(
    ("phrases", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a, and b"), (["a", "b", "c"], "a, b, and c")],
)
def test_phrases_are_joined_as_in_a_sentence(phrases: list[str], said: str) -> None:
    assert wording.listed(phrases) == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("dataset", "the dataset"),
        ("to send WIC link", "to send you the WIC link"),
        ("to send her the slides", "to send you the slides"),
        ("to send Ben the deck", "to send Ben the deck"),
        ("to read her essay", "to read your essay"),
        ("to call", "to call"),
    ],
)
def test_a_promise_is_said_to_them(noted: str, said: str) -> None:
    assert wording.promise(noted) == said
