#!/usr/bin/python3
"""servers.py FOLDER NAME=ADDRESS:PORT ...: accepts connections while the file FOLDER/NAME exists."""
import os
import select
import socket
import sys

folder = sys.argv[1]
places = {word.split("=")[0]: word.split("=")[1].rsplit(":", 1) for word in sys.argv[2:]}
open_sockets = {}
while True:
    for name, (address, port) in places.items():
        wanted = os.path.exists(os.path.join(folder, name))
        if wanted and name not in open_sockets:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            listener = socket.socket(family)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, int(port)))
            listener.listen(50)
            open_sockets[name] = listener
        if not wanted and name in open_sockets:
            open_sockets.pop(name).close()
    for listener in select.select(list(open_sockets.values()), [], [], 0.02)[0]:
        try:
            listener.accept()[0].close()
        except OSError:
            pass
