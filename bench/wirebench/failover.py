"""Fail-overs, the first of a daemon's life and later ones: how late the new master is on the wire."""

import contextlib
import os
import random
import time
from dataclasses import dataclass, field

from .capture import Advert, Garp
from .figures import Figure
from .machine import Busy, Loops
from .metronome import Metronome, latest_ms
from .pair import (
    BACKUP_ADDRESS,
    MASTER_ADDRESS,
    NS_PER_SECOND,
    VIRTUAL_ADDRESS,
    Pair,
    Timing,
)
from .report import Journal, milliseconds

MASTER_PRIORITY = 255  # the owner of the address, which is master at once
SETTLE_SECONDS_MIN = 1.0
SETTLE_SECONDS_OF_REPEATS = 0.5
LOOPS_SECONDS = 0.4  # so long the loops run before the event
LIVES = {"first": "first life", "repeats": "repeats"}
STALL_MS_MIN = 1.0  # a machine that is later than this is named beside the figure
EVENTS = {
    "kill9": "all processes of the master are killed",
    "term": "the master gets SIGTERM",
    "link": "the master's cable is pulled",
}


class Unfinished(Exception):
    """A repeat that has no lateness, with the reason."""


@dataclass(frozen=True)
class Lateness:
    """The moment at which the protocol lets the backup speak, and the times beyond it."""

    allowed_ns: int
    advert_ns: int
    garp_ns: int
    farewell_ns: int | None = None  # from SIGTERM to the master's priority 0


def lateness(
    adverts: list[Advert], garps: list[Garp], timing: Timing, event_ns: int, mode: str, hardware: str
) -> Lateness:
    """Measures a take-over. The reference is the master's last advertisement before the backup's first."""
    first_advert = next((a.at_ns for a in adverts if a.source == BACKUP_ADDRESS and a.at_ns > event_ns), None)
    first_garp = next(
        (g.at_ns for g in garps if g.address == VIRTUAL_ADDRESS and g.hardware == hardware and g.at_ns > event_ns), None
    )
    if first_advert is None or first_garp is None:
        raise Unfinished("no take-over")
    before = [a for a in adverts if a.source == MASTER_ADDRESS and a.at_ns < first_advert]
    if not before:
        raise Unfinished("the master was never heard")
    last = before[-1]
    if mode == "term" and last.priority != 0:
        raise Unfinished("the master ended without an advertisement of priority 0")
    allowed_ns = last.at_ns + (timing.skew_ns if last.priority == 0 else timing.down_ns)
    farewell_ns = last.at_ns - event_ns if mode == "term" else None
    return Lateness(allowed_ns, first_advert - allowed_ns, first_garp - allowed_ns, farewell_ns)


@dataclass(frozen=True)
class Plan:
    timings: list[Timing]
    modes: list[str]
    lives: list[str]  # first, repeats
    repeats: int
    busy: bool  # all cores have something else to do

    def title(self, mode: str, timing: Timing, life: str) -> str:
        return f"{mode} {timing.interval_s:g} s, {'busy ' if self.busy else ''}{LIVES[life]}"


@dataclass
class Series:
    """The repeats of one program, interval and kind of event."""

    advert_ms: list[float] = field(default_factory=list)
    garp_ms: list[float] = field(default_factory=list)
    farewell_ms: list[float] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)

    def add(self, measured: Lateness) -> None:
        self.advert_ms += milliseconds([measured.advert_ns])
        self.garp_ms += milliseconds([measured.garp_ns])
        if measured.farewell_ns is not None:
            self.farewell_ms += milliseconds([measured.farewell_ns])


def first_of_a_life(pair: Pair, timing: Timing, mode: str, busy: bool) -> Lateness:
    """Fresh daemons, one event, one take-over."""
    pair.reset()
    try:
        pair.start(timing, MASTER_PRIORITY)
        time.sleep(max(SETTLE_SECONDS_MIN, 1.2 * timing.interval_s) + random.random() * timing.interval_s)
        return take_over(pair, timing, mode, busy)
    finally:
        pair.end_daemons()


def another(pair: Pair, timing: Timing, mode: str, busy: bool) -> Lateness:
    """A take-over by a backup that lives on from one to the next."""
    if not pair.backup.is_running():
        pair.reset()
        pair.start(timing, MASTER_PRIORITY)
    else:
        pair.restart_master(timing, MASTER_PRIORITY)
    time.sleep(max(SETTLE_SECONDS_OF_REPEATS, 2.2 * timing.interval_s) + random.random() * timing.interval_s)
    pair.capture.forget()
    time.sleep(1.2 * timing.interval_s)
    return take_over(pair, timing, mode, busy)


def take_over(pair: Pair, timing: Timing, mode: str, busy: bool) -> Lateness:
    with Loops(os.cpu_count() or 1) if busy else contextlib.nullcontext():
        if busy:
            time.sleep(LOOPS_SECONDS)
        pair.capture.read()
        event_ns = time.time_ns()
        if any(advert.source == BACKUP_ADDRESS for advert in pair.capture.adverts):
            raise Unfinished("the backup spoke while the master was alive")
        cause(pair, mode)
        # Nothing else runs here until the take-over is over: a harness that polls would disturb what it measures.
        time.sleep(timing.down_ns / NS_PER_SECOND + 0.3)
    if mode == "term":
        pair.master.wait()
    pair.capture.read()
    seen = pair.capture
    return lateness(seen.adverts, seen.garps, timing, event_ns, mode, pair.backup_hardware)


def cause(pair: Pair, mode: str) -> None:
    match mode:
        case "kill9":
            pair.master.kill()
        case "term":
            pair.master.terminate()
        case "link":
            pair.segment.unplug("a")
        case _:
            raise ValueError(mode)


def run(pairs: list[Pair], plan: Plan, metronome: Metronome, journal: Journal) -> list[Figure]:
    figures = []
    for mode in plan.modes:
        journal.say(f"{mode}: {EVENTS[mode]}; in turns")
        for timing in plan.timings:
            for life in plan.lives:
                figures += measure(pairs, plan, (mode, timing, life), metronome, journal)
    return figures


def measure(
    pairs: list[Pair], plan: Plan, of: tuple[str, Timing, str], metronome: Metronome, journal: Journal
) -> list[Figure]:
    mode, timing, life = of
    title = plan.title(*of)
    series = {pair.program.name: Series() for pair in pairs}
    busy = Busy()
    for number in range(0 if life == "repeats" else 1, plan.repeats + 1):
        words = []
        for pair in pairs:
            # The first of the repeats is the first of a life, which is not what they ask for.
            into = series[pair.program.name] if number > 0 else Series()
            words.append(one_repeat(pair, plan, of, metronome, into))
        journal.say(f"  {title}, {number}/{plan.repeats}: " + "; ".join(words))
    for pair in pairs:
        pair.reset()
    beside = busy.so_far()["beside_percent"]
    wanted = {"advert": "advert_ms", "GARP": "garp_ms"}
    if mode == "term":
        wanted["SIGTERM to priority 0"] = "farewell_ms"
    missing = [f"{title}, {name}: {reason}" for name, one in series.items() for reason in one.unfinished]
    return [
        Figure(
            "failover",
            f"{title}: {what}",
            "ms",
            {name: getattr(one, field_name) for name, one in series.items()},
            beside,
            missing if what == "advert" else [],
        )
        for what, field_name in wanted.items()
    ]


def one_repeat(pair: Pair, plan: Plan, of: tuple[str, Timing, str], metronome: Metronome, series: Series) -> str:
    mode, timing, life = of
    name = pair.program.name
    began_ns = time.time_ns()
    try:
        measured = (first_of_a_life if life == "first" else another)(pair, timing, mode, plan.busy)
    except (Unfinished, RuntimeError) as reason:
        machine_ms = latest_ms(metronome.ticks_since(began_ns), began_ns, time.time_ns())
        text = f"{reason}; the bare timer was up to {machine_ms:.0f} ms late then"
        series.unfinished.append(text)
        return f"{name}: {text}"
    end_ns = measured.allowed_ns + max(measured.advert_ns, measured.garp_ns)
    machine_ms = latest_ms(metronome.ticks_since(began_ns), measured.allowed_ns, end_ns)
    series.add(measured)
    stall = f" (machine +{machine_ms:.0f} ms)" if machine_ms > STALL_MS_MIN else ""
    return f"{name} advert +{measured.advert_ns / 1e6:.2f} ms, GARP +{measured.garp_ns / 1e6:.2f} ms{stall}"
