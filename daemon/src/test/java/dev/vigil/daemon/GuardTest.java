package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.journal.JournalFile;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.daemon.options.TestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final JournalFile JOURNAL = JournalFile.beside(Path.of("/run/vigil/control.sock"));

    @Test
    void theGuardianHearsWhereTheLogGoesWhereTheDaemonServesAndWhatItMayOwn() {
        DaemonOptions options = TestOptions.of("-n", "-l", "-s", "blue", "-S", "3");

        assertThat(Guard.lines(options.namespace(), LogSinks.guardianLines(options.logging()), JOURNAL))
                .containsExactly(
                        "console vigil",
                        "syslog 19 vigil",
                        "namespace /run/netns/blue",
                        "journal /run/vigil/control.journal");
    }

    @Test
    void whatIsNotLoggedIsNotLoggedByTheGuardian() {
        DaemonOptions options = TestOptions.of("-n", "-G");

        assertThat(Guard.lines(options.namespace(), LogSinks.guardianLines(options.logging()), JOURNAL))
                .containsExactly("journal /run/vigil/control.journal");
    }

    @Test
    void withoutAGuardianOneLineSaysSo() {
        List<Event> events = new ArrayList<>();
        try (Guard guard = Guard.fromLauncher()) {
            guard.begin(TestOptions.of("-n"), Optional.empty(), JOURNAL, events::add);
            guard.quiet();
            guard.end();
        }
        assertThat(events).containsExactly(new DaemonEvent.Unguarded());
    }
}
