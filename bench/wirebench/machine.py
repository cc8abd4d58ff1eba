"""Facts of the machine and the software that belong to every figure."""

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

from .process import CHECKOUT, KEEPALIVED, VIGIL, Program


def output(*words: str) -> str:
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as failure:
        return str(failure)
    return done.stdout.strip()


def first_line(*words: str) -> str:
    return (output(*words).splitlines() or ["unknown"])[0]


def commit() -> str:
    name = first_line("git", "-C", str(CHECKOUT), "rev-parse", "--short", "HEAD")
    changed = output("git", "-C", str(CHECKOUT), "status", "--porcelain")
    return name + (" with changes" if changed else "")


def versions(programs: list[Program]) -> dict[str, str]:
    known = {
        VIGIL: lambda: f"{first_line(VIGIL.words[0], '--version')}, commit {commit()}",
        KEEPALIVED: lambda: first_line(KEEPALIVED.words[0], "-v"),
    }
    return {program.name: known[program]() for program in programs}


def facts(arguments: list[str], programs: list[Program]) -> dict:
    processor = Path("/proc/cpuinfo").read_text()
    model = re.search(r"model name\s*: (.+)", processor)
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "command": " ".join(["./run bench", *arguments]),
        "kernel": platform.release(),
        "cores": len(os.sched_getaffinity(0)),
        "processor": (model.group(1) if model else platform.machine())
        + (", virtual machine" if re.search(r"^flags.*\bhypervisor\b", processor, re.MULTILINE) else ""),
        "load": [round(load, 2) for load in os.getloadavg()],
        **versions(programs),
    }


class Busy:
    """The share of processor time that was not idle between two moments, with everybody's work in it."""

    def __init__(self) -> None:
        self._before = self._sample()

    @staticmethod
    def _sample() -> tuple[int, int, int]:
        with open("/proc/stat") as stat:
            ticks = [int(word) for word in stat.readline().split()[1:9]]
        return sum(ticks), ticks[3] + ticks[4], ticks[7]

    def so_far(self) -> dict[str, float]:
        total, idle, stolen = (after - before for after, before in zip(self._sample(), self._before))
        total = max(total, 1)
        return {
            "busy_percent": round(100 * (total - idle) / total, 1),
            "stolen_percent": round(100 * stolen / total, 1),
            "load": [round(load, 2) for load in os.getloadavg()],
        }
