"""How long reading a configuration takes, and the memory for it, as it grows. The interfaces that it names exist."""

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .figures import Figure
from .lab import Shelf
from .machine import Busy
from .many import Rows
from .process import VIGIL, VIGIL_LAUNCHER, Program, in_namespace
from .report import Journal

# Interfaces and routers of each.
SIZES = {"1k": (4, 250), "10k": (40, 250), "65k": (256, 254)}
SECONDS_MAX = 150
SERVERS_PER_SERVICE = 100


class Misread(Exception):
    """A program did not read what it was given, so that its figures say nothing."""


@dataclass(frozen=True)
class Command:
    """A program that reads a configuration, and under which name its time is reported."""

    program: str
    what: str
    words: tuple[str, ...]
    good: tuple[int, ...] = (0,)


CHECK = Command("Vigil", "vigil check", (VIGIL_LAUNCHER, "check"), (0, 1))  # 1 says that it warns


@dataclass(frozen=True)
class Subject:
    title: str
    text: Callable[[], str]
    interfaces: int
    routers: int


def plain(interfaces: int, routers: int) -> str:
    """Every instance written out."""
    return "".join(block(str(i), str(v)) for i in range(interfaces) for v in range(1, routers + 1))


def repeated(interfaces: int, routers: int) -> str:
    """The VRIDs of each interface by two repetitions over one definition."""
    body = block("${IF}", "${VRID}").rstrip().replace("\n", " \\\n")
    return f"$INSTANCE= \\\n{body}\n\n~SEQ(IF, 0, {interfaces - 1}) ~SEQ(VRID, 1, {routers}) $INSTANCE\n"


def block(interface: str, vrid: str) -> str:
    return (
        f"vrrp_instance VI_{interface}_{vrid} {{\n    interface bond0.{interface}\n    virtual_router_id {vrid}\n"
        f"    priority 100\n    virtual_ipaddress {{\n        10.1.{interface}.{vrid}/24\n    }}\n}}\n"
    )


def services(count: int) -> str:
    """Real servers with a TCP check, a hundred of each virtual server."""
    lines = []
    for first in range(0, count, SERVERS_PER_SERVICE):
        number = first // SERVERS_PER_SERVICE
        lines.append(
            f"virtual_server 10.80.{number // 250}.{number % 250 + 1} 80 {{\n    delay_loop 5\n    lb_algo rr\n"
            "    lb_kind NAT\n    protocol TCP\n"
        )
        for i in range(first, min(count, first + SERVERS_PER_SERVICE)):
            lines.append(
                f"    real_server 10.{64 + i // 62500}.{i // 250 % 250}.{i % 250 + 1} 80 {{\n        weight 1\n"
                "        TCP_CHECK {\n            connect_timeout 3\n        }\n    }\n"
            )
        lines.append("}\n")
    return "".join(lines)


def subjects(sizes: list[str], servers: list[int]) -> list[Subject]:
    found = []
    for size in sizes:
        interfaces, routers = SIZES[size]
        for form, text in (("written out", plain), ("by ~SEQ", repeated)):
            count = interfaces * routers
            found.append(
                Subject(f"{count:,} instances, {form}", partial(text, interfaces, routers), interfaces, count)
            )
    for count in servers:
        found.append(Subject(f"{count:,} real servers", partial(services, count), 1, 0))
    return found


def read_once(words: list[str]) -> tuple[float, float, int] | None:
    """Seconds, the greatest resident memory in MB, and the exit code; nothing if it takes too long."""
    began = time.monotonic()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while time.monotonic() - began < SECONDS_MAX:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return time.monotonic() - began, usage.ru_maxrss / 1024, process.returncode
            time.sleep(0.002)
        process.kill()
    return None


def require_all(subject: Subject, file: Path) -> None:
    """Every instance is in what Vigil made of the file, and none of its findings is an error."""
    words = [VIGIL_LAUNCHER, "check", "--facts", str(file)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        read = sum(1 for line in process.stdout if line.lstrip().startswith('"vrid":'))
    if process.returncode not in (0, 1) or read != subject.routers:
        raise Misread(f"Vigil read {read} instances of {file}, not {subject.routers}; exit code {process.returncode}")


def run(
    programs: list[Program], wanted: list[Subject], repeats: int, folder: Path, journal: Journal
) -> list[Figure]:
    figures: list[Figure] = []
    commands = [Command(program.name, "-t", program.test_words) for program in programs]
    if VIGIL in programs:
        commands.append(CHECK)
    for subject in wanted:
        file = folder / "size.conf"
        file.write_text(subject.text())
        if VIGIL in programs and subject.routers:
            require_all(subject, file)
        # No more interfaces than the file names: both daemons look at all that there are.
        with Shelf("config", subject.interfaces) as shelf:
            figures += measure(subject, commands, repeats, file, shelf.namespace("a"), journal)
    return figures


def measure(
    subject: Subject, commands: list[Command], repeats: int, file: Path, namespace: str, journal: Journal
) -> list[Figure]:
    rows, busy, missing = Rows("config"), Busy(), []
    patient = list(commands)
    for number in range(1, repeats + 1):
        words = []
        for command in list(patient):
            outcome = read_once(in_namespace(namespace, "-", *command.words, str(file)))
            if outcome is None:
                patient.remove(command)
                missing.append(f"{subject.title}: {command.program} was given up after {SECONDS_MAX} s")
                continue
            seconds, memory, code = outcome
            if code not in command.good:
                missing.append(f"{subject.title}: {command.program} ended with {code}; its time counts all the same")
            rows.add(command.program, f"{subject.title}: {command.what}", "s", seconds)
            rows.add(command.program, f"{subject.title}: {command.what}, memory", "MB", memory)
            words.append(f"{command.program} {seconds:.2f} s ({code})")
        journal.say(f"  {subject.title}, {number}/{repeats}: " + ", ".join(words))
    beside = busy.so_far()["beside_percent"]
    # The order of the rows is that of the commands, whoever came first.
    return [
        Figure("config", what, rows.units[what], values, beside, list(dict.fromkeys(missing)) if not index else [])
        for index, (what, values) in enumerate(rows.values.items())
    ]
