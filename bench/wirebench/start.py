"""From exec to the first advertisement and gratuitous ARP, the memory of a master, and from SIGTERM to the end."""

import time
from dataclasses import dataclass, field

from .figures import Figure
from .machine import Busy
from .pair import MASTER_ADDRESS, VIRTUAL_ADDRESS, Pair, Timing
from .report import Journal, milliseconds

OWNER_PRIORITY = 255
TIMING = Timing(1.0)
UNITS = {
    "exec to first advert": "ms",
    "exec to first GARP": "ms",
    "SIGTERM to exit": "ms",
    "memory, RSS": "MB",
    "memory, PSS": "MB",
    "memory, USS": "MB",
}


@dataclass
class Series:
    values: dict[str, list[float]] = field(default_factory=lambda: {what: [] for what in UNITS})
    missing: list[str] = field(default_factory=list)


def repeat(pair: Pair, settle_seconds: float, series: Series) -> str:
    pair.reset()
    try:
        exec_ns = pair.start_master(TIMING, OWNER_PRIORITY)
        try:
            first = pair.capture.wait_for_advert(MASTER_ADDRESS, 15)
        except RuntimeError as silence:
            series.missing.append(f"{pair.program.name}: {silence}; its last words: {pair.master.last_words()}")
            return series.missing[-1]
        time.sleep(settle_seconds)
        pair.capture.read()
        announced = next(garp for garp in pair.capture.garps if garp.address == VIRTUAL_ADDRESS)
        memory = pair.master.memory_mb()
        terminated_ns = time.time_ns()
        pair.master.terminate()
        pair.master.wait()
        got = milliseconds([first.at_ns - exec_ns, announced.at_ns - exec_ns, time.time_ns() - terminated_ns])
        got += [round(memory[kind], 2) for kind in ("RSS", "PSS", "USS")]
        for what, value in zip(UNITS, got):
            series.values[what].append(value)
        ended = f"exit after {got[2]:.0f} ms"
        return f"{pair.program.name} advert after {got[0]:.0f} ms, RSS {memory['RSS']:.0f} MB, {ended}"
    finally:
        pair.end_daemons()


def run(pairs: list[Pair], repeats: int, settle_seconds: float, journal: Journal) -> list[Figure]:
    series = {pair.program.name: Series() for pair in pairs}
    busy = Busy()
    for count in range(1, repeats + 1):
        words = [repeat(pair, settle_seconds, series[pair.program.name]) for pair in pairs]
        journal.say(f"  start {count}/{repeats}: " + "; ".join(words))
    beside = busy.so_far()["beside_percent"]
    missing = [reason for one in series.values() for reason in one.missing]
    values = {what: {name: one.values[what] for name, one in series.items()} for what in UNITS}
    return [
        Figure("start", what, unit, values[what], beside, [] if index else missing)
        for index, (what, unit) in enumerate(UNITS.items())
    ]
