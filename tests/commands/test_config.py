"""Settings: read, changed with their comments kept, refused in a sentence."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest

from play import Program
from rescrm.actions.configuration import ABOUT, changed, template
from rescrm.keys import KEYS
from rescrm.settings import Settings, read_settings


@pytest.fixture
def config(home: Path) -> Path:
    return home / ".config/rescrm/config.toml"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# Reading -------------------------------------------------------------------------------------


def test_list_has_every_setting(rescrm: Program) -> None:
    items = rescrm.items("config list")
    assert [item["key"] for item in items] == list(KEYS)
    values = {item["key"]: item["value"] for item in items}
    assert values["budget"] == 5
    assert values["day_starts"] == "00:00"
    assert values["kinds"] == []
    assert values["date_order"] is None


def test_get_gives_one(rescrm: Program) -> None:
    assert rescrm.item("config get cooldown") == {"key": "cooldown", "value": 14}
    assert rescrm.ok("config get cooldown").out == "cooldown\t14\n"


def test_path_is_the_bare_path_in_a_pipe(rescrm: Program, config: Path) -> None:
    assert rescrm.ok("config path").out == f"{config}\n"
    assert rescrm.item("config path") == {"key": "path", "value": str(config)}


def test_reading_makes_no_file(rescrm: Program, home: Path) -> None:
    for line in ("config list", "config get budget", "config path"):
        rescrm.ok(line)
    assert list(home.iterdir()) == []


# Changing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "said", "value"),
    [
        ("budget", "3", 3),
        ("cooldown", "0", 0),
        ("day_starts", "04:00", "04:00"),
        ("leap_birthdays", "mar-1", "mar-1"),
        ("date_order", "dmy", "dmy"),
        ("region", "de", "DE"),
        ("kinds", "coach, nurse", ["coach", "nurse"]),
        ("kinds", "coach nurse", ["coach", "nurse"]),
        ("touch_kinds", "rounds", ["rounds"]),
        ("me.name", "Jordan Lee", "Jordan Lee"),
        ("me.email", "jordan@example.org", "jordan@example.org"),
    ],
)
def test_what_is_set_holds_from_then_on(
    rescrm: Program, config: Path, key: str, said: str, value: object
) -> None:
    quoted = f'"{said}"' if key == "me.name" else said
    assert rescrm.item(f"config set {key} {quoted}") == {"key": key, "value": value}
    assert rescrm.item(f"config get {key}") == {"key": key, "value": value}
    assert [mode(config), mode(config.parent)] == [0o600, 0o700]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("config get bogus", 'no setting "bogus"'),
        ("config set bogus 3", 'no setting "bogus"'),
        ("config set me 3", 'no setting "me"'),
        ("config set budget many", "a number of people a day, 1 to 100"),
        ("config set budget 101", "1 to 100"),
        ("config set budget 0", "1 to 100"),
        ("config set budget -1", "config set"),
        ("config set day_starts 25:00", "a time of day such as 04:00"),
        ("config set date_order dym", "dmy, mdy or ymd"),
        ("config set region Germany", "two letters"),
        ("config set budget", "VALUE is missing"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_written(
    rescrm: Program, config: Path, line: str, words: str
) -> None:
    said = rescrm(line)
    assert said.code == 2
    assert words in said.err
    assert not config.exists()


def test_an_unknown_key_is_answered_with_those_there_are(rescrm: Program) -> None:
    err = rescrm("config get bugdet").err
    assert "Nearest: budget. `rescrm config list` shows them all." in err
    assert {item["key"] for item in rescrm.items("config list")} >= set(KEYS)
    mails = [key for key in KEYS if key.startswith("mail.")]
    assert f"Nearest: {', '.join(mails)}." in rescrm("config set mail.tls on").err


def test_comments_order_and_everything_else_stay(rescrm: Program, config: Path) -> None:
    config.parent.mkdir(parents=True)
    config.write_text(
        "# mine\n\nbudget = 4   # people, on nights fewer\n"
        "kinds = [\n  'coach', # swimming\n]\n\n[me]\n# as in print\nname = 'J. Lee'\n"
    )
    rescrm.ok("config set budget 2")
    rescrm.ok("config set me.stage PGY-2")
    rescrm.ok("config set cooldown 7")
    assert config.read_text() == (
        "# mine\n\nbudget = 2   # people, on nights fewer\n"
        "kinds = [\n  'coach', # swimming\n]\ncooldown = 7\n\n[me]\n# as in print\n"
        "name = 'J. Lee'\nstage = \"PGY-2\"\n"
    )


def test_the_line_that_the_template_offers_is_the_one_that_changes(
    rescrm: Program, config: Path
) -> None:
    rescrm.ok("init")
    before = config.read_text().splitlines()
    rescrm.ok("config set budget 3")
    rescrm.ok('config set me.name "Jordan Lee"')
    after = config.read_text().splitlines()
    changes = {(old, new) for old, new in zip(before, after, strict=True) if old != new}
    assert changes == {("# budget = 5", "budget = 3"), ('# name = ""', 'name = "Jordan Lee"')}


def test_nothing_takes_a_setting_out(rescrm: Program, config: Path) -> None:
    rescrm.ok("config set budget 3")
    assert rescrm.item('config set budget ""') == {"key": "budget", "value": 5}
    assert rescrm.item("config get budget")["value"] == 5
    assert rescrm.item('config set date_order ""') == {"key": "date_order", "value": None}
    assert "budget = 3" not in config.read_text()


def test_a_dry_run_writes_nothing(rescrm: Program, config: Path) -> None:
    assert rescrm.item("config set budget 3 --dry-run") == {"key": "budget", "value": 3}
    assert not config.exists()


def test_a_text_that_looks_like_toml_stays_a_text(rescrm: Program, config: Path) -> None:
    odd = 'a" \\ ] # [me] = 3'
    rescrm.run(["config", "set", "me.institution", odd])
    assert tomllib.loads(config.read_text())["me"]["institution"] == odd
    assert rescrm.item("config get me.institution")["value"] == odd


def test_the_template_explains_every_setting_and_makes_none(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path / "x.db", config=tmp_path / "config.toml")
    text = template(settings)
    tables = {"me", "mail", "imap", "sync", "sos"}
    assert tomllib.loads(text) == {table: {} for table in tables}
    assert set(ABOUT) == set(KEYS)
    for key in KEYS:
        assert f"\n# {key.rpartition('.')[2]} = " in text


def test_every_line_of_the_template_holds_when_the_hash_is_taken_away(home: Path) -> None:
    config = home / ".config/rescrm/config.toml"
    config.parent.mkdir(parents=True)
    settings = read_settings(os.environ)
    offered = template(settings).replace('# date_order = ""', "").replace('# zone = ""', "")
    lines = [line[2:] if " = " in line and line[0] == "#" else line for line in offered.split("\n")]
    config.write_text("\n".join(lines))
    again = read_settings(os.environ)
    assert (again.budget, again.day_starts, again.kinds) == (5, settings.day_starts, ())


def test_a_key_that_stands_in_another_table_is_not_mistaken(tmp_path: Path) -> None:
    text = "# name = 'no'\n[me]\n# name = ''\n"
    assert changed(text, "me.name", "Jo") == "# name = 'no'\n[me]\nname = \"Jo\"\n"


def test_another_cooldown_moves_who_waits_for_an_answer(rescrm: Program) -> None:
    rescrm.ok('add "Ana Torres" --on 2026-10-01 --every "2 weeks"')
    rescrm.ok('log "email to Ana" --attempt --on 2026-11-20')
    due_on = rescrm.item("due --within 60")["due_on"]
    assert due_on == "2026-12-04"
    rescrm.ok("config set cooldown 3")
    assert rescrm.item("due --within 60")["due_on"] == "2026-11-23"
    assert rescrm.item("show ana")["due_on"] == "2026-11-23"
    rescrm.ok('note ana "hello"')
    assert rescrm.item("due --within 60")["due_on"] == "2026-11-23"
    assert rescrm.ok("doctor --full").out == ""


# A config that is not as it should be --------------------------------------------------------


def test_a_link_is_followed_and_stays_a_link(rescrm: Program, config: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles.toml"
    target.write_text("budget = 4\n")
    config.parent.mkdir(parents=True)
    config.symlink_to(target)
    assert rescrm.item("config get budget")["value"] == 4
    rescrm.ok("config set budget 2")
    assert config.is_symlink()
    assert target.read_text() == "budget = 2\n"
    assert mode(target) == 0o600


def test_a_link_to_nowhere_is_no_config_until_it_is_written(
    rescrm: Program, config: Path, tmp_path: Path
) -> None:
    config.parent.mkdir(parents=True)
    config.symlink_to(tmp_path / "later" / "dotfiles.toml")
    assert rescrm.item("config get budget")["value"] == 5
    rescrm.ok("config set budget 2")
    assert (tmp_path / "later" / "dotfiles.toml").is_file()


@pytest.mark.parametrize("line", ["due", "config list", "config set budget 2", "init"])
def test_a_fifo_is_not_waited_for(rescrm: Program, config: Path, line: str) -> None:
    config.parent.mkdir(parents=True)
    os.mkfifo(config)
    said = rescrm(line)
    assert said.code == 7
    assert f"{config}: this is no plain file" in said.err


@pytest.mark.parametrize("line", ["due", "config set budget 2"])
def test_what_anyone_may_write_is_not_obeyed(rescrm: Program, config: Path, line: str) -> None:
    config.parent.mkdir(parents=True)
    config.write_text("budget = 4\n")
    config.chmod(0o666)
    said = rescrm(line)
    assert said.code == 7
    assert f"chmod 600 {config}" in said.err
    config.chmod(0o644)
    assert rescrm(line).code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"budget = ", "not readable as TOML"),
        (b"\xff\xfe", "not readable as TOML"),
        (b"budget = 'lots'", "budget is a number of people a day"),
        (b"bugdet = 3", 'no setting "bugdet"'),
        (b"me = 3", "[me] is a table"),
    ],
)
def test_a_broken_config_is_named_and_left_as_it_is(
    rescrm: Program, config: Path, text: bytes, words: str
) -> None:
    config.parent.mkdir(parents=True)
    config.write_bytes(text)
    for line in ("due", "config set budget 2", "init"):
        said = rescrm(line)
        assert said.code == 2
        assert str(config) in said.err
        assert words in said.err
    assert config.read_bytes() == text


def test_without_a_home_settings_cannot_be_kept(
    rescrm: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HOME")
    said = rescrm(f"--db {tmp_path / 'x.db'} config set budget 3")
    assert said.code == 7
    assert "set HOME" in said.err
    assert rescrm.item(f"--db {tmp_path / 'x.db'} config get budget")["value"] == 5


def test_help_has_examples(rescrm: Program) -> None:
    assert "rescrm config set budget 3" in rescrm.ok("config set --help").out


def test_hours_of_work_can_be_taken_back(rescrm: Program) -> None:
    rescrm.ok("config set work 07:00-17:00")
    rescrm.ok("config set work none")
    assert rescrm("config get work").code == 0
    assert rescrm.ok("due").code == 0
