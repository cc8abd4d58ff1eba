"""The set-ups of examples/ with their own files, in a lab of their own: what breaks, who takes over, what is told."""
import os
import re
import shutil
import subprocess
import sys
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path

import lab as place
from client import Client

EXAMPLES = place.ROOT / "examples"
FOLDER = "/run/demo/"
WAIT_S = 20
SETTLED_S = 0.5

# Commands that a node runs for each kind of service; nginx has no other user to go to in a user namespace.
SERVICES = {
    "haproxy": ["haproxy", "-db", "-f", FOLDER + "services/haproxy.cfg"],
    "nginx": ["nginx", "-g", "daemon off; user root;", "-c", FOLDER + "services/nginx.conf"],
}


@dataclass
class Setup:
    """An example: its nodes with their addresses, the client's, what is asked, and what happens."""

    about: str
    nodes: dict
    client: list
    asked: tuple
    shared: list
    service: str
    story: list
    cable: dict = None
    servers: dict = None
    told: str = None
    mails: bool = False


def service_story(first, second, back):
    """The service of the first node ends and comes back; `back` says who has the addresses then."""
    return [("the service on {0} is killed", "kill_service", first, second),
            ("the service on {0} runs again", "start_service", first, back),
            ("the daemon on {0} is stopped", "stop_daemon", back, second if back == first else first)]


SETUPS = {
    "haproxy-pair": Setup(
        "two load balancers, an outer and an inner address in one group, a default route, mails; nobody preempts",
        {"lb1": ["203.0.113.1/24"], "lb2": ["203.0.113.2/24"]}, ["203.0.113.254/24"],
        ("203.0.113.61", 80), ["203.0.113.61", "10.3.3.61"], "haproxy", service_story("lb1", "lb2", "lb2"),
        cable={"lb1": "10.3.3.1/24", "lb2": "10.3.3.2/24"}, told="/run/vrrp-states", mails=True),
    "nginx-pair": Setup(
        "two web servers with one address, mails about every state",
        {"web1": ["192.168.1.101/24"], "web2": ["192.168.1.102/24"]}, ["192.168.1.9/24"],
        ("192.168.1.100", 80), ["192.168.1.100"], "nginx", service_story("web1", "web2", "web1"),
        told="/run/vrrp-states", mails=True),
    "dual-stack": Setup(
        "one service over IPv4 and IPv6 that moves as a whole; the client asks over IPv6",
        {"gate1": ["192.0.2.1/24", "fe80::1/64", "2001:db8::1/64"],
         "gate2": ["192.0.2.2/24", "fe80::2/64", "2001:db8::2/64"]}, ["192.0.2.9/24", "2001:db8::9/64"],
        ("2001:db8::100", 80), ["192.0.2.100", "fe80::64", "2001:db8::100"], "nginx",
        service_story("gate1", "gate2", "gate1")),
    "unicast-three": Setup(
        "three nodes without multicast: the next one takes over, and the one after that",
        {"node1": ["10.20.30.1/24"], "node2": ["10.20.30.2/24"], "node3": ["10.20.30.3/24"]}, ["10.20.30.9/24"],
        ("10.20.30.100", 80), ["10.20.30.100"], "nginx",
        [("the cable of {0} is pulled", "unplug", "node1", "node2"),
         ("the daemon on {0} is stopped", "stop_daemon", "node2", "node3"),
         ("the cable of {0} is plugged in again", "plug", "node1", "node1")]),
    "cloud-havip": Setup(
        "two machines of a cloud, unicast, an address that follows gratuitous ARP; nobody preempts",
        {"vm1": ["172.16.16.6/16"], "vm2": ["172.16.16.5/16"]}, ["172.16.16.9/16"],
        ("172.16.2.8", 80), ["172.16.2.8"], "nginx", service_story("vm1", "vm2", "vm2")),
    "two-active": Setup(
        "two nodes that both work, each the home of one address",
        {"proxy1": ["172.20.35.5/16"], "proxy2": ["172.20.35.11/16"]}, ["172.20.35.99/16"],
        ("172.20.22.230", 4000), ["172.20.22.230", "172.20.22.231"], "haproxy",
        service_story("proxy1", "proxy2", "proxy1")),
    "lvs-nat": Setup(
        "two directors in front of three web servers, by NAT: one is killed, one is drained",
        {"lb1": ["203.0.113.1/24"], "lb2": ["203.0.113.2/24"]}, ["203.0.113.254/24"],
        ("203.0.113.80", 80), ["203.0.113.80", "10.80.0.254"], "nginx", [],
        cable={"lb1": "10.80.0.1/24", "lb2": "10.80.0.2/24"},
        servers={"web1": "10.80.0.11/24", "web2": "10.80.0.12/24", "web3": "10.80.0.13/24"}),
    "vmac-pair": Setup(
        "two gateways whose address keeps its hardware address, on an interface of its own",
        {"gw1": ["10.50.0.11/24"], "gw2": ["10.50.0.12/24"]}, ["10.50.0.99/24"],
        ("10.50.0.1", 80), ["10.50.0.1", "10.50.0.2"], "nginx", service_story("gw1", "gw2", "gw1")),
    "ansible-style": Setup(
        "a file as an Ansible role writes it: tracked process, FIFO, lines for SNMP",
        {"infra1": ["10.42.0.1/24"], "infra2": ["10.42.0.2/24"]}, ["10.42.0.9/24"],
        ("10.42.0.100", 80), ["10.42.0.100", "10.42.0.101"], "haproxy", service_story("infra1", "infra2", "infra1"),
        told="/run/vrrp-lines"),
}


def names():
    return "\n".join(f"  ./run demo {name:14} {setup.about}" for name, setup in SETUPS.items())


class Host(place.Node):
    """A node of an example, with processes of its own, as a tracked process is looked for among them."""

    def __init__(self, name, setup, example, daemon):
        self.name = name
        self.setup = setup
        self.daemon_command = daemon
        self.log = place.LAB / f"{name}.log"
        hold = (place.OWN_STATE + "; mount -t sysfs sysfs /sys; mount -t tmpfs -o mode=755 tmpfs /run; hostname $0; echo up; read -r end || true")
        self.outer = subprocess.Popen(
            ["unshare", "--net", "--mount", "--uts", "--pid", "--fork", "--mount-proc", "bash", "-c", hold, name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.outer.stdout.readline()
        self.holder = int(Path(f"/proc/{self.outer.pid}/task/{self.outer.pid}/children").read_text().split()[0])
        (place.LAB / f"{name}.pid").write_text(str(self.holder))
        self.plug_in()
        self.install(example)
        self.service = self.daemon = None

    def here(self, *command):
        return ["nsenter", "--target", str(self.holder), "--net", "--mount", "--uts", "--pid", "--", *command]

    def plug_in(self):
        place.must("ip", "link", "add", self.name, "type", "veth", "peer", "eth0", "netns", str(self.holder))
        place.must("ip", "link", "set", self.name, "master", "switch", "up")
        self.must("ip", "link", "set", "lo", "up")
        self.must("ip", "link", "set", "eth0", "addrgenmode", "none")
        for address in self.setup.nodes[self.name]:
            self.must("ip", "address", "add", address, "dev", "eth0", *place.NO_DETECTION[":" in address])
        self.must("ip", "link", "set", "eth0", "up")

    def install(self, example):
        """The files of the example, unchanged but for where they are and what a user namespace forbids."""
        for file in sorted(path for path in example.rglob("*") if path.is_file()):
            text = file.read_text().replace("/etc/keepalived/", FOLDER)
            if not place.SECURITY:
                text = text.replace("    enable_script_security\n", "").replace("  enable_script_security\n", "")
            inner = str(file.relative_to(example))
            self.must("mkdir", "-p", str(Path(FOLDER + inner).parent))
            self.pass_file(inner, text)
            self.must("chmod", oct(file.stat().st_mode & 0o755)[2:], FOLDER + inner)
        # Programs that ask for the name of their own node find it without DNS, which is not there.
        self.pass_file("hosts", f"127.0.0.1 localhost {self.name}\n")
        self.must("mount", "--bind", FOLDER + "hosts", "/etc/hosts")
        # The service finds no other's files, and binds addresses that are elsewhere.
        self.must("sh", "-c", "[ ! -d /var/lib/nginx ] || mount -t tmpfs tmpfs /var/lib/nginx")
        self.must("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_nonlocal_bind")
        self.must("sh", "-c", "echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce")

    def start_service(self):
        self.service = self.start(*SERVICES[self.setup.service], log=os.devnull)

    def start_relay(self):
        sink = str(Path(__file__).with_name("mails.py"))
        self.start(sys.executable, sink, "/run/mails", log=os.devnull)

    def start_daemon(self):
        self.daemon = self.start(*self.daemon_command, "-n", "-l", "-G", "-D", "-f", f"{FOLDER}{self.name}.conf", log=self.log)

    def stop_daemon(self):
        self.must("sh", "-c", "kill $(cat /run/keepalived.pid)")
        self.daemon.wait()

    def read(self, file):
        return self.ask("cat", file) if self.ask("sh", "-c", f"[ -e {file} ] && echo yes") else ""

    def has(self, addresses):
        """Those of the shared addresses that this node has."""
        lines = self.ask("ip", "-oneline", "address", "show")
        return [address for address in addresses if f" {address}/" in lines]

    def await_addresses(self, addresses):
        deadline = time.monotonic() + WAIT_S
        while self.has(addresses) != addresses and time.monotonic() < deadline:
            time.sleep(0.1)


class Stage:
    """The network of an example, its client, and a clock that starts at zero."""

    def __init__(self, name, daemon):
        self.setup = SETUPS[name]
        self.switch = place.Switch(daemon, self.setup.client)
        self.hosts = {node: Host(node, self.setup, EXAMPLES / name, self.switch.command) for node in self.setup.nodes}
        if self.setup.cable:
            place.must("ip", "link", "add", "inner", "type", "bridge", "mcast_snooping", "0", "forward_delay", "0")
            place.must("ip", "link", "set", "inner", "up")
            for node, address in self.setup.cable.items():
                self.lay(node, address)
        self.began = time.monotonic()
        self.client = None

    def lay(self, node, address):
        """The second interface of a node: a port of an inner switch."""
        host = self.hosts[node]
        place.must("ip", "link", "add", f"{node}-in", "type", "veth", "peer", "eth1", "netns", str(host.holder))
        place.must("ip", "link", "set", f"{node}-in", "master", "inner", "up")
        host.must("ip", "address", "add", address, "dev", "eth1")
        host.must("ip", "link", "set", "eth1", "up")

    def tell(self, text, at=None):
        print(f"{(at or time.monotonic()) - self.began:7.2f} s  {text}", flush=True)

    def expect(self, node, since, first=False):
        """Waits until a node has been answering for a while, and shows who has which addresses then."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            if self.answered_for(node, since) and self.client.answered_by() == node:
                silence = "" if first else f"; the client saw nothing for {self.client.silence_s(since):.2f} s"
                self.tell(f"{node} answers{silence}")
                self.show()
                return True
            time.sleep(0.02)
        self.tell(f"NO HAND-OVER: {node} does not answer (the client's last error: {self.client.last_error})")
        for each in self.hosts.values():
            tail = each.log.read_text(errors="replace").splitlines()[-15:] if each.log.exists() else []
            print(textwrap.indent("\n".join(tail), f"           {each.name} logged: "), flush=True)
        return False

    def answered_for(self, node, since):
        """True if the latest answers since then, of half a second at least, are all of that node."""
        recent = [(at, who) for at, who in self.client.answers if at >= max(since, time.monotonic() - SETTLED_S)]
        return time.monotonic() - since > SETTLED_S and recent and all(who == node for _, who in recent)

    def show(self):
        for host in self.hosts.values():
            shared = host.has(self.setup.shared)
            route = re.search(r"default via \S+", host.ask("ip", "route", "show", "default"))
            holds = shared + ([route.group()] if route else [])
            print(f"           {host.name} has {', '.join(holds) or 'none of the addresses'}")
        for host in self.hosts.values():
            said = self.switch.why(host) if host.daemon and host.daemon.poll() is None else ""
            if said:
                print(textwrap.indent(said, f"           {host.name}: "), flush=True)
        print(flush=True)

    def end(self):
        """What the nodes' programs and relays have been told."""
        for host in self.hosts.values():
            if self.setup.told:
                print(f"{host.name} has in {self.setup.told}:")
                print(textwrap.indent(host.read(self.setup.told), "           "))
            if self.setup.mails:
                print(f"{host.name} has sent:")
                print(textwrap.indent(host.read("/run/mails"), "           "))


def play(name, daemon):
    setup = SETUPS[name]
    missing = [each for each in (setup.service, "curl") if not shutil.which(each)]
    if missing:
        print(f"demo: {name} needs {' and '.join(missing)}")
        return 1
    print(f"{name}: {setup.about}.")
    print(f"The files are those of examples/{name}; only /etc/keepalived/ is {FOLDER} here"
          f"{'' if place.SECURITY else ', and without root no script counts as safe'}.")
    print(f"A client asks {setup.asked[0]} port {setup.asked[1]} 100 times a second.\n")
    if setup.servers:
        # It needs what is above.
        import balance
        return balance.play(name, daemon)
    stage = Stage(name, daemon)
    for host in stage.hosts.values():
        host.start_service()
        if setup.mails:
            host.start_relay()
    time.sleep(1)
    stage.client = Client(*setup.asked)
    first, *others = stage.hosts.values()
    stage.tell(f"{first.name} starts, then {' and '.join(host.name for host in others)}")
    first.start_daemon()
    first.await_addresses(setup.shared[:1])
    for host in others:
        host.start_daemon()
    if not run_through(stage):
        return 1
    stage.client.stop()
    # The last mail is on its way.
    time.sleep(1)
    stage.end()
    print("Every hand-over happened.")
    return 0


def run_through(stage):
    first = next(iter(stage.hosts))
    if not stage.expect(first, stage.began, first=True):
        return False
    for what, method, node, then in stage.setup.story:
        since = time.monotonic()
        getattr(stage.hosts[node], method)()
        stage.tell(what.format(node), since)
        if method == "start_service" or method == "plug":
            wait_for_state(stage, node)
        if not stage.expect(then, since):
            return False
    return True


def wait_for_state(stage, node):
    """Gives a node that is whole again the time to be believed: no longer in FAULT, or master by the old way."""
    host = stage.hosts[node]
    deadline = time.monotonic() + WAIT_S
    while stage.switch.is_vigil and " is FAULT" in stage.switch.why(host) and time.monotonic() < deadline:
        time.sleep(0.1)
