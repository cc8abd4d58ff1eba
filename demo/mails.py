"""A mail relay for one node: it takes every mail at 127.0.0.1 port 25 and writes its subject into a file."""
import socketserver
import sys


class Conversation(socketserver.StreamRequestHandler):
    """Just enough of RFC 5321 for a client that does as it should."""

    def handle(self):
        self.say("220 relay")
        for line in self.rfile:
            word = line.split(b" ")[0].strip().upper()
            if word == b"DATA":
                self.say("354 go on")
                self.take()
            if word == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 yes")

    def take(self):
        for line in self.rfile:
            if line.rstrip() == b".":
                return
            if line.startswith(b"Subject: "):
                with open(sys.argv[1], "ab") as file:
                    file.write(line[len("Subject: "):])

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


if __name__ == "__main__":
    socketserver.ThreadingTCPServer(("127.0.0.1", 25), Conversation).serve_forever()
