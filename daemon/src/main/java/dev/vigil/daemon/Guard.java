package dev.vigil.daemon;

import dev.vigil.daemon.journal.JournalFile;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.linux.GuardianPipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this daemon says to its guardian, the process beside it that removes its addresses when it ends without having done so
 * (dist/guardian). Without a guardian it serves all the same, and says so once.
 */
final class Guard implements AutoCloseable {
    private final Optional<GuardianPipe> guardian;

    private Guard(Optional<GuardianPipe> guardian) {
        this.guardian = guardian;
    }

    static Guard fromLauncher() {
        return new Guard(GuardianPipe.fromLauncher());
    }

    /** Before the first address: from here on the guardian acts when this process ends. */
    void begin(DaemonOptions options, Optional<String> namespace, JournalFile journal, EventLog log) {
        boolean heard = guardian.isPresent();
        for (String line : lines(namespace, LogSinks.guardianLines(options.logging()), journal)) {
            heard = heard && guardian.orElseThrow().say(line);
        }
        if (!heard) {
            log.put(new DaemonEvent.Unguarded());
        }
    }

    /** What the guardian has to know, a line each. */
    static List<String> lines(Optional<String> namespace, List<String> sinks, JournalFile journal) {
        List<String> lines = new ArrayList<>(sinks);
        namespace.ifPresent(name -> lines.add("namespace /run/netns/" + name));
        lines.add("journal " + journal.path());
        return lines;
    }

    /** This process has let go of its standard error, so the guardian lets go of it, too. */
    void quiet() {
        guardian.ifPresent(pipe -> {
            boolean _ = pipe.say("quiet");
        });
    }

    /** This daemon ends in order: what it has left in place is meant to stay there. */
    void end() {
        guardian.ifPresent(pipe -> {
            boolean _ = pipe.say("end");
        });
    }

    /** This process ends because it has given itself up; should even that hang, its addresses go all the same. */
    void dying() {
        guardian.ifPresent(pipe -> {
            boolean _ = pipe.say("dying");
        });
    }

    @Override
    public void close() {
        guardian.ifPresent(GuardianPipe::close);
    }
}
