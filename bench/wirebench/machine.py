"""Facts of the machine and the software that belong to every figure."""

import contextlib
import datetime
import os
import platform
import re
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .process import CHECKOUT, KEEPALIVED, TARGET, VIGIL, VIGIL_LAUNCHER, Program, cpu_seconds, process_tree

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def output(*words: str) -> str:
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as failure:
        return str(failure)
    return done.stdout.strip()


def first_line(*words: str) -> str:
    return (output(*words).splitlines() or ["unknown"])[0]


def commit() -> str:
    """The commit that the run-time was built from, which `./run build` wrote into it."""
    with contextlib.suppress(OSError):
        return (CHECKOUT / "dist/target/image/built").read_text().strip() or "unknown"
    return "unknown"


def versions(programs: list[Program]) -> dict[str, str]:
    known = {
        VIGIL: lambda: f"{first_line(VIGIL_LAUNCHER, '--version')}, commit {commit()}",
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


def own_cpu_seconds() -> float:
    """The processor time of the bench, its helpers and its daemons: of those that live, and of those that ended and
    were waited for. Other processes of a daemon that was killed are missing, a few milliseconds of each."""
    past = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return past + cpu_seconds([pid for pid in process_tree(os.getpid()) if pid != os.getpid()])


@dataclass(frozen=True)
class Ticks:
    """What /proc/stat counts for the whole machine, in seconds of one core."""

    total: float
    idle: float
    interrupts: float
    stolen: float

    @classmethod
    def now(cls) -> "Ticks":
        with open("/proc/stat") as stat:
            words = [int(word) / TICKS_PER_SECOND for word in stat.readline().split()[1:9]]
        return cls(sum(words), words[3] + words[4], words[5] + words[6], words[7])


class Busy:
    """What the machine's processors did between two moments, and how much of it was not for the measurement."""

    def __init__(self) -> None:
        self._before, self._own = Ticks.now(), own_cpu_seconds()

    def so_far(self) -> dict[str, float]:
        now, own = Ticks.now(), own_cpu_seconds() - self._own
        total = max(now.total - self._before.total, 0.01)
        busy = total - (now.idle - self._before.idle)
        beside = busy - own - (now.interrupts - self._before.interrupts)
        return {
            "busy_percent": round(100 * busy / total, 1),
            "beside_percent": round(max(0.0, 100 * beside / total), 1),
            "stolen_percent": round(100 * (now.stolen - self._before.stolen) / total, 1),
            "load": [round(load, 2) for load in os.getloadavg()],
        }


def interrupt_threads() -> list[int]:
    """The kernel's threads that deliver packets when an interrupt has too much to do."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if (entry / "comm").read_text().startswith("ksoftirqd/"):
                    found.append(int(entry.name))
    return found


class WholeCost:
    """The processor time in a window of everything that a daemon causes: its own, that of the bench's other processes,
    and interrupts with the kernel's threads for them. What others on the machine do is in it only as interrupts."""

    def __init__(self) -> None:
        self._threads = interrupt_threads()
        self._before = self._sample()

    def _sample(self) -> float:
        return own_cpu_seconds() + cpu_seconds(self._threads) + Ticks.now().interrupts

    def so_far(self) -> float:
        return self._sample() - self._before


class Loops:
    """Busy loops of ordinary priority: a machine that has more to do than it can."""

    def __init__(self, count: int):
        self._count = count
        self._processes: list[subprocess.Popen] = []

    def __enter__(self) -> "Loops":
        for _ in range(self._count):
            self._processes.append(subprocess.Popen([str(TARGET / "loop")]))
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
