"""Many masters at a short interval for minutes: late adverts and memory of each window."""

import time
from dataclasses import dataclass
from pathlib import Path

from .figures import Figure
from .machine import Busy
from .many import MASTER, ROUTERS_PER_CABLE, Crowd, Punctuality, Router, Rows, configuration
from .pair import NS_PER_SECOND
from .process import Program
from .report import Journal

CPU_WINDOW_SECONDS = 30
SETTLE_SECONDS = 5.0


@dataclass(frozen=True)
class Plan:
    count: int
    interval_s: float
    window_s: float
    windows: int

    def title(self) -> str:
        return f"{self.count} masters at {self.interval_s:g} s"


def run(programs: list[Program], plan: Plan, global_lines: list[str], folder: Path, journal: Journal) -> list[Figure]:
    if plan.count > ROUTERS_PER_CABLE:
        raise ValueError("one cable has room for fewer routers")
    rows, busy = Rows("long"), Busy()
    for program in programs:
        watch(program, plan, global_lines, folder, rows, journal)
    beside = busy.so_far()["beside_percent"]
    return [Figure("long", what, rows.units[what], values, beside) for what, values in rows.values.items()]


def watch(program: Program, plan: Plan, global_lines: list[str], folder: Path, rows: Rows, journal: Journal) -> None:
    routers = [Router(i, *MASTER, f"{plan.interval_s:g}") for i in range(plan.count)]
    version = 2 if plan.interval_s >= 1 else 3
    interval_ns = round(plan.interval_s * NS_PER_SECOND)
    with Crowd(program, plan.count, folder) as crowd:
        crowd.daemon.start(configuration(routers, global_lines, version))
        crowd.daemon.wait_until_listening()
        time.sleep(SETTLE_SECONDS)
        for number in range(1, plan.windows + 1):
            crowd.capture.forget()
            own, began_ns = crowd.daemon.cpu_seconds(), time.time_ns()
            time.sleep(plan.window_s)
            own_s, ended_ns = crowd.daemon.cpu_seconds() - own, time.time_ns()
            crowd.capture.read()
            seen = Punctuality.of(crowd.capture.adverts, plan.count, (began_ns, ended_ns), interval_ns)
            sent = len(crowd.capture.adverts)
            name, what = program.name, plan.title()
            rows.add(name, f"{what}: greatest gap of a window", "ms", seen.greatest_ns / 1e6)
            rows.add(name, f"{what}: late adverts of a million", "", seen.late * 1e6 / max(sent, 1))
            rows.add(name, f"{what}: CPU of the daemon", "s per 30 s", own_s * CPU_WINDOW_SECONDS / plan.window_s)
            rows.add(name, f"{what}: memory, USS", "MB", crowd.daemon.memory_mb()["USS"])
            words = f"{name} {sent} adverts, greatest gap {seen.greatest_ns / 1e6:.2f} ms"
            journal.say(f"  {what}, {number}/{plan.windows}: {words}")
