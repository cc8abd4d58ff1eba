"""Figures as people read them, and as JSON lines."""

import json
import time
from pathlib import Path

from .figures import BESIDE_PERCENT_MAX, Figure, header, programs_of
from .process import BENCH

RESULTS = BENCH / "results"
LEGEND = (
    "p99 has its place from 100 values on. The ratio is that of the medians, Vigil's to keepalived's; below 1 Vigil is"
    " ahead.\nBeside: the share of the machine's processors that others had meanwhile."
)


def milliseconds(values_ns: list[int]) -> list[float]:
    return [round(value / 1e6, 4) for value in values_ns]


def table(header: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as their contents, the first to the left and the others to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    lines = []
    for row in [header, *rows]:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def warning(figures: list[Figure]) -> str | None:
    """What must be said when the machine did other things."""
    worst = max((figure.beside_percent for figure in figures), default=0.0)
    if worst <= BESIDE_PERCENT_MAX:
        return None
    return f"WARNING: others had up to {worst:.0f} % of the machine; read rows with ! with care, above all maxima."


class Journal:
    """Prints facts and progress, and appends the results to files of JSON lines."""

    def __init__(self, facts: dict, also: list[str]):
        RESULTS.mkdir(exist_ok=True)
        self._files = [RESULTS / time.strftime("%Y-%m-%d.jsonl", time.gmtime()), *map(Path, also)]
        self._facts = facts

    def say(self, text: str = "") -> None:
        print(text, flush=True)

    def say_facts(self) -> None:
        shown = dict(self._facts, load=" ".join(f"{load:.2f}" for load in self._facts["load"]) + " (1, 5, 15 minutes)")
        for name, value in shown.items():
            self.say(f"{name + ':':<12}{value}")
        self.say()

    def publish(self, figures: list[Figure]) -> None:
        """Prints the table of a scenario and records each of its figures."""
        names = programs_of(figures)
        for figure in figures:
            line = json.dumps({**vars(figure), "facts": self._facts})
            for path in self._files:
                with path.open("a") as file:
                    file.write(line + "\n")
        self.say()
        self.say(table(header(names), [figure.cells(names) for figure in figures]))
        self.say(LEGEND)
        for reason in [reason for figure in figures for reason in figure.missing]:
            self.say(f"Note: {reason}")
        if worry := warning(figures):
            self.say(worry)
        self.say()


def read(path: Path) -> tuple[list[Figure], list[dict]]:
    """The figures of a file of results, and the facts of each."""
    figures, facts = [], []
    for line in path.read_text().splitlines():
        fields = json.loads(line)
        facts.append(fields.pop("facts"))
        figures.append(Figure(**fields))
    return figures, facts
