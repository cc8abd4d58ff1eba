package dev.vigil.linux;

import static dev.vigil.linux.Constants.P_PID;
import static dev.vigil.linux.Constants.P_PIDFD;
import static dev.vigil.linux.Constants.WEXITED;
import static dev.vigil.linux.Constants.WNOHANG;

import dev.vigil.linux.Structs.Siginfo;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A process we started: leader of a session and process group of its own, with default signals and ordinary scheduling.
 * The descriptor becomes readable when it ends. Its end must be asked for once, else it remains as a zombie. One thread
 * at a time; started from any thread.
 */
public final class ChildProcess extends Descriptor {
    private static final int REAP_LOOKS_MAX = 50;
    private static final long REAP_EVERY_NS = 1_000_000;

    private final int pid;
    private final NativeBuffer info = NativeBuffer.struct(Siginfo.SIZE);
    private @Nullable Exit exit;

    private ChildProcess(int pidFd, int pid) {
        super(pidFd);
        this.pid = pid;
    }

    /**
     * Starts a program; the caller waits about 0.1 ms until it is executing.
     *
     * @throws LinuxException if the file cannot be executed: ENOENT, EACCES, ENOEXEC. With credentials it is setpriv that
     *     finds this out, and the exit code is 126 or 127
     */
    public static ChildProcess start(Program program, StandardStreams streams) {
        int pid = PosixSpawn.spawn(program.prefixed(), streams);
        long pidFd = Libc.call(Syscall.PIDFD_OPEN, pid, 0, 0);
        if (pidFd < 0) {
            // What runs but cannot be watched must not run on.
            boolean _ = kill(-pid, Constants.SIGKILL);
            reap(pid);
            throw new LinuxException("watch", (int) -pidFd, "process " + pid);
        }
        return new ChildProcess((int) pidFd, pid);
    }

    /** Asks for the end of a process that was killed, which takes a moment; one that hangs in the kernel stays a zombie. */
    private static void reap(int pid) {
        NativeBuffer info = NativeBuffer.struct(Siginfo.SIZE);
        for (int look = 0; look < REAP_LOOKS_MAX; look++) {
            info.bytes().putInt(Siginfo.SI_PID, 0);
            long result = Libc.call(Syscall.WAITID, P_PID, pid, info.address(), WEXITED | WNOHANG, 0, 0);
            if (result != 0 || info.bytes().getInt(Siginfo.SI_PID) != 0) {
                return;
            }
            LockSupport.parkNanos(REAP_EVERY_NS);
        }
    }

    /** Kills the process with all its group, and lets go of it: for one that cannot be watched. */
    public void abandon() {
        if (exit == null) {
            boolean _ = kill(-pid, Constants.SIGKILL);
            reap(pid);
        }
        close();
    }

    public int pid() {
        return pid;
    }

    /** How it ended; empty while it runs. Never blocks. */
    public Optional<Exit> exit() {
        if (exit != null) {
            return Optional.of(exit);
        }
        info.bytes().putInt(Siginfo.SI_PID, 0);
        Libc.require("wait for", "process " + pid, Syscall.WAITID, P_PIDFD, fd(), info.address(), WEXITED | WNOHANG, 0);
        if (info.bytes().getInt(Siginfo.SI_PID) == 0) {
            return Optional.empty();
        }
        int status = info.bytes().getInt(Siginfo.SI_STATUS);
        boolean byItself = info.bytes().getInt(Siginfo.SI_CODE) == Constants.CLD_EXITED;
        exit = byItself ? new Exit.Exited(status) : new Exit.Killed(status);
        return Optional.of(exit);
    }

    /**
     * Sends a signal to the process and all its descendants that have not left its group.
     *
     * @return false if there is nobody left, or the end of the process was already asked for: its number may by then be
     *     another's
     */
    public boolean killGroup(int signal) {
        return exit == null && kill(-pid, signal);
    }

    /** Sends a signal to the process alone; see {@link #killGroup(int)}. */
    public boolean kill(int signal) {
        return exit == null && kill(pid, signal);
    }

    private static boolean kill(int target, int signal) {
        long result = Libc.call(Syscall.KILL, target, signal, 0);
        if (result < 0 && result != -Errno.ESRCH) {
            throw new LinuxException("send signal " + signal + " to", (int) -result, "process " + target);
        }
        return result == 0;
    }
}
