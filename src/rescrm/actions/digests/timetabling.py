"""The digest each morning: lines of our own for cron, systemd or launchd, and away with them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from shlex import join

from ...errors import NotWritable, OtherProgram, UsageError
from ...keys import check
from ...remote import service, timetable
from ...remote.timetable import Job
from ...session import Session
from ...view.listing import Line, Listing
from .. import private_file
from . import delivering

PLACES = ("cron", "systemd", "launchd")
# What says where things are, and would be missing in the morning.
NEEDED = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "RESCRM_DB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What runs the digest, where it stands, and its lines."""

    where: str
    place: str
    text: str


def install(session: Session, where: str, at: str, to: Sequence[str]) -> Listing:
    """Write the lines that run the digest each morning, and show them.

    Raises UsageError (2), NotWritable (7) and OtherProgram (8).
    """
    if where not in PLACES:
        raise UsageError(f'digest install takes {", ".join(PLACES)}, not "{where}".')
    job = Job(argv=_argv(session, to), at=_time(at), environ=_environ(session))
    for word in (*job.argv, *job.environ.values()):
        if not word.isprintable():
            raise UsageError(f"no timetable can hold a line end: {word!r}. Nothing was changed.")
    match where:
        case "cron":
            answer = _install_cron(session, job)
        case "systemd":
            answer = _install_systemd(session, job)
        case _:
            answer = _install_launchd(session, job)
    missing = delivering.missing(session) if "--to" in job.argv else ""
    warned = [f"It cannot be sent yet: {missing}"] if missing else []
    return answer._replace(warnings=[*answer.warnings, *warned])


def remove(session: Session) -> Listing:
    """Take our own lines away, wherever they are, and nothing else."""
    gone = [*_remove_files(session), *_remove_cron(session)]
    return Listing(
        kind="digest",
        items=gone,
        lines=[f"Taken away: {each.place}" for each in gone] if gone else None,
        empty="Nothing runs the digest, so there is nothing to take away.",
    )


# The command -------------------------------------------------------------------------------------


def _argv(session: Session, to: Sequence[str]) -> list[str]:
    words = [*_program(), "digest", "--if-any", "--no-input"]
    if to or session.settings.mail.to:
        for each in delivering.addresses(session, to):
            words += ["--to", each]
    if any(word == "--db" or word.startswith("--db=") for word in session.words):
        words += ["--db", str(session.settings.store)]
    return words


def _program() -> list[str]:
    """This program with its whole path: in the morning nothing is on one."""
    named = Path(sys.argv[0])
    if named.name == "rescrm" and named.exists():
        return [str(named.absolute())]
    return [sys.executable, "-m", "rescrm"]


def _environ(session: Session) -> dict[str, str]:
    there = {name: value for name in NEEDED if (value := session.environ.get(name))}
    if "RESCRM_DB" in there:
        there["RESCRM_DB"] = str(session.settings.store)
    # A relative folder counts nowhere else either, and in the morning would be another one.
    return {name: value for name, value in there.items() if value.startswith("/")}


def _time(text: str) -> time:
    try:
        at: time = check("alarm", text)
    except UsageError:
        raise UsageError(f'--at is a time of day such as 06:30, not "{text[:40]}".') from None
    return at


# cron --------------------------------------------------------------------------------------------


def _install_cron(session: Session, job: Job) -> Listing:
    path = session.environ.get("PATH")
    before = timetable.crontab(path)
    if before is None:
        raise OtherProgram(
            "there is no cron on this machine. Nothing was changed. Instead: "
            "rescrm digest install systemd"
        )
    lines = timetable.cron_lines(job)
    after = timetable.with_lines(before, lines)
    if after != before and not session.dry_run:
        timetable.put_crontab(after, path)
    return _answer([Installed(where="cron", place="your crontab", text=lines)], _soon(job))


def _remove_cron(session: Session) -> Iterator[Installed]:
    path = session.environ.get("PATH")
    before = timetable.crontab(path)
    ours = timetable.our_lines(before or "")
    if not before or not ours:
        return
    if not session.dry_run:
        timetable.put_crontab(timetable.without_lines(before), path)
    yield Installed(where="cron", place="lines in your crontab", text=ours)


# systemd and launchd -----------------------------------------------------------------------------


def _install_systemd(session: Session, job: Job) -> Listing:
    folder = _units(session)
    files = [(folder / name, text) for name, text in timetable.systemd_units(job).items()]
    _write(session, files)
    wrong = ""
    if not session.dry_run:
        path = session.environ.get("PATH")
        wrong = service.systemctl(["daemon-reload"], path) or service.systemctl(
            ["enable", "--now", f"{timetable.NAME}.timer"], path
        )
    turn_on = f"systemctl --user enable --now {timetable.NAME}.timer"
    return _answer(_installed("systemd", files), _soon(job), _warned(wrong, turn_on))


def _install_launchd(session: Session, job: Job) -> Listing:
    file = _agent(session)
    _write(session, [(file, timetable.launchd_plist(job).decode())])
    path = session.environ.get("PATH")
    wrong = "" if session.dry_run else service.launchctl(["load", "-w", str(file)], path)
    text = timetable.launchd_plist(job).decode()
    warned = _warned(wrong, join(["launchctl", "load", "-w", str(file)]))
    return _answer(_installed("launchd", [(file, text)]), _soon(job), warned)


def _write(session: Session, files: Sequence[tuple[Path, str]]) -> None:
    for file, _ in files:
        if file.exists() and not service.is_ours(file):
            raise NotWritable(str(file), "this is not a file of rescrm's")
    for file, text in files if not session.dry_run else ():
        private_file.write(file, text.encode())


def _remove_files(session: Session) -> Iterator[Installed]:
    folder, path = _units(session), session.environ.get("PATH")
    units = [folder / f"{timetable.NAME}.timer", folder / f"{timetable.NAME}.service"]
    ours = [each for each in (*units, _agent(session)) if service.is_ours(each)]
    if units[0] in ours and not session.dry_run:
        service.systemctl(["disable", "--now", units[0].name], path)
    for file in ours:
        text = file.read_text(encoding="utf-8")
        if not session.dry_run:
            if file not in units:
                service.launchctl(["unload", str(file)], path)
            file.unlink(missing_ok=True)
        yield Installed(where="systemd" if file in units else "launchd", place=str(file), text=text)
    if units[0] in ours and not session.dry_run:
        service.systemctl(["daemon-reload"], path)


def _units(session: Session) -> Path:
    config = session.environ.get("XDG_CONFIG_HOME", "")
    folder = config if config.startswith("/") else f"{_home(session)}/.config"
    return Path(folder) / "systemd/user"


def _agent(session: Session) -> Path:
    return Path(_home(session)) / f"Library/LaunchAgents/{timetable.LABEL}.plist"


def _home(session: Session) -> str:
    home = session.environ.get("HOME", "")
    if not home.startswith("/"):
        raise NotWritable("the timetable", "there is no home folder. Set HOME")
    return home


# The answer --------------------------------------------------------------------------------------


def _installed(where: str, files: Sequence[tuple[Path, str]]) -> list[Installed]:
    return [Installed(where=where, place=str(file), text=text) for file, text in files]


def _answer(items: Sequence[Installed], soon: str, warnings: Sequence[str] = ()) -> Listing:
    lines: list[Line] = []
    for each in items:
        lines += [f"{each.place}:", *(f"  {line}" for line in each.text.splitlines())]
    return Listing(
        kind="digest",
        items=items,
        lines=lines,
        prose=True,
        after=[soon, "`rescrm digest remove` takes it away."],
        warnings=warnings,
    )


def _soon(job: Job) -> str:
    mailed = [word for word in job.argv if "@" in word]
    where = f"by mail to {', '.join(mailed)}" if mailed else "to wherever it mails what is printed"
    return f"Each day at {job.at:%H:%M}, {where}."


def _warned(wrong: str, turn_on: str) -> list[str]:
    return [f"It is written but not on yet ({wrong}). To turn it on: {turn_on}"] if wrong else []
