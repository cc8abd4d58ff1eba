"""The tables of docs/trust/benchmarks.md, from the results of a run."""

from pathlib import Path

from .figures import BESIDE_PERCENT_MAX, Figure, header, pool, programs_of
from .process import CHECKOUT

PAGE = CHECKOUT / "docs/trust/benchmarks.md"
BEGIN = "<!-- figures: written by ./run bench all -->"
END = "<!-- end of figures -->"
TITLES = {
    "failover": "Fail-over",
    "start": "Start and end",
    "punctual": "Punctuality of a healthy pair",
    "scale": "Many virtual routers",
    "addresses": "Many addresses",
    "reload": "Reload",
    "config": "Size of the configuration",
    "long": "Long run",
}


def once(values: list[str]) -> str:
    return ", ".join(dict.fromkeys(values))


def conditions(figures: list[Figure], facts: list[dict]) -> list[str]:
    """What belongs to every figure: when, what, and on which machine."""
    moments = sorted(fact["date"] for fact in facts)
    worst = max((figure.beside_percent for figure in figures), default=0.0)
    lines = [
        f"- {moments[0]} to {moments[-1]}",
        *(f"- {name}: {once([fact[name] for fact in facts if name in fact])}" for name in programs_of(figures)),
        f"- Linux {once([fact['kernel'] for fact in facts])}, {once([str(fact['cores']) for fact in facts])} cores of"
        f" {once([fact['processor'] for fact in facts])}",
    ]
    if worst > BESIDE_PERCENT_MAX:
        lines.append(
            f"- The machine was shared: others had up to {worst:.0f} % of it. Rows with ! had more than"
            f" {BESIDE_PERCENT_MAX:.0f} %."
        )
    return lines


def markdown(header: list[str], rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]


def generated(figures: list[Figure], facts: list[dict]) -> str:
    pooled = pool(figures)
    lines = [BEGIN, "", *conditions(pooled, facts), ""]
    verdicts = [figure.verdict() for figure in pooled]
    lines += [f"Goals: {verdicts.count('met')} met, {verdicts.count('missed')} missed.", ""]
    for scenario, title in TITLES.items():
        of_scenario = [figure for figure in pooled if figure.scenario == scenario]
        if not of_scenario:
            continue
        names = [name for name in ("Vigil", "keepalived") if name in programs_of(of_scenario)]
        lines += [f"### {title}", "", *markdown(header(names), [figure.cells(names) for figure in of_scenario]), ""]
        missing = dict.fromkeys(reason for figure in of_scenario for reason in figure.missing)
        lines += [f"- Note: {reason}" for reason in missing] + ([""] if missing else [])
    return "\n".join([*lines, END])


def rewrite(page: str, figures: list[Figure], facts: list[dict]) -> str:
    """The page with its generated part made anew."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no '{BEGIN}' and '{END}'")
    return before + generated(figures, facts) + after


def write(figures: list[Figure], facts: list[dict], path: Path = PAGE) -> None:
    path.write_text(rewrite(path.read_text(), figures, facts))
