"""An example with virtual servers: web servers behind directors, which share there is of whom, and what a client sees."""
import socket
import textwrap
import threading
import time
from collections import Counter

import examples
import lab as place
from client import Client

WAIT_S = 20
SHARE_S = 1.5
OPEN = 20
REQUEST = b"GET / HTTP/1.1\r\nHost: demo\r\n\r\n"


class WebServer(examples.Host):
    """A host on the inner switch whose way out is the director."""

    def plug_in(self):
        place.must("ip", "link", "add", self.name, "type", "veth", "peer", "eth0", "netns", str(self.holder))
        place.must("ip", "link", "set", self.name, "master", "inner", "up")
        self.must("ip", "link", "set", "lo", "up")
        self.must("ip", "address", "add", self.setup.servers[self.name], "dev", "eth0")
        self.must("ip", "link", "set", "eth0", "up")
        self.must("ip", "route", "add", "default", "via", self.setup.shared[1])


class OpenConnections:
    """Connections that stay open, each asked again and again."""

    def __init__(self, address):
        self.lost = Counter()
        self.servers = Counter()
        self.asking = True
        for _ in range(OPEN):
            threading.Thread(target=self.keep, args=(address,), daemon=True).start()
        time.sleep(0.5)

    def keep(self, address):
        server = "nobody"
        try:
            with socket.create_connection(address, timeout=5) as connection:
                while self.asking:
                    connection.sendall(REQUEST)
                    answer = connection.recv(4096).decode().split()
                    if not answer:
                        raise OSError("closed")
                    if server == "nobody":
                        server = answer[-1]
                        self.servers[server] += 1
                    time.sleep(0.1)
        except OSError:
            if self.asking:
                self.lost[server] += 1

    def say(self):
        lost = ", ".join(f"{count} to {server}" for server, count in sorted(self.lost.items()))
        return f"of {OPEN} open connections {sum(self.lost.values())} were lost{': ' if lost else ''}{lost}"


class Stage(examples.Stage):
    """The network with both switches, directors and web servers."""

    def __init__(self, name, daemon):
        super().__init__(name, daemon)
        self.servers = {
            server: WebServer(server, self.setup, examples.EXAMPLES / name, self.switch.command)
            for server in self.setup.servers}
        for director in self.hosts.values():
            director.must("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")

    def failed(self):
        """How many questions of the client got no answer so far."""
        return max(0, self.client.asked - len(self.client.answers) - len(self.client.waiting))

    def share(self, since):
        return Counter(who for at, who in self.client.answers if at >= since)

    def expect_servers(self, servers, since, failed):
        """Waits until all of these answer and nobody else does, and shows what part of the connections each of them has."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            now = time.monotonic()
            if now - since > SHARE_S and set(self.share(now - SHARE_S)) == set(servers):
                time.sleep(SHARE_S)
                self.show_share(failed)
                return True
            time.sleep(0.05)
        self.tell(f"NOT AS EXPECTED: {dict(self.share(time.monotonic() - SHARE_S))} answer, not {', '.join(servers)}")
        for each in self.hosts.values():
            tail = each.log.read_text(errors="replace").splitlines()[-15:] if each.log.exists() else []
            print(textwrap.indent("\n".join(tail), f"           {each.name} logged: "), flush=True)
        return False

    def show_share(self, failed):
        share = self.share(time.monotonic() - SHARE_S)
        total = sum(share.values())
        parts = ", ".join(f"{server} {100 * count // total} %" for server, count in sorted(share.items()))
        self.tell(f"answers come from {parts}; {max(0, self.failed() - failed)} questions of the client had none\n")


def drain(stage, server):
    """Weight 0 in the directors' files, and a reload."""
    address = stage.setup.servers[server].split("/")[0]
    for director in stage.hosts.values():
        file = f"{examples.FOLDER}{director.name}.conf"
        director.must("sed", "-i", f"/real_server {address} /,/weight/ s/weight [0-9]*/weight 0/", file)
        director.must("sh", "-c", "kill -HUP $(cat /run/keepalived.pid)")


def story(stage):
    first, second = stage.hosts.values()
    web2 = stage.servers["web2"]
    yield f"{first.name} and {second.name} have started", lambda: None, ["web1", "web2", "web3"]
    yield "nginx on web2 is killed", web2.kill_service, ["web1", "web3"]
    yield "nginx on web2 runs again", web2.start_service, ["web1", "web2", "web3"]
    yield "web3 is drained: weight 0, and a reload", lambda: drain(stage, "web3"), ["web1", "web2"]
    yield f"the daemon on {first.name} is stopped", first.stop_daemon, ["web1", "web2"]


def play(name, daemon):
    stage = Stage(name, daemon)
    for server in stage.servers.values():
        server.start_service()
    for director in stage.hosts.values():
        director.start_daemon()
        director.await_addresses(stage.setup.shared if director is list(stage.hosts.values())[0] else [])
    stage.client = Client(*stage.setup.asked)
    connections = None
    for what, act, servers in story(stage):
        since, failed = time.monotonic(), stage.failed()
        if "drained" in what:
            connections = OpenConnections(stage.setup.asked)
        act()
        stage.tell(what, since)
        if not stage.expect_servers(servers, since, failed):
            return 1
        if "drained" in what:
            connections.asking = False
            print(f"           {connections.say()}\n", flush=True)
            if connections.lost:
                return 1
    stage.client.stop()
    print("Every step went as it should.")
    return 0
