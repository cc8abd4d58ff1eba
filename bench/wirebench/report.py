"""Figures as people read them, and as JSON lines."""

import json
import math
import statistics
import time
from pathlib import Path

from .process import BENCH

RESULTS = BENCH / "results"


def median(values: list[float]) -> float | None:
    return statistics.median(values) if values else None


def quantile(ordered: list[float], share: float) -> float | None:
    """The smallest value that is not exceeded by this share of the values."""
    if not ordered:
        return None
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]


def milliseconds(values_ns: list[int]) -> list[float]:
    return [round(value / 1e6, 4) for value in values_ns]


def spread(values: list[float], digits: int = 2) -> str:
    """Median, least and greatest in one cell."""
    if not values:
        return "-"
    return f"{median(values):.{digits}f} [{min(values):.{digits}f} .. {max(values):.{digits}f}]"


def ratio(ours: list[float], theirs: list[float]) -> str:
    """The ratio of the medians; none where the lower one is not positive."""
    if not ours or not theirs or median(theirs) <= 0 or median(ours) <= 0:
        return "-"
    return f"{median(ours) / median(theirs):.2f}"


def table(header: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as their contents, the first to the left and the others to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    lines = []
    for row in [header, *rows]:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


class Journal:
    """Prints facts and progress, and appends the results to a file of JSON lines."""

    def __init__(self, facts: dict, also: str | None):
        RESULTS.mkdir(exist_ok=True)
        self._files = [RESULTS / time.strftime("%Y-%m-%d.jsonl", time.gmtime())]
        if also:
            self._files.append(Path(also))
        self._facts = facts

    def say(self, text: str = "") -> None:
        print(text, flush=True)

    def say_facts(self) -> None:
        shown = dict(self._facts, load=" ".join(f"{load:.2f}" for load in self._facts["load"]) + " (1, 5, 15 minutes)")
        for name, value in shown.items():
            self.say(f"{name + ':':<12}{value}")
        self.say()

    def record(self, scenario: str, **result: object) -> None:
        line = json.dumps({"scenario": scenario, **result, "facts": self._facts})
        for path in self._files:
            with path.open("a") as file:
                file.write(line + "\n")
