"""Many virtual routers: processor time, memory, punctuality, and how long a start takes until all of them are heard."""

import time
from dataclasses import dataclass
from pathlib import Path

from .figures import Figure
from .machine import Busy, WholeCost
from .many import BACKUP, MASTER, Crowd, Punctuality, Router, Rows, configuration, ns_to_s
from .pair import NS_PER_SECOND
from .process import Program
from .report import Journal

CPU_WINDOW_SECONDS = 30  # the length of time that CPU is given for
START_SECONDS_MAX = 120
ROLES = {"masters": MASTER, "backups": BACKUP}


@dataclass(frozen=True)
class Plan:
    counts: list[int]
    roles: list[str]
    window_s: float
    settle_s: float
    repeats: int


def title(count: int, role: str) -> str:
    return f"{count} {role if count > 1 else role.rstrip('s')}"


def run(
    programs: list[Program], plan: Plan, global_lines: list[str], folder: Path, journal: Journal
) -> list[Figure]:
    figures: list[Figure] = []
    for count in plan.counts:
        for role in plan.roles:
            rows, busy, missing = Rows("scale"), Busy(), []
            for number in range(1, plan.repeats + 1):
                for program in programs:
                    words = one(program, count, role, plan, global_lines, folder, rows)
                    journal.say(f"  {title(count, role)}, {number}/{plan.repeats}: {program.name} {words}")
                    missing += [f"{title(count, role)}, {program.name}: {words}"] if words.startswith("no ") else []
            beside = busy.so_far()["beside_percent"]
            figures += [
                Figure("scale", what, rows.units[what], values, beside, missing if not index else [])
                for index, (what, values) in enumerate(rows.values.items())
            ]
    return figures


def one(
    program: Program, count: int, role: str, plan: Plan, global_lines: list[str], folder: Path, rows: Rows
) -> str:
    state, priority = ROLES[role]
    text = configuration([Router(i, state, priority) for i in range(count)], global_lines)
    with Crowd(program, count, folder) as crowd:
        if role == "backups":
            crowd.start_generators()
        exec_ns = crowd.daemon.start(text)
        if role == "masters" and not wait_until_all_speak(crowd):
            return f"no more than {len(crowd.heard())} of {count} routers spoke; {crowd.daemon.last_words()}"
        started_ns = max(crowd.heard().values()) if role == "masters" else 0
        crowd.daemon.wait_until_listening()
        time.sleep(plan.settle_s)
        crowd.capture.forget()
        own, whole, began_ns = crowd.daemon.cpu_seconds(), WholeCost(), time.time_ns()
        time.sleep(plan.window_s)
        whole_s, own_s, ended_ns = whole.so_far(), crowd.daemon.cpu_seconds() - own, time.time_ns()
        memory = crowd.daemon.memory_mb()
        time.sleep(0.2)
        crowd.capture.read()
        name, what = program.name, title(count, role)
        scale = CPU_WINDOW_SECONDS * NS_PER_SECOND / (ended_ns - began_ns)
        if role == "masters":
            seen = Punctuality.of(crowd.capture.adverts, count, (began_ns, ended_ns), NS_PER_SECOND)
            rows.add(name, f"{what}: until all advertise", "s", ns_to_s(started_ns - exec_ns))
            rows.add(name, f"{what}: late adverts", "", seen.late + seen.silent)
            rows.add(name, f"{what}: greatest gap", "ms", seen.greatest_ns / 1e6)
        else:
            spoke = sum(1 for advert in crowd.capture.adverts if advert.source.endswith(".0.1"))
            rows.add(name, f"{what}: adverts, which should not be", "", spoke)
        rows.add(name, f"{what}: CPU of the daemon", "s per 30 s", own_s * scale)
        rows.add(name, f"{what}: CPU with sender, capture and kernel", "s per 30 s", whole_s * scale)
        rows.add(name, f"{what}: memory, USS", "MB", memory["USS"])
        rows.add(name, f"{what}: memory, PSS", "MB", memory["PSS"])
        return f"{own_s * scale:.3f} s of CPU, {memory['USS']:.0f} MB"


def wait_until_all_speak(crowd: Crowd) -> bool:
    end = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < end and crowd.daemon.is_running():
        crowd.capture.read()
        if len(crowd.heard()) >= crowd.count:
            return True
        time.sleep(0.1)
    return False
