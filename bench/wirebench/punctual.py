"""A healthy pair: how punctual the master is, what both cost, and take-overs that should not be."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from .capture import Advert
from .figures import Figure
from .machine import Busy, Loops
from .pair import BACKUP_ADDRESS, MASTER_ADDRESS, Pair, Timing
from .report import Journal, milliseconds

MASTER_PRIORITY = 200
SETTLE_SECONDS = 3.0
LOOPS_SECONDS = 0.5
CPU_WINDOW_SECONDS = 30  # the length of time that CPU is given for
REAL_TIME_LINE = "vrrp_rt_priority 50"
COSTS = ("CPU of the master per 30 s", "CPU of the backup per 30 s")


@dataclass(frozen=True)
class Watched:
    """What a pair did: moments of false take-overs, and the gaps between the master's adverts."""

    takeovers_ns: list[int]
    gaps_ns: list[int]


def judge(adverts: list[Advert], until_ns: int) -> Watched:
    """A take-over is an advert of the backup that does not follow another advert of the backup.

    What comes after the end of the window does not count: the daemons are killed one after the other then.
    """
    takeovers, gaps = [], []
    speaker, last_ns = MASTER_ADDRESS, None
    for advert in adverts:
        if advert.at_ns > until_ns:
            break
        if advert.source == BACKUP_ADDRESS and speaker != BACKUP_ADDRESS and advert.priority != 0:
            takeovers.append(advert.at_ns)
        if advert.source == MASTER_ADDRESS:
            if last_ns is not None:
                gaps.append(advert.at_ns - last_ns)
            last_ns = advert.at_ns
        speaker = advert.source
    return Watched(takeovers, gaps)


@dataclass(frozen=True)
class Plan:
    timing: Timing
    loops: int
    real_time: bool
    seconds: float
    repeats: int

    def title(self) -> str:
        work = f"{self.loops} loops" if self.loops else "idle"
        return f"{self.timing.interval_s:g} s, {work}{', rt' if self.real_time else ''}"


@dataclass
class Series:
    gaps_ms: list[float] = field(default_factory=list)
    greatest_ms: list[float] = field(default_factory=list)
    takeovers: list[float] = field(default_factory=list)
    costs: dict[str, list[float]] = field(default_factory=lambda: {what: [] for what in COSTS})
    missing: list[str] = field(default_factory=list)


@contextlib.contextmanager
def healthy(pair: Pair, timing: Timing) -> Iterator[None]:
    pair.reset()
    try:
        pair.start(timing, MASTER_PRIORITY)
        time.sleep(SETTLE_SECONDS)
        yield
    finally:
        pair.end_daemons()


def window(pair: Pair, plan: Plan, series: Series) -> str:
    """One window of one pair, in which the harness sleeps."""
    with healthy(pair, plan.timing), Loops(plan.loops):
        if plan.loops:
            time.sleep(LOOPS_SECONDS)
        pair.capture.forget()
        before = [daemon.cpu_seconds() for daemon in (pair.master, pair.backup)]
        time.sleep(plan.seconds)
        if not (pair.master.is_running() and pair.backup.is_running()):
            series.missing.append(f"a {pair.program.name} ended; its last words: {pair.master.last_words()}")
            return series.missing[-1]
        after = [daemon.cpu_seconds() for daemon in (pair.master, pair.backup)]
        ended_ns = time.time_ns()
    pair.capture.read()
    seen = judge(pair.capture.adverts, ended_ns)
    series.gaps_ms += milliseconds(seen.gaps_ns)
    series.greatest_ms += milliseconds([max(seen.gaps_ns, default=0)])
    series.takeovers.append(len(seen.takeovers_ns))
    for what, began, ended in zip(COSTS, before, after):
        series.costs[what].append(round((ended - began) * CPU_WINDOW_SECONDS / plan.seconds, 4))
    greatest = f"greatest gap {series.greatest_ms[-1]:.2f} ms"
    return f"{pair.program.name} {greatest}, {len(seen.takeovers_ns)} false take-overs"


def run(pairs: list[Pair], plan: Plan, journal: Journal) -> list[Figure]:
    series = {pair.program.name: Series() for pair in pairs}
    busy = Busy()
    for count in range(1, plan.repeats + 1):
        words = [window(pair, plan, series[pair.program.name]) for pair in pairs]
        journal.say(f"  {plan.title()}, {count}/{plan.repeats}: " + "; ".join(words))
    beside = busy.so_far()["beside_percent"]
    wanted = {
        "gap": ("ms", lambda one: one.gaps_ms),
        "greatest gap": ("ms", lambda one: one.greatest_ms),
        "false take-overs": ("", lambda one: one.takeovers),
        COSTS[0]: ("s", lambda one: one.costs[COSTS[0]]),
        COSTS[1]: ("s", lambda one: one.costs[COSTS[1]]),
    }
    missing = [reason for one in series.values() for reason in one.missing]
    return [
        Figure(
            "punctual",
            f"{plan.title()}: {what}",
            unit,
            {name: pick(one) for name, one in series.items()},
            beside,
            missing if what == "gap" else [],
        )
        for what, (unit, pick) in wanted.items()
    ]
