"""What was seen on a segment, in the order and with the times of the kernel."""

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from .lab import Namespaces
from .process import TARGET, Helper, in_namespace


@dataclass(frozen=True)
class Advert:
    at_ns: int
    source: str
    router: int
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
        return Advert(int(words[0]), words[2], int(words[3]), int(words[4]))
    return Garp(int(words[0]), words[2], words[3])


@dataclass(frozen=True)
class AddressEvent:
    at_ns: int
    added: bool
    address: str


class Recorder:
    """A native helper in the namespace of a host, whose lines are read as they are asked for."""

    def __init__(self, program: str, segment: Namespaces, host: str, folder: Path):
        path = folder / f"{segment.namespace(host)}.{program}"
        self._helper = Helper(in_namespace(segment.namespace(host), "-", str(TARGET / program), str(path)))
        self._file = path.open()
        self._rest = ""

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._helper.stop()
        self._file.close()

    def new_lines(self) -> list[str]:
        text = self._rest + self._file.read()
        whole, newline, self._rest = text.rpartition("\n")
        return whole.split("\n") if newline else []


class Capture(Recorder):
    """A running capture."""

    def __init__(self, segment: Namespaces, host: str, folder: Path):
        super().__init__("capture", segment, host, folder)
        self.adverts: list[Advert] = []
        self.garps: list[Garp] = []

    def __enter__(self) -> "Capture":
        return self

    def forget(self) -> None:
        """Forgets everything seen so far."""
        self.new_lines()
        self.adverts.clear()
        self.garps.clear()

    def read(self) -> None:
        for line in self.new_lines():
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


class AddressWatch(Recorder):
    """A running watch over the addresses of a namespace."""

    def __init__(self, segment: Namespaces, host: str, folder: Path):
        super().__init__("addresses", segment, host, folder)
        self.events: list[AddressEvent] = []

    def __enter__(self) -> "AddressWatch":
        return self

    def forget(self) -> None:
        self.new_lines()
        self.events.clear()

    def read(self) -> None:
        for line in self.new_lines():
            at_ns, what, address = line.split()
            self.events.append(AddressEvent(int(at_ns), what == "add", address))
