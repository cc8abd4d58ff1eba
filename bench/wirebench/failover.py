"""The first fail-over of a daemon's life: how late the new master is on the wire."""

import random
import time
from dataclasses import dataclass, field

from .capture import Advert, Garp
from .machine import Busy
from .metronome import Metronome, latest_ms
from .pair import (
    BACKUP_ADDRESS,
    MASTER_ADDRESS,
    NS_PER_SECOND,
    VIRTUAL_ADDRESS,
    Pair,
    Timing,
)
from .report import Journal, milliseconds, ratio, spread, table

MASTER_PRIORITY = 255  # the owner of the address, which is master at once
SETTLE_SECONDS_MIN = 1.0
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
    return Lateness(allowed_ns, first_advert - allowed_ns, first_garp - allowed_ns)


@dataclass
class Series:
    """The repeats of one program, interval and kind of event."""

    advert_late_ms: list[float] = field(default_factory=list)
    garp_late_ms: list[float] = field(default_factory=list)
    machine_late_ms: list[float] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)

    def add(self, measured: Lateness, machine_ms: float) -> None:
        self.machine_late_ms.append(round(machine_ms, 3))
        self.advert_late_ms += milliseconds([measured.advert_ns])
        self.garp_late_ms += milliseconds([measured.garp_ns])


def repeat(pair: Pair, timing: Timing, mode: str) -> Lateness:
    """Fresh daemons, one event, one take-over."""
    pair.reset()
    try:
        pair.start(timing, MASTER_PRIORITY)
        time.sleep(max(SETTLE_SECONDS_MIN, 1.2 * timing.interval_s) + random.random() * timing.interval_s)
        pair.capture.read()
        event_ns = time.time_ns()
        if any(advert.source == BACKUP_ADDRESS for advert in pair.capture.adverts):
            raise Unfinished("the backup spoke while the master was alive")
        cause(pair, mode)
        # Nothing else runs here until the take-over is over: a harness that polls would disturb what it measures.
        time.sleep(timing.down_ns / NS_PER_SECOND + 0.3)
        pair.capture.read()
        seen = pair.capture
        return lateness(seen.adverts, seen.garps, timing, event_ns, mode, pair.backup_hardware)
    finally:
        pair.end_daemons()


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


@dataclass(frozen=True)
class Plan:
    timings: list[Timing]
    modes: list[str]
    repeats: int


def run(pairs: list[Pair], plan: Plan, metronome: Metronome, journal: Journal) -> None:
    rows = []
    for mode in plan.modes:
        journal.say(f"{mode}: {EVENTS[mode]}; fresh daemons for each repeat, in turns")
        for timing in plan.timings:
            series = {pair.program.name: Series() for pair in pairs}
            busy = Busy()
            for number in range(1, plan.repeats + 1):
                words = [one_repeat(pair, timing, mode, metronome, series[pair.program.name]) for pair in pairs]
                journal.say(f"  {mode} {timing.interval_s:g} s, {number}/{plan.repeats}: " + "; ".join(words))
            load = busy.so_far()
            rows.append((mode, timing, series, load))
            for name, measured in series.items():
                journal.record(
                    "failover",
                    mode=mode,
                    interval_s=timing.interval_s,
                    version=timing.version,
                    program=name,
                    machine=load,
                    **vars(measured),
                )
    journal.say()
    journal.say(summary(rows))


def one_repeat(pair: Pair, timing: Timing, mode: str, metronome: Metronome, series: Series) -> str:
    name = pair.program.name
    began_ns = time.time_ns()
    try:
        measured = repeat(pair, timing, mode)
    except (Unfinished, RuntimeError) as reason:
        machine_ms = latest_ms(metronome.ticks_since(began_ns), began_ns, time.time_ns())
        text = f"{reason}; the bare timer was up to {machine_ms:.0f} ms late then"
        series.unfinished.append(text)
        return f"{name}: {text}"
    end_ns = measured.allowed_ns + max(measured.advert_ns, measured.garp_ns)
    machine_ms = latest_ms(metronome.ticks_since(began_ns), measured.allowed_ns, end_ns)
    series.add(measured, machine_ms)
    stall = f" (machine +{machine_ms:.0f} ms)" if machine_ms > STALL_MS_MIN else ""
    return f"{name} advert +{measured.advert_ns / 1e6:.2f} ms, GARP +{measured.garp_ns / 1e6:.2f} ms{stall}"


def summary(rows: list[tuple[str, Timing, dict[str, Series], dict]]) -> str:
    lines = [
        "Milliseconds beyond the time that the protocol allows: median [least .. greatest].",
        "That time is the old master's last advertisement + 3 * advert_int + skew, or + skew alone if its",
        "priority was 0. The ratio is that of the medians, Vigil to keepalived; below 1 Vigil is earlier.",
        "",
    ]
    names = list(rows[0][2])
    for what, pick in (
        ("first advertisement", lambda series: series.advert_late_ms),
        ("first gratuitous ARP", lambda series: series.garp_late_ms),
    ):
        cells = []
        for mode, timing, series, load in rows:
            picked = [pick(series[name]) for name in names]
            cells.append(
                [f"{mode} {timing.interval_s:g} s (v{timing.version})"]
                + [spread(values) for values in picked]
                + [ratio(*picked) if len(picked) == 2 else "-", f"{min(map(len, picked))}", f"{load['busy_percent']}"]
            )
        lines += [table([what, *names, "ratio", "repeats", "busy %"], cells), ""]
    for mode, timing, series, _ in rows:
        for name in names:
            for reason in series[name].unfinished:
                lines.append(f"Not measured: {mode} {timing.interval_s:g} s {name}: {reason}")
    return "\n".join(lines).rstrip()
