"""Network namespaces of a run: made with the process id in their names, so that what dead runs left can be found."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Self

PREFIX = "vigilbench"
COMMAND_SECONDS_MAX = 60


def command(*words: str, check: bool = True, text: str | None = None) -> str:
    """Runs a short command and returns what it printed."""
    done = subprocess.run(
        words, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=COMMAND_SECONDS_MAX
    )
    if check and done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout.strip()}")
    return done.stdout


def remove_leftovers() -> None:
    """Ends the processes and removes the namespaces and folders of runs that are no more."""
    for line in command("ip", "netns", "list", check=False).splitlines():
        found = re.match(PREFIX + r"-(\d+)-\S+", line)
        if found and not Path("/proc", found.group(1)).exists():
            for pid in command("ip", "netns", "pids", found.group(0), check=False).split():
                with contextlib.suppress(OSError, ValueError):
                    os.kill(int(pid), signal.SIGKILL)
            command("ip", "netns", "del", found.group(0), check=False)
    for folder in Path(tempfile.gettempdir()).glob(PREFIX + "-*"):
        found = re.match(PREFIX + r"-(\d+)\.", folder.name)
        if found and not Path("/proc", found.group(1)).exists():
            shutil.rmtree(folder, ignore_errors=True)


def work_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}-{os.getpid()}."))


class Namespaces:
    """Namespaces of hosts that have something to do with each other; made on entry, removed at the end."""

    def __init__(self, name: str):
        self.name = name
        self._namespaces: list[str] = []

    def __enter__(self) -> Self:
        try:
            self._make()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for namespace in self._namespaces:
            command("ip", "netns", "del", namespace, check=False)

    def namespace(self, host: str) -> str:
        return f"{PREFIX}-{os.getpid()}-{self.name}-{host}"

    def ip(self, host: str, *lines: str, check: bool = True) -> str:
        """Runs lines of ip(8) in a host's namespace."""
        return command("ip", "-n", self.namespace(host), "-batch", "-", check=check, text="\n".join(lines) + "\n")

    def _make(self) -> None:
        raise NotImplementedError

    def _add(self, host: str) -> None:
        namespace = self.namespace(host)
        command("ip", "netns", "add", namespace)
        self._namespaces.append(namespace)
        settings = (
            "for where in default all; do"
            " echo 1 >/proc/sys/net/ipv6/conf/$where/disable_ipv6;"
            " echo 0 >/proc/sys/net/ipv4/conf/$where/rp_filter; done"
        )
        command("ip", "netns", "exec", namespace, "sh", "-c", settings)
        self.ip(host, "link set lo up")


class Segment(Namespaces):
    """A bridge in a namespace of its own, and hosts that have their eth0 on it."""

    def __init__(self, name: str, hosts: dict[str, str | None]):
        super().__init__(name)
        self._hosts = hosts

    def _make(self) -> None:
        self._add("bridge")
        self.ip("bridge", "link add bridge type bridge stp_state 0 forward_delay 0 mcast_snooping 0")
        self.ip("bridge", "link set bridge up")
        for host, address in self._hosts.items():
            self._plug(host, address)

    def plug(self, host: str) -> None:
        """Puts the bridge's end of the host's cable up."""
        self.ip("bridge", f"link set to-{host} up")

    def unplug(self, host: str) -> None:
        """Puts the bridge's end of the host's cable down, so that the host loses its carrier."""
        self.ip("bridge", f"link set to-{host} down")

    def hardware_address(self, host: str) -> str:
        return re.search(r"link/ether (\S+)", self.ip(host, "link show eth0")).group(1)

    def _plug(self, host: str, address: str | None) -> None:
        self._add(host)
        self.ip(
            "bridge",
            f"link add to-{host} type veth peer name eth0 netns {self.namespace(host)}",
            f"link set to-{host} master bridge",
            f"link set to-{host} up",
        )
        self.ip(host, "link set eth0 up", *([f"addr add {address} dev eth0"] if address else []))


class Ladder(Namespaces):
    """Two hosts, "a" and "watch", with many cables between them: several interfaces of one daemon on one bridge would
    hear each other. Cable I is vI on both sides, 10.I.0.1/16 on a and 10.I.0.2/16 on the other."""

    def __init__(self, name: str, cables: int):
        super().__init__(name)
        self._cables = cables

    def _make(self) -> None:
        self._add("a")
        self._add("watch")
        numbers = range(self._cables)
        peer = self.namespace("watch")
        self.ip("a", *(f"link add v{i} type veth peer name v{i} netns {peer}" for i in numbers))
        for host, last in (("a", 1), ("watch", 2)):
            self.ip(host, *(f"addr add 10.{i}.0.{last}/16 dev v{i}" for i in numbers))
            self.ip(host, *(f"link set v{i} up" for i in numbers))


class Shelf(Namespaces):
    """One host with interfaces bond0.0 and on, which exist, are up and have addresses, for files that name them."""

    def __init__(self, name: str, interfaces: int):
        super().__init__(name)
        self._interfaces = interfaces

    def _make(self) -> None:
        self._add("a")
        numbers = range(self._interfaces)
        self.ip("a", *(f"link add bond0.{i} type bridge" for i in numbers))
        self.ip("a", *(f"link set bond0.{i} up" for i in numbers))
        self.ip("a", *(f"addr add 172.16.{i}.1/24 dev bond0.{i}" for i in numbers))
