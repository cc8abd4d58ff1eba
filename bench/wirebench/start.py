"""From exec to the first advertisement, the memory of a master, and from SIGTERM to the end."""

import time
from dataclasses import dataclass, field

from .machine import Busy
from .pair import MASTER_ADDRESS, Pair, Timing
from .report import Journal, milliseconds, ratio, spread, table

OWNER_PRIORITY = 255
TIMING = Timing(1.0)


@dataclass
class Series:
    advert_ms: list[float] = field(default_factory=list)
    exit_ms: list[float] = field(default_factory=list)
    rss_mb: list[float] = field(default_factory=list)
    uss_mb: list[float] = field(default_factory=list)


def repeat(pair: Pair, settle_seconds: float, series: Series) -> str:
    pair.reset()
    try:
        exec_ns = pair.start_master(TIMING, OWNER_PRIORITY)
        try:
            first = pair.capture.wait_for_advert(MASTER_ADDRESS, 15)
        except RuntimeError as silence:
            return f"{pair.program.name}: {silence}; its last words: {pair.master.last_words()}"
        time.sleep(settle_seconds)
        memory = pair.master.memory_mb()
        terminated_ns = time.time_ns()
        pair.master.terminate()
        pair.master.wait()
        series.exit_ms += milliseconds([time.time_ns() - terminated_ns])
        series.advert_ms += milliseconds([first.at_ns - exec_ns])
        series.rss_mb.append(memory["rss"])
        series.uss_mb.append(memory["uss"])
        return (
            f"{pair.program.name} advert after {series.advert_ms[-1]:.0f} ms, RSS {memory['rss']:.0f} MB,"
            f" exit after {series.exit_ms[-1]:.0f} ms"
        )
    finally:
        pair.end_daemons()


def run(pairs: list[Pair], repeats: int, settle_seconds: float, journal: Journal) -> None:
    series = {pair.program.name: Series() for pair in pairs}
    busy = Busy()
    for number in range(1, repeats + 1):
        words = [repeat(pair, settle_seconds, series[pair.program.name]) for pair in pairs]
        journal.say(f"  start {number}/{repeats}: " + "; ".join(words))
    load = busy.so_far()
    for name, measured in series.items():
        journal.record("start", program=name, settle_s=settle_seconds, machine=load, **vars(measured))
    names = list(series)
    rows = []
    for what, pick in (
        ("exec to first advertisement, ms", "advert_ms"),
        ("SIGTERM to exit, ms", "exit_ms"),
        (f"RSS after {settle_seconds:g} s, MB", "rss_mb"),
        (f"USS after {settle_seconds:g} s, MB", "uss_mb"),
    ):
        picked = [getattr(series[name], pick) for name in names]
        rows.append([what, *(spread(values, 1) for values in picked), ratio(*picked) if len(picked) == 2 else "-"])
    journal.say()
    journal.say(f"One virtual router of priority 255: median [least .. greatest] of {repeats} starts in turns;")
    journal.say(f"the machine was {load['busy_percent']} % busy. Memory is summed over a daemon's processes.")
    journal.say()
    journal.say(table(["", *names, "ratio"], rows))
