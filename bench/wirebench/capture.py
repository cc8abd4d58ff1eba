"""What was seen on a segment, in the order and with the times of the kernel."""

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from .lab import Segment
from .process import TARGET, Helper, in_namespace


@dataclass(frozen=True)
class Advert:
    at_ns: int
    source: str
    priority: int


@dataclass(frozen=True)
class Garp:
    at_ns: int
    address: str
    hardware: str


def parse(line: str) -> Advert | Garp:
    """A line of the native capture."""
    words = line.split()
    if words[1] == "advert":
        return Advert(int(words[0]), words[2], int(words[4]))
    return Garp(int(words[0]), words[2], words[3])


class Capture:
    """A running capture in the namespace of a host; what it saw is read as it is asked for."""

    def __init__(self, segment: Segment, host: str, folder: Path):
        path = folder / f"{segment.namespace(host)}.capture"
        self._helper = Helper(in_namespace(segment.namespace(host), "-", str(TARGET / "capture"), str(path)))
        self._file = path.open()
        self._rest = ""
        self.adverts: list[Advert] = []
        self.garps: list[Garp] = []

    def __enter__(self) -> "Capture":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._helper.stop()
        self._file.close()

    def forget(self) -> None:
        """Forgets everything seen so far."""
        self.read()
        self.adverts.clear()
        self.garps.clear()

    def read(self) -> None:
        text = self._rest + self._file.read()
        whole, newline, self._rest = text.rpartition("\n")
        for line in whole.split("\n") if newline else []:
            record = parse(line)
            if isinstance(record, Advert):
                self.adverts.append(record)
            else:
                self.garps.append(record)

    def wait_for_advert(self, source: str, seconds: float) -> Advert:
        """Waits for the first advertisement from an address."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            for advert in self.adverts:
                if advert.source == source:
                    return advert
            time.sleep(0.01)
        raise RuntimeError(f"no advertisement from {source} within {seconds:g} s")
