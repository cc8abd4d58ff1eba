package dev.vigil.daemon;

import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.PidFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pid files that this daemon holds. Where none can be made because the file system is full or cannot be written at all,
 * the daemon serves without, and says so: an address matters more than a number in a file.
 */
final class PidClaims implements AutoCloseable {
    private final List<PidFile> held = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Identity identity;

    PidClaims(Identity identity) {
        this.identity = identity;
    }

    /** How the claim of one file went. */
    sealed interface Claim {
        /** It is ours, or is done without. */
        record Taken() implements Claim {}

        /** A daemon that runs has it. */
        record Held(String where) implements Claim {}

        /** It cannot be made, and somebody has to do something about it. */
        record Refused(String why) implements Claim {}
    }

    Claim claim(Path path) {
        identity.makeDirectories();
        try {
            Optional<PidFile> claimed = Daemon.claim(path);
            if (claimed.isEmpty()) {
                return new Claim.Held(path + " is held by process " + PidHolder.text(path)
                        + "; stop it first, or name another file with -p and -r");
            }
            held.add(claimed.get());
        } catch (LinuxException refusal) {
            if (!canDoWithout(refusal.errno())) {
                return new Claim.Refused(PidHolder.refusal(path, refusal));
            }
            notes.add("served without pid file " + path + ": " + Errno.text(refusal.errno())
                    + "; a second daemon would not notice this one");
        }
        return new Claim.Taken();
    }

    /** Whether a file that is refused so is refused to everybody. */
    static boolean canDoWithout(int errno) {
        return errno == Errno.EROFS || errno == Errno.ENOSPC;
    }

    /** What is worth a line in the log. */
    List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        held.forEach(PidFile::close);
        identity.removeDirectories();
    }
}
