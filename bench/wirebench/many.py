"""Many virtual routers of one daemon, and a wire on which they are watched."""

import contextlib
import math
from dataclasses import dataclass, field
from pathlib import Path

from .capture import Advert, AddressWatch, Capture
from .lab import Ladder
from .pair import NS_PER_SECOND
from .process import TARGET, Daemon, Helper, Program, in_namespace

ROUTERS_PER_CABLE = 254  # 256 cables carry the 65,024 routers that keepalived's manual has as its example
LATE_SHARE = 1.1  # a gap of more intervals than this is a late advert
MASTER = "MASTER", 255
BACKUP = "BACKUP", 100
GENERATOR_PRIORITY = 254


@dataclass(frozen=True)
class Router:
    """A virtual router of a configuration, by its place among all of them."""

    index: int
    state: str
    priority: int
    interval: str = "1"
    more_addresses: tuple[str, ...] = ()

    def text(self) -> str:
        cable, number = divmod(self.index, ROUTERS_PER_CABLE)
        addresses = (f"10.{cable}.1.{number + 1}", *self.more_addresses)
        listed = "\n".join(f"        {address}" for address in addresses)
        return (
            f"vrrp_instance V{self.index} {{\n    state {self.state}\n    interface v{cable}\n"
            f"    virtual_router_id {number + 1}\n    priority {self.priority}\n    advert_int {self.interval}\n"
            f"    virtual_ipaddress {{\n{listed}\n    }}\n}}\n"
        )


def cables_for(count: int) -> int:
    return math.ceil(count / ROUTERS_PER_CABLE)


def configuration(routers: list[Router], global_lines: list[str], version: int = 2) -> str:
    more = "".join(f"\n    {line}" for line in global_lines)
    return f"global_defs {{\n    router_id bench\n    vrrp_version {version}{more}\n}}\n" + "".join(
        router.text() for router in routers
    )


def gaps_by_router(adverts: list[Advert], from_ns: int, to_ns: int) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """The end and length of each gap between two adverts of a router that came between two moments."""
    last: dict[tuple[str, int], int] = {}
    gaps: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for advert in adverts:
        if not from_ns <= advert.at_ns <= to_ns:
            continue
        router = advert.source, advert.router
        found = gaps.setdefault(router, [])
        if router in last:
            found.append((advert.at_ns, advert.at_ns - last[router]))
        last[router] = advert.at_ns
    return gaps


@dataclass(frozen=True)
class Punctuality:
    """How many adverts were late, and the greatest gap, of all routers."""

    late: int
    greatest_ns: int
    silent: int  # routers that were not heard at all

    @classmethod
    def of(cls, adverts: list[Advert], count: int, window: tuple[int, int], interval_ns: int) -> "Punctuality":
        gaps = gaps_by_router(adverts, *window)
        lengths = [length for found in gaps.values() for _, length in found]
        # A router that was heard once and never again has no gap; the end of the window bounds the one that it owes.
        last = {(advert.source, advert.router): advert.at_ns for advert in adverts if advert.at_ns <= window[1]}
        lengths += [window[1] - at_ns for at_ns in last.values() if window[1] - at_ns > 2 * interval_ns]
        late = sum(1 for length in lengths if length > LATE_SHARE * interval_ns)
        return cls(late, max(lengths, default=0), count - len(gaps))


class Crowd:
    """A ladder with a daemon on one side and a capture on the other, and a watch over the daemon's addresses."""

    def __init__(self, program: Program, count: int, folder: Path):
        self.program = program
        self.count = count
        self._folder = folder
        self._cleanup = contextlib.ExitStack()
        self.generators: list[Helper] = []
        self._heard: dict[tuple[str, int], int] = {}
        self._looked_at = 0

    def __enter__(self) -> "Crowd":
        with contextlib.ExitStack() as cleanup:
            name = f"{self.program.name.lower()}-many"
            self.ladder = cleanup.enter_context(Ladder(name, cables_for(self.count)))
            self.capture = cleanup.enter_context(Capture(self.ladder, "watch", self._folder))
            self.addresses = cleanup.enter_context(AddressWatch(self.ladder, "a", self._folder))
            self.daemon = Daemon(self.program, self.ladder.namespace("a"), self._folder)
            cleanup.callback(self.daemon.kill)
            cleanup.callback(self.stop_generators)
            self._cleanup = cleanup.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()

    def start_generators(self) -> None:
        """Masters of a higher priority for all routers, in C, so that the daemon stays a backup."""
        full, rest = divmod(self.count, ROUTERS_PER_CABLE)
        for last, cables in ((ROUTERS_PER_CABLE, range(full)), (rest, range(full, full + 1) if rest else range(0))):
            if cables:
                flows = [f"v{i}:10.{i}.0.2:10.{i}.1.0" for i in cables]
                words = [str(TARGET / "adverts"), str(GENERATOR_PRIORITY), "1", str(last), *flows]
                self.generators.append(Helper(in_namespace(self.ladder.namespace("watch"), "-", *words)))

    def stop_generators(self) -> None:
        while self.generators:
            self.generators.pop().stop()

    def heard(self) -> dict[tuple[str, int], int]:
        """When each router was heard first since the start; every advert is looked at once."""
        adverts = self.capture.adverts
        if self._looked_at > len(adverts):  # the capture forgot what it had seen
            self._looked_at = 0
        for index in range(self._looked_at, len(adverts)):
            self._heard.setdefault((adverts[index].source, adverts[index].router), adverts[index].at_ns)
        self._looked_at = len(adverts)
        return self._heard


@dataclass
class Rows:
    """Values of many quantities of many programs, as they come."""

    scenario: str
    units: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def add(self, program: str, what: str, unit: str, value: float | None) -> None:
        self.units[what] = unit
        found = self.values.setdefault(what, {})
        if value is not None:
            found.setdefault(program, []).append(round(value, 4))


def ns_to_s(length_ns: int) -> float:
    return length_ns / NS_PER_SECOND
