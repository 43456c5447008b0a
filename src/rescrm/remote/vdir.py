"""A folder with an item a file (vdir), as vdirsyncer, khal and khard read it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Container, Mapping
from hashlib import sha256
from pathlib import Path

from ..errors import NotWritable

LARGEST = 16 * 2**20  # bytes of a file; no photo is larger
FEW = 50  # files that are flushed one by one
LEFT = re.compile(r"\.[0-9a-f]{16}\.tmp")
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


class Folder:
    """One collection: its files by name, read, and written whole or not at all."""

    def __init__(self, path: Path, suffix: str) -> None:
        self.path = path
        self.suffix = suffix
        self._looked: tuple[int, dict[str, str], list[str]] | None = None

    def scan(self) -> tuple[dict[str, str], list[str]]:
        """The files there are, each with a stamp that changes when it does; and what is odd.

        Hidden files are not looked at, links and folders are named and not followed.
        """
        found: dict[str, str] = {}
        odd: list[str] = []
        if not self.path.exists():
            return found, odd
        began = self._time()
        with os.scandir(self.path) as entries:
            for entry in entries:
                if entry.name.startswith(".") or not entry.name.endswith(self.suffix):
                    continue
                if entry.is_file(follow_symlinks=False):
                    found[entry.name] = _stamp(entry.stat(follow_symlinks=False))
                else:
                    odd.append(entry.name)
        self._looked = (began, found, sorted(odd))
        return self._looked[1:]

    def scan_again(self) -> tuple[dict[str, str], list[str]]:
        """The same after vdirsyncer was there: looked through only where a name came or went.

        It puts each file in its place by a new name, which the folder's own time tells.
        """
        return self._looked[1:] if self._looked and self.is_still() else self.scan()

    def is_still(self) -> bool:
        """Whether no name came or went since the folder was looked through."""
        return self._looked is not None and self._looked[0] == self._time()

    def _time(self) -> int:
        return self.path.stat().st_mtime_ns

    def read(self, href: str) -> bytes | None:
        """The bytes of a file; None when it is gone, cannot be read or is far too large."""
        try:
            fd = os.open(self.path / href, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(fd, "rb") as file:  # noqa: PTH123 - a descriptor
                data = file.read(LARGEST + 1)
        except OSError:
            return None
        return data if len(data) <= LARGEST else None

    def stamp(self, href: str) -> str | None:
        """The stamp of a file now; None when there is none."""
        try:
            return _stamp((self.path / href).lstat())
        except FileNotFoundError:
            return None

    def href(self, uid: str, taken: Container[str]) -> str:
        """A name for a new file: never a path, whatever the uid says."""
        plain = uid if PLAIN.fullmatch(uid) else sha256(uid.encode()).hexdigest()[:32]
        href, count = f"{plain}{self.suffix}", 1
        while href in taken or os.path.lexists(self.path / href):
            count += 1
            href = f"{plain}-{count}{self.suffix}"
        return href

    def write(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """Put files in their places, 0600: of each the old one or the new one is seen.

        Gives their stamps. All are on the disk before the first has its name; many share one
        flush, which takes a hundredth of the time of one each.
        """
        fresh: dict[str, Path] = {}
        if not files:
            return {}
        self._looked = None
        try:
            self._clear()
            try:
                stamps = {}
                for href, data in files.items():
                    fresh[href] = self.path / f".{os.urandom(8).hex()}.tmp"
                    stamps[href] = _put(fresh[href], data, flush=len(files) <= FEW)
                if len(files) > FEW:
                    os.sync()
                for href, made in fresh.items():
                    made.rename(self.path / href)
            finally:
                for made in fresh.values():
                    made.unlink(missing_ok=True)
        except OSError as error:
            raise _fault(self.path, error) from error
        return stamps

    def _clear(self) -> None:
        """Take away what a run that was cut off had not put in its place."""
        for each in os.listdir(self.path):  # noqa: PTH208 - names alone, of many
            if LEFT.fullmatch(each):
                (self.path / each).unlink(missing_ok=True)

    def remove(self, href: str) -> None:
        """Take a file away, if it is there."""
        self._looked = None
        try:
            (self.path / href).unlink(missing_ok=True)
        except OSError as error:
            raise _fault(self.path / href, error) from error

    def flush(self) -> None:
        """Make sure that the names of the files are on the disk."""
        try:
            fd = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)
        except OSError as error:
            raise _fault(self.path, error) from error


def make(path: Path) -> None:
    """Make a folder that only we can enter, unless there is one fit to be used.

    Raises NotWritable (7) as `check` does.
    """
    try:
        if not path.is_symlink() and not path.exists():
            path.mkdir(mode=0o700)
            path.chmod(0o700)
    except OSError as error:
        raise _fault(path, error) from error
    check(path)


def check(path: Path) -> None:
    """See that a folder is fit to be used, if there is one.

    Raises NotWritable (7): a link, a file, another's folder, one that others may write to.
    """
    try:
        there = path.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _fault(path, error) from error
    if stat.S_ISLNK(there.st_mode):
        raise NotWritable(str(path), "this is a link; name the folder itself")
    if not stat.S_ISDIR(there.st_mode):
        raise NotWritable(str(path), "this is no folder")
    if there.st_uid != os.getuid():
        raise NotWritable(str(path), "this folder is somebody else's")
    if there.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise NotWritable(str(path), f"others may write to this folder; chmod 700 {path} mends it")
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise NotWritable(str(path), "this folder may not be written")


def _put(path: Path, data: bytes, *, flush: bool) -> str:
    fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(fd, "wb") as out:  # noqa: PTH123 - a descriptor, whose mode is ours
        os.fchmod(fd, 0o600)
        out.write(data)
        out.flush()
        if flush:
            os.fsync(fd)
        return _stamp(os.fstat(fd))


def _stamp(there: os.stat_result) -> str:
    return f"{there.st_size}.{there.st_mtime_ns}.{there.st_ino}"


def _fault(path: Path, error: OSError) -> NotWritable:
    return NotWritable(str(path), (error.strerror or str(error)).lower())
