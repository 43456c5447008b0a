"""The days of a rule, up to a last one; hostile rules cost nothing."""

from __future__ import annotations

from datetime import date

import pytest

from rescrm.core.repeats import days

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


def said(rule: str, first: date = FIRST, last: date = LAST) -> list[str]:
    return [day.isoformat()[5:] for day in days(rule, first, last)]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("FREQ=WEEKLY", ["12-01", "12-08", "12-15", "12-22", "12-29"]),
        ("FREQ=WEEKLY;INTERVAL=2", ["12-01", "12-15", "12-29"]),
        ("FREQ=DAILY;COUNT=3", ["12-01", "12-02", "12-03"]),
        ("FREQ=DAILY;UNTIL=20261203", ["12-01", "12-02", "12-03"]),
        ("FREQ=DAILY;UNTIL=20261203T010000Z", ["12-01", "12-02", "12-03"]),
        ("FREQ=MONTHLY;BYDAY=2TU", ["12-08"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["12-31"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", []),
    ],
)
def test_a_rule_is_followed_to_its_last_day(rule: str, found: list[str]) -> None:
    assert said(rule) == found


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY;COUNT=10000000", "more often than daily"),
        ("FREQ=HOURLY", "more often than daily"),
        ("COUNT=3", "no one knows"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
        ("FREQ=DAILY;BYEASTER=0", "more than a rule"),
        ("FREQ=DAILY;BYMONTHDAY=" + "1," * 400, "more than a rule"),
    ],
)
def test_a_hostile_rule_is_refused(rule: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        said(rule)


def test_what_began_an_age_ago_is_not_followed() -> None:
    with pytest.raises(ValueError, match="too long ago"):
        said("FREQ=DAILY", first=date(1, 1, 1))


def test_nothing_lies_before_the_first_day() -> None:
    assert said("FREQ=DAILY", first=LAST, last=FIRST) == []
