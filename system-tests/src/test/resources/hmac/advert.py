#!/usr/bin/python3
"""Makes and checks advertisements with the trailer of auth_hmac, by Python's own hmac module.

advert.py check KEY        reads frames in hexadecimal, one a line, and prints what is wrong with each, or "right N" with its
                           place in the order
advert.py make KEY-ID KEY SOURCE VRID PRIORITY SECONDS-AHEAD ADDRESS
                           prints the frame of an IPv4 multicast advertisement of version 3, with an interval of 0.5 s
"""

import hashlib
import hmac
import socket
import struct
import sys
import time


def checksum(octets):
    total = sum(octets[i] << 8 | octets[i + 1] for i in range(0, len(octets), 2))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def proof(key, family, source, message, head):
    context = bytes([family, message[0] >> 4, message[1], 0]) + source.ljust(16, b"\0")
    covered = context + message[:6] + b"\0\0" + message[8:] + head + bytes(16)
    return hmac.new(key, covered, hashlib.sha256).digest()[:16]


def verdict(key, frame):
    if frame[12:14] == b"\x08\x00":
        family, source, at = 4, frame[26:30], 34
        end = 14 + struct.unpack("!H", frame[16:18])[0]
    else:
        family, source, at = 6, frame[22:38], 54
        end = 54 + struct.unpack("!H", frame[18:20])[0]
    packet = frame[at:end]
    width = 4 if family == 4 else 16
    length = 8 + packet[3] * width + (8 if packet[0] >> 4 == 2 and family == 4 else 0)
    if len(packet) != length + 28:
        return "length %d instead of %d" % (len(packet), length + 28)
    message, head, given = packet[:length], packet[length : length + 12], packet[length + 12 :]
    if head[0] != 1 or head[2:4] != b"\0\0":
        return "head " + head.hex()
    seconds = struct.unpack("!I", head[4:8])[0]
    if abs(seconds - time.time()) > 60:
        return "made %d s ago" % (time.time() - seconds)
    if given != proof(key, family, source, message, head):
        return "proof"
    return "right %d" % int.from_bytes(head[4:12], "big")


def make(key_id, key, source, vrid, priority, ahead, address):
    source, address = socket.inet_aton(source), socket.inet_aton(address)
    group = socket.inet_aton("224.0.0.18")
    message = bytearray(struct.pack("!BBBBHH", 0x31, vrid, priority, 1, 50, 0) + address)
    pseudo = source + group + struct.pack("!HH", 112, len(message))
    message[6:8] = struct.pack("!H", checksum(pseudo + message))
    now = time.time() + ahead
    head = struct.pack("!BBHIHH", 1, key_id, 0, int(now), int(now % 1 * 65536), 0)
    trailer = head + proof(key, 4, source, bytes(message), head)
    total = 20 + len(message) + len(trailer)
    ip = bytearray(struct.pack("!BBHHHBBH4s4s", 0x45, 0xC0, total, 1, 0, 255, 112, 0, source, group))
    ip[10:12] = struct.pack("!H", checksum(ip))
    return bytes.fromhex("01005e00001202000000feed0800") + ip + message + trailer


if sys.argv[1] == "check":
    for line in sys.stdin:
        print(verdict(bytes.fromhex(sys.argv[2]), bytes.fromhex(line.strip())))
else:
    number, secret, origin, router, rank, later, listed = sys.argv[2:]
    print(make(int(number), bytes.fromhex(secret), origin, int(router), int(rank), float(later), listed).hex())
