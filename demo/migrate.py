"""A pair with keepalived becomes one with Vigil, node by node, and goes back; a client measures each step."""
import shutil
import time

import examples
import lab as place
from client import Client

NAME = "nginx-pair"
VIGIL = [str(place.ROOT / "bin/keepalived")]


class Pair(examples.Stage):
    """The nodes of the example, each with the program that it has just now."""

    def __init__(self, keepalived):
        super().__init__(NAME, keepalived)
        self.programs = {"keepalived": [keepalived], "Vigil": VIGIL}
        self.has = dict.fromkeys(self.hosts, "keepalived")
        self.table = []

    def show(self):
        for name, host in self.hosts.items():
            print(f"           {name} with {self.has[name]}: {'MASTER' if host.has(self.setup.shared) else 'backup'}")
        print(flush=True)

    def change(self, node, program):
        """Stops the daemon of a node and starts the other one with the same file; True if all is as before then."""
        since = time.monotonic()
        host = self.hosts[node]
        self.tell(f"{node}: {self.has[node]} is stopped, {program} is started with the same file", since)
        host.stop_daemon()
        host.daemon_command = self.programs[program]
        self.has[node] = program
        host.start_daemon()
        first = next(iter(self.hosts))
        if node == first:
            host.await_addresses(self.setup.shared)
        else:
            # A backup shows nothing outside; this is longer than it takes to be one.
            time.sleep(4)
        if not self.expect(first, since):
            return False
        self.table.append((" / ".join(self.has.values()), f"{node} to {program}", self.client.silence_s(since)))
        return True


def play():
    keepalived = shutil.which("keepalived", path="/usr/sbin:/sbin:/usr/local/sbin")
    missing = [each for each in ("nginx", "curl") if not shutil.which(each)] + ([] if keepalived else ["keepalived"])
    if missing:
        print(f"demo: migrate needs {' and '.join(missing)}")
        return 1
    print("migrate: a pair with keepalived becomes one with Vigil, node by node, and goes back.")
    print(f"The files are those of examples/{NAME} and stay as they are. A client asks 100 times a second.\n")
    pair = Pair(keepalived)
    for host in pair.hosts.values():
        host.start_service()
        host.start_relay()
    time.sleep(1)
    pair.client = Client(*pair.setup.asked)
    first, second = pair.hosts
    pair.tell(f"{first} and {second} start with keepalived")
    for host in pair.hosts.values():
        host.start_daemon()
        host.await_addresses(pair.setup.shared if host.name == first else [])
    steps = [(second, "Vigil"), (first, "Vigil"), (second, "keepalived"), (first, "keepalived")]
    if not pair.expect(first, pair.began, first=True) or not all(pair.change(*step) for step in steps):
        return 1
    pair.client.stop()
    print(f"{first + ' / ' + second:26}step                    longest silence of the client")
    for programs, step, silence in pair.table:
        print(f"{programs:26}{step:24}{silence:.2f} s")
    print("Every step left the address where it belongs.")
    return 0
