"""The options of each scenario."""

import argparse

from . import config_size, failover, reload, scale
from .process import PROGRAMS

WIRE_INTERVALS_S = [1.0, 0.1, 0.01]


def words_of(allowed: dict | list):
    """A parser of words that are separated by commas."""

    def parse(text: str) -> list[str]:
        words = [word for word in text.split(",") if word]
        for word in words:
            if word not in allowed:
                raise argparse.ArgumentTypeError(f"'{word}' is none of {', '.join(allowed)}")
        return words

    return parse


def interval(text: str) -> float:
    seconds = float(text)
    if not 0.01 <= seconds <= 40 or (seconds >= 1 and seconds != int(seconds)):
        raise argparse.ArgumentTypeError(f"{text}: 0.01 to 40 s, from 1 s on in whole seconds")
    return seconds


def intervals(text: str) -> list[float]:
    return [interval(word) for word in text.split(",")]


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def positives(text: str) -> list[int]:
    return [positive(word) for word in text.split(",") if word]


def common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    add = common.add_argument
    add("--json", metavar="FILE", action="append", default=[], help="append the results to this file too (JSON lines)")
    add(
        "--daemons",
        type=words_of(PROGRAMS),
        default=list(PROGRAMS),
        metavar="LIST",
        help="vigil, keepalived or both (default: vigil,keepalived)",
    )
    add(
        "--global",
        dest="global_lines",
        action="append",
        default=[],
        metavar="LINE",
        help="a line for global_defs of both daemons, such as 'vrrp_rt_priority 10'; may be repeated",
    )
    add("--keep", action="store_true", help="keep configurations, logs and captures, and say where")
    add("--lock", metavar="FILE", help="hold a lock on this file while measuring, for who shares the machine")
    return common


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./run bench",
        description="Measures Vigil and keepalived side by side, on the wire, in network namespaces."
        " docs/trust/benchmarks.md says how to read the figures. Without a scenario: failover.",
    )
    scenarios = parser.add_subparsers(dest="scenario", required=True, metavar="SCENARIO")
    common = common_options()

    def scenario(name: str, text: str, repeats: int | None) -> argparse.ArgumentParser:
        one = scenarios.add_parser(name, parents=[common], help=text)
        if repeats:
            one.add_argument("-n", type=positive, default=repeats, metavar="REPEATS", help=f"(default: {repeats})")
        return one

    one = scenarios.add_parser("all", help="every scenario, and the tables of docs/trust/benchmarks.md (45 minutes)")
    text = "two minutes that show that the bench works; no page is written unless --page names one"
    one.add_argument("--quick", action="store_true", help=text)
    one.add_argument("--lock", metavar="FILE", help="hold a lock on this file in each scenario")
    one.add_argument("--page", metavar="FILE", help="the page whose tables are written")
    one = scenarios.add_parser("table", help="write the tables anew from files of results")
    one.add_argument("files", nargs="+", metavar="FILE")
    one.add_argument("--page", metavar="FILE", help="the page whose tables are written")
    add_failover(scenario("failover", "how late a new master speaks", 8))
    one = scenario("start", "start, memory, exit", 8)
    one.add_argument("--settle", type=float, default=5, help="seconds until memory is read (default: 5)")
    add_punctual(scenario("punctual", "a healthy pair: gaps between adverts, CPU, false take-overs", 2))
    add_scale(scenario("scale", "many virtual routers: CPU, memory, late adverts, start", 1))
    one = scenario("addresses", "one router with many addresses becomes master", 5)
    one.add_argument("--count", type=positives, default=[200, 2000], metavar="LIST", help="(default: 200,2000)")
    one = scenario("reload", "a reload of many masters", 3)
    one.add_argument("--instances", type=positives, default=[1000, 4000], metavar="LIST", help="(default: 1000,4000)")
    changes = list(reload.CHANGES)
    text = "nothing, one (default: both)"
    one.add_argument("--change", type=words_of(changes), default=changes, metavar="LIST", help=text)
    one = scenario("config", "reading large configurations: time and memory", 3)
    sizes = list(config_size.SIZES)
    one.add_argument("--sizes", type=words_of(sizes), default=None, metavar="LIST", help="instances: 1k, 10k, 65k")
    one.add_argument("--servers", type=positives, default=None, metavar="LIST", help="real servers, such as 30000")
    add_long(scenario("long", "many masters at a short interval for minutes", None))
    parser.parse_args = completed(parser.parse_args)
    return parser


def completed(parse):
    """Without either size, config measures all of them."""

    def parse_args(words: list[str]) -> argparse.Namespace:
        options = parse(words)
        if options.scenario == "config":
            nothing_said = options.sizes is None and options.servers is None
            options.sizes = list(config_size.SIZES) if nothing_said else options.sizes or []
            options.servers = [30_000] if nothing_said else options.servers or []
        return options

    return parse_args


def add_failover(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--adv",
        type=intervals,
        default=WIRE_INTERVALS_S,
        metavar="LIST",
        help="advertisement intervals in s (default: 1,0.1,0.01; below 1 s with version 3)",
    )
    one.add_argument(
        "--mode",
        type=words_of(failover.EVENTS),
        default=["kill9"],
        metavar="LIST",
        help="kill9, term, link (default: kill9)",
    )
    one.add_argument(
        "--life",
        type=words_of(failover.LIVES),
        default=["first"],
        metavar="LIST",
        help="first: fresh daemons for each; repeats: a backup that lives on (default: first)",
    )
    one.add_argument("--busy", action="store_true", help="all cores have a busy loop meanwhile")


def add_punctual(one: argparse.ArgumentParser) -> None:
    one.add_argument("--seconds", type=positive, default=60, help="how long (default: 60)")
    one.add_argument("--adv", type=interval, default=0.01, help="advertisement interval in s (default: 0.01)")
    one.add_argument("--loops", type=int, default=0, help="busy loops beside them (default: 0)")
    one.add_argument("--rt", action="store_true", help="with vrrp_rt_priority 50")


def add_scale(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--instances", type=positives, default=[1, 100, 1000, 4000], metavar="LIST", help="(default: 1,100,1000,4000)"
    )
    roles = list(scale.ROLES)
    one.add_argument("--role", type=words_of(roles), default=roles, metavar="LIST", help="(default: both)")
    one.add_argument("--window", type=float, default=15, help="seconds in which CPU is counted (default: 15)")
    one.add_argument("--settle", type=float, default=6, help="seconds before that (default: 6)")


def add_long(one: argparse.ArgumentParser) -> None:
    one.add_argument("--instances", type=positive, default=250, help="masters, at most 254 (default: 250)")
    one.add_argument("--adv", type=interval, default=0.01, help="advertisement interval in s (default: 0.01)")
    one.add_argument("--seconds", type=positive, default=45, help="of each window (default: 45)")
    one.add_argument("--windows", type=positive, default=2, help="(default: 2)")
