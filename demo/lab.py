"""A switch with a client on it, and two nodes: each a network, a /run and a host name of its own."""
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED_ADDRESS = "10.77.0.10"
CLIENT_ADDRESS = "10.77.0.100"
NODES = {"node-a": ("10.77.0.1", 100), "node-b": ("10.77.0.2", 90)}
LAB = Path("/run/lab")

# A daemon that is installed here keeps its history and its operators' wishes there; those of the nodes are their own.
OWN_STATE = "[ ! -d /var/lib/vigil ] || mount -t tmpfs tmpfs /var/lib/vigil"

# An IPv6 address is usable at once: nobody else is in this network.
NO_DETECTION = {False: [], True: ["nodad"]}

# In a user namespace the owner of /usr/bin is nobody, so there no script counts as safe.
SECURITY = "enable_script_security" if Path("/usr/bin").stat().st_uid == 0 else ""

CONFIGURATION = """\
global_defs {{
    router_id {name}
    script_user root
    {security}
    vrrp_version 3
}}

vrrp_script web {{
    script "{curl} --silent --fail --max-time 1 --output /dev/null http://127.0.0.1/"
    interval 1
    timeout 2
    fall 1
    rise 2
}}

vrrp_instance shared {{
    interface eth0
    virtual_router_id 77
    priority {priority}
    advert_int 0.2
    virtual_ipaddress {{
        {shared}/24
    }}
    track_script {{
        web
    }}
}}
"""


def must(*command):
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def node_pid(root, node):
    """The process, as the lab counts, that holds a node of the lab whose files are below `root`; None if there is none."""
    try:
        return Path(f"{root}{LAB}/{node}.pid").read_text()
    except FileNotFoundError:
        return None


def nodes(root):
    """The names of the nodes of the lab whose files are below `root`."""
    return sorted(file.stem for file in Path(f"{root}{LAB}").glob("*.pid"))


class Node:
    """One host, held by a process that sleeps, with a web service and a daemon on it."""

    def __init__(self, name, daemon):
        self.name = name
        self.address, self.priority = NODES[name]
        self.daemon_command = daemon
        self.log = LAB / f"{name}.log"
        hold = f"{OWN_STATE}; mount -t sysfs sysfs /sys; mount -t tmpfs tmpfs /run; hostname {name}; echo up; exec sleep infinity"
        self.holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "--uts", "sh", "-c", hold], stdout=subprocess.PIPE, text=True
        )
        self.holder.stdout.readline()
        (LAB / f"{name}.pid").write_text(str(self.holder.pid))
        self.plug_in()
        self.service = self.daemon = None
        self.pass_file("keepalived.conf", CONFIGURATION.format(
            name=name, priority=self.priority, shared=SHARED_ADDRESS, curl=shutil.which("curl"), security=SECURITY))

    def plug_in(self):
        must("ip", "link", "add", self.name, "type", "veth", "peer", "eth0", "netns", str(self.holder.pid))
        must("ip", "link", "set", self.name, "master", "switch", "up")
        self.must("ip", "link", "set", "lo", "up")
        self.must("ip", "address", "add", f"{self.address}/24", "dev", "eth0")
        self.must("ip", "link", "set", "eth0", "up")

    def pass_file(self, name, text):
        """Puts a file into the node's own /run, where the outside cannot write."""
        self.must("mkdir", "-p", "/run/demo")
        writer = subprocess.run(self.here("tee", f"/run/demo/{name}"), input=text, text=True, stdout=subprocess.DEVNULL)
        writer.check_returncode()

    def here(self, *command):
        return ["nsenter", "--target", str(self.holder.pid), "--net", "--mount", "--uts", "--", *command]

    def must(self, *command):
        must(*self.here(*command))

    def ask(self, *command):
        """What a command on this node prints."""
        answer = subprocess.run(
            self.here(*command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=10)
        return answer.stdout.strip()

    def start_service(self):
        self.pass_file("index.html", f"{self.name}\n")
        self.service = self.start(sys.executable, "-m", "http.server", "80", "--directory", "/run/demo", log=os.devnull)

    def kill_service(self):
        kill_group(self.service)

    def start_daemon(self):
        self.daemon = self.start(
            *self.daemon_command, "-n", "-l", "-G", "-D", "-f", "/run/demo/keepalived.conf", log=self.log)

    def kill_daemon(self):
        """As sudden as it gets: no last advertisement, and the shared address stays on the interface."""
        kill_group(self.daemon)

    def start(self, *command, log):
        with open(log, "ab") as output:
            return subprocess.Popen(
                self.here(*command), stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)

    def unplug(self):
        must("ip", "link", "set", self.name, "down")

    def plug(self):
        must("ip", "link", "set", self.name, "up")


def kill_group(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Switch:
    """A network built inside fresh namespaces, with the client on it. It needs no tidying: they take everything with them."""

    def __init__(self, daemon, client_addresses):
        self.is_vigil = daemon is None
        self.command = [str(ROOT / "bin/vigil"), "run"] if self.is_vigil else [daemon]
        must("mount", "-t", "tmpfs", "tmpfs", "/run")
        LAB.mkdir()
        must("ip", "link", "set", "lo", "up")
        must("ip", "link", "add", "switch", "type", "bridge", "mcast_snooping", "0", "forward_delay", "0")
        must("ip", "link", "set", "switch", "up")
        for address in client_addresses:
            must("ip", "address", "add", address, "dev", "switch", *NO_DETECTION[":" in address])

    def why(self, node):
        """What the node's daemon says about its state."""
        return node.ask(str(ROOT / "bin/vigil"), "why") if self.is_vigil else ""


class Lab(Switch):
    """The two nodes of the demo that needs no configuration."""

    def __init__(self, daemon):
        super().__init__(daemon, [f"{CLIENT_ADDRESS}/24"])
        self.a, self.b = (Node(name, self.command) for name in NODES)
