"""Folders with an item a file: names that are no paths, files that are whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rescrm.errors import NotWritable
from rescrm.remote.vdir import FEW, Folder, make


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    place = tmp_path / "people"
    make(place)
    return Folder(place, ".vcf")


@pytest.mark.parametrize(
    ("uid", "href"),
    [
        ("591ed004-9f66-4421-be8c-a5b693cc842f", "591ed004-9f66-4421-be8c-a5b693cc842f.vcf"),
        ("PHONE_1.2", "PHONE_1.2.vcf"),
    ],
)
def test_a_plain_uid_is_the_name_of_its_file(folder: Folder, uid: str, href: str) -> None:
    assert folder.href(uid, ()) == href


@pytest.mark.parametrize(
    "uid", ["", ".", "..", "../../x", "/etc/x", "a/b", ".x", "-x", "a\0b", "a b", "ü", "x" * 101]
)
def test_any_other_uid_is_never_a_path(folder: Folder, uid: str) -> None:
    href = folder.href(uid, ())
    assert len(href) == 36
    assert href.removesuffix(".vcf").isalnum()


def test_a_name_that_is_taken_is_counted_on(folder: Folder) -> None:
    folder.path.joinpath("ana.vcf").touch()
    assert folder.href("ana", {"ana-2.vcf"}) == "ana-3.vcf"


@pytest.mark.parametrize("count", [1, FEW + 1])
def test_files_are_written_whole_and_for_us_alone(folder: Folder, count: int) -> None:
    folder.path.joinpath("0.vcf").write_bytes(b"old")
    stamps = folder.write({f"{each}.vcf": b"new" for each in range(count)})
    found, odd = folder.scan()
    assert found == stamps
    assert odd == []
    assert folder.read("0.vcf") == b"new"
    assert {each.stat().st_mode & 0o777 for each in folder.path.iterdir()} <= {0o600, 0o644}
    assert folder.path.joinpath("0.vcf").stat().st_mode & 0o777 == 0o600


def test_a_stamp_changes_with_the_file(folder: Folder) -> None:
    (first,) = folder.write({"a.vcf": b"one"}).values()
    (second,) = folder.write({"a.vcf": b"two"}).values()
    assert first != second == folder.stamp("a.vcf")
    folder.remove("a.vcf")
    folder.remove("a.vcf")
    assert folder.stamp("a.vcf") is None
    assert folder.read("a.vcf") is None


def test_a_folder_is_looked_through_again_where_a_name_came_or_went(folder: Folder) -> None:
    folder.write({"a.vcf": b"one", "b.vcf": b"two"})
    first = folder.scan()
    assert folder.scan_again() == first
    folder.path.joinpath("c.new").write_bytes(b"three")
    folder.path.joinpath("c.new").rename(folder.path / "a.vcf")
    (found, _) = folder.scan_again()
    assert found["a.vcf"] != first[0]["a.vcf"]
    folder.write({"d.vcf": b"four"})
    assert "d.vcf" in folder.scan_again()[0]
    folder.remove("d.vcf")
    assert "d.vcf" not in folder.scan_again()[0]


def test_a_folder_is_still_until_a_name_comes_or_goes(folder: Folder) -> None:
    assert not folder.is_still()
    folder.write({"a.vcf": b"one"})
    folder.scan()
    assert folder.write({}) == {}
    assert folder.is_still()
    folder.path.joinpath("b.new").write_bytes(b"two")
    assert not folder.is_still()
    folder.scan()
    folder.write({"a.vcf": b"three"})
    assert not folder.is_still()


def test_what_a_run_left_behind_is_taken_away_and_nothing_else(folder: Folder) -> None:
    left = folder.path / ".0123456789abcdef.tmp"
    other = folder.path / ".hidden.tmp"
    for path in (left, other):
        path.touch()
    assert folder.scan() == ({}, [])
    folder.write({"a.vcf": b"x"})
    assert not left.exists()
    assert other.exists()


def test_only_plain_files_are_read(folder: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.vcf"
    secret.write_bytes(b"secret")
    folder.path.joinpath("link.vcf").symlink_to(secret)
    folder.path.joinpath("folder.vcf").mkdir()
    os.mkfifo(folder.path / "pipe.vcf")
    folder.path.joinpath("notes.txt").touch()
    assert folder.scan() == ({}, ["folder.vcf", "link.vcf", "pipe.vcf"])
    assert folder.read("link.vcf") is None
    assert folder.read("folder.vcf") is None


def test_a_place_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    tmp_path.joinpath("file").touch()
    tmp_path.joinpath("link").symlink_to(tmp_path)
    tmp_path.joinpath("open").mkdir()
    tmp_path.joinpath("open").chmod(0o775)
    for name, says in (
        ("file", "this is no folder"),
        ("link", "this is a link"),
        ("open", "others may write to this folder"),
        ("file/below", "not a directory"),
    ):
        with pytest.raises(NotWritable, match=says):
            make(tmp_path / name)


def test_a_folder_is_for_us_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make(tmp_path / "new")
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_write_that_fails_leaves_the_old_file(folder: Folder) -> None:
    folder.write({"a.vcf": b"old"})
    folder.path.joinpath("b.vcf").mkdir()
    with pytest.raises(NotWritable):
        folder.write({"b.vcf": b"new"})
    assert [each.name for each in sorted(folder.path.iterdir())] == ["a.vcf", "b.vcf"]
