"""Keys by which addresses are known again."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rescrm.core.addresses import address_keys, email_key, linkedin_key, phone_key


@pytest.mark.parametrize(
    "typed",
    [
        "maya@ucsf.edu",
        " Maya@UCSF.edu ",
        "mailto:maya@ucsf.edu",
        "MAILTO:maya@ucsf.edu?subject=hello",
        "Maya Rao <maya@ucsf.edu>",
        '"Rao, Maya" <maya@ucsf.edu>',
        "<maya@ucsf.edu>",
    ],
)
def test_an_email_address_is_one_key_however_it_is_written(typed: str) -> None:
    assert email_key(typed) == "mailto:maya@ucsf.edu"
    assert address_keys(typed) == ["mailto:maya@ucsf.edu"]


@pytest.mark.parametrize(
    "typed", ["Maya Rao", "@maya-rao", "maya@", "a@b@c", "maya @ucsf.edu", "", "<>", "a b@c.d"]
)
def test_what_is_no_email_address_has_no_key(typed: str) -> None:
    assert email_key(typed) is None


def test_composed_and_decomposed_letters_of_an_address_are_the_same() -> None:
    assert email_key("jose\u0301@x.org") == email_key("josé@x.org") == "mailto:josé@x.org"


@pytest.mark.parametrize(
    "typed",
    [
        "(415) 555-0134",
        "415.555.0134",
        "415 555 0134",
        "4155550134",
        "1-415-555-0134",
        "+1 415 555 0134",
        "+1 (415) 555–0134",
        "tel:+1-415-555-0134",
        "0014155550134",
        "\u0664\u0661\u0665 5550134",
    ],
)
def test_a_phone_number_is_one_key_however_it_is_spelled(typed: str) -> None:
    assert phone_key(typed) == "tel:+14155550134"


@pytest.mark.parametrize(
    ("typed", "region", "key"),
    [
        ("+44 20 7946 0000", "US", "tel:+442079460000"),
        ("+44 (0)20 7946 0000", "US", "tel:+442079460000"),
        ("011 44 20 7946 0000", "US", "tel:+442079460000"),
        ("020 7946 0000", "GB", "tel:+442079460000"),
        ("+39 06 698 12345", "US", "tel:+390669812345"),
        ("030 123456", "DE", "tel:+4930123456"),
        ("415 555 0134", "CA", "tel:+14155550134"),
        ("(415) 555-0134 x12", "US", "tel:+14155550134;ext=12"),
        ("(415) 555-0134 ext. 12", "US", "tel:+14155550134;ext=12"),
        ("tel:+1-415-555-0134;ext=12", "US", "tel:+14155550134;ext=12"),
        ("555-0134", "US", "tel:5550134"),
        ("50134", "US", "tel:50134"),
        ("+36 1", "US", "tel:361"),
        ("999999999999999999", "US", "tel:999999999999999999"),
    ],
)
def test_a_number_follows_the_rules_of_its_country_or_keeps_its_digits(
    typed: str, region: str, key: str
) -> None:
    assert phone_key(typed, region) == key


@pytest.mark.parametrize(
    "typed", ["", "12", "Maya", "room 12", "+", "²²²²", "1" * 21, "call 5550134"]
)
def test_what_no_phone_dials_has_no_key(typed: str) -> None:
    assert phone_key(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "https://www.linkedin.com/in/mayarao",
        "http://linkedin.com/in/MayaRao/",
        "linkedin.com/in/mayarao?trk=public",
        "www.linkedin.com/in/mayarao/en",
        "https://uk.linkedin.com/in/mayarao#about",
        "//linkedin.com/in/mayarao",
        "https://www.linkedin.com/mwlite/in/mayarao",
        "in/mayarao",
        " in/mayarao/ ",
    ],
)
def test_a_profile_is_one_key_however_it_is_linked(typed: str) -> None:
    assert linkedin_key(typed) == "linkedin:mayarao"
    assert address_keys(typed) == ["linkedin:mayarao"]


def test_a_profile_with_escapes_is_the_profile_without() -> None:
    escaped = linkedin_key("https://www.linkedin.com/in/jos%C3%A9-n%C3%BA%C3%B1ez")
    assert escaped == linkedin_key("linkedin.com/in/José-Núñez") == "linkedin:josé-núñez"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "mayarao",
        "linkedin.com",
        "linkedin.com/company/ucsf",
        "https://example.org/in/maya",
        "in/",
    ],
)
def test_what_is_no_profile_has_no_key(typed: str) -> None:
    assert linkedin_key(typed) is None


@given(st.from_regex(r"(\+1|1)?[2-9][0-9]{9}", fullmatch=True))
@example("2025550143")
def test_the_short_way_for_american_numbers_is_what_the_rules_say(number: str) -> None:
    import phonenumbers

    known = phonenumbers.parse(number, "US")
    wanted = phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.E164)
    if phonenumbers.is_possible_number(known):
        assert phone_key(number) == f"tel:{wanted}"


@given(st.text(max_size=60))
def test_any_text_has_at_most_one_key(text: str) -> None:
    assert len(address_keys(text)) <= 1


def test_a_common_number_is_read_without_the_library_of_numbers() -> None:
    code = (
        "import sys\n"
        "from rescrm.core.addresses import address_keys\n"
        "address_keys('(415) 555-0134'), address_keys('maya@ucsf.edu'), address_keys('Maya')\n"
        "print('phonenumbers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
