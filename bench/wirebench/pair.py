"""Two nodes of one daemon with a virtual router, and a third place where the wire is watched."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from .capture import Capture
from .lab import Segment
from .process import Daemon, Program

VRID = 51
VIRTUAL_ADDRESS = "10.0.0.100"
MASTER_ADDRESS = "10.0.0.1"
BACKUP_ADDRESS = "10.0.0.2"
BACKUP_PRIORITY = 100
NS_PER_SECOND = 1_000_000_000


@dataclass(frozen=True)
class Timing:
    """An advertisement interval with the version of the protocol that can carry it."""

    interval_s: float

    @property
    def version(self) -> int:
        return 2 if self.interval_s >= 1 else 3

    @property
    def skew_ns(self) -> int:
        """RFC 3768 6.1 counts skew in 256ths of a second, RFC 9568 6.1 in 256ths of the interval."""
        unit_s = 1 if self.version == 2 else self.interval_s
        return round((256 - BACKUP_PRIORITY) * unit_s * NS_PER_SECOND / 256)

    @property
    def interval_ns(self) -> int:
        return round(self.interval_s * NS_PER_SECOND)

    @property
    def down_ns(self) -> int:
        """The silence after which a backup takes over."""
        return 3 * self.interval_ns + self.skew_ns


def configuration(timing: Timing, state: str, priority: int, global_lines: list[str]) -> str:
    """The same file serves both daemons."""
    more = "".join(f"\n    {line}" for line in global_lines)
    return f"""global_defs {{
    router_id bench
    vrrp_version {timing.version}{more}
}}
vrrp_instance bench {{
    state {state}
    interface eth0
    virtual_router_id {VRID}
    priority {priority}
    advert_int {timing.interval_s:g}
    virtual_ipaddress {{
        {VIRTUAL_ADDRESS}/24 dev eth0
    }}
}}
"""


class Pair:
    """A segment with two hosts for daemons of one program, and a capture."""

    def __init__(self, program: Program, global_lines: list[str], folder: Path):
        self.program = program
        self._global_lines = global_lines
        self._folder = folder
        self._cleanup = contextlib.ExitStack()

    def __enter__(self) -> "Pair":
        hosts = {"a": f"{MASTER_ADDRESS}/24", "b": f"{BACKUP_ADDRESS}/24", "watch": None}
        with contextlib.ExitStack() as cleanup:
            self.segment = cleanup.enter_context(Segment(self.program.name.lower(), hosts))
            self.capture = cleanup.enter_context(Capture(self.segment, "watch", self._folder))
            self.master = Daemon(self.program, self.segment.namespace("a"), self._folder)
            self.backup = Daemon(self.program, self.segment.namespace("b"), self._folder)
            cleanup.callback(self.end_daemons)
            self.backup_hardware = self.segment.hardware_address("b")
            self._cleanup = cleanup.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()

    def end_daemons(self) -> None:
        self.master.kill()
        self.backup.kill()

    def reset(self) -> None:
        """Makes the hosts as they were: no daemon, no virtual address, the cable in."""
        self.end_daemons()
        for host in ("a", "b"):
            self.segment.ip(host, f"addr flush to {VIRTUAL_ADDRESS}")
        self.segment.plug("a")
        self.capture.forget()

    def start(self, timing: Timing, master_priority: int) -> None:
        """Starts the master, and once it is heard the backup."""
        self.start_master(timing, master_priority)
        try:
            self.capture.wait_for_advert(MASTER_ADDRESS, 15 + 4 * timing.interval_s)
        except RuntimeError as silence:
            raise RuntimeError(f"{self.program.name}: {silence}; its last words: {self.master.last_words()}") from None
        self.backup.start(configuration(timing, "BACKUP", BACKUP_PRIORITY, self._global_lines))
        self.backup.wait_until_listening()

    def restart_master(self, timing: Timing, priority: int) -> None:
        """Brings a master back that ended or lost its cable, and waits until it speaks and the backup is quiet."""
        self.segment.plug("a")
        if not self.master.is_running():
            self.segment.ip("a", f"addr flush to {VIRTUAL_ADDRESS}")
            self.start_master(timing, priority)
        self.capture.forget()
        self.capture.wait_for_advert(MASTER_ADDRESS, 15 + 4 * timing.interval_s)

    def start_master(self, timing: Timing, priority: int) -> int:
        """Starts the master alone; returns the time of its exec in ns."""
        return self.master.start(configuration(timing, "MASTER", priority, self._global_lines))
