package dev.vigil.daemon;

import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.PidFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Who is behind a pid file. Vigil holds a lock on its own; keepalived 2.2.7 holds none, so its process is looked for. */
final class PidHolder {
    private static final String KEEPALIVED = "keepalived";

    private PidHolder() {}

    /** The number of the process that the file names, for people. */
    static String text(Path path) {
        OptionalLong pid = PidFile.read(path);
        return pid.isPresent() ? Long.toString(pid.getAsLong()) : "unknown";
    }

    /** Why a pid file cannot be made, with what to do. */
    static String refusal(Path path, LinuxException refusal) {
        String advice = switch (refusal.errno()) {
            case Errno.ENOENT, Errno.ENOTDIR ->
                "create the directory " + path.toAbsolutePath().getParent();
            case Errno.EACCES, Errno.EPERM ->
                "start as a user who may write to " + path.toAbsolutePath().getParent();
            case Errno.ELOOP -> "it is a symbolic link: remove it";
            case Errno.EINVAL, Errno.EISDIR -> "it is no regular file: remove it";
            default -> "look at " + path;
        };
        return "pid file " + path + ": " + Errno.text(refusal.errno()) + "; " + advice
                + ", or name another file with -p and -r";
    }

    /** Whether the daemon that has this file runs, be it keepalived or Vigil. */
    static boolean isHeld(Path path) {
        try {
            Optional<PidFile> claimed = Daemon.claim(path);
            claimed.ifPresent(PidFile::close);
            return claimed.isEmpty();
        } catch (LinuxException unreachable) {
            return false;
        }
    }

    /** Whether the file names a running keepalived; a number that belongs to another program by now does not count. */
    static boolean isKeepalived(Path path) {
        OptionalLong pid = PidFile.read(path);
        if (pid.isEmpty()) {
            return false;
        }
        String text = Long.toString(pid.getAsLong());
        if (hasEnded(contents(Path.of("/proc", text, "stat")))) {
            return false;
        }
        return KEEPALIVED.equals(firstLine(Path.of("/proc", text, "comm")))
                || KEEPALIVED.equals(fileName(firstArgument(text)));
    }

    /** Whether a process, by its stat file, is only what is left of one until its parent asks: a zombie. */
    static boolean hasEnded(String stat) {
        String state = stat.substring(stat.lastIndexOf(')') + 1).strip();
        return state.startsWith("Z") || state.startsWith("X");
    }

    /** A program's name for itself, which it may change. The link to its file is for those only who have its capabilities. */
    private static String firstLine(Path path) {
        return contents(path).lines().findFirst().orElse("");
    }

    private static String firstArgument(String pid) {
        String arguments = contents(Path.of("/proc", pid, "cmdline"));
        int end = arguments.indexOf('\0');
        return end < 0 ? arguments : arguments.substring(0, end);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String contents(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
