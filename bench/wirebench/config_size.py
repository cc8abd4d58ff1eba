"""How long reading a configuration takes, and the memory for it, as the number of instances grows."""

import os
import subprocess
import time
from pathlib import Path

from .process import CHECKOUT
from .report import Journal, median, ratio, spread, table

VRIDS = 254
COUNTS = (4 * VRIDS, 40 * VRIDS, 256 * VRIDS)
SECONDS_MAX = 60
COMMANDS = {
    "Vigil": [str(CHECKOUT / "bin/vigil"), "check"],
    "keepalived": ["/usr/sbin/keepalived", "-t", "-f"],
}


class Misread(Exception):
    """A program did not read what it was given, so that its figures say nothing."""


def plain(count: int) -> str:
    """Every instance written out."""
    return "".join(block(str(i // VRIDS), str(i % VRIDS + 1)) for i in range(count))


def repeated(count: int) -> str:
    """The VRIDs of each interface by two repetitions over one definition."""
    return repetition(block("${IF}", "${VRID}"), count)


def tracked(count: int) -> str:
    """Each instance with a tracker, repeated: the example of keepalived's manual with its 65,024 instances."""
    weighted = block("${IF}", "${VRID}").rstrip().removesuffix("}")
    follower = 'track_file F_${IF}_${VRID} {\n    file "${_PWD}/F_${IF}_${VRID}"\n    weight -100\n}\n'
    return repetition(f"{follower}{weighted}    track_file {{\n        F_${{IF}}_${{VRID}}\n    }}\n}}\n", count)


def repetition(blocks: str, count: int) -> str:
    body = blocks.rstrip().replace("\n", " \\\n")
    return f"$INSTANCE= \\\n{body}\n\n~SEQ(IF, 0, {count // VRIDS - 1}) ~SEQ(VRID, 1, {VRIDS}) $INSTANCE\n"


def block(interface: str, vrid: str) -> str:
    return (
        f"vrrp_instance VI_{interface}_{vrid} {{\n    interface eth{interface}\n    virtual_router_id {vrid}\n"
        f"    priority 100\n    virtual_ipaddress {{\n        10.1.{interface}.{vrid}/24\n    }}\n}}\n"
    )


def read_once(words: list[str], file: Path) -> tuple[float, float, int] | None:
    """Seconds, the greatest resident memory in MB, and the exit code; nothing if it takes too long."""
    began = time.monotonic()
    with subprocess.Popen([*words, str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while time.monotonic() - began < SECONDS_MAX:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return time.monotonic() - began, usage.ru_maxrss / 1024, process.returncode
            time.sleep(0.002)
        process.kill()
    return None


def require_all(file: Path, count: int) -> None:
    """Every instance is in what Vigil made of the file, and none of its findings is an error."""
    words = [*COMMANDS["Vigil"], "--facts", str(file)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        read = sum(1 for line in process.stdout if line.lstrip().startswith('"vrid":'))
    require_understood("Vigil", process.returncode, file)
    if read != count:
        raise Misread(f"Vigil read {read} instances of {file}, not {count}")


def require_understood(name: str, code: int, file: Path) -> None:
    """Vigil warns at most; keepalived finds none of the interfaces, so that only its death is a failure."""
    if code < 0 or (name == "Vigil" and code > 1):
        raise Misread(f"{name} could not read {file}: exit code {code}")


def run(repeats: int, folder: Path, journal: Journal) -> None:
    rows = []
    for form in (plain, repeated, tracked):
        for count in COUNTS:
            file = folder / f"{form.__name__}-{count}.conf"
            file.write_text(form(count))
            require_all(file, count)
            rows.append(measure(f"{form.__name__}, {count} instances", repeats, file, journal))
    journal.say()
    journal.say(f"Median [least .. greatest] of {repeats} runs in turns; after {SECONDS_MAX} s a program is given up; Vigil was seen to")
    journal.say(f"read every instance. The last count is {COUNTS[-1] // COUNTS[0]} times the first, and so are the seconds")
    journal.say("of a program that is linear, but for its start.")
    journal.say()
    journal.say(table(["", "Vigil, s", "keepalived, s", "ratio", "Vigil, MB", "keepalived, MB"], rows))


def measure(title: str, repeats: int, file: Path, journal: Journal) -> list[str]:
    seconds = {name: [] for name in COMMANDS}
    memory = {name: [] for name in COMMANDS}
    patient = dict(COMMANDS)
    for _ in range(repeats):
        for name, command in list(patient.items()):
            outcome = read_once(command, file)
            if outcome is None:
                del patient[name]
                continue
            require_understood(name, outcome[2], file)
            seconds[name].append(outcome[0])
            memory[name].append(outcome[1])
    journal.record("config", form=title, seconds=seconds, memory_mb=memory)
    words = [f"{name} {median(values) or SECONDS_MAX:.2f} s" for name, values in seconds.items()]
    journal.say(f"  {title}: " + ", ".join(words))
    ours, theirs = seconds.values()
    sizes = [spread(values, 0) for values in memory.values()]
    return [title, spread(ours), spread(theirs), ratio(ours, theirs), *sizes]
