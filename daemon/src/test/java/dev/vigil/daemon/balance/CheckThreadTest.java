package dev.vigil.daemon.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.reload.ConfigText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A thread of the test as the thread of checks. */
class CheckThreadTest {
    /** Counted from the field behind the name. */
    private static final int NICENESS_FIELD = 16;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private List<String> seen(String global) throws InterruptedException {
        Config config = ConfigText.draft("global_defs {\n" + global + "\n}\n");
        Thread.ofPlatform()
                .start(() -> {
                    CheckThread.setUp(CheckThread.Settings.of(config.global()), events::add);
                    look();
                })
                .join();
        assertThat(events).isEmpty();
        return seen;
    }

    private void look() {
        Path self = Path.of("/proc/thread-self");
        try {
            String stat = Files.readString(self.resolve("stat"));
            seen.add(Files.readString(self.resolve("comm")).strip());
            seen.add(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1)[NICENESS_FIELD]);
            Files.readAllLines(self.resolve("status")).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.split("\\s+", -1)[1])
                    .forEach(seen::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void itHasTheConfiguredNameNicenessAndProcessors() throws InterruptedException {
        assertThat(seen("checker_process_name ha_check\nchecker_priority 19\nchecker_cpu_affinity 0\nprocess_names"))
                .containsExactly("ha_check", "19", "0");
    }

    @Test
    void processNamesGivesItTheNameOfKeepalivedsProcess() throws InterruptedException {
        assertThat(seen("process_names")).first().isEqualTo("keepalived_lvs");
    }
}
