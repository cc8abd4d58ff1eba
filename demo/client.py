"""A client that asks the shared address a hundred times a second and remembers who answered when."""
import errno
import selectors
import socket
import threading
import time

PERIOD_S = 0.01
PATIENCE_S = 0.4
REQUEST = b"GET / HTTP/1.0\r\n\r\n"


class Client:
    """Each request is a connection of its own and waits for no other, so a silent node delays nothing."""

    def __init__(self, address, port):
        self.target = (address, port)
        self.answers = []
        self.asked = 0
        self.last_error = "nothing"
        self.waiting = {}
        self.asking = True
        self.selector = selectors.DefaultSelector()
        threading.Thread(target=self.ask_forever, daemon=True).start()

    def ask_forever(self):
        next_at = time.monotonic()
        while self.asking:
            now = time.monotonic()
            if now >= next_at:
                next_at = max(next_at + PERIOD_S, now)
                self.ask(now)
                self.give_up(now)
            for key, _ in self.selector.select(max(0, next_at - time.monotonic())):
                self.advance(key.fileobj)

    def stop(self):
        self.asking = False

    def ask(self, now):
        self.asked += 1
        connection = socket.socket(socket.AF_INET6 if ":" in self.target[0] else socket.AF_INET)
        connection.setblocking(False)
        error = connection.connect_ex(self.target)
        if error not in (0, errno.EINPROGRESS):
            self.last_error = errno.errorcode[error]
            connection.close()
            return
        self.waiting[connection] = now
        self.selector.register(connection, selectors.EVENT_WRITE)

    def advance(self, connection):
        try:
            if self.selector.get_key(connection).events == selectors.EVENT_WRITE:
                connection.send(REQUEST)
                self.selector.modify(connection, selectors.EVENT_READ, b"")
                return
            text = connection.recv(4096)
            if text:
                so_far = self.selector.get_key(connection).data + text
                self.selector.modify(connection, selectors.EVENT_READ, so_far)
                return
            lines = self.selector.get_key(connection).data.decode(errors="replace").split()
            if lines:
                self.answers.append((time.monotonic(), lines[-1]))
        except OSError as error:
            self.last_error = error.strerror
        self.close(connection)

    def give_up(self, now):
        for connection in [waiting for waiting, since in self.waiting.items() if now - since > PATIENCE_S]:
            self.last_error = "no answer"
            self.close(connection)

    def close(self, connection):
        self.selector.unregister(connection)
        del self.waiting[connection]
        connection.close()

    def answered_by(self):
        """Who gave the last answer, if that was just now."""
        if not self.answers or time.monotonic() - self.answers[-1][0] > 10 * PERIOD_S:
            return None
        return self.answers[-1][1]

    def silence_s(self, since):
        """The longest time without any answer from `since` until now."""
        recent = [at for at, _ in self.answers if at >= since - 1]
        moments = [at for at in recent if at < since][-1:] + [at for at in recent if at >= since]
        return max((later - earlier for earlier, later in zip(moments, moments[1:])), default=0.0)
