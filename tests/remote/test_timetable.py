"""What runs the digest each morning: our own lines are written and taken away, nothing else."""

from __future__ import annotations

import json
import os
import plistlib
import shutil
import signal
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import needs
from play import Program
from post_office import Box, office
from rescrm.remote import timetable
from rescrm.remote.timetable import BEGIN, END, Job, cron_lines, with_lines, without_lines

JOB = Job(argv=("/opt/my tools/rescrm", "digest", "--if-any", "--no-input"), at=time(6, 5))
ODD = Job(
    argv=("/opt/50% $HOME/re'scrm", "digest", "--db", '/x/"a\\b".db'),
    at=time(23, 59),
    environ={"XDG_DATA_HOME": "/data %d $x"},
)

# Lines.


def test_a_crontab_gets_one_line_between_two_marks() -> None:
    assert cron_lines(JOB).splitlines() == [
        BEGIN,
        "5 6 * * * '/opt/my tools/rescrm' digest --if-any --no-input",
        END,
    ]


def test_a_shell_reads_the_line_as_it_was_meant(tmp_path: Path) -> None:
    (_, line, _) = cron_lines(ODD).splitlines()
    # cron makes a newline of each bare per cent sign, and takes the backslash from the others.
    command = line.split(" ", 5)[5]
    assert "%" not in command.replace(r"\%", "")
    program = tmp_path / "50% $HOME" / "re'scrm"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|" "$XDG_DATA_HOME" "$@"\n')
    program.chmod(0o755)
    moved = command.replace(r"\%", "%").replace("/opt", str(tmp_path))
    said = subprocess.run(["sh", "-c", moved], capture_output=True, text=True, check=True).stdout
    assert said == '/data %d $x|digest|--db|/x/"a\\b".db|'


crontabs = st.lists(
    st.sampled_from(["0 5 * * * backup\n", "# mine\n", "MAILTO=me\n", "\n", "@daily x\r\n"])
).map("".join)


@given(crontabs)
def test_what_was_there_stays_as_it_was(before: str) -> None:
    lines = cron_lines(JOB)
    once = with_lines(before, lines)
    assert with_lines(once, lines) == once
    assert without_lines(once) == before
    assert once.count(BEGIN) == 1


def test_a_new_time_takes_the_place_of_the_old() -> None:
    crontab = with_lines(with_lines("@daily x\n", cron_lines(JOB)), cron_lines(ODD))
    assert crontab.count("rescrm digest: begin") == 1
    assert "59 23" in crontab
    assert "5 6" not in crontab


def test_a_mark_without_an_end_takes_one_line_with_it_and_no_more() -> None:
    crontab = f"@daily x\n{BEGIN}\n5 6 * * * rescrm digest\n@daily mine\n"
    assert without_lines(crontab) == "@daily x\n@daily mine\n"


def test_systemd_reads_its_units(tmp_path: Path) -> None:
    analyze = needs("systemd-analyze")
    for name, text in timetable.systemd_units(ODD._replace(argv=("/bin/true", *ODD.argv))).items():
        (tmp_path / name).write_text(text)
    said = subprocess.run(
        [analyze, "verify", "--user", "--man=no", tmp_path / "rescrm-digest.timer",
         tmp_path / "rescrm-digest.service"],
        capture_output=True, text=True, check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    assert "rescrm-digest" not in said.stderr
    assert said.returncode == 0, said.stderr


def test_a_dollar_sign_is_doubled_in_a_command_alone() -> None:
    service = timetable.systemd_units(ODD)["rescrm-digest.service"]
    # systemd fills variables in where it runs something, and nowhere else.
    assert 'Environment="XDG_DATA_HOME=/data %%d $x"' in service
    assert 'ExecStart="/opt/50%% $$HOME/re\'scrm" "digest"' in service


def test_launchd_reads_its_job() -> None:
    said = plistlib.loads(timetable.launchd_plist(ODD))
    assert said["ProgramArguments"] == list(ODD.argv)
    assert said["StartCalendarInterval"] == {"Hour": 23, "Minute": 59}
    assert said["EnvironmentVariables"] == dict(ODD.environ)


# The command, with a crontab that is kept in a file.


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A crontab program whose table is a file; there is none at first."""
    folder, file = tmp_path / "bin", tmp_path / "table"
    folder.mkdir()
    program = folder / "crontab"
    program.write_text(
        f'#!/bin/sh\ncase "$1" in\n-l) [ -e {file} ] && cat {file} || '
        f"{{ echo 'no crontab for me' >&2; exit 1; }} ;;\n"
        f"-r) rm {file} ;;\n-) cat > {file} ;;\nesac\n"
    )
    program.chmod(0o755)
    tools = [Path(shutil.which(each) or "").parent for each in ("sh", "cat", "rm")]
    monkeypatch.setenv("PATH", ":".join(map(str, [folder, *tools])))
    return file


def test_the_digest_is_installed_shown_and_taken_away(rescrm: Program, table: Path) -> None:
    table.write_text("@daily mine\n")
    item = rescrm.item("digest install cron --at 05:45 --to me@example.org")
    assert table.read_text() == f"@daily mine\n{item['text']}"
    assert "45 5 * * * " in item["text"]
    assert "digest --if-any --no-input --to me@example.org" in item["text"]
    rescrm.ok("digest install cron --at 05:45 --to me@example.org")
    assert table.read_text() == f"@daily mine\n{item['text']}"
    assert [each["where"] for each in rescrm.items("digest remove")] == ["cron"]
    assert table.read_text() == "@daily mine\n"
    assert rescrm.items("digest remove") == []


def test_only_our_own_lines_are_told_of_when_they_go(rescrm: Program, table: Path) -> None:
    table.write_text("@daily secret --token x\n")
    text = rescrm.item("digest install cron")["text"]
    assert rescrm.item("digest remove")["text"] == text


def test_everyone_in_the_settings_is_named_once(rescrm: Program, table: Path) -> None:
    rescrm.ok("config set mail.to 'a@x.org, B@x.org,A@x.org'")
    assert "--to a@x.org --to B@x.org\n" in rescrm.item("digest install cron")["text"]


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ((), "who is it from? rescrm config set mail.from"),
        (("mail.from me@x.org",), "through which server? rescrm config set mail.host"),
        (("mail.from me@x.org", "mail.host smtp.x.org"), ""),
        (("mail.from me@x.org", "mail.transport sendmail"), ""),
    ],
)
def test_what_sending_needs_is_asked_for_at_once_and_not_in_the_morning(
    rescrm: Program, table: Path, settings: tuple[str, ...], missing: str
) -> None:
    for each in settings:
        rescrm.ok(f"config set {each}")
    said = rescrm.ok("digest install cron --to me@x.org")
    assert missing in said.err
    assert ("cannot be sent yet" in said.err) == bool(missing)


@pytest.mark.parametrize("where", ["cron", "systemd", "launchd"])
def test_a_folder_with_a_line_end_in_its_name_is_refused(
    rescrm: Program, table: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", f"{Path.home()}/a\n* * * * * rm -rf x")
    assert rescrm(f"digest install {where}").code == 2
    assert not table.exists()


def test_a_relative_folder_counts_for_nothing(
    rescrm: Program, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert "XDG_" not in rescrm.item("digest install cron")["text"]
    rescrm("digest install systemd")
    assert (Path.home() / ".config/systemd/user/rescrm-digest.timer").exists()


def test_what_systemd_has_goes_also_where_cron_lets_nobody_in(
    rescrm: Program, table: Path, tmp_path: Path
) -> None:
    rescrm("digest install systemd")
    (tmp_path / "bin/crontab").write_text("#!/bin/sh\necho 'you may not' >&2; exit 1\n")
    assert rescrm("digest remove").code == 8
    assert list((Path.home() / ".config/systemd/user").iterdir()) == []


def test_where_there_was_no_table_there_is_none_afterwards(rescrm: Program, table: Path) -> None:
    rescrm.ok("digest install cron")
    assert table.exists()
    rescrm.ok("digest remove")
    assert not table.exists()


def test_a_dry_run_shows_and_writes_nothing(rescrm: Program, table: Path) -> None:
    assert "30 6 * * *" in rescrm.ok("digest install cron --dry-run").out
    rescrm.ok("digest install systemd --dry-run")
    assert not table.exists()
    assert not (Path.home() / ".config/systemd").exists()


def test_another_store_is_named(rescrm: Program, table: Path, tmp_path: Path) -> None:
    item = rescrm.item(f"--db {tmp_path / 'x.db'} digest install cron")
    assert f"--db {tmp_path / 'x.db'}" in item["text"]


def test_units_are_written_and_taken_away(rescrm: Program, table: Path) -> None:
    said = rescrm("digest install systemd --at 07:10")
    folder = Path.home() / ".config/systemd/user"
    assert said.code == 0
    assert "systemctl --user enable --now rescrm-digest.timer" in said.err
    assert sorted(each.name for each in folder.iterdir()) == [
        "rescrm-digest.service", "rescrm-digest.timer",
    ]  # fmt: skip
    assert "OnCalendar=*-*-* 07:10:00" in (folder / "rescrm-digest.timer").read_text()
    assert len(rescrm.items("digest remove")) == 2
    assert list(folder.iterdir()) == []


def test_a_job_of_launchd_is_written_and_taken_away(rescrm: Program, table: Path) -> None:
    assert rescrm("digest install launchd").code == 0
    file = Path.home() / "Library/LaunchAgents/org.rescrm.digest.plist"
    assert plistlib.loads(file.read_bytes())["StartCalendarInterval"] == {"Hour": 6, "Minute": 30}
    rescrm.ok("digest remove")
    assert not file.exists()


def test_a_unit_of_someone_else_is_left_alone(rescrm: Program, table: Path) -> None:
    file = Path.home() / ".config/systemd/user/rescrm-digest.timer"
    file.parent.mkdir(parents=True)
    file.write_text("[Timer]\n# mine\n")
    assert rescrm("digest install systemd").code == 7
    rescrm.ok("digest remove")
    assert file.read_text() == "[Timer]\n# mine\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("digest install anacron", 2),
        ("digest install", 2),
        ("digest install cron --at noonish", 2),
        ("digest forever", 2),
    ],
)
def test_what_cannot_be_meant_is_refused(
    rescrm: Program, table: Path, line: str, code: int
) -> None:
    assert rescrm(line).code == code
    assert not table.exists()


def test_without_cron_it_says_what_to_type(
    rescrm: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = rescrm("digest install cron")
    assert said.code == 8
    assert "rescrm digest install systemd" in said.err


# Under the real cron.

# Cron is told that the minute is nearly there; what it runs lives in the real time.
SCRIPT = """
set -e
mount -t tmpfs tmpfs /var/spool/cron/crontabs
printf 'HOME=%s\\nMAILTO=""\\n' "$HOME" | crontab -
at=$(date -d '+3 minutes' +%H:%M)
"$1" -m rescrm digest install cron --at "$at" --to me@example.org
exec faketime -f "+$(($(date -d "$at" +%s) - $(date +%s) - 4))s" cron -f
"""


@pytest.mark.fault
def test_under_real_cron_with_nothing_in_the_environment_it_arrives_once(rescrm: Program) -> None:
    """In a mount namespace of its own: nobody's crontab is touched."""
    for each in ("cron", "faketime"):
        needs(each)
    unshare = needs("unshare")
    if subprocess.run([unshare, "--mount", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mount namespaces for this user")
    box = Box()
    with office(box) as port:
        rescrm.ok('add "Ana Torres" --every 1w --on 2026-11-01')
        for setting in ("from me@example.org", "host 127.0.0.1", f"port {port}", "security none"):
            rescrm.ok(f"config set mail.{setting}")
        environ = {"HOME": str(Path.home()), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        cron = subprocess.Popen(
            [unshare, "--mount", "bash", "-c", SCRIPT, "cron", sys.executable],
            env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        try:
            assert box.arrived.wait(60), cron.poll()
            again = subprocess.run(
                [sys.executable, "-m", "rescrm", "digest", "--to", "me@example.org", "--json"],
                env=environ, capture_output=True, text=True, check=False,
            )  # fmt: skip
        finally:
            os.killpg(cron.pid, signal.SIGKILL)  # faketime, and cron below it
            told = cron.communicate()[1]
    assert box.to == ["me@example.org"], told
    assert json.loads(again.stdout)["items"][0]["state"] == "before"
