"""sync with folders: what goes out, what comes in, and what is asked about first."""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from laptops import Laptop, Server
from play import Program
from rescrm.commands import sync

ANA = "ana-torres"


class Folders:
    """The folders of the program, and what a phone does in them."""

    def __init__(self, rescrm: Program) -> None:
        self.rescrm = rescrm
        self.root = Path(os.environ["HOME"]) / ".local/share/rescrm/sync"

    def files(self, name: str = "people") -> list[Path]:
        """The files of a collection."""
        return sorted(self.root.joinpath(name).iterdir())

    def file(self, text: str, name: str = "people") -> Path:
        """The one file with a text in it."""
        (found,) = [each for each in self.files(name) if text in each.read_text(encoding="utf-8")]
        return found

    def change(self, text: str, old: str, new: str, name: str = "people") -> Path:
        """Write something else into the file with a text in it."""
        path = self.file(text, name)
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
        return path

    def card(self, name: str, *lines: str, href: str = "phone.vcf") -> Path:
        """A card that was made on a phone."""
        path = self.root / "people" / href
        text = "\r\n".join(
            ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:;{name};;;", *lines, "END:VCARD", ""]
        )
        path.write_bytes(text.encode())
        return path

    def sync(self, options: str = "") -> dict[str, dict[str, object]]:
        """Sync; what was done to each collection."""
        return {each["collection"]: each for each in self.rescrm.items(f"sync {options}")}


def unmarked(path: Path) -> bytes:
    """A file without the line that tells one change from another."""
    data = path.read_bytes()
    assert data.count(b"\r\nX-RESCRM-EDIT:") == 1
    return re.sub(rb"X-RESCRM-EDIT:.*\r\n", b"", data)


@pytest.fixture
def folders(rescrm: Program) -> Folders:
    rescrm.ok('add "Ana Torres" -e ana@ucsf.edu -k faculty -t ep --city Boston --every 6w')
    rescrm.ok('add "Ben Okafor" --phone "+1 415 555 0134" --birthday 03-14')
    rescrm.ok('log "yesterday coffee with Ana; talked boards"')
    rescrm.ok("sync init")
    found = Folders(rescrm)
    rescrm.ok("sync")
    return found


# Going out -----------------------------------------------------------------------------------


def test_folders_are_made_for_us_alone(folders: Folders) -> None:
    os.umask(0o077)
    for path in [folders.root, *folders.root.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_everyone_goes_out_as_a_card_and_what_happened_as_an_entry(folders: Folders) -> None:
    assert [len(folders.files(each)) for each in ("people", "touches", "reminders")] == [2, 1, 2]
    ana = folders.file("Ana Torres").read_text()
    for line in ("EMAIL:ana@ucsf.edu", "X-RESCRM-KIND:faculty", "X-RESCRM-TAG:ep",
                 "ADR:;;;Boston;;;", "X-RESCRM-EVERY:every 6 weeks"):  # fmt: skip
        assert f"\n{line}\n" in ana
    touch = folders.file("talked boards", "touches").read_text()
    assert "BEGIN:VJOURNAL\n" in touch
    assert "DTSTART;VALUE=DATE:20261121\n" in touch
    uid = folders.rescrm.item(f"show {ANA}")["uid"]
    assert f"X-RESCRM-WHO:{uid}\n" in touch
    reminder = folders.file("Check in: Ana Torres", "reminders").read_text()
    assert "BEGIN:VEVENT\n" in reminder


def test_a_second_sync_does_nothing(folders: Folders) -> None:
    before = {path: path.stat().st_mtime_ns for path in folders.root.rglob("*.*")}
    told = folders.sync()
    assert all(each["plan"] == [] for each in told.values())
    assert {path: path.stat().st_mtime_ns for path in folders.root.rglob("*.*")} == before
    assert folders.rescrm.items("history 1")[0]["command"] != "sync --json"


def test_a_change_here_rewrites_one_line(folders: Folders) -> None:
    before = folders.file("Ana Torres").read_bytes()
    folders.rescrm.ok(f"edit {ANA} --city Rome")
    assert folders.sync()["people"]["changed_there"] == 1
    after = unmarked(folders.file("Ana Torres"))
    assert after == before.replace(b"Boston", b"Rome")


def test_notes_stay_here_until_they_are_asked_for(folders: Folders) -> None:
    folders.rescrm.ok(f'note {ANA} "her mother is ill"')
    folders.rescrm.ok(f'edit {ANA} --note "shy at first"')
    folders.sync()
    text = "".join(path.read_text() for path in folders.files())
    assert "mother" not in text
    assert "shy" not in text
    folders.rescrm.ok("config set sync.notes yes")
    folders.sync()
    ana = folders.file("Ana Torres").read_text()
    assert "NOTE:shy at first" in ana
    assert "X-RESCRM-NOTE:2026-11-22 her mother is ill" in ana


def test_a_tough_week_never_leaves(folders: Folders) -> None:
    folders.rescrm.ok(f"tag {ANA} +tough-week +qi")
    folders.sync()
    text = "".join(path.read_text() for path in folders.root.rglob("*.*") if path.is_file())
    assert "tough-week" not in text
    assert "X-RESCRM-TAG:qi" in text
    folders.change("Ana Torres", "X-RESCRM-TAG:qi", "X-RESCRM-TAG:tough")
    folders.sync()
    assert folders.rescrm.item(f"show {ANA}")["tags"] == ["ep", "tough", "tough-week"]


def test_an_imported_card_goes_out_as_it_came(folders: Folders) -> None:
    raw = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple//\r\nN:Li;Chen;;;\r\nFN:Chen Li\r\n"
        "item1.TEL:+1 415 555 0199\r\nitem1.X-ABLabel:_$!<Other>!$_\r\n"
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\nUID:Q-1\r\nEND:VCARD\r\n"
    )
    Path("chen.vcf").write_bytes(raw.encode())
    folders.rescrm.ok("import chen.vcf")
    folders.sync()
    assert folders.root.joinpath("people/Q-1.vcf").read_bytes() == raw.encode()
    folders.rescrm.ok("edit chen --title Fellow")
    folders.sync()
    assert (
        unmarked(folders.root.joinpath("people/Q-1.vcf"))
        == raw.replace("END:", "TITLE:Fellow\r\nEND:").encode()
    )


def test_an_imported_note_does_not_go_out_with_its_card(folders: Folders) -> None:
    Path("chen.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Chen Li\nN:Li;Chen;;;\nNOTE:secret\nUID:Q-1\nEND:VCARD\n"
    )
    folders.rescrm.ok("import chen.vcf")
    folders.sync()
    assert "secret" not in folders.root.joinpath("people/Q-1.vcf").read_text()


# Coming in -----------------------------------------------------------------------------------


def test_a_card_changed_on_a_phone_changes_the_contact(folders: Folders) -> None:
    folders.change("Ana Torres", "ADR:;;;Boston;;;", "ADR;TYPE=HOME:;;1 Way;Rome;;;Italy")
    folders.change("Ana Torres", "END:VCARD", "TEL;TYPE=CELL:+39 06 5555 0101\r\nEND:VCARD")
    told = folders.sync()
    assert told["people"]["changed_here"] == 1
    assert told["people"]["changed_there"] == 0
    ana = folders.rescrm.item(f"show {ANA}")
    assert ana["city"] == "Rome"
    assert ana["phones"] == [{"number": "+39 06 5555 0101", "label": "cell"}]
    folders.rescrm.ok("undo")
    assert folders.rescrm.item(f"show {ANA}")["city"] == "Boston"
    assert folders.sync()["people"]["changed_there"] == 1, "what was undone here goes out"


def test_a_new_card_is_a_new_contact_and_keeps_what_we_do_not_know(folders: Folders) -> None:
    path = folders.card("Dora Maar", "UID:PHONE-7", "X-PHOTO-LIKE:kept", "EMAIL:dora@example.org")
    before = path.read_bytes()
    told = folders.sync()
    assert told["people"]["added_here"] == 1
    assert folders.rescrm.item("show dora")["emails"][0]["address"] == "dora@example.org"
    assert path.read_bytes() == before
    folders.rescrm.ok("edit dora --title Fellow")
    folders.sync()
    assert unmarked(path) == before.replace(b"END:", b"TITLE:Fellow\r\nEND:")
    assert len(folders.files()) == 3


def test_a_new_card_of_someone_who_is_here_is_theirs(rescrm: Program) -> None:
    rescrm.ok('add "Dora Maar" -e dora@example.org -t ep')
    rescrm.ok("sync init")
    folders = Folders(rescrm)
    path = folders.card("Dora M. Maar", "UID:PHONE-7", "EMAIL:DORA@example.org", "TITLE:Fellow")
    rescrm.ok("sync")
    dora = rescrm.items("list")
    assert [(each["name"], each["title"]) for each in dora] == [("Dora Maar", "Fellow")]
    assert folders.files() == [path]
    assert "FN:Dora M. Maar\n" in path.read_text(), "each side keeps its own name"
    assert "X-RESCRM-TAG:ep\n" in path.read_text()


def test_a_card_deleted_on_a_phone_archives_and_loses_nothing(folders: Folders) -> None:
    for number in range(8):
        folders.rescrm.ok(f'add "Person {number}x"')
    folders.sync()
    folders.file("Ana Torres").unlink()
    assert folders.sync()["people"]["removed_here"] == 1
    assert folders.rescrm.item(f"show {ANA}")["archived"] is True
    assert len(folders.rescrm.items(f"timeline {ANA}")) == 1
    assert folders.sync()["people"]["plan"] == []
    folders.rescrm.ok(f"wake {ANA}")
    assert folders.sync()["people"]["added_there"] == 1


def test_someone_removed_here_is_taken_out_there(folders: Folders) -> None:
    for number in range(8):
        folders.rescrm.ok(f'add "Person {number}x"')
    folders.sync()
    folders.rescrm.ok("remove ben --yes")
    assert folders.sync()["people"]["removed_there"] == 1
    assert len(folders.files()) == 9


def test_someone_who_was_set_aside_before_is_not_sent(rescrm: Program) -> None:
    rescrm.ok('add "Ana Torres"')
    rescrm.ok('add "Old Friend"')
    rescrm.ok("archive old")
    rescrm.ok("sync init")
    rescrm.ok("sync")
    assert len(Folders(rescrm).files()) == 1


def test_a_touch_from_elsewhere_comes_in_with_its_people(folders: Folders) -> None:
    path = folders.file("talked boards", "touches")
    text = path.read_text().replace("talked boards", "at the poster").replace("21", "19")
    other = re.sub(r"UID:.*", "UID:0b7c9d0e-0000-4000-8000-000000000001", text)
    path.with_name("other.ics").write_text(other)
    assert folders.sync()["touches"]["added_here"] == 1
    touch = folders.rescrm.items(f"timeline {ANA}")[1]
    assert (touch["on"], touch["kind"], touch["note"]) == ("2026-11-19", "coffee", "at the poster")
    assert touch["uid"] == "0b7c9d0e-0000-4000-8000-000000000001"


def test_a_touch_with_nobody_known_waits_without_a_word(folders: Folders) -> None:
    path = folders.file("talked boards", "touches")
    text = re.sub(r"X-RESCRM-WHO:.*", "X-RESCRM-WHO:stranger-1", path.read_text())
    path.with_name("other.ics").write_text(re.sub(r"UID:.*", "UID:other-1", text, count=1))
    said = folders.rescrm("sync --json")
    assert (said.code, said.err) == (0, "")
    assert len(folders.rescrm.items("timeline")) == 1
    folders.card("Stranger", "UID:stranger-1")
    assert folders.sync()["touches"]["added_here"] == 1
    assert len(folders.rescrm.items("timeline stranger")) == 1


def test_a_touch_that_comes_in_moves_the_reminder_at_once(folders: Folders) -> None:
    path = folders.file("talked boards", "touches")
    path.write_bytes(path.read_bytes().replace(b"20261121", b"20261114"))
    assert folders.sync()["reminders"]["changed_there"] == 1
    assert "20261226" in folders.file("Check in: Ana", "reminders").read_text()
    assert folders.sync()["reminders"]["plan"] == []


def test_a_reminder_changed_on_a_phone_is_set_right(folders: Folders) -> None:
    path = folders.file("Check in: Ana", "reminders")
    before = path.read_bytes()
    path.write_bytes(before.replace(b"Check in: Ana", b"Whatever: Ana"))
    assert folders.sync()["reminders"]["changed_there"] == 1
    assert unmarked(path) == before
    path.unlink()
    assert folders.sync()["reminders"]["added_there"] == 1


def test_a_server_that_writes_an_event_anew_is_left_in_peace(folders: Folders) -> None:
    path = folders.file("Check in: Ana", "reminders")
    text = path.read_text().replace("SEQUENCE:0\n", "SEQUENCE:4\n").replace("NAME:rescrm\n", "")
    path.write_text(text.replace("DTSTAMP:", "X-SERVER:1\nDTSTAMP:"))
    assert folders.sync()["reminders"]["plan"] == []


def test_an_alarm_that_alone_moved_is_rung_anew(folders: Folders) -> None:
    path = folders.file("Check in: Ana", "reminders")
    assert b"TRIGGER:PT9H" in path.read_bytes()
    folders.rescrm.ok("config set alarm 10:30")
    assert folders.sync()["reminders"]["changed_there"] == 2
    assert b"TRIGGER:PT10H30M" in path.read_bytes()
    assert folders.sync()["reminders"]["plan"] == []


def test_a_server_or_a_phone_without_alarms_is_left_in_peace(folders: Folders) -> None:
    path = folders.file("Check in: Ana", "reminders")
    without = re.sub(rb"BEGIN:VALARM.*END:VALARM\r\n", b"", path.read_bytes(), flags=re.DOTALL)
    path.write_bytes(without)
    assert folders.sync()["reminders"]["plan"] == []
    folders.rescrm.ok("config set alarm 10:30")
    assert folders.sync()["reminders"]["changed_there"] == 2
    path.write_bytes(without)
    assert folders.sync()["reminders"]["plan"] == []


def test_another_machines_reminders_are_left_and_told_of(folders: Folders) -> None:
    path = folders.file("Check in: Ana", "reminders")
    other = path.with_name("other.ics")
    other.write_text(re.sub(r"UID:.*", "UID:elsewhere-check-in@rescrm", path.read_text()))
    said = folders.rescrm("sync")
    assert "another machine of yours writes reminders too" in said.err
    assert other.exists()


def test_a_promise_that_is_kept_leaves_the_calendar(folders: Folders) -> None:
    promise = folders.rescrm.item('promise ana "the deck" --by fri')
    assert folders.sync()["reminders"]["added_there"] == 1
    folders.rescrm.ok(f"done {promise['id']}")
    assert folders.sync()["reminders"]["removed_there"] == 1


# Conflicts -----------------------------------------------------------------------------------


def test_a_field_changed_on_both_sides_waits_for_a_decision(folders: Folders) -> None:
    folders.rescrm.ok(f"edit {ANA} --city Rome")
    folders.change("Ana Torres", "Boston", "Oslo")
    folders.rescrm.ok("edit ben --title Fellow")
    said = folders.rescrm("sync")
    assert said.code == 3
    assert "Ana Torres: city is Rome here and Oslo there" in said.err
    assert "TITLE:Fellow" in folders.file("Ben Okafor").read_text(), "the others are done"
    assert folders.rescrm("sync").code == 3, "it is not forgotten"
    assert folders.rescrm.item(f"show {ANA}")["city"] == "Rome"


@pytest.mark.parametrize(("rule", "city"), [("here", "Rome"), ("there", "Oslo")])
def test_a_stated_rule_decides(folders: Folders, rule: str, city: str) -> None:
    folders.rescrm.ok(f"config set sync.conflicts {rule}")
    folders.rescrm.ok(f"edit {ANA} --city Rome")
    folders.change("Ana Torres", "Boston", "Oslo")
    folders.sync()
    assert folders.rescrm.item(f"show {ANA}")["city"] == city
    assert f"ADR:;;;{city};;;" in folders.file("Ana Torres").read_text()


def test_changes_of_different_fields_meet(folders: Folders) -> None:
    folders.rescrm.ok(f"edit {ANA} --title Chief")
    folders.change("Ana Torres", "Boston", "Oslo")
    folders.sync()
    ana = folders.rescrm.item(f"show {ANA}")
    assert (ana["title"], ana["city"]) == ("Chief", "Oslo")
    assert "TITLE:Chief" in folders.file("Oslo").read_text()


def test_the_same_number_in_another_spelling_is_no_change(folders: Folders) -> None:
    folders.change("Ben Okafor", "+1 415 555 0134", "+14155550134")
    assert folders.sync()["people"]["plan"] == []
    assert folders.rescrm.item("show ben")["phones"][0]["number"] == "+1 415 555 0134"


# Refusals ------------------------------------------------------------------------------------


def test_many_removals_are_refused_and_nothing_is_changed(folders: Folders) -> None:
    folders.file("Ana Torres").unlink()
    said = folders.rescrm("sync --json")
    assert said.code == 3
    assert "1 of 2 would be taken out of the store (Ana Torres)" in said.error["message"]
    assert folders.rescrm.item(f"show {ANA}")["archived"] is False
    told = folders.sync("--put-back")
    assert told["people"]["added_there"] == 1
    assert len(folders.files()) == 2


def test_an_emptied_folder_is_refused(folders: Folders) -> None:
    for path in folders.files():
        path.unlink()
    said = folders.rescrm("sync")
    assert said.code == 3
    assert "people: the folder is empty" in said.err
    assert len(folders.rescrm.items("list")) == 2
    assert folders.rescrm("sync --dry-run").code == 3
    assert folders.rescrm("sync status").code == 0
    assert folders.sync("--force")["people"]["removed_here"] == 2


def test_an_emptied_store_is_refused(folders: Folders) -> None:
    folders.rescrm.ok("remove ana --yes")
    folders.rescrm.ok("remove ben --yes")
    said = folders.rescrm("sync")
    assert said.code == 3
    assert "the store has none of them any more" in said.err
    assert len(folders.files()) == 2


def test_a_folder_that_is_gone_is_an_emptied_one(folders: Folders) -> None:
    for path in folders.files():
        path.unlink()
    folders.root.joinpath("people").rmdir()
    assert folders.rescrm("sync").code == 3


def test_dry_run_and_status_change_nothing(folders: Folders) -> None:
    folders.rescrm.ok(f"edit {ANA} --city Rome")
    folders.card("Dora Maar", "UID:D")
    before = {path: path.read_bytes() for path in folders.files()}
    for line in ("sync status", "sync --dry-run"):
        (people, _, _) = folders.rescrm.items(line)
        assert (people["added_here"], people["changed_there"]) == (1, 1)
        assert {each["name"] for each in people["plan"]} == {"Ana Torres", "Dora Maar"}
    assert {path: path.read_bytes() for path in folders.files()} == before
    assert len(folders.rescrm.items("list")) == 2


# Hostile and broken files --------------------------------------------------------------------


def test_broken_files_are_named_and_left_alone(folders: Folders) -> None:
    ana = folders.file("Ana Torres")
    ana.write_bytes(ana.read_bytes()[:60])
    folders.root.joinpath("people/empty.vcf").touch()
    folders.root.joinpath("touches/x.ics").write_bytes(b"\xff\xfe")
    folders.card("No Uid")
    said = folders.rescrm("sync")
    assert said.code == 5
    for where in (f"people/{ana.name}", "people/empty.vcf: an empty file", "touches/x.ics",
                  "no UID on this card"):  # fmt: skip
        assert where in said.err
    assert ana.exists()
    assert folders.rescrm.item(f"show {ANA}")["archived"] is False
    assert len(folders.rescrm.items("list")) == 2


def test_the_same_uid_twice_is_named_and_left_alone(folders: Folders) -> None:
    ana = folders.file("Ana Torres")
    twin = ana.with_name("twin.vcf")
    twin.write_bytes(ana.read_bytes().replace(b"Boston", b"Rome"))
    said = folders.rescrm("sync")
    assert said.code == 5
    assert f"the same UID as {ana.name}, so both wait; left alone" in said.err
    assert folders.rescrm.item(f"show {ANA}")["city"] == "Boston"


@pytest.mark.parametrize(
    "uid", ["../../x", "/etc/passwd", "a/b", "..", ".hidden", "x" * 300, "CON:1", "ü", "-rf"]
)
def test_a_hostile_uid_is_never_a_path(folders: Folders, uid: str) -> None:
    folders.card("Eve Odd", f"UID:{uid}")
    folders.sync()
    before = sorted(Path(os.environ["HOME"]).rglob("*"))
    folders.rescrm.ok("remove eve --yes")
    folders.rescrm("undo")
    folders.root.joinpath("people/phone.vcf").unlink()
    folders.sync("--put-back --force")
    new = set(Path(os.environ["HOME"]).rglob("*")) - set(before)
    assert all(path.parent == folders.root / "people" for path in new if path.suffix == ".vcf")
    assert len(folders.files()) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9][\w.-]*\.vcf", each.name) for each in folders.files())


def test_a_file_that_is_no_card_is_named_in_one_breath(folders: Folders) -> None:
    folders.root.joinpath("people/odd.vcf").write_text("what is this")
    said = folders.rescrm("sync")
    assert said.code == 5
    assert "people/odd.vcf:1: outside any card; left alone" in said.err


def test_links_and_folders_among_the_files_are_named(folders: Folders, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("BEGIN:VCARD\nVERSION:3.0\nUID:s\nFN:Secret\nEND:VCARD\n")
    folders.root.joinpath("people/link.vcf").symlink_to(secret)
    folders.root.joinpath("people/folder.vcf").mkdir()
    said = folders.rescrm("sync")
    assert said.code == 5
    assert "people/folder.vcf: this is no plain file; left alone" in said.err
    assert "people/link.vcf: this is no plain file; left alone" in said.err
    assert "Secret" not in folders.rescrm.ok("list").out


def test_a_card_that_says_impossible_things_says_them_in_vain(folders: Folders) -> None:
    folders.card(
        "Eve Odd", "UID:eve", "X-RESCRM-KIND:emperor", "X-RESCRM-EVERY:every 0 days",
        "X-RESCRM-STATE:gone", "X-RESCRM-MET:yesterday", "X-RESCRM-DATE:x=y",
        "X-RESCRM-FIELD:no equals", "BDAY:2026-02-30",
    )  # fmt: skip
    folders.sync()
    eve = folders.rescrm.item("show eve")
    assert (eve["kind"], eve["every"], eve["archived"], eve["met_on"]) == (None, None, False, None)
    assert folders.sync()["people"]["plan"] == []


def test_what_no_card_can_hold_is_named_and_the_others_go_out(folders: Folders) -> None:
    folders.rescrm.run(["add", "x" * 20_000])
    folders.rescrm.ok("edit ben --title Fellow")
    said = folders.rescrm("sync")
    assert said.code == 5
    assert "no name on this card; left alone" in said.err
    assert len(folders.files()) == 2
    assert "TITLE:Fellow" in folders.file("Ben Okafor").read_text()


def test_controls_and_markup_from_a_card_are_only_text(folders: Folders) -> None:
    folders.card("[bold]Eve\x1b[31m", "UID:eve")
    folders.sync()
    assert "\x1b" not in folders.rescrm.ok("list").out


# Setting up ----------------------------------------------------------------------------------


def test_without_init_it_says_how_to_begin(rescrm: Program) -> None:
    said = rescrm("sync")
    assert said.code == 4
    assert "rescrm sync init" in said.err


def test_init_writes_the_folders_and_a_private_configuration(rescrm: Program) -> None:
    told = rescrm.item(
        "sync init --server https://dav.example.org --user maya --password-cmd 'pass show dav'"
    )
    config = Path(told["config"])
    assert config.stat().st_mode & 0o777 == 0o600
    text = config.read_text()
    assert 'password.fetch = ["command", "pass", "show", "dav"]' in text
    assert 'url = "https://dav.example.org/"' in text
    settings = rescrm.ok("config list").out
    assert "sync.server\thttps://dav.example.org\n" in settings
    assert rescrm.item("sync init")["server"] == "https://dav.example.org", "said once"


def test_init_dry_run_writes_nothing(rescrm: Program, home: Path) -> None:
    rescrm.ok("sync init --server https://dav.example.org --dry-run")
    assert list(home.rglob("*")) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("--server https://me:pw@dav.example.org", "--password-cmd"),
        ("--server http://dav.example.org", "not private"),
        ("--server ftp://dav.example.org", "is no address"),
        ("--server dav", "is no address"),
        ("--server https://[::1", "is no address"),
        ("--preset nextcloud", "say where the server is"),
        ("--preset owncloud", "sync.preset"),
        ('--server https://x.org --password-cmd "pass \'x"', "a quote in it does not end"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(
    rescrm: Program, home: Path, line: str, says: str
) -> None:
    said = rescrm(f"sync init {line}")
    assert said.code == 2, said.err
    assert says in said.err or "--preset is one of" in said.err
    assert list(home.rglob("*.conf")) == []


@pytest.mark.parametrize(
    "line",
    [
        "sync elsewhere",
        "sync --server https://x.org",
        "sync --dir x",
        "sync init --dir ''",
        "sync init --dir ' '",
    ],
)
def test_words_that_do_not_fit_are_refused(rescrm: Program, line: str) -> None:
    assert rescrm(line).code == 2


def test_one_sync_at_a_time_has_the_folders(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESCRM_BUSY_SECONDS", "0.2")
    folders.rescrm.ok('add "Gus New"')
    before = folders.files()
    other = os.open(folders.root, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    said = folders.rescrm("sync")
    assert said.code == 6
    assert "another sync is under way" in said.err
    assert folders.files() == before
    assert folders.rescrm("sync status").code == 0
    os.close(other)
    assert folders.sync()["people"]["added_there"] == 1


def test_another_folder_begins_anew(folders: Folders) -> None:
    """What was agreed on holds for one folder: an empty new one has lost nothing."""
    folders.rescrm.ok("sync init --dir elsewhere")
    assert folders.sync()["people"]["added_there"] == 2
    assert len(list(Path("elsewhere/people").iterdir())) == 2
    assert len(folders.files()) == 2
    folders.rescrm.ok("sync init")
    assert folders.sync()["people"]["plan"] == [], "said again, it changes nothing"


def test_a_configuration_of_the_users_own_is_not_written_over(rescrm: Program) -> None:
    Path("own").mkdir(mode=0o700)
    Path("own/vdirsyncer.conf").write_text("[general]\n")
    said = rescrm("sync init --server https://dav.example.org --dir own")
    assert said.code == 3
    assert Path("own/vdirsyncer.conf").read_text() == "[general]\n"


def test_places_that_are_not_ours_are_refused(rescrm: Program, tmp_path: Path) -> None:
    Path("real").mkdir(mode=0o700)
    Path("link").symlink_to("real")
    Path("file").touch()
    Path("open").mkdir()
    Path("open").chmod(0o777)
    for place in ("link", "file", "open", "file/below"):
        said = rescrm(f"sync init --dir {place}")
        assert said.code == 7, (place, said.err)
        assert "Nothing was changed" in said.err
    assert "link; name the folder itself" in rescrm("sync init --dir link").err


def test_a_folder_made_open_later_is_refused(folders: Folders) -> None:
    folders.root.joinpath("people").chmod(0o777)
    assert folders.rescrm("sync").code == 7


def test_without_vdirsyncer_the_folders_are_filled_all_the_same(
    rescrm: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    rescrm.ok('add "Ana Torres"')
    rescrm.ok("sync init --server https://dav.example.org")
    said = rescrm.ok("sync")
    assert "vdirsyncer is not installed" in said.err
    assert len(Folders(rescrm).files()) == 1
    assert rescrm.items("sync")[0]["plan"] == []


def test_the_answer_on_a_screen(folders: Folders) -> None:
    folders.rescrm.ok(f"edit {ANA} --city Rome")
    folders.card("Dora Maar", "UID:D")
    said = folders.rescrm.ok("sync --format rich")
    assert said.out.splitlines()[:3] == [
        "people: 1 new came in, 1 changed went out",
        "touches: as it was",
        "reminders: as it was",
    ]


def test_a_sync_is_one_step_that_can_be_undone(folders: Folders) -> None:
    folders.card("Dora Maar", "UID:D")
    folders.change("Ana Torres", "Boston", "Rome")
    folders.sync()
    assert folders.rescrm.items("history 1")[0]["summary"] == "synced: 2 came in"
    folders.rescrm.ok("undo")
    assert len(folders.rescrm.items("list")) == 2
    assert folders.rescrm.item(f"show {ANA}")["city"] == "Boston"


def test_two_machines_on_one_folder_meet(tmp_path: Path) -> None:
    """Without a server: a folder that another program mirrors."""
    one, other = (Laptop(tmp_path / name, first=first) for name, first in (("a", 0), ("b", 9000)))
    shared = tmp_path / "shared"
    for laptop in (one, other):
        laptop.ok(f"sync init --dir {shared}")
        laptop.ok("config set sync.reminders no")
    one.ok('add "Ana Torres" -e ana@ucsf.edu')
    one.ok('log "coffee with Ana"')
    one.ok("sync")
    other.ok("sync")
    assert other.items("list")[0]["uid"] == one.items("list")[0]["uid"]
    other.ok('log "call with Ana; fine" ')
    other.ok("sync")
    one.ok("sync")
    assert json.dumps(one.items("timeline")) == json.dumps(other.items("timeline"))


# Asked on a terminal -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("picked", "city", "waits"), [(0, "Rome", 0), (1, "Oslo", 0), (2, "Rome", 1), (None, "Rome", 1)]
)
def test_on_a_terminal_a_conflict_is_asked_about(
    tmp_path: Path, picked: int | None, city: str, waits: int
) -> None:
    laptop = Laptop(tmp_path / "a")
    laptop.ok('add "Ana Torres" --city Boston')
    laptop.ok("sync init")
    laptop.ok("sync")
    laptop.ok("edit ana --city Rome")
    (path,) = (laptop.root / "people").iterdir()
    path.write_bytes(path.read_bytes().replace(b"Boston", b"Oslo"))
    asked: list[str] = []

    def ask(question: str, choices: Sequence[str]) -> int | None:
        asked.append(f"{question} {choices}")
        return picked

    session = replace(laptop.session(), ask=ask)
    listing = sync.sync(SimpleNamespace(obj=session))
    session.store.close()
    (question,) = asked
    assert question.startswith("Ana Torres: city is Rome here and Oslo there. Which holds?")
    assert len(listing.items[0]["conflicts"]) == waits
    assert listing.exit_code == (3 if waits else 0)
    assert laptop.items("show ana")[0]["city"] == city


def test_a_phones_change_that_is_undone_here_is_undone_there(tmp_path: Path) -> None:
    """vdirsyncer takes a file that goes back to what it was for unchanged; ours never is."""
    server = Server()
    laptop = Laptop(tmp_path / "a", server)
    laptop.ok('add "Ana Torres" --city Boston')
    laptop.sync()
    ((uid, card),) = server.items["people"].items()
    server.items["people"][uid] = card.replace(b"Boston", b"Oslo")
    laptop.sync()
    assert laptop.items("show ana")[0]["city"] == "Oslo"
    laptop.ok("undo")
    laptop.sync()
    assert b"Boston" in server.items["people"][uid]
    assert laptop.items("show ana")[0]["city"] == "Boston"
