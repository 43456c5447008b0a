"""How 03/04/2026 is read, wherever a day is typed."""

from __future__ import annotations

import pytest

from play import Program


@pytest.fixture
def two(rescrm: Program) -> Program:
    """One due on 3 April 2027, one on 4 March."""
    rescrm.ok("add April")
    rescrm.ok("add Marcia")
    rescrm.ok("promise april 'the deck' --by 2027-04-03")
    rescrm.ok("promise marcia 'the deck' --by 2027-03-04")
    return rescrm


@pytest.mark.parametrize(("order", "found"), [
    ("dmy", ["marcia"]),  # before 3 April
    ("mdy", []),  # before 4 March
])  # fmt: skip
@pytest.mark.parametrize("command", ["list", "due --within 365"])
def test_a_filter_reads_days_as_the_settings_say(
    two: Program, command: str, order: str, found: list[str]
) -> None:
    two.ok(f"config set date_order {order}")
    assert [each["handle"] for each in two.items(f"{command} due.before:03/04/2027")] == found
    others = two.items(f"{command} -due.before:03/04/2027")
    assert len(others) == 2 - len(found)


def test_without_an_order_such_a_day_is_refused(two: Program) -> None:
    assert two("list due.before:03/04/2027").code == 2
