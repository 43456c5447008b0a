"""sync through a real server: Radicale, carried to by vdirsyncer, read by khard and khal."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from conftest import needs
from dav import Moody, application, guarded, radicale, serving
from laptops import Laptop
from real import start, until

BESIDE = Path(sys.executable).parent
PAGE = Path(__file__).resolve().parents[2] / "docs/devices.md"
RIGHTS = PAGE.read_text().partition("```ini\n")[2].partition("```")[0]


def program(name: str) -> str:
    """A program that came with the tests' own Python."""
    beside = BESIDE / name
    return str(beside) if beside.exists() else needs(name)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    program("vdirsyncer")
    pytest.importorskip("radicale")
    with radicale(tmp_path / "radicale") as address:
        yield address


def laptop(place: Path, server: str, first: int = 0, password: str = "pw") -> Laptop:
    """A machine that knows the server."""
    found = Laptop(place, first=first)
    found.root = place / "sync"
    (place / "password").write_text(password)
    secret = f"cat {place}/password"
    found.ok(f'sync init --server {server} --user maya --password-cmd "{secret}" --yes')
    return found


@pytest.fixture
def two(tmp_path: Path, server: str) -> tuple[Laptop, Laptop]:
    """Two machines of one person."""
    one, other = laptop(tmp_path / "a", server), laptop(tmp_path / "b", server, first=10_000)
    other.ok("config set sync.reminders no")
    return one, other


@pytest.fixture
def one(tmp_path: Path, server: str) -> Laptop:
    """A machine of somebody's."""
    return laptop(tmp_path / "a", server)


def cards(place: Path) -> list[Path]:
    """The cards that the server has."""
    found = sorted((place / "radicale").rglob("*.vcf"))
    return [each for each in found if ".Radicale.cache" not in each.parts]


def test_two_machines_that_edit_in_turn_and_at_once_have_the_same(
    two: tuple[Laptop, Laptop],
) -> None:
    one, other = two
    one.ok('add "Ana Torres" -e ana@ucsf.edu -k faculty -t ep --city Boston')
    one.ok('add "Ben Okafor" --phone "+1 415 555 0134" --birthday 1990-03-14')
    one.ok('log "yesterday coffee with Ana and Ben; talked boards"')
    one.ok("sync")
    other.ok("sync")
    assert one.shares() == other.shares()
    # In turn.
    other.ok('log "call with Ben; good news"')
    other.ok("edit ben --title Fellow")
    other.ok("sync")
    one.ok("sync")
    assert one.shares() == other.shares()
    # At once, on the same card and on others.
    one.ok("edit ana --title Chief")
    other.ok("edit ana --city Rome")
    one.ok("tag ana +board")
    other.ok("tag ana +qi -ep")
    one.ok('log "email Ana; sent the draft"')
    other.ok('log "coffee with Ana; read it"')
    other.ok('add "Chen Li"')
    for each in (one, other, one):
        each.ok("sync")
    assert one.shares() == other.shares()
    ana = one.items("show ana")[0]
    assert (ana["title"], ana["city"], ana["tags"]) == ("Chief", "Rome", ["board", "qi"])
    assert len(one.items("timeline")) == 4
    for each in (one, other):
        assert all(done["plan"] == [] for done in each.items("sync"))
        assert each("doctor --full").code == 0


def test_the_same_field_changed_at_once_is_asked_about_and_nothing_is_lost(
    two: tuple[Laptop, Laptop],
) -> None:
    one, other = two
    one.ok('add "Ana Torres" --city Boston')
    one.ok("sync")
    other.ok("sync")
    one.ok("edit ana --city Rome")
    other.ok("edit ana --city Oslo")
    one.ok("sync")
    said = other("sync")
    assert said.code == 3
    assert "city is Oslo here and Rome there" in said.err
    assert other.items("show ana")[0]["city"] == "Oslo"
    other.ok("config set sync.conflicts here")
    other.ok("sync")
    one.ok("sync")
    assert one.items("show ana")[0]["city"] == "Oslo"
    assert one.shares() == other.shares()


def test_what_is_let_go_on_one_machine_is_let_go_on_the_other(two: tuple[Laptop, Laptop]) -> None:
    one, other = two
    for number in range(6):
        one.ok(f'add "Person {number}x"')
    one.ok('log "coffee with @person-0x"')
    one.ok("sync")
    other.ok("sync")
    other.ok("remove person-1x --yes")
    other.ok("archive person-2x")
    other.ok("sync")
    one.ok("sync")
    states = {each["handle"]: each["archived"] for each in map(shown(one), ("1x", "2x", "3x"))}
    assert states == {"person-1x": True, "person-2x": True, "person-3x": False}
    assert shown(other)("2x")["archived"] is True
    assert other("show person-1x").code == 4


def shown(laptop: Laptop):  # type: ignore[no-untyped-def]
    """How a machine knows someone."""
    return lambda name: laptop.items(f"show person-{name}")[0]


def test_the_server_has_our_cards_and_a_phone_may_change_them(one: Laptop, tmp_path: Path) -> None:
    one.ok('add "Ana Torres" --city Boston')
    one.ok("sync")
    (card,) = cards(tmp_path)
    text = card.read_text()
    assert "FN:Ana Torres" in text
    card.write_text(text.replace("Boston", "Rome").replace("END:", "PHOTO:https://x.org/a\nEND:"))
    one.ok("sync")
    assert one.items("show ana")[0]["city"] == "Rome"
    one.ok("edit ana --title Chief")
    one.ok("sync")
    (card,) = cards(tmp_path)
    assert "PHOTO:https://x.org/a" in card.read_text().replace("\r", "")
    assert "TITLE:Chief" in card.read_text()


def test_khard_and_khal_read_the_folders(one: Laptop, tmp_path: Path) -> None:
    for number in range(5):
        one.ok(f'add "Person {number}x" --birthday 1990-03-1{number} --every 2w')
    one.ok("sync")
    khard = tmp_path / "khard.conf"
    khard.write_text(f"[addressbooks]\n[[people]]\npath = {one.root}/people\n")
    names = run(program("khard"), "-c", str(khard), "list", "--parsable", home=tmp_path)
    assert len(names.splitlines()) == 5
    assert "Person 3x" in names
    khal = tmp_path / "khal.conf"
    khal.write_text(
        f"[calendars]\n[[reminders]]\npath = {one.root}/reminders\n"
        "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "timeformat = %H:%M\nlocal_timezone = America/New_York\n"
    )
    events = run(
        program("khal"), "-c", str(khal), "list", "--format", "{title}", "--once",
        "2026-11-22", "2027-03-30", home=tmp_path,
    )  # fmt: skip
    assert len(re.findall("Check in: Person", events)) == 5
    assert len(re.findall("Birthday: Person", events)) == 5


def run(*argv: str, home: Path) -> str:
    """What a program says."""
    environ = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
               "TZ": "America/New_York"}  # fmt: skip
    said = subprocess.run(argv, env=environ, capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    return said.stdout


def test_an_emptied_server_is_refused(one: Laptop, tmp_path: Path) -> None:
    for number in range(3):
        one.ok(f'add "Person {number}x"')
    one.ok("sync")
    for card in cards(tmp_path):
        card.unlink()
    said = one("sync")
    assert said.code == 8, said.err
    assert "emptied" in said.err
    assert said.err.endswith(
        "the server was emptied of people. To send everything again: rescrm sync --put-back. "
        "If it is meant, to let it go here too: rescrm sync --force\n"
    )
    assert len(one.items("list")) == 3
    assert len(one.files()) == 3


def test_an_emptied_server_gets_everything_again_when_asked(one: Laptop, tmp_path: Path) -> None:
    one.ok('add "Ana Torres"')
    one.ok("log coffee with Ana")
    one.ok("sync")
    before = one.shares()
    shutil.rmtree(tmp_path / "radicale/collection-root/maya")
    assert "rescrm sync init --yes" in one("sync").err
    one.ok("sync init --yes")
    assert one("sync").code == 8
    one.ok("sync --put-back")
    assert one.shares() == before
    assert len(cards(tmp_path)) == 1
    assert all(done["plan"] == [] for done in one.items("sync"))


def test_reminders_that_the_server_lost_go_out_again_unasked(one: Laptop, tmp_path: Path) -> None:
    one.ok('add "Ana Torres"')
    one.ok("promise ana 'the deck' --by 2026-11-24")
    one.ok("sync")
    there = tmp_path / "radicale/collection-root/maya/rescrm-reminders"
    (event,) = there.glob("*.ics")
    event.unlink()
    one.ok("sync")
    assert len([*there.glob("*.ics")]) == 1


def test_another_password_is_no_missing_collection(tmp_path: Path) -> None:
    program("vdirsyncer")
    pytest.importorskip("radicale")
    with serving(guarded(tmp_path / "radicale", RIGHTS, {"maya": "new"})) as server:
        one = laptop(tmp_path / "a", server, password="new")
        one.ok("sync")
        secret = tmp_path / "a/password"
        secret.write_text("old")
        assert "the password, or where the server is, is not what it was" in one("sync").err
        assert "does not take this user and password" in one("sync init --yes").err
        secret.write_text("new")
        one.ok("sync")


def test_the_rights_on_the_page_are_enough_and_no_more(tmp_path: Path) -> None:
    program("vdirsyncer")
    pytest.importorskip("radicale")
    users = {"maya": "pw", "ben": "pw", "programme": "pw"}
    with serving(guarded(tmp_path / "radicale", RIGHTS, users)) as server:
        one = laptop(tmp_path / "a", server)
        one.ok('add "Ana Torres"')
        one.ok("sync")
        (card,) = cards(tmp_path)
        mine = f"{server}maya/rescrm-people/{card.name}"
        assert asked("GET", mine, "maya") == 200
        assert asked("GET", mine, "ben") == asked("DELETE", mine, "ben") == 403
        shared, book = f"{server}programme/people/", card.read_bytes()
        assert asked("PUT", shared, "maya", book) == 403
        assert asked("PUT", shared, "programme", book) == 201
        assert asked("GET", shared, "maya") == 200


def asked(method: str, address: str, user: str, book: bytes | None = None) -> int:
    """What a server answers to someone whose password is pw."""
    token = b64encode(f"{user}:pw".encode()).decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "text/vcard"}
    request = Request(address, book, method=method, headers=headers)
    try:
        with urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_many_cards_gone_from_the_server_are_asked_about(one: Laptop, tmp_path: Path) -> None:
    for number in range(4):
        one.ok(f'add "Person {number}x"')
    one.ok("sync")
    for card in cards(tmp_path)[:2]:
        card.unlink()
    said = one("sync")
    assert said.code == 3
    assert "2 of 4 would be taken out of the store" in said.err
    assert len(one.items("list")) == 4
    one.ok("sync --put-back")
    assert len(cards(tmp_path)) == 4


def test_collections_that_were_not_made_are_asked_for(tmp_path: Path, server: str) -> None:
    one = Laptop(tmp_path / "a")
    one.ok(f"sync init --server {server} --user maya --password-cmd 'echo pw'")
    one.ok('add "Ana Torres"')
    said = one("sync")
    assert said.code == 8
    assert said.err.endswith("not made yet. To make them: rescrm sync init --yes\n")
    one.ok("sync init --yes")
    one.ok("sync")
    assert len(cards(tmp_path)) == 1


def test_a_phones_address_book_meets_the_people_who_are_here(tmp_path: Path, server: str) -> None:
    """The server is looked at before anything is sent, so nobody is there twice."""
    phone = laptop(tmp_path / "phone", server)
    phone.ok('add "Ana Torres" -e ana@ucsf.edu --title Fellow')
    phone.ok('add "Dora Maar"')
    phone.ok("sync")
    one = Laptop(tmp_path / "a", first=10_000)
    one.ok('add "Ana Torres" -e ANA@ucsf.edu -t ep')
    one.ok(f"sync init --server {server} --user maya --password-cmd 'echo pw' --yes")
    one.ok("sync")
    assert [each["name"] for each in one.items("list")] == ["Ana Torres", "Dora Maar"]
    phone.ok("sync")
    assert phone.items("show ana")[0]["tags"] == ["ep"]
    assert len(phone.items("list")) == 2


# Servers that misbehave ----------------------------------------------------------------------


def stalls(environ: Any, start: Any) -> Iterable[bytes]:
    """Say nothing for longer than anyone waits."""
    threading.Event().wait(6)
    return fails(environ, start)


def fails(environ: Any, start: Any) -> Iterable[bytes]:
    """Say that something is wrong."""
    start("500 Internal Server Error", [("Content-Length", "0")])
    return [b""]


def redirects(environ: Any, start: Any) -> Iterable[bytes]:
    """Send on to oneself, for ever."""
    start("302 Found", [("Location", environ["PATH_INFO"] + "x"), ("Content-Length", "0")])
    return [b""]


def babbles(environ: Any, start: Any) -> Iterable[bytes]:
    """Answer with what is no answer."""
    start("207 Multi-Status", [("Content-Type", "text/xml"), ("Content-Length", "7")])
    return [b"<broken"]


def test_a_server_that_fails_leaves_whole_items(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moody = Moody(application(tmp_path / "radicale"))
    with serving(moody) as server:
        one = laptop(tmp_path / "a", server)
        one.ok('add "Ana Torres" --city Boston')
        one.ok('add "Ben Okafor"')
        one.ok("sync")
        one.ok("edit ana --city Rome")
        before = one.shares()
        monkeypatch.setenv("RESCRM_SYNC_SECONDS", "3")
        for answer in (stalls, fails, redirects, babbles):
            moody.answer, moody.asked = answer, 0
            said = one("sync")
            assert moody.asked, answer.__name__
            assert said.code == 8, (answer.__name__, said)
            assert "Try again: rescrm sync" in said.err
            assert one.shares() == before
            assert len(one.files()) == 2
        monkeypatch.delenv("RESCRM_SYNC_SECONDS")
        moody.answer = None
        assert one("doctor --full").code == 0
        one.ok("sync")
        (card,) = [each for each in cards(tmp_path) if "Ana" in each.read_text()]
        assert "Rome" in card.read_text()
        assert all(done["plan"] == [] for done in one.items("sync"))


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_ctrl_c_on_the_way_to_the_server_says_how_to_go_on(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    moody, ended = Moody(application(tmp_path / "radicale")), threading.Event()

    def waits(environ: Any, begin: Any) -> Iterable[bytes]:
        ended.wait(60)
        return fails(environ, begin)

    with serving(moody) as server:
        one = laptop(tmp_path / "a", server)
        one.ok('add "Ana Torres" --city Boston')
        one.ok("sync")
        one.ok("edit ana --city Rome")
        moody.answer = waits
        with one.env(), start("sync") as process:
            until(lambda: bool(moody.asked), process)
            process.send_signal(sent)
            out, err = process.communicate(timeout=30)
        ended.set()
        assert (process.returncode, out) == (code, "")
        assert err == "Stopped. What was done so far stays; the rest waits: rescrm sync\n"
        moody.answer = None
        assert one("doctor --full").code == 0
        one.ok("sync")
        (card,) = cards(tmp_path)
        assert "Rome" in card.read_text()
        assert all(done["plan"] == [] for done in one.items("sync"))


def test_a_password_command_that_fails_says_so(tmp_path: Path, server: str) -> None:
    one = Laptop(tmp_path / "a")
    said = one(f"sync init --server {server} --user maya --password-cmd 'false' --yes")
    assert said.code == 8
    assert "password" in said.err.lower() or "command" in said.err.lower()
    assert "Try again: rescrm sync init --yes" in said.err


def test_broken_items_on_the_server_are_named_and_the_rest_goes_on(
    one: Laptop, tmp_path: Path
) -> None:
    one.ok('add "Ana Torres"')
    one.ok("sync")
    (card,) = cards(tmp_path)
    hostile = card.with_name("hostile.vcf")
    hostile.write_text("BEGIN:VCARD\nVERSION:3.0\nUID:../../../x\nFN:Eve\nN:;Eve;;;\nEND:VCARD\n")
    broken = "BEGIN:VCARD\nVERSION:3.0\nUID:odd\nFN:\nN:;;;;\nEND:VCARD\n"
    card.with_name("broken.vcf").write_text(broken)
    one.ok('add "Ben Okafor"')
    said = one("sync")
    assert said.code == 5
    assert "people/odd.vcf:1: no name on this card; left alone" in said.err
    names = sorted(each["name"] for each in one.items("list"))
    assert names == ["Ana Torres", "Ben Okafor", "Eve"]
    outside = [each for each in tmp_path.rglob("x*.vcf") if "radicale" not in str(each)]
    assert outside == []
    assert all(each.parent == one.root / "people" for each in (tmp_path / "a").rglob("*.vcf"))
