package dev.vigil.linux;

import static dev.vigil.linux.Constants.FD_CLOEXEC;
import static dev.vigil.linux.Constants.F_SETFD;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The pipe to the guardian, the process that watches this one from outside and was started just before it. The launcher
 * names the descriptor in {@code -Dvigil.guardian=N}. Whether anybody still reads is not known, and does not matter here.
 */
public final class GuardianPipe extends Descriptor {
    private static final String PROPERTY = "vigil.guardian";

    private GuardianPipe(int fd) {
        super(fd);
    }

    /** The guardian that the launcher started; empty if there is none. */
    public static Optional<GuardianPipe> fromLauncher() {
        return at(Integer.getInteger(PROPERTY, -1));
    }

    /** @param fd a descriptor that was handed down to this process and goes no further */
    static Optional<GuardianPipe> at(int fd) {
        boolean isOpen = fd >= 0 && Libc.call(Syscall.FCNTL, fd, F_SETFD, FD_CLOEXEC) == 0;
        return isOpen ? Optional.of(new GuardianPipe(fd)) : Optional.empty();
    }

    /** Says one line; false if the guardian is gone. */
    public boolean say(String line) {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        NativeBuffer buffer = NativeBuffer.struct(bytes.length);
        buffer.bytes().put(0, bytes);
        boolean said = Libc.call(Syscall.WRITE, fd(), buffer.address(), bytes.length) == bytes.length;
        buffer.keep();
        return said;
    }
}
