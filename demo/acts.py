"""The three things that break, what must follow, and the timeline of it."""
import textwrap
import time

import lab as place
from client import Client

HAND_OVER_WAIT_S = 15
SETTLED_S = 0.5


class NoHandOver(Exception):
    """What had to follow did not."""


class Stage:
    """The lab, the client, and a clock that starts at zero."""

    def __init__(self, lab):
        self.lab = lab
        self.began = time.monotonic()
        self.client = Client(place.SHARED_ADDRESS, 80)
        self.settled = False

    def tell(self, text, at=None):
        print(f"{(at or time.monotonic()) - self.began:7.2f} s  {text}", flush=True)

    def explain(self, *nodes):
        for node in nodes:
            said = self.lab.why(node)
            if said:
                print(textwrap.indent(said, f"           {node.name}: "), flush=True)

    def expect(self, node, since):
        """Waits until the node has been answering for a while; answers how long the client saw nothing."""
        deadline = time.monotonic() + HAND_OVER_WAIT_S
        while time.monotonic() < deadline:
            first = self.first_answer(node, since)
            if first and time.monotonic() - first > SETTLED_S and self.client.answered_by() == node.name:
                silence = f"; the client saw nothing for {self.client.silence_s(since):.2f} s" if self.settled else ""
                self.tell(f"{node.name} answers{silence}", first)
                self.settled = True
                return
            time.sleep(0.02)
        self.tell(f"NO HAND-OVER: {node.name} does not answer (the client's last error: {self.client.last_error})")
        for each in (self.lab.a, self.lab.b):
            tail = each.log.read_text(errors="replace").splitlines()[-15:] if each.log.exists() else []
            print(textwrap.indent("\n".join(tail), f"           {each.name} logged: "), flush=True)
        self.explain(self.lab.a, self.lab.b)
        raise NoHandOver

    def first_answer(self, node, since):
        """When the node began the unbroken run of answers that is its latest."""
        first = None
        for at, who in reversed(self.client.answers):
            if who != node.name or at < since:
                break
            first = at
        return first

    def act(self, broken, do_break, mended, do_mend):
        a, b = self.lab.a, self.lab.b
        since = time.monotonic()
        do_break()
        self.tell(broken, since)
        self.expect(b, since)
        self.explain(a, b)
        since = time.monotonic()
        do_mend()
        self.tell(mended, since)
        self.expect(a, since)
        self.explain(a)
        print(flush=True)


def play(lab):
    a, b = lab.a, lab.b
    print(f"node-a (priority {a.priority}) and node-b (priority {b.priority}) share {place.SHARED_ADDRESS}.")
    print("Each runs a web service and checks it every second. A client asks the address 100 times a second.\n")
    for node in (a, b):
        node.start_service()
        node.start_daemon()
    stage = Stage(lab)
    try:
        run_through(stage)
    except NoHandOver:
        return 1
    stage.client.stop()
    lost = stage.client.asked - len(stage.client.answers)
    print(f"The client asked {stage.client.asked} times; {lost} requests got no answer.")
    print("Every hand-over happened.")
    return 0


def run_through(stage):
    a, b = stage.lab.a, stage.lab.b
    stage.tell("both nodes start")
    stage.expect(a, stage.began)
    stage.explain(a, b)
    print(flush=True)
    stage.act("the web service on node-a is killed", a.kill_service,
              "the web service on node-a runs again", a.start_service)
    stage.act("the daemon on node-a is killed (kill -9)", a.kill_daemon,
              "the daemon on node-a is started again", a.start_daemon)
    stage.act("the cable of node-a is pulled", a.unplug,
              "the cable of node-a is plugged in again", a.plug)
