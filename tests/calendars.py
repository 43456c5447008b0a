"""Other people's programs that read calendars: khal, and ical.js under node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import needs

KHAL = """[calendars]
[[mine]]
path = {place}/mine
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = America/New_York
default_timezone = America/New_York
[sqlite]
path = {place}/khal.db
"""
# Days as ical.js counts them: of what repeats, all up to a last one.
ICAL_JS = """
import ICAL from "ical.js";
import { readFileSync } from "node:fs";
const [file, last] = process.argv.slice(-2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
const found = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const days = [];
  if (event.isRecurring()) {
    const iterator = event.iterator();
    for (let at; (at = iterator.next()) && at.toString() <= last; ) days.push(at.toString());
  } else days.push(event.startDate.toString());
  return {
    uid: event.uid, summary: event.summary, sequence: event.sequence, days,
    status: component.getFirstPropertyValue("status"),
    alarms: component.getAllSubcomponents("valarm").map(
      (each) => String(each.getFirstPropertyValue("trigger"))),
  };
});
console.log(JSON.stringify(found));
"""


class Khal:
    """khal with one calendar, in a folder of its own."""

    def __init__(self, place: Path) -> None:
        self.program = _beside("khal")
        self.place = place
        self.folder = place / "mine"
        self.folder.mkdir(parents=True)
        (place / "khal.conf").write_text(KHAL.format(place=place), encoding="utf-8")

    def __call__(self, *words: str) -> str:
        """What khal says to some words; it must end well."""
        home = {"HOME": str(self.place), "XDG_CACHE_HOME": str(self.place), "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [self.program, "-c", str(self.place / "khal.conf"), *words],
            env={**os.environ, **home},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout

    def takes(self, file: Path) -> list[Path]:
        """Import a file and give the events there are.

        Told of one it has, khal leaves what it was about to write beside it: no event.
        """
        self("import", "--batch", "-a", "mine", str(file))
        return sorted(self.folder.glob("*.ics"))

    def days(self, first: str, length: str) -> list[tuple[str, str]]:
        """Each day on which something stands, and its title."""
        said = self("list", "--day-format", "", "--format", "{start-date}|{title}", first, length)
        pairs = (line.partition("|") for line in said.splitlines() if "|" in line)
        return sorted((day, title) for day, _, title in pairs)


def ical_js(file: Path, last: str) -> list[dict[str, Any]]:
    """The events of a file as ical.js reads them."""
    said = subprocess.run(
        [needs("node"), "--input-type=module", "-e", ICAL_JS, str(file), last],
        cwd=_installed(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    found: list[dict[str, Any]] = json.loads(said)
    return found


def _installed() -> Path:
    """A folder with ical.js in it, kept beside the installed Python packages."""
    place = Path(sys.prefix) / "ical.js"
    if (place / "node_modules").is_dir():
        return place
    fresh = Path(sys.prefix) / f"ical.js.{os.getpid()}"
    fresh.mkdir()
    line = (needs("npm"), "install", "--prefix", str(fresh), "--ignore-scripts", "ical.js@2")
    said = subprocess.run(line, cwd=fresh, capture_output=True, text=True, check=False, timeout=120)
    if said.returncode:
        shutil.rmtree(fresh)
        reason = f"npm cannot get ical.js: {said.stderr[-300:]}"
        (pytest.fail if os.environ.get("RESCRM_REQUIRE_ALL") else pytest.skip)(reason)
    try:
        fresh.rename(place)
    except OSError:  # another run was faster
        shutil.rmtree(fresh)
    return place


def _beside(program: str) -> str:
    """A program installed with the packages of the tests, wherever the path leads."""
    here = Path(sys.executable).with_name(program)
    return str(here) if here.exists() else needs(program)
