"""config.toml: read once, refused with a sentence where it cannot be meant, never hung on."""

from __future__ import annotations

import os
import socket
from datetime import time
from pathlib import Path

import pytest

from play import Program
from rescrm.errors import NotWritable, UsageError
from rescrm.keys import KEYS, check
from rescrm.settings import Settings, read_settings


@pytest.fixture
def config(home: Path) -> Path:
    """Where config.toml is looked for."""
    file = home / ".config/rescrm/config.toml"
    file.parent.mkdir(parents=True)
    return file


def read(home: Path, **more: str) -> Settings:
    """The settings of someone with that home."""
    return read_settings({"HOME": str(home), **more})


# Where things are.


def test_without_a_config_everything_is_as_usual(home: Path) -> None:
    settings = read(home)
    assert settings == Settings(
        store=home / ".local/share/rescrm/rescrm.db", config=home / ".config/rescrm/config.toml"
    )
    assert (settings.budget, settings.cooldown, settings.day_starts) == (5, 14, time(0, 0))


def test_the_xdg_folders_go_before_the_home(home: Path) -> None:
    settings = read(home, XDG_DATA_HOME="/data", XDG_CONFIG_HOME="/config")
    assert settings.store == Path("/data/rescrm/rescrm.db")
    assert settings.config == Path("/config/rescrm/config.toml")


@pytest.mark.parametrize("relative", ["data", "./data", "~/data", ""])
def test_a_relative_xdg_folder_does_not_count(home: Path, relative: str) -> None:
    settings = read(home, XDG_DATA_HOME=relative, XDG_CONFIG_HOME=relative)
    assert settings.store == home / ".local/share/rescrm/rescrm.db"
    assert settings.config == home / ".config/rescrm/config.toml"


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}, {"HOME": "here"}, {"XDG_DATA_HOME": "x"}])
def test_without_a_home_there_is_nowhere_to_keep_a_store(environ: dict[str, str]) -> None:
    with pytest.raises(NotWritable, match="no home folder"):
        read_settings(environ)
    assert read_settings(environ, "/tmp/x.db").store == Path("/tmp/x.db")
    assert read_settings({**environ, "RESCRM_DB": "/tmp/y.db"}).store == Path("/tmp/y.db")
    assert read_settings({**environ, "XDG_DATA_HOME": "/data"}).store.parent.name == "rescrm"


def test_a_store_named_without_a_folder_is_here(home: Path, rescrm: Program) -> None:
    assert read_settings({"HOME": str(home)}, "x.db").store == Path.cwd() / "x.db"


# What is written there.


def test_everything_that_can_be_set_is_read(home: Path, config: Path) -> None:
    config.write_text(
        """
        budget = 3
        cooldown = 7
        promise_days = 10
        birthday_lead = 14
        day_starts = "04:00"
        leap_birthdays = "mar-1"
        date_order = "dmy"
        region = "gb"
        alarm = 08:30:00
        horizon = 30
        kinds = ["Coach", " scrub nurse "]
        touch_kinds = "ward round, Huddle"
        [me]
        name = "Jordan Lee"
        stage = "PGY-2"
        """
    )
    settings = read(home)
    assert (settings.budget, settings.cooldown, settings.promise_days) == (3, 7, 10)
    assert (settings.birthday_lead, settings.horizon) == (14, 30)
    assert (settings.day_starts, settings.alarm) == (time(4, 0), time(8, 30))
    assert (settings.leap_birthdays, settings.date_order) == ("mar-1", "dmy")
    assert settings.region == "GB"
    assert settings.kinds == ("coach", "scrub nurse")
    assert settings.touch_kinds == ("ward round", "huddle")
    assert (settings.me.name, settings.me.stage, settings.me.email) == ("Jordan Lee", "PGY-2", None)


@pytest.mark.parametrize("written", [
    "budget = ", "= 3", "budget = 3 budget = 4", "[me", 'budget = "3', "a.b = 1\na = 2",
    "budget = 1" + "0" * 5000, "budget = " + "[" * 9000, "\x00", "budget\x1b = 3",
])  # fmt: skip
def test_what_is_no_toml_is_refused(home: Path, config: Path, written: str) -> None:
    config.write_text(written)
    with pytest.raises(UsageError, match=r"config\.toml: .*Mend it and try again"):
        read(home)


def test_what_is_no_utf_8_is_refused(home: Path, config: Path) -> None:
    config.write_bytes(b'me.name = "\xff"')
    with pytest.raises(UsageError, match="not readable as TOML"):
        read(home)


def test_a_byte_order_mark_is_no_letter(home: Path, config: Path) -> None:
    config.write_bytes(b"\xef\xbb\xbfbudget = 3\r\n")
    assert read(home).budget == 3


ODD = ["true", "-1", "5.0", "1e3", "99999999999", '"five"', "[5]", "{ a = 1 }", "2026-11-22",
       '""', '[["a"]]', "[1, 2]", "nan", "inf", '"\\u0000"', '"²"', "[[]]"]  # fmt: skip


@pytest.mark.parametrize("key", [key for key in KEYS if "." not in key])
@pytest.mark.parametrize("value", ODD)
def test_a_value_of_the_wrong_sort_is_refused_or_means_nothing(
    home: Path, config: Path, key: str, value: str
) -> None:
    config.write_text(f"{key} = {value}\n")
    try:
        settings = read(home)
    except UsageError as error:
        assert f"{key} is {KEYS[key]}" in error.message
    else:
        assert key in ("kinds", "touch_kinds")
        assert getattr(settings, key) in ((), ("five",), ("²",))


@pytest.mark.parametrize(("key", "value"), [
    ("budget", "101"), ("budget", "-1"), ("cooldown", "366"), ("promise_days", "0"),
    ("horizon", "731"), ("day_starts", '"24:00"'), ("day_starts", '"4"'), ("day_starts", '"4:60"'),
    ("day_starts", '"²:00"'), ("day_starts", '"04:0"'), ("alarm", '"morning"'),
    ("region", '"USA"'), ("region", '"éé"'), ("date_order", '"ydm"'),
    ("leap_birthdays", '"march"'), ("kinds", '["a\\nb", "c\\u001b"]'),
    ("budget", "9" * 4000),
])  # fmt: skip
def test_a_value_out_of_bounds_is_refused(home: Path, config: Path, key: str, value: str) -> None:
    config.write_text(f"{key} = {value}\n")
    with pytest.raises(UsageError) as told:
        read(home)
    assert f"{key} is {KEYS[key]}" in told.value.message
    assert len(told.value.message) < 300


@pytest.mark.parametrize("written", ["me = 3", 'me = "Jo"', "[[me]]\nname = 'Jo'", "me = []"])
def test_me_is_a_table(home: Path, config: Path, written: str) -> None:
    config.write_text(written)
    with pytest.raises(UsageError, match="is a table"):
        read(home)


@pytest.mark.parametrize("written", ["[me]\nname = 5", "[me]\nage = 5", '[me]\nname = "a\\nb"',
                                     "[me.name]\nx = 1"])  # fmt: skip
def test_who_i_am_is_text_on_one_line(home: Path, config: Path, written: str) -> None:
    config.write_text(written)
    with pytest.raises(UsageError, match=r"me\."):
        read(home)


def test_a_setting_there_is_none_of_is_refused_with_those_there_are(
    home: Path, config: Path
) -> None:
    config.write_text("budgt = 3\n")
    with pytest.raises(UsageError, match=r'no setting "budgt"\. Nearest: budget'):
        read(home)


@pytest.mark.parametrize("value", [1, 100, "1", "100"])
def test_the_ends_of_a_range_belong_to_it(value: object) -> None:
    assert check("budget", value) == int(str(value))


# A config that is no file of ours.


def test_a_fifo_is_not_waited_for(home: Path, config: Path) -> None:
    os.mkfifo(config)
    with pytest.raises(NotWritable, match="no plain file"):
        read(home)


def test_a_folder_and_a_socket_are_no_config(
    home: Path, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.mkdir()
    with pytest.raises(NotWritable, match="no plain file"):
        read(home)
    config.rmdir()
    with socket.socket(socket.AF_UNIX) as door:
        monkeypatch.chdir(config.parent)  # the path of a socket has 107 bytes at most
        door.bind(config.name)
        with pytest.raises(NotWritable, match="no plain file"):
            read(home)


def test_a_device_is_no_config(home: Path, config: Path) -> None:
    config.symlink_to("/dev/zero")
    with pytest.raises(NotWritable, match="no plain file"):
        read(home)


def test_a_config_that_anyone_may_write_is_not_obeyed(home: Path, config: Path) -> None:
    config.write_text("budget = 3")
    config.chmod(0o666)
    with pytest.raises(NotWritable, match="chmod 600"):
        read(home)


def test_a_link_to_a_config_is_followed_and_one_to_nowhere_is_none(
    home: Path, config: Path
) -> None:
    kept = home / "dotfiles.toml"
    config.symlink_to(kept)
    assert read(home).budget == 5
    kept.write_text("budget = 2")
    assert read(home).budget == 2


def test_a_loop_of_links_is_no_config(home: Path, config: Path) -> None:
    config.symlink_to(config)
    assert read(home).budget == 5


# What settings do.


def test_a_broken_config_ends_every_command_with_2_and_changes_nothing(
    rescrm: Program, home: Path, config: Path
) -> None:
    rescrm.ok("add Maya")
    config.write_text("budget = many")
    for line in ("list", "add Ben", "due --json", "list --json"):
        said = rescrm(line)
        assert (said.code, said.out) == (2, "")
        assert "config.toml" in said.err
    config.unlink()
    assert [each["name"] for each in rescrm.items("list")] == ["Maya"]


def test_a_night_belongs_to_the_day_before_where_the_day_starts_later(
    rescrm: Program, config: Path
) -> None:
    config.write_text('day_starts = "04:00"\n')
    rescrm.ok("add Maya", now="2026-11-20T12:00:00-05:00")
    on_nights = rescrm.item("log 'coffee with Maya'", now="2026-11-22T02:00:00-05:00")
    assert on_nights["on"] == "2026-11-21"
    assert rescrm.item("note maya hello", now="2026-11-22T03:59:00-05:00")["on"] == "2026-11-21"
    assert rescrm.item("note maya hello", now="2026-11-22T04:00:00-05:00")["on"] == "2026-11-22"
    assert (
        rescrm.item("log 'yesterday call with Maya'", now="2026-11-22T02:00:00-05:00")["on"]
        == "2026-11-20"
    )


def test_a_later_start_of_the_day_makes_due_later(rescrm: Program, config: Path) -> None:
    rescrm.ok("add Maya --every '2 days' --on 2026-11-20", now="2026-11-20T12:00:00-05:00")
    assert len(rescrm.items("due", now="2026-11-22T02:00:00-05:00")) == 1
    config.write_text("day_starts = 04:00:00\n")
    assert rescrm.items("due", now="2026-11-22T02:00:00-05:00") == []
    assert len(rescrm.items("due", now="2026-11-22T04:00:00-05:00")) == 1


def test_a_budget_of_0_in_the_file_is_1_so_that_nobody_is_hidden_or_locked_out(
    rescrm: Program, config: Path
) -> None:
    rescrm.ok("add Maya --every '4 weeks' --on 2026-01-01")
    rescrm.ok("add Zoe --every '4 weeks' --on 2026-02-01")
    config.write_text("budget = 0\n")
    assert rescrm.item("config get budget")["value"] == 1
    assert {each["handle"] for each in rescrm.items("due")} == {"maya", "zoe"}
    assert [each["handle"] for each in rescrm.items("today")] == ["maya"]
    days = {each["handle"]: each["planned_on"] for each in rescrm.items("upcoming 30")}
    assert days == {"maya": "2026-11-22", "zoe": "2026-11-23"}
    rescrm.ok("config set budget 3")
    assert config.read_text() == "budget = 3\n"


@pytest.mark.parametrize("written", ["false", "-1", "0.5", '"none"'])
def test_only_0_is_taken_for_1(home: Path, config: Path, written: str) -> None:
    config.write_text(f"budget = {written}\n")
    with pytest.raises(UsageError, match="budget is a number of people a day, 1 to 100"):
        read(home)


def test_kinds_of_ones_own_are_kinds(rescrm: Program, config: Path) -> None:
    assert rescrm("add Maya -k coach").code == 2
    config.write_text('kinds = ["Coach"]\n')
    assert rescrm.item("add Maya -k COACH")["kind"] == "coach"
    assert [each["name"] for each in rescrm.items("list kind:coach")] == ["Maya"]


@pytest.mark.parametrize(("leap", "day"), [("feb-28", "2027-02-28"), ("mar-1", "2027-03-01")])
def test_29_february_falls_where_it_is_set_to(
    rescrm: Program, config: Path, leap: str, day: str
) -> None:
    config.write_text(f'leap_birthdays = "{leap}"\n')
    rescrm.ok("add Maya --birthday 'feb 29'")
    (due,) = rescrm.items("due --within 120")
    assert due["limit_on"] == day
    assert rescrm.item("date maya birthday 'feb 29'")["next_on"] == day
    assert rescrm.items("due", now=f"{day}T08:00:00-05:00")[0]["limit_on"] == day
    assert rescrm.item("date maya birthday 'feb 29'", now="2028-01-01")["next_on"] == "2028-02-29"


# The tables that few commands need.


def test_a_table_is_read_and_from_is_a_word_of_python(home: Path, config: Path) -> None:
    config.write_text(
        '[mail]\nhost = "mail.example.org"\nfrom = "me@example.org"\nport = 2525\n'
        '[shifts]\nnights = ["NF", "Night Float"]\n[sync]\nnotes = true\n'
    )
    settings = read(home)
    assert (settings.mail.host, settings.mail.from_, settings.mail.port) == (
        "mail.example.org", "me@example.org", 2525,
    )  # fmt: skip
    assert settings.shifts == {"nights": ("NF", "Night Float")}
    assert settings.sync.notes is True
    assert settings.imap.security == "tls"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mail = 3", r"\[mail\] is a table"),
        ('[mail]\npassword = "x"', 'no setting "mail.password"'),
        ('[shifts]\nN1 = ["a"]', 'no setting "shifts.N1"'),
        ("[shifts]\nnights = 3", "names of shifts"),
        ('[mail]\nsecurity = "ssl"', "tls, starttls or none"),
        ('awake = "22:00-07:00"', "hours such as"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(
    home: Path, config: Path, text: str, said: str
) -> None:
    config.write_text(text)
    with pytest.raises(UsageError, match=said):
        read(home)


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("awake", "06:30-21:00", (time(6, 30), time(21))),
        ("work", "none", ()),
        ("work", "08:00-17:00", (time(8), time(17))),
        ("post_call", "day", "day"),
        ("post_call", "13:30", time(13, 30)),
        ("sync.notes", "yes", True),
        ("shifts.nights", "NF, Night  Float", ("NF", "Night Float")),
        ("sos.lines", ["Call Ana.", "Walk."], ("Call Ana.", "Walk.")),
    ],
)
def test_hours_switches_and_lists_are_read(key: str, typed: object, kept: object) -> None:
    assert check(key, typed) == kept


def test_a_setting_of_a_table_is_set_and_shown(rescrm: Program) -> None:
    rescrm.ok('config set shifts.nights NF "Night Float"')
    rescrm.ok("config set work 08:00-17:00")
    rescrm.ok("config set mail.from me@example.org")
    told = {each["key"]: each["value"] for each in rescrm.items("config list")}
    assert told["shifts.nights"] == ["NF", "Night Float"]
    assert told["work"] == "08:00-17:00"
    assert told["mail.from"] == "me@example.org"
    assert rescrm.item("config get post_call")["value"] == "12:00"


# Where one is.


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("America/New_York", "2026-11-23T02:00:00+00:00", "2026-11-22"),
        ("America/New_York", "2026-11-22T23:30:00", "2026-11-22"),
        ("Asia/Tokyo", "2026-11-22T20:00:00+00:00", "2026-11-23"),
        ("Asia/Tokyo", "9999-12-31T23:00:00+00:00", "9999-12-31"),
        (None, "2026-11-23T02:00:00+02:00", "2026-11-23"),
    ],
)
def test_a_day_is_that_of_where_one_is(
    rescrm: Program, zone: str | None, now: str, day: str
) -> None:
    if zone:
        rescrm.ok(f"config set zone {zone}")
    rescrm.ok('add "Maya Rao"', now=now)
    assert rescrm.item("log called maya", now=now)["on"] == day


def test_a_zone_that_nobody_knows_is_not_kept(rescrm: Program) -> None:
    said = rescrm("config set zone Mars/Olympus")
    assert (said.code, "Mars/Olympus" in said.err) == (2, True)
    assert rescrm.item("config get zone")["value"] is None


def test_whoever_has_a_zone_that_nobody_knows_can_mend_it(rescrm: Program, config: Path) -> None:
    config.write_text('zone = "Mars/Olympus"\n', encoding="utf-8")
    rescrm.ok('add "Maya Rao" --every 4w')
    said = rescrm("export ics")
    assert (said.code, "config set zone America/New_York" in said.err) == (2, True)
    rescrm.ok("config set zone America/New_York", now="2026-11-22T07:00:00")
    rescrm.ok("export ics")
