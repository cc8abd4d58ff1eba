#!/usr/bin/python3
"""lvs.py SCENARIOS RESULTS keepalived=COMMAND vigil=COMMAND: the same virtual servers with both daemons, side by side in
network namespaces of one kernel with IPVS, through the steps of each scenario (files *.lvs).

A scenario has parts that begin with a line "--- conf NAME" or "--- steps". In a configuration /lab is a folder of the daemon's
own, with told (a program that notes its arguments), lvs.fifo (which is read here) and whatever the daemon writes there.
127.0.0.1:8001 to 127.0.0.9:8009 are the servers a to i, 127.0.0.25:25 takes mail. Steps, one a line:

  start CONF | reload CONF | stop | kill    the daemon; kill is SIGKILL to all of its processes
  up NAME... | down NAME...                 servers; those named in the first up begin
  run COMMAND                               in the namespace
  dump                                      SIGUSR1

A step is over when both have been the same for a while, which is looked at as often as this machine allows. What each has then
is written to RESULTS/SCENARIO/STEP.DAEMON: the kernel's table in order, the programs that ran, the lines of the FIFO, the mails.
"""
import ctypes
import glob
import os
import re
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time

LIBC = ctypes.CDLL(None, use_errno=True)
NEWNET = 0x40000000
AT_LEAST_S = 1.3
STABLE_S = 0.6
LIMIT_S = 15
START_LIMIT_S = 40
SERVERS = {chr(ord("a") + n): ("127.0.0.%d" % (n + 1), 8001 + n) for n in range(9)}
TOLD = '#!/bin/sh\necho "$*" >> %s/told.log\n'


def enter(path):
    with open(path) as space:
        if LIBC.setns(space.fileno(), NEWNET):
            raise OSError(ctypes.get_errno(), path)


class Side:
    """One daemon with its namespace, its servers and what is seen of it."""

    def __init__(self, name, command, selector):
        self.name = name
        self.command = command.split()
        self.selector = selector
        self.folder = "/srv/" + name
        self.space = "/run/netns/" + name
        self.listeners = {}
        self.daemon = None
        self.mails = []
        self.lines = ""
        self.fifo = None
        os.makedirs(self.folder)
        subprocess.run(["ip", "netns", "add", name], check=True)
        for words in ("link set lo up", "link add d0 type dummy", "link set d0 up", "addr add 10.9.0.1/16 dev d0"):
            subprocess.run(["ip", "-n", name] + words.split(), check=True)
        with open(self.folder + "/told", "w") as program:
            program.write(TOLD % self.folder)
        os.chmod(self.folder + "/told", 0o755)
        self.listen(("127.0.0.25", 25), self.mail)

    def listen(self, place, on_connection):
        enter(self.space)
        listener = socket.socket()
        enter("/proc/1/ns/net")
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(100)
        listener.setblocking(False)
        self.selector.register(listener, selectors.EVENT_READ, lambda: self.accept(listener, on_connection))
        return listener

    @staticmethod
    def accept(listener, on_connection):
        try:
            on_connection(listener.accept()[0])
        except OSError:
            pass

    def up(self, names):
        for name in names:
            if name not in self.listeners:
                self.listeners[name] = self.listen(SERVERS[name], lambda connection: connection.close())

    def down(self, names):
        for name in names:
            listener = self.listeners.pop(name, None)
            if listener:
                self.selector.unregister(listener)
                listener.close()

    def mail(self, connection):
        connection.settimeout(5)
        file = connection.makefile("rw", newline="")

        def say(text):
            file.write(text + "\r\n")
            file.flush()

        say("220 lab")
        body = None
        for line in file:
            line = line.rstrip("\r\n")
            if body is not None:
                if line == ".":
                    self.mails.append(" | ".join(body))
                    body = None
                    say("250 taken")
                elif line.startswith("Subject:") or line.startswith("=>"):
                    body.append(line)
            elif line == "DATA":
                body = []
                say("354 go on")
            elif line == "QUIT":
                say("221 bye")
                break
            else:
                say("250 well")
        connection.close()

    def write(self, text):
        with open(self.folder + "/conf", "w") as conf:
            conf.write(text.replace("/lab/", self.folder + "/"))

    def start(self, text):
        self.write(text)
        if "lvs.fifo" in text and self.fifo is None:
            os.mkfifo(self.folder + "/lvs.fifo", 0o600)
            self.fifo = os.open(self.folder + "/lvs.fifo", os.O_RDWR | os.O_NONBLOCK)
        for file in glob.glob(self.folder + "/*.data"):
            os.remove(file)
        script = "mount -t tmpfs run /run; cd %s; exec %s %s/conf" % (self.folder, " ".join(self.command), self.folder)
        log = open(self.folder + "/log", "a")
        self.daemon = subprocess.Popen(
            ["ip", "netns", "exec", self.name, "bash", "-c", script],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def reload(self, text):
        self.write(text)
        self.daemon.send_signal(signal.SIGHUP)

    def family(self):
        """The daemon and everything below it."""
        found = [self.daemon.pid]
        for pid in found:
            try:
                with open("/proc/%d/task/%d/children" % (pid, pid)) as children:
                    found += [int(word) for word in children.read().split()]
            except OSError:
                pass
        return found

    def kill(self):
        family = self.family()
        for what in (signal.SIGSTOP, signal.SIGKILL):
            for pid in family:
                try:
                    os.kill(pid, what)
                except ProcessLookupError:
                    pass
        self.daemon.wait()
        subprocess.run("rm -f /run/keepalived.pid /run/checkers.pid", shell=True)

    def stop(self):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.terminate()
            self.daemon.wait(30)

    def ipvsadm(self, words):
        ended = subprocess.run(["ipvsadm"] + words, capture_output=True, text=True, preexec_fn=lambda: enter(self.space))
        return ended.stdout.splitlines()

    def seen(self, whole):
        table = sorted(self.ipvsadm(["-Sn"]))
        if whole:
            table += self.ipvsadm(["-L", "--timeout"]) + sorted(self.ipvsadm(["-L", "--daemon"]))
        try:
            with open(self.folder + "/told.log") as told:
                programs = sorted(told.read().splitlines())
        except OSError:
            programs = []
        if self.fifo is not None:
            try:
                while True:
                    self.lines += os.read(self.fifo, 65536).decode()
            except BlockingIOError:
                pass
        dumps = sorted(os.path.basename(file) for file in glob.glob(self.folder + "/*.data"))
        return table, programs, sorted(self.lines.splitlines(True)), sorted(self.mails), dumps

    def forget(self):
        open(self.folder + "/told.log", "w").close()
        self.lines = ""
        self.mails.clear()


class Lab:
    def __init__(self, results, commands):
        self.results = results
        self.selector = selectors.DefaultSelector()
        self.sides = [Side(*word.split("=", 1), self.selector) for word in commands]

    def pump(self, seconds):
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            if left <= 0:
                return
            for key, _ in self.selector.select(left):
                key.data()

    def settle(self, whole, started):
        begun = time.monotonic()
        limit = START_LIMIT_S if started else LIMIT_S
        last, since = None, begun
        while True:
            self.pump(0.1)
            seen = [side.seen(whole) for side in self.sides]
            now = time.monotonic()
            if seen != last:
                last, since = seen, now
            equal = all(each == seen[0] for each in seen) and (seen[0][0] or not started)
            if equal and now - since >= STABLE_S and now - begun >= AT_LEAST_S or now - begun >= limit:
                return seen

    def play(self, path):
        name = os.path.basename(path)[:-4]
        parts = re.split(r"^--- (.*)\n", open(path).read(), flags=re.M)
        parts = dict(zip(parts[1::2], parts[2::2]))
        os.makedirs(os.path.join(self.results, name))
        whole = any("lvs_timeouts" in text or "lvs_sync" in text for text in parts.values())
        number = 0
        for line in parts["steps"].splitlines():
            words = line.split()
            if not words:
                continue
            for side in self.sides:
                self.act(side, words, parts)
            if number == 0 and words[0] != "start":
                continue
            number += 1
            seen = self.settle(whole, words[0] == "start")
            for side, each in zip(self.sides, seen):
                titles = ("table", "programs", "fifo", "mails", "dumps")
                text = "".join("# %s\n%s\n" % (title, "\n".join(map(repr, lines))) for title, lines in zip(titles, each))
                step = "%02d-%s" % (number, re.sub(r"[^a-z0-9]+", "-", line)[:40])
                with open(os.path.join(self.results, name, step + "." + side.name), "w") as out:
                    out.write(text)
                side.forget()
        for side in self.sides:
            side.stop()
            for file in glob.glob(side.folder + "/*.data"):
                shutil.move(file, os.path.join(self.results, name, os.path.basename(file) + "." + side.name))
            shutil.move(side.folder + "/log", os.path.join(self.results, name, "log." + side.name))
            side.down(list(side.listeners))
            side.forget()
            side.ipvsadm(["-C"])

    @staticmethod
    def act(side, words, parts):
        action, rest = words[0], words[1:]
        if action == "start":
            side.start(parts["conf " + rest[0]])
        elif action == "reload":
            side.reload(parts["conf " + rest[0]])
        elif action == "up":
            side.up(rest)
        elif action == "down":
            side.down(rest)
        elif action == "stop":
            side.stop()
        elif action == "kill":
            side.kill()
        elif action == "dump":
            side.daemon.send_signal(signal.SIGUSR1)
        elif action == "run":
            subprocess.run(rest, check=True, preexec_fn=lambda: enter(side.space))
        else:
            raise ValueError(action)


def main():
    scenarios, results, *commands = sys.argv[1:]
    for module in ("ip_vs", "fou", "dummy") + tuple("ip_vs_" + name for name in (
            "rr", "wrr", "wlc", "lc", "sh", "dh", "mh", "fo", "ovf", "sed", "nq", "lblc", "lblcr", "pe_sip")):
        subprocess.run(["modprobe", module])
    os.makedirs("/run/netns", exist_ok=True)
    lab = Lab(results, commands)
    begun = time.monotonic()
    for path in sorted(glob.glob(scenarios + "/*.lvs")):
        lab.play(path)
        print("%6.1f s  %s" % (time.monotonic() - begun, os.path.basename(path)), flush=True)


main()
