"""How long command lines take, and how much memory: hyperfine where there is one."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

WARM, RUNS = 3, 30


class Took(NamedTuple):
    """Seconds: the middle of all runs, and the fastest."""

    median: float
    fastest: float


def timed(
    lines: Mapping[str, Sequence[str]], environ: Mapping[str, str], runs: int = RUNS
) -> dict[str, Took]:
    """Run each command line so many times."""
    if shutil.which("hyperfine"):
        return {name: _hyperfine(line, environ, runs) for name, line in lines.items()}
    return {name: _by_hand(line, environ, runs) for name, line in lines.items()}


class Once(NamedTuple):
    """One run of a long command: seconds, and the most memory it had, in MiB."""

    seconds: float
    memory: float


def once(line: Sequence[str], environ: Mapping[str, str]) -> Once:
    """Run a command line once, its answer unseen; it has to end well."""
    begun = time.perf_counter()
    process = subprocess.Popen(line, env=environ, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(line)}: exit {process.returncode}")
    return Once(took, usage.ru_maxrss / 1024)


def _hyperfine(line: Sequence[str], environ: Mapping[str, str], runs: int) -> Took:
    import shlex

    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        subprocess.run(
            ["hyperfine", "-N", "-w", str(WARM), "-r", str(runs), "--style", "none",
             "--export-json", str(told), shlex.join(line)],
            env=environ,
            check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        (found,) = json.loads(told.read_text())["results"]
    return Took(found["median"], found["min"])


def _by_hand(line: Sequence[str], environ: Mapping[str, str], runs: int) -> Took:
    all_runs = [once(line, environ).seconds for _ in range(WARM + runs)][WARM:]
    return Took(statistics.median(all_runs), min(all_runs))
