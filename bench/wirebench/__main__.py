"""The command line of the wire benchmarks."""

import argparse
import contextlib
import shlex
import shutil
import signal
import sys
import time
from pathlib import Path

from . import addresses, config_size, documents, failover, lab, long_run, machine, punctual, reload, report, scale
from . import start
from .figures import Figure
from .lock import alone
from .metronome import Metronome
from .options import command_line
from .pair import Pair, Timing
from .process import PROGRAMS, Program
from .report import Journal

METRONOME_NS = 10_000_000
# What `all` runs, each under its own hold of the lock: at most four minutes of it.
FULL = [
    "start -n 10",
    "failover --adv 0.1 -n 20",
    "failover --adv 1 -n 8",
    "failover --adv 0.01 -n 20",
    "failover --adv 0.1 -n 50 --life repeats",
    "failover --adv 0.1 -n 50 --life repeats",
    "failover --adv 0.1 -n 15 --mode term",
    "failover --adv 0.1 -n 10 --mode link",
    "failover --adv 0.1 -n 20 --busy",
    "punctual --adv 0.01 --seconds 30 -n 2",
    "punctual --adv 0.01 --seconds 30 -n 2 --loops 4 --rt",
    "scale --instances 1,100",
    "scale --instances 1000",
    "scale --instances 4000",
    "scale --instances 65024 --role masters --daemons vigil",
    "addresses --count 200 -n 5",
    "addresses --count 2000 -n 5",
    "reload --instances 1000 -n 4",
    "reload --instances 4000 -n 2",
    "config --sizes 1k,10k -n 3",
    "config --sizes 65k -n 1",
    "config --servers 30000 -n 2",
    "long --windows 2",
]
QUICK = [
    "start -n 1 --settle 0.5",
    "failover --adv 0.1 -n 1",
    "failover --adv 0.1 -n 1 --life repeats --mode term",
    "punctual --adv 0.1 --seconds 2 -n 1 --loops 1",
    "scale --instances 2 --window 2 --settle 0.5",
    "addresses --count 3 -n 1",
    "reload --instances 2 -n 1 --change one",
    "config --sizes 1k -n 1",
    "long --instances 2 --seconds 2 --windows 1",
]


def leave(number: int, _: object) -> None:
    sys.exit(128 + number)


def perform(options: argparse.Namespace, programs: list[Program], folder: Path, journal: Journal) -> list[Figure]:
    """One scenario."""
    lines = options.global_lines
    match options.scenario:
        case "failover" | "punctual" | "start":
            return with_pairs(options, programs, folder, journal)
        case "scale":
            plan = scale.Plan(options.instances, options.role, options.window, options.settle, options.n)
            return scale.run(programs, plan, lines, folder, journal)
        case "addresses":
            return addresses.run(programs, options.count, options.n, lines, folder, journal)
        case "reload":
            plan = reload.Plan(options.instances, options.change, options.n)
            return reload.run(programs, plan, lines, folder, journal)
        case "config":
            subjects = config_size.subjects(options.sizes, options.servers)
            return config_size.run(programs, subjects, options.n, folder, journal)
        case "long":
            plan = long_run.Plan(options.instances, options.adv, options.seconds, options.windows)
            return long_run.run(programs, plan, lines, folder, journal)
        case _:
            raise ValueError(options.scenario)


def with_pairs(options: argparse.Namespace, programs: list[Program], folder: Path, journal: Journal) -> list[Figure]:
    lines = list(options.global_lines)
    if options.scenario == "punctual" and options.rt:
        lines.append(punctual.REAL_TIME_LINE)
    with contextlib.ExitStack() as cleanup:
        pairs = [cleanup.enter_context(Pair(program, lines, folder)) for program in programs]
        match options.scenario:
            case "start":
                return start.run(pairs, options.n, options.settle, journal)
            case "punctual":
                plan = punctual.Plan(Timing(options.adv), options.loops, options.rt, options.seconds, options.n)
                return punctual.run(pairs, plan, journal)
            case _:
                metronome = cleanup.enter_context(Metronome(METRONOME_NS, folder))
                timings = [Timing(seconds) for seconds in options.adv]
                plan = failover.Plan(timings, options.mode, options.life, options.n, options.busy)
                return failover.run(pairs, plan, metronome, journal)


def one_scenario(options: argparse.Namespace, words: list[str]) -> None:
    programs = [PROGRAMS[name] for name in options.daemons]
    for program in programs:
        if program.obstacle():
            sys.exit(f"bench: {program.obstacle()}")
    lab.remove_leftovers()
    folder = lab.work_folder()
    journal = None
    try:
        with alone(options.lock):
            # The facts are of the moment at which the machine is ours.
            journal = Journal(machine.facts(words, programs), options.json)
            journal.say_facts()
            journal.publish(perform(options, programs, folder, journal))
    finally:
        if options.keep and journal:
            journal.say(f"Configurations, logs and captures are in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def everything(options: argparse.Namespace, given: list[str]) -> None:
    """All scenarios one after another, and the page at the end; one that fails is named and costs itself alone."""
    report.RESULTS.mkdir(exist_ok=True)
    into = report.RESULTS / time.strftime("all-%Y-%m-%dT%H%M%S.jsonl", time.gmtime())
    passed_on = [*(["--lock", options.lock] if options.lock else []), "--json", str(into)]
    failed = []
    for step in QUICK if options.quick else FULL:
        print(f"== {step}", flush=True)
        words = [*shlex.split(step), *passed_on]
        try:
            one_scenario(command_line().parse_args(words), words)
        except (Exception, SystemExit) as reason:
            if isinstance(reason, SystemExit) and (not isinstance(reason.code, int) or reason.code > 128):
                raise
            failed.append(f"{step}: {reason}")
            print(f"bench: {failed[-1]}", file=sys.stderr, flush=True)
    print(f"The results: {into}")
    if options.quick and options.page is None:
        print("A quick run says that the bench works, not how fast anything is: no page was written.")
    else:
        documents.write(*report.read(into), Path(options.page) if options.page else documents.PAGE)
    if failed:
        sys.exit("bench: failed: " + "; ".join(failed))


def main(words: list[str]) -> None:
    if not words or words[0].startswith("-") and words[0] not in ("-h", "--help"):
        words = ["failover", *words]
    options = command_line().parse_args(words)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    match options.scenario:
        case "all":
            everything(options, words)
        case "table":
            figures, facts = [], []
            for path in options.files:
                more_figures, more_facts = report.read(Path(path))
                figures += more_figures
                facts += more_facts
            documents.write(figures, facts, Path(options.page) if options.page else documents.PAGE)
        case _:
            one_scenario(options, words)


try:
    main(sys.argv[1:])
except KeyboardInterrupt:
    sys.exit(130)
