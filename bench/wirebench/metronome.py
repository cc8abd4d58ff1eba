"""A bare timer in C: what the machine itself does to a punctual process."""

from dataclasses import dataclass
from pathlib import Path

from .process import TARGET, Helper


@dataclass(frozen=True)
class Tick:
    at_ns: int
    late_ns: int


class Metronome:
    """The running timer; its ticks are read as they are asked for."""

    def __init__(self, interval_ns: int, folder: Path):
        path = folder / "metronome"
        self._helper = Helper([str(TARGET / "metronome"), str(interval_ns // 1000), str(path)])
        self._file = path.open()
        self._rest = ""
        self._ticks: list[Tick] = []

    def __enter__(self) -> "Metronome":
        return self

    def __exit__(self, *_: object) -> None:
        self._helper.stop()
        self._file.close()

    def ticks_since(self, at_ns: int) -> list[Tick]:
        """The ticks since a moment; earlier ones are forgotten."""
        text = self._rest + self._file.read()
        whole, newline, self._rest = text.rpartition("\n")
        self._ticks += [Tick(*map(int, line.split())) for line in whole.split("\n") if newline]
        self._ticks = [tick for tick in self._ticks if tick.at_ns >= at_ns]
        return self._ticks


def latest_ms(ticks: list[Tick], from_ns: int, to_ns: int) -> float:
    """How late the latest of the ticks was that were due or came between two moments."""
    return max((t.late_ns for t in ticks if t.at_ns >= from_ns and t.at_ns - t.late_ns <= to_ns), default=0) / 1e6
