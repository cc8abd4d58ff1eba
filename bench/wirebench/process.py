"""Processes of a run: the native helpers and the daemons under measurement."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
CHECKOUT = BENCH.parent
TARGET = BENCH / "target"
START_SECONDS_MAX = 20
EXIT_SECONDS_MAX = 20
CPU_CLOCK_OF_PROCESS = 2  # the kernel's number for "as the scheduler counts it" in a clock id made of a process id
ROUTERS_GROUP_HEX = "120000E0"  # 224.0.0.18 as /proc/PID/net/igmp prints it


@dataclass(frozen=True)
class Program:
    """A daemon's name in reports, its command line and that of its configuration test, both without the file."""

    name: str
    words: tuple[str, ...]
    test_words: tuple[str, ...]
    needs: Path

    def obstacle(self) -> str | None:
        """Why it cannot run here, if it cannot."""
        return None if self.needs.exists() else f"{self.name} cannot run: there is no {self.needs}"


# Both log to standard error alone (-l -G): syslog, which may be missing here, would hold up keepalived's first GARP.
LOG_WORDS = ("-n", "-l", "-G", "-f")
VIGIL_LAUNCHER = str(CHECKOUT / "bin/vigil")
KEEPALIVED_FILE = Path("/usr/sbin/keepalived")
VIGIL = Program(
    "Vigil",
    (VIGIL_LAUNCHER, "run", *LOG_WORDS),
    (VIGIL_LAUNCHER, "run", "-t", "-f"),
    CHECKOUT / "dist/target/image",
)
KEEPALIVED = Program(
    "keepalived", (str(KEEPALIVED_FILE), *LOG_WORDS), (str(KEEPALIVED_FILE), "-t", "-f"), KEEPALIVED_FILE
)
PROGRAMS = {"vigil": VIGIL, "keepalived": KEEPALIVED}


def in_namespace(namespace: str, stamp: str, *words: str) -> list[str]:
    return [str(TARGET / "enter"), namespace, stamp, *words]


class Helper:
    """One of the native helpers; it says "ready" when it works and ends on SIGTERM."""

    def __init__(self, words: list[str]):
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"{words[0]} did not start")

    def stop(self) -> str:
        """Ends it and returns its last words."""
        for _ in range(10):
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.2)
                break
        else:
            self.process.kill()
        last = self.process.stdout.read()
        self.process.stdout.close()
        self.process.wait()
        return last.strip()


def process_tree(root: int) -> list[int]:
    """A process and its descendants, the parents first."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                stat = (entry / "stat").read_text()
                parent = int(stat[stat.rindex(")") + 2 :].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def cpu_seconds(pids: list[int]) -> float:
    """The processor time of processes with all their threads, those that ended too, to the nanosecond."""
    total_ns = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            total_ns += time.clock_gettime_ns((~pid << 3) | CPU_CLOCK_OF_PROCESS)
    return total_ns / 1e9


class Daemon:
    """A daemon in the namespace of a host, from its configuration file to its end."""

    def __init__(self, program: Program, namespace: str, folder: Path):
        self.program = program
        self._namespace = namespace
        self._configuration = folder / f"{namespace}.conf"
        self._stamp = folder / f"{namespace}.exec"
        self.log = folder / f"{namespace}.log"
        self._process: subprocess.Popen | None = None

    def start(self, configuration: str) -> int:
        """Starts it; returns the time of its exec in ns."""
        self._configuration.write_text(configuration)
        self._stamp.unlink(missing_ok=True)
        words = in_namespace(self._namespace, str(self._stamp), *self.program.words, str(self._configuration))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < end:
            with contextlib.suppress(OSError, ValueError):
                return int(self._stamp.read_text())
            time.sleep(0.001)
        raise RuntimeError(f"{self.program.name} did not start")

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def wait_until_listening(self) -> None:
        """Waits until the daemon has joined the VRRP group, which says of any daemon that its sockets are open."""
        memberships = Path("/proc", str(self._process.pid), "net/igmp")
        end = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < end and self.is_running():
            with contextlib.suppress(OSError):
                if ROUTERS_GROUP_HEX in memberships.read_text():
                    return
            time.sleep(0.02)
        raise RuntimeError(f"{self.program.name} does not listen; its last words: {self.last_words()}")

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return " / ".join(lines[-4:]) or "none"

    def kill(self) -> None:
        """Ends it as a power cut would: all its processes are frozen first, so that none of them sees another die."""
        if self.is_running():
            pids = process_tree(self._process.pid)
            for number, order in ((signal.SIGSTOP, pids), (signal.SIGKILL, reversed(pids))):
                for pid in order:
                    with contextlib.suppress(OSError):
                        os.kill(pid, number)
        if self._process is not None:
            self._process.wait(EXIT_SECONDS_MAX)

    def terminate(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def reload(self, configuration: str) -> int:
        """Has it read another configuration; returns the time of the signal in ns."""
        self._configuration.write_text(configuration)
        signalled_ns = time.time_ns()
        self._process.send_signal(signal.SIGHUP)
        return signalled_ns

    def wait(self) -> None:
        """Waits for the end of a daemon that was asked to terminate."""
        self._process.wait(EXIT_SECONDS_MAX)

    def stop(self) -> None:
        """Ends it in good order, so that it takes its addresses with it."""
        if self.is_running():
            self.terminate()
            self.wait()

    def cpu_seconds(self) -> float:
        return cpu_seconds(process_tree(self._process.pid))

    def memory_mb(self) -> dict[str, float]:
        """Resident, proportional and unique memory, summed over its processes."""
        kb = {"Rss:": 0, "Pss:": 0, "Private": 0}
        for pid in process_tree(self._process.pid):
            for line in Path("/proc", str(pid), "smaps_rollup").read_text().splitlines():
                for name in kb:
                    if line.startswith(name):
                        kb[name] += int(line.split()[1])
        return {"RSS": kb["Rss:"] / 1024, "PSS": kb["Pss:"] / 1024, "USS": kb["Private"] / 1024}
