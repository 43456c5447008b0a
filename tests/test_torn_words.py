"""Words that belonged together and that the shell parted."""

from __future__ import annotations

import pytest

from play import Program


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("add Ana Reyes --kind faculty --org Mass General", '--org "Mass General"'),
        ("add Ana -o Mass General", '-o "Mass General"'),
        ("add Ana --org=Mass General", '--org "Mass General"'),
        ("add Ana -t ep cards", "-t ep -t cards"),
        ("event add AHA --from 2026-11-28 --city New Orleans", '--city "New Orleans"'),
        ("event target aha Helen Brandt --topic resident trials", '--topic "resident trials"'),
        ("group add Tuesday --every 2 weeks", '--every "2 weeks"'),
        ("program add UCSF --weight research=3 city=2", "--weight research=3 --weight city=2"),
        ("intro ana ben --why both do QI", '--why "both do"'),
    ],
)
def test_a_name_with_an_option_in_its_middle_asks_for_quotes(
    rescrm: Program, line: str, hint: str
) -> None:
    said = rescrm(line)
    assert said.code == 2
    assert said.err.rstrip().endswith(hint)
    assert rescrm("list").out == ""


@pytest.mark.parametrize(
    "line",
    [
        "add Ana Reyes --kind faculty --org Mayo",
        "add --kind faculty --org Mayo Ana Reyes",
        "add Ana --json Reyes",
        "add Ana --format json Reyes",
        "add Ana Reyes --kind faculty -- Jr",
        "event add --from 2026-11-28 Intern retreat --type program",
    ],
)
def test_a_whole_name_stands_before_or_behind_the_options(rescrm: Program, line: str) -> None:
    rescrm.ok(line)


def test_a_reason_in_quotes_may_follow_an_option(rescrm: Program) -> None:
    rescrm.ok("add Ana")
    rescrm.ok("add Ben")
    rescrm.ok('intro ana ben --agreed ana "both do QI"')


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sent maya", "ID is a number, not maya."),
        ("undo three", "N is a number from 1 on, not three."),
        ("upcoming week", "DAYS is a number from 1 to 3650, not week."),
        ("list -n many", "-n is a number from 1 on, not many."),
    ],
)
def test_what_is_no_number_is_told_by_the_word_of_the_help(
    rescrm: Program, line: str, said: str
) -> None:
    assert said in rescrm(line).err


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("group show tues", "Nearest: tuesday."),
        ("event show retret", "Nearest: retreat."),
        ("add Ana -k coresident", "Nearest: co-resident."),
    ],
)
def test_what_is_nearly_right_is_told_the_nearest(rescrm: Program, line: str, near: str) -> None:
    rescrm.ok("group add Tuesday")
    rescrm.ok("event add Retreat --from 2026-11-28")
    assert near in rescrm(line).err


def test_what_is_near_nothing_is_told_nothing_near(rescrm: Program) -> None:
    rescrm.ok("group add Tuesday")
    assert "Nearest" not in rescrm("group show qi").err
