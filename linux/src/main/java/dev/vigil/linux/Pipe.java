package dev.vigil.linux;

import static dev.vigil.linux.Constants.F_SETFL;
import static dev.vigil.linux.Constants.O_CLOEXEC;
import static dev.vigil.linux.Constants.O_NONBLOCK;

/** What a child writes: the descriptor is the end we read, without blocking. One thread at a time. */
public final class Pipe extends Descriptor {
    /** What {@link #read} says when every writer has closed. */
    public static final int END = -1;

    private static final int CHUNK_BYTES = 4096;

    private final NativeBuffer chunk = NativeBuffer.struct(CHUNK_BYTES);
    private int writeFd;

    private Pipe(int readFd, int writeFd) {
        super(readFd);
        this.writeFd = writeFd;
    }

    public static Pipe open() {
        NativeBuffer ends = NativeBuffer.struct(2 * Integer.BYTES);
        Libc.require("create", "pipe", Syscall.PIPE2, ends.address(), O_CLOEXEC, 0);
        int readFd = ends.bytes().getInt(0);
        Pipe pipe = new Pipe(readFd, ends.bytes().getInt(Integer.BYTES));
        Libc.require("set up", "pipe", Syscall.FCNTL, readFd, F_SETFL, O_NONBLOCK);
        return pipe;
    }

    /** The end that is given to a child. */
    public int writeFd() {
        return writeFd;
    }

    /** To be called once the child has it; otherwise the end never comes. */
    public void closeWriteEnd() {
        if (writeFd >= 0) {
            OpenFile.close(writeFd);
            writeFd = -1;
        }
    }

    /** Reads what is there, at most the array; 0 if nothing is there now, {@link #END} if nothing will come. */
    public int read(byte[] into) {
        int wanted = Math.min(into.length, CHUNK_BYTES);
        long result = Libc.call(Syscall.READ, fd(), chunk.address(), wanted);
        if (result == -Errno.EAGAIN || result == -Errno.EINTR) {
            return 0;
        }
        if (result < 0) {
            throw new LinuxException("read", (int) -result, "pipe");
        }
        chunk.bytes().get(0, into, 0, (int) result);
        return result == 0 ? END : (int) result;
    }

    @Override
    public void close() {
        closeWriteEnd();
        super.close();
    }
}
