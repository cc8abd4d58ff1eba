package dev.vigil.linux;

import static dev.vigil.linux.Constants.PR_CAP_AMBIENT;
import static dev.vigil.linux.Constants.PR_CAP_AMBIENT_CLEAR_ALL;
import static dev.vigil.linux.Constants.PR_GET_SECUREBITS;
import static dev.vigil.linux.Constants.PR_SET_SECUREBITS;
import static dev.vigil.linux.Constants.SECBIT_NOROOT;
import static dev.vigil.linux.Constants._LINUX_CAPABILITY_VERSION_3;

import dev.vigil.linux.Structs.UserCapData;
import dev.vigil.linux.Structs.UserCapHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A set of privileges, capabilities(7).
 *
 * @param bits bit n stands for capability number n
 */
public record Capabilities(long bits) {
    public static final int SETGID = Constants.CAP_SETGID;
    public static final int SETUID = Constants.CAP_SETUID;
    public static final int NET_ADMIN = Constants.CAP_NET_ADMIN;
    public static final int NET_RAW = Constants.CAP_NET_RAW;
    public static final int SYS_ADMIN = Constants.CAP_SYS_ADMIN;
    public static final int SYS_NICE = Constants.CAP_SYS_NICE;

    private static final int SELF = 0;
    private static final Path PROCESS = Path.of("/proc/self");

    /** Those in effect for the calling thread. */
    public static Capabilities effective() {
        NativeBuffer sets = read();
        long low = Integer.toUnsignedLong(sets.bytes().getInt(UserCapData.EFFECTIVE));
        long high = Integer.toUnsignedLong(sets.bytes().getInt(UserCapData.SIZE + UserCapData.EFFECTIVE));
        return new Capabilities(high << 32 | low);
    }

    /**
     * The most that a program can have which this process starts without a change of its user: a program of root what the
     * bounding set leaves, see {@link #leaveRootToPrograms}, any other what is ambient.
     */
    public static Capabilities ofPrograms() {
        try {
            boolean root = (Integer) Files.getAttribute(PROCESS, "unix:uid") == 0;
            String name = root ? "CapBnd:" : "CapAmb:";
            for (String line : Files.readAllLines(PROCESS.resolve("status"))) {
                if (line.startsWith(name)) {
                    return new Capabilities(
                            Long.parseUnsignedLong(line.substring(name.length()).strip(), 16));
                }
            }
            throw new IOException(name + " is not in " + PROCESS.resolve("status"));
        } catch (IOException e) {
            throw new UncheckedIOException("/proc is not mounted", e);
        }
    }

    /**
     * Lets programs that the calling thread starts as root have root's capabilities, as far as the bounding set goes, where
     * the process itself was started with fewer (securebit noroot). What the thread itself may do does not change, and a
     * program that runs as another user inherits nothing.
     *
     * @throws LinuxException EPERM without CAP_SETPCAP
     */
    public static void leaveRootToPrograms() {
        long bits = Libc.require("read", "securebits", Syscall.PRCTL, PR_GET_SECUREBITS, 0, 0);
        if ((bits & SECBIT_NOROOT) == 0) {
            return;
        }
        Libc.require("set", "securebits", Syscall.PRCTL, PR_SET_SECUREBITS, bits & ~SECBIT_NOROOT, 0);
        Libc.require("clear", "ambient capabilities", Syscall.PRCTL, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0);
        NativeBuffer sets = read();
        sets.bytes().putInt(UserCapData.INHERITABLE, 0).putInt(UserCapData.SIZE + UserCapData.INHERITABLE, 0);
        NativeBuffer header = header();
        Libc.require("set", "capabilities", Syscall.CAPSET, header.address(), sets.address(), 0);
        header.keep();
        sets.keep();
    }

    /** All sets of the calling thread. */
    private static NativeBuffer read() {
        NativeBuffer header = header();
        NativeBuffer sets = NativeBuffer.struct(2 * UserCapData.SIZE);
        Libc.require("read", "capabilities", Syscall.CAPGET, header.address(), sets.address(), 0);
        header.keep();
        return sets;
    }

    private static NativeBuffer header() {
        NativeBuffer header = NativeBuffer.struct(UserCapHeader.SIZE);
        header.bytes()
                .putInt(UserCapHeader.VERSION, _LINUX_CAPABILITY_VERSION_3)
                .putInt(UserCapHeader.PID, SELF);
        return header;
    }

    public boolean has(int capability) {
        return (bits >>> capability & 1) != 0;
    }
}
