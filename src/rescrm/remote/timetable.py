"""What runs the digest each morning: cron, systemd or launchd. Each has lines of our own alone."""

from __future__ import annotations

import plistlib
import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from typing import NamedTuple

from ..errors import OtherProgram
from . import service

BEGIN = "# rescrm digest: begin (`rescrm digest remove` takes these lines away)"
END = "# rescrm digest: end"
NAME = "rescrm-digest"
LABEL = "org.rescrm.digest"


class Job(NamedTuple):
    """A command, the time of day at which it is to run, and what it needs of the environment."""

    argv: Sequence[str]
    at: time
    environ: Mapping[str, str] = {}


# cron ------------------------------------------------------------------------------------------


def cron_lines(job: Job) -> str:
    """The lines for a crontab; a per cent sign would be a line's end there."""
    given = [f"{name}={shlex.quote(value)}" for name, value in sorted(job.environ.items())]
    command = " ".join([*given, shlex.join(job.argv)]).replace("%", r"\%")
    return f"{BEGIN}\n{job.at.minute} {job.at.hour} * * * {command}\n{END}\n"


def with_lines(crontab: str, lines: str) -> str:
    """A crontab with our lines at its end, in the place of former ones."""
    kept = without_lines(crontab)
    return kept + ("\n" if kept and not kept.endswith("\n") else "") + lines


def without_lines(crontab: str) -> str:
    """A crontab less our own lines; one whose end mark is lost loses only what is ours."""
    return "".join(line for line, is_ours in _marked(crontab) if not is_ours)


def our_lines(crontab: str) -> str:
    """Our own lines of a crontab."""
    return "".join(line for line, is_ours in _marked(crontab) if is_ours)


def _marked(crontab: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is ours."""
    inside: list[str] = []
    for line in crontab.splitlines(keepends=True):
        text = line.rstrip("\r\n")
        if inside or text == BEGIN:
            inside.append(line)
        else:
            yield line, False
        if inside and text == END:
            yield from ((each, True) for each in inside)
            inside = []
    # Without an end the lines behind the mark are somebody's; only the first can be ours.
    yield from ((line, nth < 2) for nth, line in enumerate(inside))


def crontab(path: str | None) -> str | None:
    """The user's crontab; None when there is no cron here. Raises OtherProgram (8)."""
    program = shutil.which("crontab", path=path)
    if not program:
        return None
    done = service.run([program, "-l"])
    if done.returncode == 0:
        return done.stdout
    if "no crontab" in done.stderr.lower():
        return ""
    raise OtherProgram(f"crontab -l ended with {done.returncode}: {service.first(done.stderr)}")


def put_crontab(text: str, path: str | None) -> None:
    """Give the user this crontab; an empty one is taken away. Raises OtherProgram (8)."""
    program = shutil.which("crontab", path=path) or "crontab"
    done = service.run([program, "-"] if text else [program, "-r"], text)
    if done.returncode:
        raise OtherProgram(
            f"crontab did not take the lines ({service.first(done.stderr)}). Nothing was changed."
        )


# systemd ---------------------------------------------------------------------------------------


def systemd_units(job: Job) -> dict[str, str]:
    """The two units of a user's timer, by their file names."""
    given = "".join(
        f"Environment={service.setting(f'{name}={value}')}\n"
        for name, value in sorted(job.environ.items())
    )
    command = " ".join(map(service.word, job.argv))
    return {
        f"{NAME}.service": (
            f"# {service.MARK}\n[Unit]\nDescription=The day's digest from rescrm\n\n"
            f"[Service]\nType=oneshot\n{given}ExecStart={command}\n"
        ),
        f"{NAME}.timer": (
            f"# {service.MARK}\n[Unit]\nDescription=The day's digest from rescrm, each morning\n\n"
            f"[Timer]\nOnCalendar=*-*-* {job.at:%H:%M}:00\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target\n"
        ),
    }


# launchd ---------------------------------------------------------------------------------------


def launchd_plist(job: Job) -> bytes:
    """The job of a user's launchd."""
    said = {
        "Label": LABEL,
        "ProgramArguments": list(job.argv),
        "StartCalendarInterval": {"Hour": job.at.hour, "Minute": job.at.minute},
        "ProcessType": "Background",
    }
    if job.environ:
        said["EnvironmentVariables"] = dict(job.environ)
    head, line, rest = plistlib.dumps(said).partition(b"\n")
    return head + line + f"<!-- {service.MARK} -->\n".encode() + rest
