"""How long reading a configuration takes, and the memory for it, as the number of instances grows."""

import os
import subprocess
import time
from pathlib import Path

from .process import CHECKOUT
from .report import Journal, median, ratio, spread, table

COUNTS = (1_000, 10_000, 65_025)
VRIDS = 255
SECONDS_MAX = 60
COMMANDS = {
    "Vigil": [str(CHECKOUT / "bin/vigil"), "check"],
    "keepalived": ["/usr/sbin/keepalived", "-t", "-f"],
}


def plain(count: int) -> str:
    """Every instance written out."""
    return "".join(block(str(i // VRIDS), str(i % VRIDS + 1)) for i in range(count))


def repeated(count: int) -> str:
    """255 VRIDs on each interface by two repetitions over one definition; the rest of the division is left out."""
    body = block("${IF}", "${VRID}").rstrip().replace("\n", " \\\n")
    return f"$INSTANCE={body}\n\n~SEQ(IF, 0, {max(0, count // VRIDS - 1)}) ~SEQ(VRID, 1, {VRIDS}) $INSTANCE\n"


def block(interface: str, vrid: str) -> str:
    return (
        f"vrrp_instance VI_{interface}_{vrid} {{\n    interface eth{interface}\n    virtual_router_id {vrid}\n"
        f"    priority 100\n    virtual_ipaddress {{\n        10.1.{interface}.{vrid}/24\n    }}\n}}\n"
    )


def read_once(words: list[str], file: Path) -> tuple[float, float] | None:
    """Seconds and the greatest resident memory in MB; nothing if it takes too long."""
    began = time.monotonic()
    with subprocess.Popen([*words, str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while time.monotonic() - began < SECONDS_MAX:
            pid, _, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = 0
                return time.monotonic() - began, usage.ru_maxrss / 1024
            time.sleep(0.002)
        process.kill()
    return None


def run(repeats: int, folder: Path, journal: Journal) -> None:
    rows = []
    for form in (plain, repeated):
        for count in COUNTS:
            file = folder / f"{form.__name__}-{count}.conf"
            file.write_text(form(count))
            rows.append(measure(f"{form.__name__}, {count} instances", repeats, file, journal))
    journal.say()
    journal.say(f"Median [least .. greatest] of {repeats} runs in turns, each up to {SECONDS_MAX} s. A program that is")
    journal.say("linear takes 65 times as long for the last count as for the first, but for its start.")
    journal.say()
    journal.say(table(["", "Vigil, s", "keepalived, s", "ratio", "Vigil, MB", "keepalived, MB"], rows))


def measure(title: str, repeats: int, file: Path, journal: Journal) -> list[str]:
    seconds = {name: [] for name in COMMANDS}
    memory = {name: [] for name in COMMANDS}
    for _ in range(repeats):
        for name, command in COMMANDS.items():
            outcome = read_once(command, file)
            if outcome is not None:
                seconds[name].append(outcome[0])
                memory[name].append(outcome[1])
    journal.record("config", form=title, seconds=seconds, memory_mb=memory)
    words = [f"{name} {median(values) or SECONDS_MAX:.2f} s" for name, values in seconds.items()]
    journal.say(f"  {title}: " + ", ".join(words))
    ours, theirs = seconds.values()
    sizes = [spread(values, 0) for values in memory.values()]
    return [title, spread(ours), spread(theirs), ratio(ours, theirs), *sizes]
