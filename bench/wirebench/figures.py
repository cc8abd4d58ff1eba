"""A measured quantity with all its values, the goal it has, and the rows that people read."""

import math
import statistics
from dataclasses import dataclass, field

from .goals import Goal, goal_of

TAIL_VALUES_MIN = 100  # fewer values have no 99th percentile but their greatest
BESIDE_PERCENT_MAX = 5.0  # a machine that is busier with other things is named


def median(values: list[float]) -> float | None:
    return statistics.median(values) if values else None


def quantile(ordered: list[float], share: float) -> float | None:
    """The smallest value that is not exceeded by this share of the values."""
    if not ordered:
        return None
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]


def tail(values: list[float]) -> float | None:
    """The 99th percentile, or the greatest of fewer than 100 values."""
    if len(values) < TAIL_VALUES_MIN:
        return max(values, default=None)
    return quantile(sorted(values), 0.99)


def number(value: float | None) -> str:
    """Three significant digits, and no digits after the point where they say nothing."""
    if value is None:
        return "-"
    size = abs(value)
    if size >= 99.5 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if size >= 9.95 else f"{value:.2f}" if size >= 0.995 else f"{value:.3f}"


@dataclass
class Figure:
    """One quantity of a scenario, measured of each program in turns."""

    scenario: str
    what: str
    unit: str
    samples: dict[str, list[float]]
    beside_percent: float = 0.0
    missing: list[str] = field(default_factory=list)  # why a repeat has no value, or what is to be known of it

    def key(self) -> tuple[str, str]:
        return self.scenario, self.what

    def ratio(self) -> float | None:
        """Vigil's median to keepalived's; none where either is missing or not positive."""
        medians = [median(self.samples.get(name, [])) for name in ("Vigil", "keepalived")]
        if any(value is None or value <= 0 for value in medians):
            return None
        return medians[0] / medians[1]

    def goal(self) -> Goal | None:
        return goal_of(self.scenario, self.what)

    def verdict(self) -> str:
        """Whether the goal was met; "-" where there is none, or nothing to hold it against."""
        goal = self.goal()
        ours = self.samples.get("Vigil", [])
        if goal is None or not ours:
            return "-"
        statistic = {"median": median, "tail": tail, "greatest": max}[goal.statistic]
        if goal.ratio_max is not None:
            theirs = self.samples.get("keepalived", [])
            if not theirs:
                return "-"
            limit = goal.ratio_max * statistic(theirs)
        else:
            limit = goal.value_max
        return "met" if statistic(ours) <= limit else "missed"

    def pooled(self, other: "Figure") -> "Figure":
        """The same quantity with the values of two runs."""
        names = dict.fromkeys([*self.samples, *other.samples])
        return Figure(
            self.scenario,
            self.what,
            self.unit,
            {name: self.samples.get(name, []) + other.samples.get(name, []) for name in names},
            max(self.beside_percent, other.beside_percent),
            self.missing + other.missing,
        )

    def cells(self, names: list[str]) -> list[str]:
        """Its row: the quantity, the number of values, median, tail and greatest of each program, ratio and goal."""
        counts = [str(len(self.samples.get(name, []))) for name in names]
        row = [f"{self.what}, {self.unit}" if self.unit else self.what, "/".join(dict.fromkeys(counts))]
        for name in names:
            values = self.samples.get(name, [])
            p99 = tail(values) if len(values) >= TAIL_VALUES_MIN else None
            row.append(" / ".join(number(value) for value in (median(values), p99, max(values, default=None))))
        ratio, goal = self.ratio(), self.goal()
        beside = f"{self.beside_percent:.0f} %" + (" !" if self.beside_percent > BESIDE_PERCENT_MAX else "")
        return [
            *row,
            f"{ratio:.2f}" if ratio is not None else "-",
            goal.text if goal else "-",
            self.verdict(),
            beside,
        ]


HEADER_END = ["ratio", "goal", "", "beside"]


def header(names: list[str]) -> list[str]:
    return ["", "n", *(f"{name}: median / p99 / max" for name in names), *HEADER_END]


def programs_of(figures: list[Figure]) -> list[str]:
    return list(dict.fromkeys(name for figure in figures for name in figure.samples))


def pool(figures: list[Figure]) -> list[Figure]:
    """Each quantity once, with the values of all runs, in the order in which they came."""
    found: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        known = found.get(figure.key())
        found[figure.key()] = known.pooled(figure) if known else figure
    return list(found.values())
