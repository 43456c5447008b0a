"""What a logged sentence says: the promises of the design, one sentence at a time."""

from __future__ import annotations

from datetime import date

import pytest
from people import People, person

from rescrm.core.identity import Named
from rescrm.core.sentence import NewPerson, Owed, Said, Who, direction, nobody_named, read
from rescrm.errors import (
    AmbiguousContact,
    ContactNotFound,
    PerhapsAName,
    UnreadableDay,
    UsageError,
)

SUNDAY = date(2026, 11, 22)

PEOPLE = People(
    "Ana Torres",
    "Ben Adler",
    "Maya Rao",
    "Samuel Okafor",
    person("Anna Lindqvist", about="faculty, UCSF"),
    person("Anna Wu", about="PGY-3, your program"),
    "José Núñez",
    "Łukasz Żak",
    person("Grace Hopper", "The Admiral", "Amazing Grace"),
    "George Washington Carver",
    "Mary-Kate Olsen",
    "Mary Poppins",
    "Kate Brown",
    "Elizabeth",
    "Elizabeth II",
    "Robert Diaz",
    "王伟",
    "Seán O’Brien",
    addresses={"maya@ucsf.edu": "maya-rao"},
)


def said(text: str) -> Said:
    return read(text, PEOPLE, SUNDAY)


def names(text: str) -> list[str]:
    return [who.name for who in said(text).people]


def whom(who: Who) -> str:
    return who.handle if isinstance(who, Named) else f"new: {who.name}"


# The whole of it ---------------------------------------------------------------------------


def test_the_sentence_of_the_design_is_understood_whole() -> None:
    text = "yesterday coffee with Ana and Ben, talked boards; owe Ben the QI deck by fri"
    ana, ben = PEOPLE["ana-torres"], PEOPLE["ben-adler"]
    assert said(text) == Said(
        day=date(2026, 11, 21),
        kind="coffee",
        people=(ana, ben),
        promises=(Owed(who=ben, what="the QI deck", by=date(2026, 11, 27)),),
        note="talked boards",
        direction="both",
    )


@pytest.mark.parametrize("text", ["", "   ", "\n", "…", "?!", ";", "; ;", ", ,"])
def test_nothing_said_is_nothing_understood(text: str) -> None:
    assert said(text) == Said()


# Days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "note"),
    [
        ("today ran into Ana", date(2026, 11, 22), "ran into Ana"),
        ("Yesterday: ran into Ana", date(2026, 11, 21), "ran into Ana"),
        ("fri ran into Ana", date(2026, 11, 20), "ran into Ana"),
        ("Last Fri, ran into Ana", date(2026, 11, 20), "ran into Ana"),
        ("on friday ran into Ana", date(2026, 11, 20), "ran into Ana"),
        ("3d ago ran into Ana", date(2026, 11, 19), "ran into Ana"),
        ("2 months ago ran into Ana", date(2026, 9, 22), "ran into Ana"),
        ("mar 12 ran into Ana", date(2026, 3, 12), "ran into Ana"),
        ("2nd friday of april - ran into Ana", date(2026, 4, 10), "ran into Ana"),
        ("2026-05-01 ran into Ana", date(2026, 5, 1), "ran into Ana"),
        ("2026-05-01T18:30 ran into Ana", date(2026, 5, 1), "ran into Ana"),
        ("ran into Ana yesterday", date(2026, 11, 21), "ran into Ana"),
        ("ran into Ana yesterday.", date(2026, 11, 21), "ran into Ana"),
        ("ran into Ana, last fri", date(2026, 11, 20), "ran into Ana"),
        ("ran into Ana on fri", date(2026, 11, 20), "ran into Ana"),
        ("ran into Ana 2 weeks ago", date(2026, 11, 8), "ran into Ana"),
        ("ran into Ana 2026-05-01", date(2026, 5, 1), "ran into Ana"),
        ("ran into Ana yesterday; owe Ana the deck", date(2026, 11, 21), "ran into Ana"),
        ("yesterday ran into Ana last fri", date(2026, 11, 21), "ran into Ana last fri"),
        ("ran into Ana", None, "ran into Ana"),
        ("ran into Ana, her exam was last fri, poor soul", None, None),
        ("ran into Ana \\yesterday", None, "ran into Ana yesterday"),
        ("ran into Ana, send it by fri", None, "ran into Ana, send it by fri"),
        ("ran into Ana, gone since last fri", None, "ran into Ana, gone since last fri"),
        ("ran into Ana, back tomorrow", None, "ran into Ana, back tomorrow"),
        ("3 residents met Ana", None, "3 residents met Ana"),
        ("2 weeks of nights with Ana", None, "2 weeks of nights with Ana"),
    ],
)
def test_the_day_stands_first_or_last(text: str, day: date | None, note: str | None) -> None:
    understood = said(text)
    assert understood.day == day
    if note:
        assert understood.note == note


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("tomorrow coffee with Ana", "tomorrow"),
        ("next fri coffee with Ana", "next fri"),
        ("in 3 months coffee with Ana", "in 3 months"),
        ("next week coffee with Ana", "next week"),
        ("2w coffee with Ana", "2w"),
        ("2026-12-01 coffee with Ana", "2026-12-01"),
        ("#acc tomorrow coffee with Ana", "tomorrow"),
    ],
)
def test_a_coming_day_first_is_refused(text: str, phrase: str) -> None:
    with pytest.raises(UnreadableDay) as refused:
        said(text)
    assert refused.value.exit_code == 2
    assert f'"{phrase}" (that day is still to come)' in refused.value.message


@pytest.mark.parametrize(
    "text",
    [
        "feb 30 coffee with Ana",
        "30 feb coffee with Ana",
        "2026-13-01 coffee with Ana",
        "03/04/2026 coffee with Ana",
        "11/20 coffee with Ana",
        "coffee with Ana 2026-13-01",
        "coffee with Ana 03/04/2026",
        "coffee with Ana 2026-12-01",
    ],
)
def test_what_can_only_be_a_day_is_read_or_refused(text: str) -> None:
    with pytest.raises(UnreadableDay):
        said(text)


def test_the_order_of_a_written_day_is_a_setting() -> None:
    text = "03/04/2026 coffee with Ana"
    assert read(text, PEOPLE, SUNDAY, order="dmy").day == date(2026, 4, 3)
    assert read(text, PEOPLE, SUNDAY, order="mdy").day == date(2026, 3, 4)


# Kinds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("coffee", "coffee"),
        ("call", "call"),
        ("called", "call"),
        ("phoned", "call"),
        ("email", "email"),
        ("emailed", "email"),
        ("mailed", "email"),
        ("e-mail", "email"),
        ("message", "message"),
        ("texted", "message"),
        ("text", "message"),
        ("dm", "message"),
        ("meeting", "meeting"),
        ("met", "meeting"),
        ("meal", "meal"),
        ("lunch", "meal"),
        ("dinner", "meal"),
        ("breakfast", "meal"),
        ("drinks", "meal"),
        ("conference", "conference"),
        ("video", "video"),
        ("zoom", "video"),
        ("Teams", "video"),
        ("FaceTime", "video"),
        ("letter", "letter"),
        ("card", "letter"),
        ("debrief", "debrief"),
    ],
)
def test_a_word_for_a_kind_is_the_kind(word: str, kind: str) -> None:
    assert said(f"{word} with Ana").kind == kind
    assert said(f"a quick {word} and then a walk with Ana").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("email about the meeting with Ana", "email"),
        ("zoom call with Ana", "video"),
        ("ran into Ana", None),
        ("recalled lunchtime with Ana", None),
        ("\\coffee with Ana, then lunch", "meal"),
        ("yesterday LUNCH with Ana", "meal"),
    ],
)
def test_the_first_kind_said_wins(text: str, kind: str | None) -> None:
    assert said(text).kind == kind


def test_the_users_own_kinds_are_kinds_too() -> None:
    own = ["rounds", "Journal Club", "code-debrief"]
    understood = read("journal club with Ana, talked boards", PEOPLE, SUNDAY, kinds=own)
    assert (understood.kind, understood.note) == ("Journal Club", "talked boards")
    assert read("Rounds with Ana", PEOPLE, SUNDAY, kinds=own).kind == "rounds"
    assert read("code debrief with Ana", PEOPLE, SUNDAY, kinds=own).kind == "code-debrief"
    assert said("rounds with Ana").kind is None


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("email", "me"),
        ("message", "me"),
        ("letter", "me"),
        ("coffee", "both"),
        ("call", "both"),
        (None, "both"),
    ],
)
def test_the_direction_follows_from_the_kind(kind: str | None, who: str) -> None:
    assert direction(kind) == who
    assert said(f"{kind or 'saw'} with Ana").direction == who


def test_a_debrief_keeps_the_fact_and_no_text() -> None:
    understood = said("debrief with Ana and Ben after the code in bed 12")
    assert understood.kind == "debrief"
    assert understood.note is None
    assert [who.name for who in understood.people] == ["Ana Torres", "Ben Adler"]


# Names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # every form
        ("coffee with Ana Torres", ["Ana Torres"]),
        ("coffee with Ana", ["Ana Torres"]),
        ("coffee with ana", ["Ana Torres"]),
        ("coffee with ANA TORRES", ["Ana Torres"]),
        ("coffee with Ana T.", ["Ana Torres"]),
        ("coffee with Ana T. and Ben A", ["Ana Torres", "Ben Adler"]),
        ("coffee with ana t, talked boards", ["Ana Torres"]),
        ("coffee with @ana-torres", ["Ana Torres"]),
        ("coffee with @Ana-Torres's sister", ["Ana Torres"]),
        ("lunch with the admiral", ["Grace Hopper"]),
        ("lunch with Amazing Grace", ["Grace Hopper"]),
        ("call with jose nunez", ["José Núñez"]),
        ("call with Jose\u0301", ["José Núñez"]),
        ("lukasz zak showed me the MRI", ["Łukasz Żak"]),
        ("call with Sean O'Brien", ["Seán O’Brien"]),
        ("call with 王伟, 谈了很久", ["王伟"]),
        ("wrote to maya@ucsf.edu about it", ["Maya Rao"]),
        ("emailed Dr. Okafor about IRB", ["Samuel Okafor"]),
        ("emailed Prof. Dr. Samuel Okafor", ["Samuel Okafor"]),
        ("coffee with Okafor", ["Samuel Okafor"]),
        ("ran into Okafor at the retreat", ["Samuel Okafor"]),
        ("Okafor's IRB is late", ["Samuel Okafor"]),
        ("heard from Okafor", ["Samuel Okafor"]),
        ("called Bob about the cohort", ["Robert Diaz"]),
        # possessives
        ("loved Maya's poster", ["Maya Rao"]),
        ("loved Maya’s poster", ["Maya Rao"]),
        ("met Ana's and Ben's team", ["Ana Torres", "Ben Adler"]),
        # the longest match
        ("coffee with Mary-Kate", ["Mary-Kate Olsen"]),
        ("coffee with Mary Kate", ["Mary-Kate Olsen"]),
        ("coffee with Kate", ["Kate Brown"]),
        ("coffee with Mary", ["Mary Poppins"]),
        ("coffee with Olsen", ["Mary-Kate Olsen"]),
        ("dinner with Elizabeth", ["Elizabeth"]),
        ("dinner with Elizabeth II", ["Elizabeth II"]),
        ("dinner with Elizabeth and Elizabeth II", ["Elizabeth", "Elizabeth II"]),
        # lists, in order, each once
        ("met Ben, Ana and Maya", ["Ben Adler", "Ana Torres", "Maya Rao"]),
        ("met Ben, Ana, and Maya", ["Ben Adler", "Ana Torres", "Maya Rao"]),
        ("met Ben & Ana + Maya", ["Ben Adler", "Ana Torres", "Maya Rao"]),
        ("met Ben/Ana", ["Ben Adler", "Ana Torres"]),
        ("met Ben Ana", ["Ben Adler", "Ana Torres"]),
        ("met Ben and Dr.", ["Ben Adler"]),
        ("met Ben and Dr. Okafor and Prof", ["Ben Adler", "Samuel Okafor"]),
        ("met Ana, then Ben, then Ana Torres again", ["Ana Torres", "Ben Adler"]),
        ("Grace and I went to Paris for lunch with George.", [
            "Grace Hopper", "George Washington Carver",
        ]),
        # whole words only
        ("Gracefully strolled", []),
        ("the service was a disGrace, not disGraceful", []),
        ("went to the JimAnaBen Co.", []),
        ("Banana bread and bens", []),
        ("met Mary-Jo-Kate", []),
        ("an Ana-style poster", []),
        # small words and short ones are nobody
        ("talked about QI, the IRB and boards with Ana", ["Ana Torres"]),
        ("went to the Okafor clinic", []),
        ("flew to San Jose with Ana", ["Ana Torres"]),
    ],
)  # fmt: skip
def test_everyone_named_takes_part(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_someone_new_is_added_in_stars() -> None:
    understood = said("coffee with **Zed  Quinn** and Ana, talked boards")
    assert understood.people == (NewPerson("Zed Quinn"), PEOPLE["ana-torres"])
    assert understood.note == "talked boards"
    assert said("saw **Zed Quinn** at the **retreat desk**").note == (
        "saw Zed Quinn at the retreat desk"
    )


def test_stars_round_a_known_name_add_nobody() -> None:
    assert names("**Grace Hopper** and I had lunch") == ["Grace Hopper"]
    assert said("coffee with **grace hopper**").people == (PEOPLE["grace-hopper"],)
    assert said("coffee with **Grace**").people == (NewPerson("Grace"),)


def test_someone_new_is_added_once() -> None:
    understood = said("met **Zed Quinn**, **zed quinn**; owe **Zed Quinn** the deck")
    assert [whom(who) for who in understood.people] == ["new: zed quinn"]
    assert whom(understood.promises[0].who) == "new: Zed Quinn"


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("saw \\Ana with Ben", ["Ben Adler"], "saw Ana with Ben"),
        ("saw \\Grace Hopper with Ben", ["Ben Adler"], "saw Grace Hopper with Ben"),
        ("saw \\Zed Ben", ["Ben Adler"], "saw Zed Ben"),
        ("dinner with \\Grace Kelly", [], "dinner with Grace Kelly"),
        ("met Ben, \\@ana-torres \\#qi \\**Zed**", ["Ben Adler"], "@ana-torres #qi **Zed**"),
        ("AC\\DC with Ben", ["Ben Adler"], "AC\\DC with Ben"),
        ("saw C:\\temp with Ben", ["Ben Adler"], "saw C:temp with Ben"),
        ("saw \\\\ Ben", ["Ben Adler"], "saw \\\\ Ben"),
    ],
)
def test_a_backslash_keeps_a_word_from_matching(text: str, expected: list[str], note: str) -> None:
    understood = said(text)
    assert [who.name for who in understood.people] == expected
    assert understood.note == note
    assert understood.tags == ()


def test_an_unknown_handle_is_refused() -> None:
    with pytest.raises(ContactNotFound) as refused:
        said("coffee with @maya")
    assert refused.value.candidates[0] == "maya-rao"
    assert "write **Their Name**" in refused.value.message


# Two fit, or nobody ------------------------------------------------------------------------


def test_two_who_fit_are_asked_about_with_the_sentence_to_type() -> None:
    with pytest.raises(AmbiguousContact) as refused:
        said("call with Anna")
    assert refused.value.message == (
        'two people fit "Anna": anna-lindqvist (faculty, UCSF), anna-wu (PGY-3, your program).\n'
        'Say which: rescrm log "call with @anna-wu"'
    )
    assert refused.value.where == (10, 14)
    assert refused.value.exit_code == 3


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("yesterday met Anna's team", 'rescrm log "yesterday met @anna-wu\'s team"'),
        ("coffee with Ana; owe Anna a call", 'rescrm log "coffee with Ana; owe @anna-wu a call"'),
        ('Anna "$5"', "rescrm log '@anna-wu \"$5\"'"),
        ("Anna's `id`", "rescrm log '@anna-wu'\\''s `id`'"),
        ("Anna\nand Ben", "@anna-wu"),
        ("Anna " + "and so on " * 30, "@anna-wu"),
    ],
)
def test_the_sentence_to_type_can_be_pasted_into_a_shell(text: str, example: str) -> None:
    with pytest.raises(AmbiguousContact) as refused:
        said(text)
    assert refused.value.message.endswith(f"Say which: {example}")


def test_who_is_named_exactly_once_is_meant_elsewhere_too() -> None:
    understood = said("@anna-wu called. Anna was well; owe Anna the slides")
    assert [whom(who) for who in understood.people] == ["anna-wu"]
    assert whom(understood.promises[0].who) == "anna-wu"
    with pytest.raises(AmbiguousContact):
        said("@anna-wu and @anna-lindqvist called. Anna was well")


@pytest.mark.parametrize(
    ("text", "stranger"),
    [
        ("coffee with Zed", "Zed"),
        ("coffee with Zed Quinn, talked boards", "Zed Quinn"),
        ("coffee with Dr. Zed", "Zed"),
        ("coffee with Ana and Zed", "Zed"),
        ("coffee with Ana, Zed and Ben", "Zed"),
        ("coffee with Ana, Ben and Zed", "Zed"),
        ("coffee with Ana Lopez", "Ana Lopez"),
        ("coffee with Ana Okafor", "Ana Okafor"),
        ("coffee with Ana Z.", "Ana Z"),
        ("coffee with Maya II", "Maya II"),
    ],
)
def test_a_name_that_must_stand_and_does_not_exist_is_refused(text: str, stranger: str) -> None:
    with pytest.raises(ContactNotFound) as refused:
        said(text)
    assert refused.value.exit_code == 4
    assert len(refused.value.candidates) == 3
    start = text.index(stranger)
    there = f"{text[:start]}**{stranger}**{text[start + len(stranger) :]}"
    assert refused.value.message.endswith(f'Someone new? rescrm log "{there}"')


@pytest.mark.parametrize(
    ("text", "stranger"),
    [
        ("met Zed", "Zed"),
        ("coffee with zed", "zed"),
        ("coffee with friends from Boston", "friends"),
        ("coffee run with Zed", "Zed"),
        ("saw Ana Lopez with Zed", "Ana Lopez"),
        ("email to x@y.org", None),
        ("coffee with x@y.org", "x@y.org"),
        ("meeting with QI", "QI"),
        ("coffee with the team", None),
        ("coffee with Zed's team", None),
        ("had a quiet night", None),
    ],
)
def test_with_nobody_named_the_caller_may_know_better(text: str, stranger: str | None) -> None:
    understood = said(text)
    assert understood.people == ()
    assert understood.stranger == stranger
    refused = nobody_named(understood, PEOPLE)
    assert isinstance(refused, ContactNotFound if stranger else UsageError)
    assert (stranger or "--with") in refused.message


def test_in_running_text_an_unknown_name_is_only_text() -> None:
    assert names("Ana loved Boston, Zed Quinn and Harvard") == ["Ana Torres"]
    assert names("Ana saw Maya Lopez") == ["Ana Torres"]


def test_a_first_name_goes_before_a_last_name() -> None:
    people = People("Chen Wei", "Maya Chen")
    assert read("ran into chen", people, SUNDAY).people == (people["chen-wei"],)
    assert read("coffee with Chen", people, SUNDAY).people == (people["chen-wei"],)
    assert read("coffee with Maya Chen", people, SUNDAY).people == (people["maya-chen"],)


def test_an_initial_is_a_letter_that_ends_a_name() -> None:
    people = People("Ana Ibarra", "Ana Alvarez", "Ana Torres")
    for text in ("met Ana I.", "Ana I", "met Ana i, well"):
        assert read(text, people, SUNDAY).people == (people["ana-ibarra"],)
    assert read("met Ana T at noon", people, SUNDAY).people == (people["ana-torres"],)
    for text in (
        "met Ana I think",
        "met Ana I and left",
        "met Ana t at noon",
        "met Ana a while ago",
    ):
        with pytest.raises(AmbiguousContact):
            read(text, people, SUNDAY)


# Words that are names ----------------------------------------------------------------------

WORDS = People(
    "Will Chen",
    "May Lin",
    "Mark Long",
    "Grace Hopper",
    "Grant Ellis",
    "Hope Mills",
    "An Nguyen",
    "Jordan Pike",
    "Ana Torres",
    "April Jones",
    "Mia Young",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a capital, where a name can stand
        ("coffee with Will", ["will-chen"]),
        ("called May about it", ["may-lin"]),
        ("met An about QI", ["an-nguyen"]),
        ("coffee with Ana and Grace", ["ana-torres", "grace-hopper"]),
        ("coffee with Ana, Grace and May in May", ["ana-torres", "grace-hopper", "may-lin"]),
        ("saw Grace at the retreat", ["grace-hopper"]),
        ("ran into Mark at noon", ["mark-long"]),
        ("Will and Ana came to rounds", ["will-chen", "ana-torres"]),
        ("Grace and I walked", ["grace-hopper"]),
        ("loved Grace's poster", ["grace-hopper"]),
        ("loved the poster of Dr. Grace", ["grace-hopper"]),
        ("Mark Long spoke", ["mark-long"]),
        ("Will C. spoke", ["will-chen"]),
        ("lunch with grace hopper", ["grace-hopper"]),
        # small letters, and words where no name can stand
        ("will call Ana in May", ["ana-torres"]),
        ("met Ana, mark the date", ["ana-torres"]),
        ("spoke with grace and Ana", ["ana-torres"]),
        ("the Grant deadline, says Ana", ["ana-torres"]),
        ("at Hope Hospital with Ana", ["ana-torres"]),
        ("to Johns Hope with Ana", ["ana-torres"]),
        ("I WILL see Ana", ["ana-torres"]),
        ("since May Ana works nights", ["ana-torres"]),
        ("an hour with Ana. An hour is long", ["ana-torres"]),
        ("saw Ana. An hour, an eternity", ["ana-torres"]),
        ("in Jordan with Ana", ["ana-torres"]),
        ("Young people talked about ellis with Ana", ["ana-torres"]),
        ("coffee with Young and Ellis", ["mia-young", "grant-ellis"]),
        ("Jordan came with Ana", ["jordan-pike", "ana-torres"]),
        ("with Ana; will send it, mark my words", ["ana-torres"]),
    ],
)
def test_a_common_word_is_a_name_with_a_capital_where_a_name_can_stand(
    text: str, expected: list[str]
) -> None:
    try:
        found = [whom(who) for who in read(text, WORDS, SUNDAY).people]
    except PerhapsAName as asked:
        found = [f"asks about {asked.typed}"]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Will called Ana", "Will"),
        ("Will, the resident, called Ana", "Will"),
        ("met Ana. Will send the deck", "Will"),
        ("met Ana, Will sends the deck", "Will"),
        ("Ana discussed Mark at length", "Mark"),
        ("Grace!", "Grace"),
        ("Ana read (Grace read too)", "Grace"),
        ("Ana worked from April on", "April"),
        ("flew to Jordan with Ana", "Jordan"),
        ("moved to Ellis with Ana", "Ellis"),
        ("Shadowed Ellis in clinic with Ana", "Ellis"),
    ],
)
def test_when_in_doubt_it_asks(text: str, word: str) -> None:
    with pytest.raises(PerhapsAName) as refused:
        read(text, WORDS, SUNDAY)
    assert refused.value.exit_code == 3
    assert refused.value.typed == word
    start, end = refused.value.where or (0, 0)
    assert text[start:end] == word
    plain = read(f"{text[:start]}\\{text[start:]}", WORDS, SUNDAY)
    named = read(f"{text[:start]}@{refused.value.candidates[0]}{text[end:]}", WORDS, SUNDAY)
    assert {*named.people} - {*plain.people} == {WORDS[refused.value.candidates[0]]}
    assert plain.note and "\\" not in plain.note


def test_the_question_about_a_word_says_how_to_answer() -> None:
    with pytest.raises(PerhapsAName) as refused:
        read("met Ana. Will send the deck", WORDS, SUNDAY)
    assert refused.value.message == (
        '"Will" may be will-chen, or just a word.\n'
        'Say which: rescrm log "met Ana. @will-chen send the deck", or \\Will for the word'
    )


def test_who_takes_part_anyway_is_no_question() -> None:
    understood = read("coffee with Grace. Grace was well", WORDS, SUNDAY)
    assert [whom(who) for who in understood.people] == ["grace-hopper"]


# Tags --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tags", "note"),
    [
        ("coffee with Ana #qi", ("qi",), None),
        ("coffee with Ana, talked boards #qi #EP-lab", ("qi", "EP-lab"), "talked boards"),
        ("coffee with Ana, talked boards #qi yesterday #ep.", ("qi", "ep"), "talked boards"),
        ("#qi coffee with Ana, talked boards", ("qi",), "talked boards"),
        (f"coffee with Ana, {'so ' * 99}on #qi yesterday", ("qi",), f"{'so ' * 99}on"),
        ("coffee with Ana, talked #boards at length", ("boards",), "talked #boards at length"),
        ("coffee with Ana, talked boards #qi #QI", ("qi",), "talked boards"),
        ("coffee with Ana, poster #212", (), "poster #212"),
        ("coffee with Ana, C# and a#b", (), "C# and a#b"),
        ("coffee with Ana; owe Ana the deck #qi", ("qi",), None),
    ],
)
def test_a_tag_tags_the_interaction(text: str, tags: tuple[str, ...], note: str | None) -> None:
    understood = said(text)
    assert understood.tags == tags
    assert understood.note == note
    assert names(text) == ["Ana Torres"]


# Promises and asks -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aside", "who", "what", "by"),
    [
        ("owe Ben the QI deck by fri", "ben-adler", "the QI deck", date(2026, 11, 27)),
        ("owe Ben the QI deck", "ben-adler", "the QI deck", None),
        ("OWE ben the deck BY tomorrow.", "ben-adler", "the deck", date(2026, 11, 23)),
        ("i owe @ben-adler: slides by 2w", "ben-adler", "slides", date(2026, 12, 6)),
        ("owe Ben a ride by car by dec 1", "ben-adler", "a ride by car", date(2026, 12, 1)),
        ("owe Ben notes \\by Okafor", "ben-adler", "notes by Okafor", None),
        ("owe Dr. Okafor the IRB by eom", "samuel-okafor", "the IRB", date(2026, 11, 30)),
        ("owe Ana T. a call", "ana-torres", "a call", None),
        ("owe jose nunez a card", "jose-nunez", "a card", None),
        ("owe **Zed Quinn** the poster by fri", "new: Zed Quinn", "the poster", date(2026, 11, 27)),
        ("owe Bob lunch", "robert-diaz", "lunch", None),
        ("owe Ben intro to @ana-torres by today", "ben-adler", "intro to @ana-torres", SUNDAY),
        ("owe Ben the May deck with Anna", "ben-adler", "the May deck with Anna", None),
    ],
)
def test_a_promise_has_a_person_a_thing_and_perhaps_a_day(
    aside: str, who: str, what: str, by: date | None
) -> None:
    understood = said(f"coffee with Maya, talked boards; {aside}")
    (promise,) = understood.promises
    assert (whom(promise.who), promise.what, promise.by) == (who, what, by)
    assert understood.note == "talked boards"
    assert understood.asks == ()


@pytest.mark.parametrize(
    ("aside", "who", "what", "by"),
    [
        ("asked Ben for a letter by dec 10", "ben-adler", "a letter", date(2026, 12, 10)),
        ("asked Ben for a letter", "ben-adler", "a letter", None),
        ("asked Ben to read the draft by in 10 days", "ben-adler", "to read the draft",
         date(2026, 12, 2)),
        ("Asked Okafor FOR advice", "samuel-okafor", "advice", None),
    ],
)  # fmt: skip
def test_an_ask_has_them_too(aside: str, who: str, what: str, by: date | None) -> None:
    (ask,) = said(f"coffee with Maya;{aside}").asks
    assert (whom(ask.who), ask.what, ask.by) == (who, what, by)


def test_who_is_named_only_behind_a_semicolon_takes_no_part() -> None:
    understood = said("coffee with Maya; owe Ben the deck; asked Ana for slides with Kate")
    assert [who.name for who in understood.people] == ["Maya Rao"]
    assert len(understood.promises) == len(understood.asks) == 1


def test_several_promises_and_several_people_are_all_kept() -> None:
    understood = said("met Maya; owe Ben and Ana the deck by fri; owe Maya a call; great day")
    assert [(whom(each.who), each.what) for each in understood.promises] == [
        ("ben-adler", "the deck"),
        ("ana-torres", "the deck"),
        ("maya-rao", "a call"),
    ]
    assert understood.note == "great day"


def test_someone_new_can_be_owed_something_at_once() -> None:
    understood = said("met **Zed Quinn** and **Al Roe**; owe Zed the deck; asked Al Roe for tea")
    assert [whom(each.who) for each in understood.promises] == ["new: Zed Quinn"]
    assert [whom(each.who) for each in understood.asks] == ["new: Al Roe"]


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("coffee with Ben; owe him the deck by fri", ["ben-adler"]),
        ("coffee with Ben; I owe him the deck", ["ben-adler"]),
        ("met Maya and Ben; owe them the deck", ["maya-rao", "ben-adler"]),
        ("met **Zed Quinn**; owe her the deck", ["new: Zed Quinn"]),
    ],
)
def test_a_pronoun_means_who_was_there(text: str, owed: list[str]) -> None:
    assert [(whom(each.who), each.what) for each in said(text).promises] == [
        (who, "the deck") for who in owed
    ]


def test_a_pronoun_that_fits_two_is_asked_about() -> None:
    with pytest.raises(UsageError, match="who is “her”, Maya Rao or Ben Adler"):
        said("met Maya and Ben; owe her the deck")
    with pytest.raises(ContactNotFound, match="her"):
        said("a long day; owe her the deck")
    (asked,) = said("coffee with Maya; asked her for slides by fri").asks
    assert (whom(asked.who), asked.what) == ("maya-rao", "slides")


def test_a_title_before_a_surname_is_heard() -> None:
    people = People("Lee Wong", "Susan Lee")
    found = read("met with Dr Lee about boards", people, SUNDAY).people
    assert [whom(each) for each in found] == ["susan-lee"]


def test_a_question_behind_an_aside_knows_its_place() -> None:
    text = "coffee with Ana; owe Ben the deck by fri; saw Anna there"
    with pytest.raises(AmbiguousContact) as refused:
        said(text)
    start, end = refused.value.where or (0, 0)
    assert (start, text[start:end]) == (text.index("Anna"), "Anna")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("coffee with Ana; asked about her fellowship", "asked about her fellowship"),
        ("coffee with Ana; talked boards", "talked boards"),
        ("coffee with Ana; lowered the dose; owed much", "lowered the dose; owed much"),
        ("coffee with Ana \\; owe nothing", "; owe nothing"),
    ],
)
def test_another_sentence_behind_a_semicolon_is_the_note(text: str, note: str) -> None:
    understood = said(text)
    assert (understood.promises, understood.asks) == ((), ())
    assert note.lstrip("; ") in (understood.note or "")


@pytest.mark.parametrize(
    ("aside", "code", "words"),
    [
        ("owe Ben the deck by soonish", 2, '"soonish"'),
        ("owe Ben the deck by yesterday", 2, "yesterday"),
        ("owe Ben the deck by", 2, "cannot read the day"),
        ("owe Ben notes by Okafor", 2, '"Okafor"'),
        ("owe Ben", 2, "owe Ben the slides by fri"),
        ("owe Ben by fri", 2, "owe Ben the slides by fri"),
        ("asked Ben for", 2, "for a letter"),
        ("owe", 2, "whom?"),
        ("owe Zed the deck", 4, "**Zed**"),
        ("owe zed the deck", 4, "**zed**"),
        ("asked Zed for a letter", 4, "**Zed**"),
        ("owe @zed the deck", 4, "@zed"),
        ("owe Anna the deck", 3, "anna-wu"),
    ],
)
def test_a_promise_that_cannot_be_understood_is_refused(aside: str, code: int, words: str) -> None:
    with pytest.raises((UsageError, ContactNotFound, AmbiguousContact)) as refused:
        said(f"coffee with Maya; {aside}")
    assert refused.value.exit_code == code
    assert words in refused.value.message


# The note ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("yesterday coffee with Ana and Ben, talked boards", "talked boards"),
        ("coffee with Ana and Ben talked boards", "talked boards"),
        ("coffee with Ana. Talked boards!", "Talked boards!"),
        ("coffee with Ana - talked boards", "talked boards"),
        ("coffee w/ Ana: talked boards, twice", "talked boards, twice"),
        ("met Maya at poster 212", "at poster 212"),
        ("emailed Dr. Okafor about IRB", "about IRB"),
        ("video call with Ana, slides", "slides"),
        ("coffee with Ana, Ben, talked boards", "talked boards"),
        ("coffee with Ana, Ben talked boards", "Ben talked boards"),
        ("coffee with Ana and the team", "and the team"),
        ("lunch with Ana and I", None),
        ("lunch with Ana and me, talked boards", "talked boards"),
        ("coffee with Ana", None),
        ("coffee with Ana!", None),
        ("coffee with Ana 🙂", "🙂"),
        ("coffee", None),
        ("yesterday", None),
        ("met Maya's team", "met Maya's team"),
        ("ran into Maya at poster 212", "ran into Maya at poster 212"),
        ("had coffee with Ana, talked boards", "had coffee with Ana, talked boards"),
        ("coffee, talked boards with Ana", "coffee, talked boards with Ana"),
        ("call to Ana about boards", "call to Ana about boards"),
        ("yesterday ran into Ana; owe Ben the deck", "ran into Ana"),
        ("Ana was late; owe Ben the deck; asked Ben for tea; great day", "Ana was late; great day"),
        ("coffee with Ana, line one\nline two", "line one\nline two"),
        ("ran into Ana [bold]x[/bold] \x1b[31m", "ran into Ana [bold]x[/bold] \x1b[31m"),
    ],
)
def test_the_note_is_what_is_left(text: str, note: str | None) -> None:
    assert said(text).note == note
