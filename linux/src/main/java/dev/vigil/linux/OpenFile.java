package dev.vigil.linux;

import static dev.vigil.linux.Constants.AT_FDCWD;
import static dev.vigil.linux.Constants.O_CLOEXEC;

import java.nio.charset.StandardCharsets;

/** Files opened by number, for what java.nio cannot say: the error number, open file description locks, namespaces. */
final class OpenFile {
    private OpenFile() {}

    /** A close-on-exec descriptor, or the negated error number. */
    static int tryOpen(String path, int flags, int mode) {
        NativeBuffer name = NativeBuffer.cString(path);
        long result = Libc.call(Syscall.OPENAT, AT_FDCWD, name.address(), flags | O_CLOEXEC, mode, 0, 0);
        name.keep();
        return (int) result;
    }

    static int open(String path, int flags, int mode) {
        int fd = tryOpen(path, flags, mode);
        if (fd < 0) {
            throw new LinuxException("open", -fd, path);
        }
        return fd;
    }

    static void close(int fd) {
        Libc.callOnce(Syscall.CLOSE, fd);
    }

    /** The beginning of the file as text, at most {@code bytesMax} bytes. */
    static String read(int fd, int bytesMax, String path) {
        NativeBuffer buffer = NativeBuffer.struct(bytesMax);
        int length = (int) Libc.require("read", path, Syscall.READ, fd, buffer.address(), bytesMax);
        byte[] bytes = new byte[length];
        buffer.bytes().get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes a short text in one go, as /proc wants it. */
    static void write(int fd, String text, String path) {
        NativeBuffer buffer = NativeBuffer.cString(text);
        int length = buffer.sizeBytes() - 1;
        long written = Libc.require("write", path, Syscall.WRITE, fd, buffer.address(), length);
        buffer.keep();
        if (written != length) {
            throw new LinuxException("write", Errno.EIO, path);
        }
    }
}
