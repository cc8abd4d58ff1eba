"""Minutes of a healthy pair: take-overs that should not have been, and how punctual the master is."""

import contextlib
import time
from dataclasses import dataclass

from .capture import Advert
from .machine import Busy
from .metronome import Metronome, Tick, latest_ms
from .pair import BACKUP_ADDRESS, MASTER_ADDRESS, NS_PER_SECOND, Pair, Timing
from .report import Journal, milliseconds, quantile, table

MASTER_PRIORITY = 200
SETTLE_SECONDS = 3.0
PROGRESS_SECONDS = 60
EXPLAINED_MAX = 5
QUANTILES = {"p50": 0.5, "p99": 0.99, "p99.9": 0.999, "max": 1.0}


@dataclass(frozen=True)
class Watched:
    """What a pair did: moments of false take-overs, and the gaps between the master's adverts beyond the interval."""

    takeovers_ns: list[int]
    late_ns: list[int]


def judge(adverts: list[Advert], interval_ns: int) -> Watched:
    """A take-over is an advert of the backup that does not follow another advert of the backup."""
    takeovers, late = [], []
    speaker, last_ns = MASTER_ADDRESS, None
    for advert in adverts:
        if advert.source == BACKUP_ADDRESS and speaker != BACKUP_ADDRESS and advert.priority != 0:
            takeovers.append(advert.at_ns)
        if advert.source == MASTER_ADDRESS:
            if last_ns is not None:
                late.append(advert.at_ns - last_ns - interval_ns)
            last_ns = advert.at_ns
        speaker = advert.source
    return Watched(takeovers, late)


def run(pairs: list[Pair], timing: Timing, seconds: float, metronome: Metronome, journal: Journal) -> None:
    with contextlib.ExitStack() as cleanup:
        for pair in pairs:
            pair.reset()
            cleanup.callback(pair.end_daemons)
            pair.start(timing, MASTER_PRIORITY)
        time.sleep(SETTLE_SECONDS)
        for pair in pairs:
            pair.capture.forget()
        busy, began_ns = Busy(), time.time_ns()
        watch(pairs, timing, seconds, journal)
        ticks = metronome.ticks_since(began_ns)
        load = busy.so_far()
    watched = {pair.program.name: judge(pair.capture.adverts, timing.interval_ns) for pair in pairs}
    for name, seen in watched.items():
        ordered = sorted(milliseconds(seen.late_ns))
        journal.record(
            "false-takeover",
            program=name,
            interval_s=timing.interval_s,
            seconds=seconds,
            takeovers=len(seen.takeovers_ns),
            intervals=len(ordered),
            late_ms={label: quantile(ordered, share) for label, share in QUANTILES.items()},
            machine=load,
        )
    journal.say(summary(watched, ticks, timing, seconds, load))


def watch(pairs: list[Pair], timing: Timing, seconds: float, journal: Journal) -> None:
    """Waits, and says in between how it goes."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        time.sleep(min(PROGRESS_SECONDS, seconds - passed))
        counts = []
        for pair in pairs:
            pair.capture.read()
            if not (pair.master.is_running() and pair.backup.is_running()):
                raise RuntimeError(f"a {pair.program.name} ended; its last words: {pair.master.last_words()}")
            counts.append(f"{pair.program.name} {len(judge(pair.capture.adverts, timing.interval_ns).takeovers_ns)}")
        passed = min(time.monotonic() - began, seconds)
        journal.say(f"  {passed:.0f}/{seconds:g} s, false take-overs: {', '.join(counts)}")


def summary(
    watched: dict[str, Watched], ticks: list[Tick], timing: Timing, seconds: float, load: dict
) -> str:
    rows = []
    sources = {name: (len(seen.takeovers_ns), seen.late_ns) for name, seen in watched.items()}
    for name, (takeovers, late_ns) in [*sources.items(), ("bare timer in C", (None, [tick.late_ns for tick in ticks]))]:
        ordered = sorted(milliseconds(late_ns))
        count = "-" if takeovers is None else str(takeovers)
        figures = [f"{quantile(ordered, share):.2f}" if ordered else "-" for share in QUANTILES.values()]
        rows.append([name, count, str(len(ordered)), *figures])
    lines = [
        "",
        f"Healthy pairs side by side for {seconds:g} s, advert_int {timing.interval_s:g} s (version {timing.version});"
        f" the machine was {load['busy_percent']} % busy.",
        "Late: ms between two of the master's advertisements beyond advert_int. A backup takes over after"
        f" {timing.down_ns / 1e6:.1f} ms of silence.",
        "The bare timer is a C program that ticks each 10 ms: what the machine did to everybody.",
        "",
        table(["", "false take-overs", "intervals", *(f"late {label}" for label in QUANTILES)], rows),
    ]
    for name, seen in watched.items():
        lines += [explain(name, at_ns, ticks) for at_ns in seen.takeovers_ns[:EXPLAINED_MAX]]
        if len(seen.takeovers_ns) > EXPLAINED_MAX:
            lines.append(f"{name}: and {len(seen.takeovers_ns) - EXPLAINED_MAX} more.")
    return "\n".join(lines)


def explain(name: str, at_ns: int, ticks: list[Tick]) -> str:
    """Says how late the bare timer was in the half second around a take-over."""
    stall_ms = latest_ms(ticks, at_ns - NS_PER_SECOND // 2, at_ns + NS_PER_SECOND // 2)
    moment = time.strftime("%H:%M:%S", time.gmtime(at_ns / NS_PER_SECOND))
    return f"{name} took over at {moment} UTC; the bare timer was at most {stall_ms:.1f} ms late then."
