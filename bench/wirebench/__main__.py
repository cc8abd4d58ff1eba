"""The command line of the wire benchmarks."""

import argparse
import contextlib
import shutil
import signal
import sys

from . import config_size, failover, false_takeover, lab, machine, start
from .metronome import Metronome
from .pair import Pair, Timing
from .process import PROGRAMS
from .report import Journal

WIRE_INTERVALS_S = [1.0, 0.1, 0.01]
METRONOME_NS = 10_000_000


def words_of(allowed: dict | list):
    """A parser of words that are separated by commas."""

    def parse(text: str) -> list[str]:
        words = text.split(",")
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


def command_line() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", metavar="FILE", help="append the results to this file too, as JSON lines")
    common.add_argument(
        "--daemons",
        type=words_of(PROGRAMS),
        default=list(PROGRAMS),
        metavar="LIST",
        help="vigil, keepalived or both (default: vigil,keepalived)",
    )
    common.add_argument(
        "--global",
        dest="global_lines",
        action="append",
        default=[],
        metavar="LINE",
        help="a line for global_defs of both daemons, such as 'vrrp_rt_priority 10'; may be repeated",
    )
    common.add_argument("--keep", action="store_true", help="keep configurations, logs and captures, and say where")
    parser = argparse.ArgumentParser(
        prog="./run bench",
        description="Measures Vigil and keepalived side by side, on the wire, in network namespaces."
        " docs/trust/benchmarks.md tells how to read the figures. Without a scenario: failover.",
    )
    scenarios = parser.add_subparsers(dest="scenario", required=True, metavar="SCENARIO")
    add_failover(scenarios.add_parser("failover", parents=[common], help="how late a new master speaks (4 minutes)"))
    help_text = "a healthy pair: take-overs that should not be (10 minutes)"
    one = scenarios.add_parser("false-takeover", parents=[common], help=help_text)
    one.add_argument("--seconds", type=positive, default=600, help="how long (default: 600)")
    one.add_argument("--adv", type=interval, default=0.01, help="advertisement interval in s (default: 0.01)")
    one = scenarios.add_parser("start", parents=[common], help="start, memory, exit (2 minutes)")
    one.add_argument("-n", type=positive, default=8, metavar="REPEATS", help="starts of each daemon (default: 8)")
    one.add_argument("--settle", type=float, default=5, help="seconds until memory is read (default: 5)")
    help_text = "1,000 to 65,000 instances: parse time, memory (5 minutes)"
    one = scenarios.add_parser("config", parents=[common], help=help_text)
    one.add_argument("-n", type=positive, default=3, metavar="REPEATS", help="of each size and form (default: 3)")
    return parser


def add_failover(one: argparse.ArgumentParser) -> None:
    one.add_argument("-n", type=positive, default=8, metavar="REPEATS", help="of each combination (default: 8)")
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


def leave(number: int, _: object) -> None:
    sys.exit(128 + number)


def main(words: list[str]) -> None:
    if not words or words[0].startswith("-") and words[0] not in ("-h", "--help"):
        words = ["failover", *words]
    options = command_line().parse_args(words)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    programs = [PROGRAMS[name] for name in options.daemons]
    for program in programs:
        if program.obstacle():
            sys.exit(f"bench: {program.obstacle()}")
    lab.remove_leftovers()
    journal = Journal(machine.facts(words, programs), options.json)
    journal.say_facts()
    folder = lab.work_folder()
    try:
        if options.scenario == "config":
            config_size.run(options.n, folder, journal)
            return
        with contextlib.ExitStack() as cleanup:
            pairs = [cleanup.enter_context(Pair(program, options.global_lines, folder)) for program in programs]
            metronome = cleanup.enter_context(Metronome(METRONOME_NS, folder))
            match options.scenario:
                case "failover":
                    plan = failover.Plan([Timing(seconds) for seconds in options.adv], options.mode, options.n)
                    failover.run(pairs, plan, metronome, journal)
                case "false-takeover":
                    false_takeover.run(pairs, Timing(options.adv), options.seconds, metronome, journal)
                case "start":
                    start.run(pairs, options.n, options.settle, journal)
    finally:
        if options.keep:
            journal.say(f"Configurations, logs and captures are in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


try:
    main(sys.argv[1:])
except KeyboardInterrupt:
    sys.exit(130)
