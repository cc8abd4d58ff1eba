package dev.vigil.daemon;

import dev.vigil.daemon.balance.Planes;
import dev.vigil.daemon.journal.Journal;
import dev.vigil.daemon.journal.JournalFile;
import dev.vigil.daemon.journal.JournalLock;
import dev.vigil.daemon.journal.Leftovers;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.PidFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes what a dead daemon left on the interfaces, without starting one. */
public final class Cleanup {
    private Cleanup() {}

    /** How it went. */
    public sealed interface Result {
        /** A daemon runs, so nothing was touched. */
        record Running(String who) implements Result {}

        /** It could not be done. */
        record Failed(String why) implements Result {}

        /**
         * It was done; each address as {@code 192.0.2.10/24 on eth0}, each route as {@code route 198.51.100.0/24 dev eth1}.
         *
         * @param removed are gone now
         * @param foreign are in the journal but belong to somebody else, and stayed
         * @param refused the kernel would not remove, with its words
         */
        record Done(List<String> removed, List<String> foreign, List<String> refused) implements Result {}
    }

    /**
     * Cleans up after the daemon with this control socket, in the network namespace of the calling thread. The daemon's
     * pid files are held meanwhile, so that none starts in the middle.
     */
    public static Result run(Path socket) {
        JournalFile file = JournalFile.beside(socket);
        List<PidFile> held = new ArrayList<>();
        try (JournalLock _ = file.lock()) {
            Optional<Journal> journal = file.read();
            Set<Path> paths = new LinkedHashSet<>();
            journal.ifPresentOrElse(
                    found -> paths.addAll(found.pidFiles()), () -> paths.add(Path.of(RunPaths.PID_FILE)));
            for (Path path : paths) {
                Optional<PidFile> claimed = Daemon.claim(path);
                if (claimed.isEmpty()) {
                    return new Result.Running(path + " is held by process " + PidHolder.text(path));
                }
                held.add(claimed.get());
            }
            Result result =
                    journal.isEmpty() ? new Result.Done(List.of(), List.of(), List.of()) : clean(file, journal.get());
            return result instanceof Result.Done done ? withTable(done, socket) : result;
        } catch (IOException | LinuxException failure) {
            return new Result.Failed(String.valueOf(failure.getMessage()));
        } finally {
            held.forEach(PidFile::close);
        }
    }

    /** The table of virtual servers bears the name of the daemon that made it, and needs no journal. */
    private static Result withTable(Result.Done done, Path socket) {
        List<String> removed = new ArrayList<>(done.removed());
        List<String> refused = new ArrayList<>(done.refused());
        try {
            Planes.removeLeftover(socket).ifPresent(removed::add);
        } catch (LinuxException refusal) {
            refused.add(String.valueOf(refusal.getMessage()));
        }
        return new Result.Done(List.copyOf(removed), done.foreign(), List.copyOf(refused));
    }

    private static Result clean(JournalFile file, Journal journal) throws IOException {
        if (!journal.namespace().equals(Leftovers.namespace())) {
            return new Result.Failed("the daemon of " + file.path()
                    + " ran in another network namespace; run this there, as `ip netns exec NAME vigil cleanup`");
        }
        Leftovers.Outcome outcome = Leftovers.remove(journal, _ -> false);
        if (outcome.refused().isEmpty()) {
            file.delete();
        }
        return new Result.Done(outcome.removed(), outcome.foreign(), outcome.refused());
    }
}
