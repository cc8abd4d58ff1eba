"""One virtual router with many addresses becomes master: when it speaks, and when it has and announces all of them."""

import contextlib
import ipaddress
import time
from dataclasses import dataclass
from pathlib import Path

from .capture import Advert, AddressEvent, AddressWatch, Capture, Garp
from .figures import Figure
from .lab import Segment
from .machine import Busy
from .many import Rows
from .pair import BACKUP_ADDRESS, MASTER_ADDRESS, NS_PER_SECOND, VRID
from .process import TARGET, Daemon, Helper, Program, in_namespace
from .report import Journal

PRIORITY = 254
RIVAL_PRIORITY = 255
SKEW_NS = (256 - PRIORITY) * NS_PER_SECOND // 256
INTERVAL_NS = NS_PER_SECOND
SETTLE_SECONDS = 2.5
SECONDS_MAX = 30
AFTER_SECONDS = 2.5  # for the adverts that follow; the second set of gratuitous ARPs comes after 5 s
FIRST_ADDRESS = f"10.0.15.{VRID}"
OTHER_ADDRESSES = ipaddress.IPv4Address("10.0.16.1")


class Unfinished(Exception):
    """A repeat that has no figures, with the reason."""


def wanted(count: int) -> list[str]:
    return [FIRST_ADDRESS, *(str(OTHER_ADDRESSES + i) for i in range(count - 1))]


def configuration(count: int, global_lines: list[str]) -> str:
    """One address is in the adverts; they have no room for thousands, so that the others are excluded ones."""
    more = "".join(f"\n    {line}" for line in global_lines)
    others = "\n".join(f"        {address}" for address in wanted(count)[1:])
    excluded = f"    virtual_ipaddress_excluded {{\n{others}\n    }}\n" if others else ""
    return f"""global_defs {{
    router_id bench
    vrrp_version 2{more}
}}
vrrp_instance bench {{
    state BACKUP
    interface eth0
    virtual_router_id {VRID}
    priority {PRIORITY}
    advert_int 1
    virtual_ipaddress {{
        {FIRST_ADDRESS}
    }}
{excluded}}}
"""


@dataclass(frozen=True)
class TakeOver:
    """Nanoseconds after the moment at which the protocol lets the backup speak."""

    advert_ns: int
    last_address_ns: int
    every_address_announced_ns: int
    last_garp_ns: int
    late_ns: int  # the greatest lateness of an advert that follows

    @classmethod
    def of(cls, adverts: list[Advert], garps: list[Garp], events: list[AddressEvent], count: int) -> "TakeOver":
        farewell = [a.at_ns for a in adverts if a.source == BACKUP_ADDRESS and a.priority == 0]
        own = [a.at_ns for a in adverts if a.source == MASTER_ADDRESS]
        addresses = set(wanted(count))
        added = {e.address: e.at_ns for e in events if e.added and e.address in addresses}
        announced: dict[str, int] = {}
        for garp in garps:
            if garp.address in addresses:
                announced.setdefault(garp.address, garp.at_ns)
        if not farewell or len(own) < 2 or len(added) < count or len(announced) < count:
            raise Unfinished(f"{len(own)} adverts, {len(added)} addresses, {len(announced)} of them announced")
        due = farewell[-1] + SKEW_NS
        last_address, all_announced = max(added.values()), max(announced.values())
        late = max(later - earlier - INTERVAL_NS for earlier, later in zip(own, own[1:]))
        last_garp = max(garp.at_ns for garp in garps if garp.address in addresses)
        return cls(own[0] - due, last_address - due, all_announced - due, last_garp - due, max(late, 0))


class Place:
    """A segment with the daemon on host a, the generator that resigns on host b, and a capture."""

    def __init__(self, program: Program, folder: Path):
        self.program = program
        self._folder = folder
        self._cleanup = contextlib.ExitStack()

    def __enter__(self) -> "Place":
        hosts = {"a": f"{MASTER_ADDRESS}/16", "b": f"{BACKUP_ADDRESS}/16", "watch": None}
        with contextlib.ExitStack() as cleanup:
            self.segment = cleanup.enter_context(Segment(f"{self.program.name.lower()}-addresses", hosts))
            self.capture = cleanup.enter_context(Capture(self.segment, "watch", self._folder))
            self.watch = cleanup.enter_context(AddressWatch(self.segment, "a", self._folder))
            self.daemon = Daemon(self.program, self.segment.namespace("a"), self._folder)
            cleanup.callback(self.daemon.kill)
            self._cleanup = cleanup.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()

    def repeat(self, count: int, global_lines: list[str]) -> TakeOver:
        flow = f"eth0:{BACKUP_ADDRESS}:10.0.15.0"
        words = [str(TARGET / "adverts"), str(RIVAL_PRIORITY), str(VRID), str(VRID), flow]
        rival = Helper(in_namespace(self.segment.namespace("b"), "-", *words))
        try:
            self.daemon.start(configuration(count, global_lines))
            self.daemon.wait_until_listening()
            time.sleep(SETTLE_SECONDS)
            self.capture.forget()
            self.watch.forget()
            rival.stop()
            self._wait_for(count)
            time.sleep(AFTER_SECONDS)
            self.capture.read()
            self.watch.read()
            return TakeOver.of(self.capture.adverts, self.capture.garps, self.watch.events, count)
        finally:
            rival.stop() if rival.process.poll() is None else None
            self.daemon.stop()

    def _wait_for(self, count: int) -> None:
        """Looks now and then whether all is done, seldom enough not to disturb it."""
        end = time.monotonic() + SECONDS_MAX
        while time.monotonic() < end:
            time.sleep(0.5)
            self.watch.read()
            if len({event.address for event in self.watch.events if event.added}) >= count:
                return


def run(
    programs: list[Program], counts: list[int], repeats: int, global_lines: list[str], folder: Path, journal: Journal
) -> list[Figure]:
    figures: list[Figure] = []
    with contextlib.ExitStack() as cleanup:
        places = [cleanup.enter_context(Place(program, folder)) for program in programs]
        for count in counts:
            rows, busy, missing = Rows("addresses"), Busy(), []
            for number in range(1, repeats + 1):
                words = []
                for place in places:
                    name = place.program.name
                    try:
                        words.append(f"{name} {note(rows, name, count, place.repeat(count, global_lines))}")
                    except (Unfinished, RuntimeError) as reason:
                        missing.append(f"{count} addresses, {name}: {reason}")
                        words.append(f"{name}: {reason}")
                journal.say(f"  {count} addresses, {number}/{repeats}: " + "; ".join(words))
            beside = busy.so_far()["beside_percent"]
            figures += [
                Figure("addresses", what, rows.units[what], values, beside, missing if not index else [])
                for index, (what, values) in enumerate(rows.values.items())
            ]
    return figures


def note(rows: Rows, name: str, count: int, seen: TakeOver) -> str:
    figures = {
        "first advert": seen.advert_ns,
        "last address": seen.last_address_ns,
        "every address announced": seen.every_address_announced_ns,
        "last GARP": seen.last_garp_ns,
        "lateness of the next advert": seen.late_ns,
    }
    for what, value_ns in figures.items():
        rows.add(name, f"{count} addresses: {what}", "ms", value_ns / 1e6)
    return f"advert +{seen.advert_ns / 1e6:.2f} ms, last address +{seen.last_address_ns / 1e6:.1f} ms"
