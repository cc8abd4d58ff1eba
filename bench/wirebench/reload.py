"""A reload of many masters: how soon it has its effect, and what it does to the adverts of all."""

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from .figures import Figure
from .machine import Busy
from .many import ROUTERS_PER_CABLE, Crowd, Punctuality, Router, Rows, cables_for, configuration
from .pair import NS_PER_SECOND
from .process import Program
from .report import Journal
from .scale import wait_until_all_speak

PRIORITY = 200
CHANGED_PRIORITY = 199
SETTLE_SECONDS = 4.0
BEFORE_SECONDS = 1.2  # so long the adverts are watched before the signal, that gaps across it are seen
LOG_SECONDS_MAX = 15
QUIET_SECONDS = 2.6  # so long after the effect
DONE = b"Reload complete"  # in the log of both daemons
CHANGES = {"nothing": "nothing changed", "one": "one changed"}


@dataclass(frozen=True)
class Plan:
    counts: list[int]
    changes: list[str]
    repeats: int


@dataclass
class Session:
    """A daemon with many masters that is reloaded again and again."""

    crowd: Crowd
    global_lines: list[str]
    number: int = 0

    def text(self, changed: bool) -> str:
        """The configuration, or one in which the last router has another address and another priority."""
        routers = [Router(i, "MASTER", PRIORITY) for i in range(self.crowd.count)]
        if changed:
            routers[-1] = Router(self.crowd.count - 1, "MASTER", CHANGED_PRIORITY, more_addresses=(self.new_address(),))
        return configuration(routers, self.global_lines)

    def new_address(self) -> str:
        """Another one each time, so that its event cannot be an earlier one's."""
        return f"10.{cables_for(self.crowd.count) - 1}.2.{self.number % ROUTERS_PER_CABLE + 1}"

    def start(self) -> None:
        self.crowd.daemon.start(self.text(False))
        if not wait_until_all_speak(self.crowd):
            raise RuntimeError(f"only {len(self.crowd.heard())} routers spoke; {self.crowd.daemon.last_words()}")
        time.sleep(SETTLE_SECONDS)

    def reload(self, changed: bool) -> tuple[float | None, int, int]:
        """Milliseconds until the effect, late adverts, and interruptions: adverts of priority 0, addresses taken away.

        The effect of a change is that the new address is there; of none, that the daemon's log says it is done.
        """
        crowd = self.crowd
        self.number += 1
        text = self.text(changed)
        crowd.capture.forget()
        crowd.addresses.forget()
        began_ns = time.time_ns()
        time.sleep(BEFORE_SECONDS)
        position = crowd.daemon.log.stat().st_size
        signalled_ns = crowd.daemon.reload(text)
        logged_ns = self._wait_for_log(position)
        time.sleep(QUIET_SECONDS)
        ended_ns = time.time_ns()
        crowd.capture.read()
        crowd.addresses.read()
        if changed:
            address = self.new_address()
            at_ns = next((e.at_ns for e in crowd.addresses.events if e.added and e.address == address), None)
        else:
            at_ns = logged_ns
        seen = Punctuality.of(crowd.capture.adverts, crowd.count, (began_ns, ended_ns), NS_PER_SECOND)
        farewells = sum(1 for advert in crowd.capture.adverts if advert.priority == 0)
        removed = sum(1 for event in crowd.addresses.events if not event.added)
        return (at_ns - signalled_ns) / 1e6 if at_ns else None, seen.late + seen.silent, farewells + removed

    def _wait_for_log(self, position: int) -> int | None:
        end = time.monotonic() + LOG_SECONDS_MAX
        with self.crowd.daemon.log.open("rb") as log:
            log.seek(position)
            text = b""
            while time.monotonic() < end:
                text += log.read()
                if DONE in text:
                    return time.time_ns()
                time.sleep(0.0005)
        return None

    def restore(self) -> None:
        """Back to the first configuration, which takes the new address away."""
        position = self.crowd.daemon.log.stat().st_size
        self.crowd.daemon.reload(self.text(False))
        self._wait_for_log(position)
        time.sleep(1.5)


def run(programs: list[Program], plan: Plan, global_lines: list[str], folder: Path, journal: Journal) -> list[Figure]:
    figures: list[Figure] = []
    for count in plan.counts:
        rows, busy, missing = Rows("reload"), Busy(), []
        with contextlib.ExitStack() as cleanup:
            crowds = [cleanup.enter_context(Crowd(program, count, folder)) for program in programs]
            sessions = started([Session(crowd, global_lines) for crowd in crowds], missing)
            for number in range(1, plan.repeats + 1):
                for session in sessions:
                    words = [one(session, change, rows, missing) for change in plan.changes]
                    title = f"{count} instances, {number}/{plan.repeats}, {session.crowd.program.name}"
                    journal.say(f"  {title}: " + "; ".join(words))
        beside = busy.so_far()["beside_percent"]
        figures += [
            Figure("reload", what, rows.units[what], values, beside, missing if not index else [])
            for index, (what, values) in enumerate(rows.values.items())
        ]
    return figures


def started(sessions: list[Session], missing: list[str]) -> list[Session]:
    """The sessions whose daemon came up; the others are named."""
    found = []
    for session in sessions:
        try:
            session.start()
            found.append(session)
        except RuntimeError as reason:
            missing.append(f"{session.crowd.count} instances, {session.crowd.program.name}: {reason}")
    return found


def one(session: Session, change: str, rows: Rows, missing: list[str]) -> str:
    name, what = session.crowd.program.name, f"{session.crowd.count} instances, {CHANGES[change]}"
    effect_ms, late, interruptions = session.reload(change == "one")
    if change == "one":
        session.restore()
    if effect_ms is None:
        missing.append(f"{what}, {name}: no effect within {LOG_SECONDS_MAX} s; {session.crowd.daemon.last_words()}")
    rows.add(name, f"{what}: to effect", "ms", effect_ms)
    rows.add(name, f"{what}: late adverts", "", late)
    rows.add(name, f"{what}: priority 0 sent or address removed", "", interruptions)
    return f"{CHANGES[change]} {effect_ms or 0:.0f} ms, {late} late"
