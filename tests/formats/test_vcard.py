"""What is read from a card, property by property."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from vcard_samples import ada, card, people, person

from rescrm.core.contact import YearDay
from rescrm.formats.record import Record, Unreadable
from rescrm.formats.vcard import reading as vcard


def test_a_whole_card_gives_all_its_fields() -> None:
    found = person(
        "UID:7f3a",
        "FN:Maya Rao",
        "N:Rao;Maya;;Dr.;MD",
        "NICKNAME:May,Maya R.",
        "EMAIL;TYPE=INTERNET,WORK:maya@ucsf.edu",
        "TEL;TYPE=CELL:+1 415 555 0134",
        "URL:https://www.linkedin.com/in/mayarao",
        "ORG:UCSF;Cardiology;Electrophysiology",
        "TITLE:Fellow",
        "ADR;TYPE=WORK:;;505 Parnassus Ave;San Francisco;CA;94143;USA",
        "BDAY:1993-03-14",
        "NOTE:Poster 212\\, amyloid\\nwants a second reader",
        "CATEGORIES:EP,ACC",
    )
    assert found._replace(lines=None) == Record(
        where="people.vcf:1",
        key="uid:7f3a",
        name="Maya Rao",
        nicknames=("May", "Maya R."),
        emails=(("maya@ucsf.edu", "work"),),
        phones=(("+1 415 555 0134", "cell"),),
        links=("https://www.linkedin.com/in/mayarao",),
        organisation="UCSF",
        title="Fellow",
        city="San Francisco",
        birthday=YearDay(3, 14, 1993),
        note="Poster 212, amyloid\nwants a second reader",
        tags=("EP", "ACC"),
        custom=(("department", "Cardiology, Electrophysiology"),),
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ada Lovelace", "N:King;Augusta;;;"], "Ada Lovelace"),
        (["N:King;Augusta;Ada;Lady;MA"], "Augusta Ada King"),
        (["FN:", "N:King;Augusta"], "Augusta King"),
        (["FN:   ", "N:King"], "King"),
        (["N:Smith;Mary Kate;Ann,Bea;;"], "Mary Kate Ann Bea Smith"),
        (["N:Doe;John;Richter\\, James;Mr.;Sr."], "John Richter, James Doe"),
        (["N:O\\;Hara;Tim;;;"], "Tim O;Hara"),
        (["N:;;;Dr.;PhD"], "Dr. PhD"),
        (["N:;;;;", "NICKNAME:Bo"], "Bo"),
        (["N:;;;;", "ORG:St. Luke's;"], "St. Luke's"),
        (["EMAIL:ada@example.org", "TEL:+1 2"], "ada@example.org"),
        (["TEL:+1 2"], "+1 2"),
        (["FN:  Ada\\nLovelace "], "Ada Lovelace"),
        (["FN:Mr. John Richter, James Doe Sr."], "Mr. John Richter, James Doe Sr."),
        (["FN:王伟"], "王伟"),
        (["FN:A\x1b[31mda"], "A\x1b[31mda"),
        (["FN:First", "FN:Second"], "First"),
    ],
)
def test_the_name_is_the_best_that_the_card_has(lines: list[str], name: str) -> None:
    assert person(*lines).name == name


@pytest.mark.parametrize("line", ["URL:https://example.org", "ADR:;;Street;City;;;", "PHOTO:x"])
def test_a_card_without_any_name_is_named_with_its_line(line: str) -> None:
    found = people(card("FN:Ada") + card(line) + card("FN:Zoe"))
    assert found[1] == Unreadable("people.vcf:5", "no name on this card")
    assert [each.name for each in found if isinstance(each, Record)] == ["Ada", "Zoe"]


@pytest.mark.parametrize("line", ["KIND:group", "kind:GROUP", "X-ADDRESSBOOKSERVER-KIND:group"])
def test_a_group_is_not_a_person(line: str) -> None:
    assert people(card("FN:Wardens", line)) == [
        Unreadable("people.vcf:1", "a group of cards, not a person")
    ]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL:1", None),
        ("TEL;TYPE=CELL:1", "cell"),
        ("TEL;TYPE=cell;TYPE=pref:1", "cell"),
        ("TEL;TYPE=FAX,WORK:1", "work fax"),
        ("TEL;TYPE=VOICE,MSG:1", None),
        ('TEL;TYPE="work,cell,text";VALUE=uri:tel:1', "work cell"),
        ("TEL;TYPE=WhatsApp:1", "whatsapp"),
        ("TEL;CELL:1", "cell"),
        ("tel;home;fax:1", "home fax"),
        ("TEL;WORK;VOICE;utf-8;QUOTED-PRINTABLE;de-DE;x-unknown:=31", "work"),
        ("TEL;PREF;:1", None),
        ("item1.TEL:1", None),
        ('TEL;X-ID="a:b;c";TYPE=home:1', "home"),
    ],
)
def test_a_number_has_the_label_its_parameters_give_it(line: str, label: str | None) -> None:
    assert ada(line, version="2.1").phones == (("1", label),)


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("_$!<Work>!$_", "work"),
        ("_$!<HomeFax>!$_", "homefax"),
        ("Assistant\\, mornings", "Assistant, mornings"),
        ("", "home"),
    ],
)
def test_an_apple_label_goes_before_the_type(label: str, read: str) -> None:
    found = ada(
        "item1.TEL;TYPE=home:1",
        "item2.TEL:2",
        f"item1.X-ABLabel:{label}",
    )
    assert found.phones == (("1", read), ("2", None))


def test_an_apple_label_may_stand_before_its_property_in_either_case() -> None:
    found = ada("ITEM1.X-ABLABEL:Ward", "item1.EMAIL;type=INTERNET:ward@example.org")
    assert found.emails == (("ward@example.org", "Ward"),)


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("EMAIL:  ada@example.org ", "ada@example.org"),
        ("EMAIL:mailto:ada@example.org", "ada@example.org"),
        ("EMAIL;INTERNET;PREF:ada@example.org", "ada@example.org"),
    ],
)
def test_an_address_is_read_without_what_surrounds_it(line: str, address: str) -> None:
    assert ada(line).emails == ((address, None),)


def test_empty_properties_say_nothing() -> None:
    found = ada("EMAIL:", "TEL;work:", "ORG:;", "TITLE:", "BDAY:", "NOTE:", "URL:", "CATEGORIES:,")
    assert found._replace(lines=None, key="") == Record(
        where="people.vcf:1", key="", name="Ada Lovelace", encoding="utf-8"
    )


def test_a_telephone_uri_keeps_its_extension() -> None:
    found = ada("TEL;VALUE=uri;TYPE=work:tel:+1-418-656-9254;ext=102", version="4.0")
    assert found.phones == (("+1-418-656-9254;ext=102", "work"),)


@pytest.mark.parametrize(
    ("line", "links", "custom"),
    [
        ("URL:http\\://example.org/a", ("http://example.org/a",), ()),
        ("item1.URL;type=pref:https://example.org", ("https://example.org",), ()),
        (
            "X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/ada",
            ("http://www.linkedin.com/in/ada",),
            (),
        ),
        ("X-SOCIALPROFILE;type=Twitter:x-apple:ada", (), (("twitter", "ada"),)),
        ("X-SOCIALPROFILE;type=github;x-user=ada:", (), (("github", "ada"),)),
        ("X-SOCIALPROFILE:x-apple:", (), ()),
    ],
)
def test_profiles_are_links_or_handles(
    line: str, links: tuple[str, ...], custom: tuple[tuple[str, str], ...]
) -> None:
    found = ada(line)
    assert (found.links, found.custom) == (links, custom)


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1993-03-14", YearDay(3, 14, 1993)),
        ("BDAY:19930314", YearDay(3, 14, 1993)),
        ("BDAY;VALUE=date:1993-03-14", YearDay(3, 14, 1993)),
        ("BDAY:1993-03-14T00:00:00Z", YearDay(3, 14, 1993)),
        ("BDAY:19930314T103000-0500", YearDay(3, 14, 1993)),
        ("BDAY:--0314", YearDay(3, 14)),
        ("BDAY:--03-14", YearDay(3, 14)),
        ("BDAY:--0229", YearDay(2, 29)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14", YearDay(3, 14)),
        ("BDAY;X-APPLE-OMIT-YEAR=1700:1700-03-14", YearDay(3, 14)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1993-03-14", YearDay(3, 14, 1993)),
        ("BDAY:1604-02-29", YearDay(2, 29)),
        ("BDAY: 1992-02-29 ", YearDay(2, 29, 1992)),
    ],
)
def test_a_birthday_is_read_in_all_its_spellings(line: str, birthday: YearDay) -> None:
    found = ada(line)
    assert (found.birthday, found.custom) == (birthday, ())


@pytest.mark.parametrize(
    "text", ["circa 1800", "1993", "---14", "1993-02-29", "1993-13-01", "--0230", "14.03.1993"]
)
def test_a_birthday_that_is_no_day_is_kept_as_text(text: str) -> None:
    found = ada(f"BDAY;VALUE=text:{text}")
    assert (found.birthday, found.custom) == (None, (("birthday", text),))


@pytest.mark.parametrize(
    ("lines", "custom"),
    [
        (["ANNIVERSARY:20090808T1430-0500"], (("anniversary", "2009-08-08"),)),
        (["X-ANNIVERSARY:19710311"], (("anniversary", "1971-03-11"),)),
        (["X-EVOLUTION-ANNIVERSARY:1980-03-22"], (("anniversary", "1980-03-22"),)),
        (["ITEM1.X-ABDATE:19710311"], (("date", "1971-03-11"),)),
        (
            ["item1.X-ABDATE:1604-06-01", "item1.X-ABLabel:_$!<Anniversary>!$_"],
            (("anniversary", "--06-01"),),
        ),
        (["item2.X-ABDATE:some day", "item2.X-ABLabel:Boards"], (("Boards", "some day"),)),
        (
            ["item3.X-ABRELATEDNAMES:Jenny", "item3.X-ABLabel:_$!<Spouse>!$_"],
            (("spouse", "Jenny"),),
        ),
        (
            ["X-ABDATE:2001-01-01", "X-ABDATE:2002-02-02", "X-ABDATE:2002-02-02"],
            (("date", "2001-01-01"), ("date 2", "2002-02-02")),
        ),
    ],
)
def test_other_days_and_people_become_facts_of_their_own(
    lines: list[str], custom: tuple[tuple[str, str], ...]
) -> None:
    assert ada(*lines).custom == custom


def test_a_role_stands_in_for_a_missing_title() -> None:
    assert ada("ROLE:Registrar").title == "Registrar"
    assert ada("ROLE:Registrar", "TITLE:Fellow").title == "Fellow"


def test_the_first_of_several_values_wins() -> None:
    found = ada(
        "TITLE:", "TITLE:Fellow", "TITLE:Chair", "ORG:UCSF", "ORG:Other;Ward", "UID:1", "UID:2"
    )
    assert (found.title, found.organisation, found.custom, found.key) == (
        "Fellow",
        "UCSF",
        (),
        "uid:1",
    )


def test_the_first_city_counts_and_a_short_address_has_none() -> None:
    assert ada("ADR;WORK:;;Street", "ADR:;;Street;Graz;;;", "ADR:;;S;Linz;;;").city == "Graz"


def test_tags_leave_out_the_group_of_everybody() -> None:
    assert ada("CATEGORIES:myContacts,EP", "CATEGORIES:My Contacts").tags == ("EP",)


def test_commas_part_tags_even_where_thunderbird_escapes_them() -> None:
    assert ada("CATEGORIES:one\\, two\\, three").tags == ("one", "two", "three")


def test_several_notes_become_one() -> None:
    assert ada("NOTE:first", "NOTE:second").note == "first\nsecond"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a\\nb\\Nc", "a\nb\nc"),
        ("a\\, b\\; c\\: d", "a, b; c: d"),
        ("C:\\\\new", "C:\\new"),
        ('say \\"hi\\"', 'say "hi"'),
        ("C:\\path", "C:\\path"),
        ("ends in \\", "ends in \\"),
    ],
)
def test_backslashes_are_taken_out_of_a_value(written: str, meant: str) -> None:
    assert ada(f"NOTE:{written}").note == meant


def test_folded_lines_are_unfolded() -> None:
    assert ada("NOTE:a long", "  line folded", "\t twice").note == "a long line folded twice"


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (["NOTE;ENCODING=QUOTED-PRINTABLE:Krak=C3=B3w"], "Kraków"),
        (["NOTE;QUOTED-PRINTABLE;CHARSET=UTF-8:Krak=C3=B3w"], "Kraków"),
        (["NOTE;CHARSET=ISO-8859-2;ENCODING=QUOTED-PRINTABLE:Krak=F3w"], "Kraków"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:Krak=F3w"], "Kraków"),
        (["NOTE;CHARSET=x-unknown;ENCODING=QUOTED-PRINTABLE:Krak=C3=B3w"], "Kraków"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo"], "one\ntwo"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:one=", "two"], "onetwo"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:one=", " two"], "one two"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:=C3=", "=B3"], "ó"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:one=", "", "TEL:1"], "one"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:one="], "one"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:1+1=3D2 =ZZ"], "1+1=2 =ZZ"),
        (["NOTE:plain 1+1=", "TEL:1"], "plain 1+1="),
    ],
)
def test_quoted_printable_is_read(lines: list[str], note: str) -> None:
    assert ada(*lines, version="2.1").note == note


def test_what_follows_a_soft_break_is_read_again_after_it() -> None:
    found = ada("NOTE;QUOTED-PRINTABLE:one=", "two=", "three", "TEL;CELL:1", version="2.1")
    assert (found.note, found.phones) == ("onetwothree", (("1", "cell"),))


def test_a_broken_property_costs_that_property_and_is_named() -> None:
    found = ada(
        "EMAIL:ada@example.org",
        "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:St=C3=",
        "=2E",
        "TEL:1",
        version="2.1",
    )
    assert (found.organisation, found.phones) == (None, (("1", None),))
    assert found.complaints == ("people.vcf:5: ORG is not valid utf-8; that line is left out",)


def test_a_line_that_is_no_property_is_named_with_its_own_line() -> None:
    found = ada("NOTE:folded", " here", "no colon here", "TEL:1")
    assert found.complaints == (
        "people.vcf:6: no colon here is not a property; that line is left out",
    )
    assert found.note == "foldedhere"


def test_many_broken_lines_are_summed_up() -> None:
    found = ada(*["broken"] * 100)
    assert len(found.complaints) == 21
    assert found.complaints[-1] == "people.vcf:1: 80 more lines like these"


@pytest.mark.parametrize(
    "lines",
    [
        ["PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJRg=="],
        ["PHOTO;BASE64:", "  /9j/4AAQ", ""],
        ["PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ", "SkZJRgABAQEAYABg", "/2Q=="],
        ["PHOTO;ENCODING=b:not base64 at all!"],
        ["PHOTO;VALUE=uri:file:///etc/passwd"],
        ["KEY;X509;B:", " MIIC", ""],
    ],
)
def test_a_photo_is_kept_and_never_looked_at(lines: list[str]) -> None:
    found = ada(*lines, "TEL:1")
    assert (found.complaints, found.phones) == ((), (("1", None),))
    assert found.lines is not None
    assert "\r\n".join(lines) in found.lines


def test_unknown_properties_stay_in_the_lines_of_the_card() -> None:
    found = ada("X-messaging/skype-All:ada", "X-GENDER:F", "TEL:1")
    assert found.complaints == ()
    assert "X-messaging/skype-All:ada\r\nX-GENDER:F\r\n" in (found.lines or "")


def test_a_card_without_a_uid_has_the_same_key_again() -> None:
    once = person("FN:Ada", "TEL:12", "REV:20200101T000000Z")
    unfolded = person("FN:A", " da", "TEL:12", "REV:20240101T000000Z")
    assert once.key == unfolded.key
    assert once.key.startswith("card:")


def test_cards_that_differ_in_anything_have_other_keys() -> None:
    keys = {person("FN:Ada", line).key for line in ("TEL:1", "TEL:2", "X-ID:1", "ADR:;;a;;;;")}
    assert len(keys) == 4


def test_the_line_ends_of_a_card_do_not_change_its_key() -> None:
    keys = {
        found.key
        for end in (b"\n", b"\r\n", b"\r")
        for found in people(card("FN:Ada", "TEL:1", end=end))
        if isinstance(found, Record)
    }
    assert len(keys) == 1


@pytest.mark.parametrize("uid", ["urn:uuid:4fbe", " 4fbe ", "a\\:b"])
def test_a_uid_is_the_key(uid: str) -> None:
    assert ada(f"UID:{uid}").key == "uid:" + uid.strip().replace("\\", "")


def test_an_empty_uid_is_none() -> None:
    assert ada("UID:").key.startswith("card:")


def test_each_card_knows_its_line() -> None:
    found = people(b"\r\n" + card("FN:Ada") + b"\r\n\r\n" + card("FN:Zoe", "TEL:1"))
    assert [each.where for each in found] == ["people.vcf:2", "people.vcf:8"]


def test_nothing_is_ever_a_day_met() -> None:
    assert ada("REV:20200101T000000Z").met_on is None
    assert Record("x", "y", "z", met_on=date(2024, 3, 12)).met_on == date(2024, 3, 12)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_bytes_of_each_card_come_back(end: bytes) -> None:
    cards = [
        card("FN:Ada", "NOTE:folded", " here", 'X-A;B="c:d":e', end=end),
        card("FN:Zoë", "NOTE;QUOTED-PRINTABLE:a=", "b", version="2.1", end=end),
        card("FN:王伟", "", "PHOTO;BASE64:", " AAAA", "", end=end),
        card("FN:Jos\xe9".encode("cp1252"), end=end),
    ]
    found = people(b"".join(cards))
    assert [vcard.original(each) for each in found if isinstance(each, Record)] == cards


def test_a_file_may_be_given_in_any_pieces() -> None:
    data = card("FN:Zoë", "TEL:1") * 3
    whole = list(vcard.read([data], "people.vcf"))
    for size in (1, 2, 7, 64):
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        assert list(vcard.read(pieces, "people.vcf")) == whole


@pytest.mark.parametrize(
    ("line", "loaded"), [("TEL;TYPE=cell:1", False), ('TEL;TYPE="cell,work":1', True)]
)
def test_the_tokenizer_is_loaded_only_for_what_it_is_needed_for(line: str, loaded: bool) -> None:
    program = (
        "import sys; from rescrm.formats.vcard import reading as vcard;"
        f"found = list(vcard.read([{card('FN:Ada', line)!r}], 'x'));"
        "print(len(found[0].phones), 'vobject' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout.decode().split() == ["1", str(loaded)]
