"""What Vigil's figures are held against. A goal is missed or met in the run that is printed, never from memory."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """A greatest ratio to keepalived's same statistic, or a greatest value."""

    text: str
    ratio_max: float | None = None
    value_max: float | None = None
    statistic: str = "median"  # or tail, greatest


def as_punctual(text: str = "<= 1.0x") -> Goal:
    return Goal(text, ratio_max=1.0)


# Scenario and quantity (a pattern that must match all of it), and the goal.
GOALS: list[tuple[str, str, Goal]] = [
    ("failover", r"(kill9|link|term) .*, (busy )?first life: (advert|GARP)", as_punctual()),
    ("failover", r"kill9 .*, (busy )?repeats: (advert|GARP)", Goal("p99 <= 1.0x", ratio_max=1.0, statistic="tail")),
    ("failover", r"term .*: SIGTERM to priority 0", as_punctual()),
    ("punctual", r"0\.01 s, idle: CPU of the (master|backup).*", as_punctual()),
    ("punctual", r"0\.01 s, 4 loops, rt: gap", Goal("p99 <= 10.1", value_max=10.1, statistic="tail")),
    ("punctual", r"0\.01 s, 4 loops, rt: greatest gap", Goal("<= 11", value_max=11.0, statistic="greatest")),
    ("scale", r"(100|1000|4000) backups: CPU.*", Goal("< 1.0x", ratio_max=0.999)),
    ("scale", r"100 masters: CPU of the daemon", Goal("keep (0.04 + 10 %)", value_max=0.044)),
    ("scale", r"1000 masters: CPU of the daemon", Goal("keep (0.24 + 10 %)", value_max=0.264)),
    ("scale", r"4000 masters: CPU of the daemon", Goal("keep (1.1 + 10 %)", value_max=1.21)),
    ("scale", r"1 (master|backup): CPU of the daemon", Goal("<= 3x", ratio_max=3.0)),
    ("scale", r"1000 masters: until all advertise", Goal("<= 0.4", value_max=0.4)),
    ("scale", r"4000 masters: until all advertise", Goal("<= 0.8", value_max=0.8)),
    ("scale", r"\d+ masters: late adverts", Goal("none", value_max=0.0, statistic="greatest")),
    ("addresses", r"200 addresses: (first advert|last address|last GARP)", as_punctual()),
    ("addresses", r"2000 addresses: (last address|last GARP)", Goal("< 1.0x", ratio_max=0.999)),
    ("addresses", r"2000 addresses: lateness of the next advert", Goal("0 (< 1 ms)", value_max=1.0)),
    ("reload", r"1000 instances, .*: to effect", as_punctual()),
    ("reload", r"4000 instances, one changed: to effect", Goal("keep (<= 1.0x)", ratio_max=1.0)),
    ("config", r"1,000 instances, .*: -t", Goal("<= 0.25", value_max=0.25)),
    ("config", r"10,000 instances, .*: -t", Goal("<= 0.6", value_max=0.6)),
    ("config", r"65,024 instances, .*: -t", Goal("<= 3", value_max=3.0)),
    ("config", r"30,000 real servers: -t", Goal("<= 2", value_max=2.0)),
]


def goal_of(scenario: str, what: str) -> Goal | None:
    for of_scenario, pattern, goal in GOALS:
        if of_scenario == scenario and re.fullmatch(pattern, what):
            return goal
    return None
