package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_UNIX;
import static dev.vigil.linux.Constants.IFNAMSIZ;
import static dev.vigil.linux.Constants.SOCK_CLOEXEC;
import static dev.vigil.linux.Constants.SOCK_DGRAM;
import static dev.vigil.linux.Constants.SOCK_NONBLOCK;
import static dev.vigil.linux.Constants.SOL_SOCKET;
import static dev.vigil.linux.Constants.SO_ATTACH_FILTER;
import static dev.vigil.linux.Constants.SO_BINDTODEVICE;
import static dev.vigil.linux.Constants.SO_RCVBUF;
import static dev.vigil.linux.Constants.SO_RCVBUFFORCE;

import dev.vigil.linux.Structs.SockFilter;
import dev.vigil.linux.Structs.SockFprog;
import java.nio.charset.StandardCharsets;

/** Opening sockets and setting their options, all of it outside the hot path. */
final class Socket {
    private Socket() {}

    /** A close-on-exec socket. */
    static int open(int family, int type, int protocol, String what) {
        return (int) Libc.require("open", what, Syscall.SOCKET, family, type | SOCK_CLOEXEC, protocol);
    }

    static int openNonBlocking(int family, int type, int protocol, String what) {
        return open(family, type | SOCK_NONBLOCK, protocol, what);
    }

    /** Runs the set-up of a socket, and closes it if that fails. */
    static void setUp(int fd, Runnable steps) {
        boolean done = false;
        try {
            steps.run();
            done = true;
        } finally {
            if (!done) {
                Libc.callOnce(Syscall.CLOSE, fd);
            }
        }
    }

    static void option(int fd, int level, int name, int value, String what) {
        NativeBuffer buffer = NativeBuffer.struct(Integer.BYTES);
        buffer.bytes().putInt(0, value);
        option(fd, level, name, buffer, what);
    }

    static void option(int fd, int level, int name, NativeBuffer value, String what) {
        int errno = tryOption(fd, level, name, value);
        if (errno != 0) {
            throw new LinuxException("set socket option", errno, what);
        }
    }

    /** Sets an option that older kernels lack; 0 or the error number. */
    static int tryOption(int fd, int level, int name, int value) {
        NativeBuffer buffer = NativeBuffer.struct(Integer.BYTES);
        buffer.bytes().putInt(0, value);
        return tryOption(fd, level, name, buffer);
    }

    static int tryOption(int fd, int level, int name, NativeBuffer value) {
        long result = Libc.call(Syscall.SETSOCKOPT, fd, level, name, value.address(), value.sizeBytes(), 0);
        value.keep();
        return (int) -result;
    }

    /** Reads an option into a structure; how many bytes it has. */
    static int read(int fd, int level, int name, NativeBuffer value, String what) {
        NativeBuffer length = NativeBuffer.struct(Integer.BYTES);
        length.bytes().putInt(0, value.sizeBytes());
        Libc.require(
                "read socket option", what, Syscall.GETSOCKOPT, fd, level, name, value.address(), length.address());
        value.keep();
        return length.bytes().getInt(0);
    }

    static void bindToDevice(int fd, String interfaceName) {
        NativeBuffer name = NativeBuffer.struct(IFNAMSIZ);
        byte[] bytes = interfaceName.getBytes(StandardCharsets.UTF_8);
        name.bytes().put(0, bytes, 0, Math.min(bytes.length, IFNAMSIZ - 1));
        option(fd, SOL_SOCKET, SO_BINDTODEVICE, name, "SO_BINDTODEVICE " + interfaceName);
    }

    /** Sets the receive buffer, beyond net.core.rmem_max where we may. */
    static void receiveBuffer(int fd, int sizeBytes) {
        if (tryOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, sizeBytes) != 0) {
            option(fd, SOL_SOCKET, SO_RCVBUF, sizeBytes, "SO_RCVBUF");
        }
    }

    /** Sets the send buffer, beyond net.core.wmem_max where we may. */
    static void sendBuffer(int fd, int sizeBytes) {
        if (tryOption(fd, SOL_SOCKET, Constants.SO_SNDBUFFORCE, sizeBytes) != 0) {
            option(fd, SOL_SOCKET, Constants.SO_SNDBUF, sizeBytes, "SO_SNDBUF");
        }
    }

    /** Makes the kernel queue nothing on a socket that only sends: a filter of one instruction that rejects all. */
    static void rejectAll(int fd) {
        NativeBuffer instruction = NativeBuffer.struct(SockFilter.SIZE);
        instruction.bytes().putShort(SockFilter.CODE, (short) (Constants.BPF_RET | Constants.BPF_K));
        NativeBuffer program = NativeBuffer.struct(SockFprog.SIZE);
        program.bytes().putShort(SockFprog.LEN, (short) 1).putLong(SockFprog.FILTER, instruction.address());
        option(fd, SOL_SOCKET, SO_ATTACH_FILTER, program, "SO_ATTACH_FILTER");
        instruction.keep();
    }

    /** Two descriptors. */
    record Pair(int near, int far) {}

    /** A socket that takes every datagram, and whose other end, which must stay open, drops it. */
    static Pair openNowhere() {
        NativeBuffer ends = NativeBuffer.struct(2 * Integer.BYTES);
        int type = SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
        Libc.require("open", "a socket to nowhere", Syscall.SOCKETPAIR, AF_UNIX, type, 0, ends.address(), 0);
        Pair pair = new Pair(ends.bytes().getInt(0), ends.bytes().getInt(Integer.BYTES));
        setUp(pair.near, () -> setUp(pair.far, () -> rejectAll(pair.far)));
        return pair;
    }

    static void bind(int fd, NativeBuffer address, int sizeBytes, String what) {
        Libc.require("bind", what, Syscall.BIND, fd, address.address(), sizeBytes);
        address.keep();
    }

    static void bind(int fd, SocketAddress address, String what) {
        Libc.require("bind", what, Syscall.BIND, fd, address.nativeAddress(), address.sizeBytes());
        address.keep();
    }
}
