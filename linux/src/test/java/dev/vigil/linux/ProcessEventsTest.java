package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessEventsTest {
    private static final long WITHIN_NS = TimeUnit.SECONDS.toNanos(10);

    private final Set<String> seen = new HashSet<>();

    private final ProcessEvents.Sink sink = new ProcessEvents.Sink() {
        @Override
        public void answered(int errno) {
            seen.add("answered " + errno);
        }

        @Override
        public void forked(int parent, int child) {
            seen.add("forked " + child);
        }

        @Override
        public void executed(int process) {
            seen.add("executed " + process);
        }

        @Override
        public void renamed(int process, String name) {
            seen.add("renamed " + process + " " + name);
        }

        @Override
        public void exited(int process) {
            seen.add("exited " + process);
        }

        @Override
        public void lost() {
            seen.add("lost");
        }
    };

    @Test
    void aProgramIsSeenToBeginToRenameItselfAndToEnd() throws IOException, InterruptedException {
        assumeTrue(isInitialNamespace(), "the process connector answers in the initial network namespace alone");
        try (ProcessEvents events = ProcessEvents.open(1 << 20, true)) {
            await(events, "answered 0");
            Process program = new ProcessBuilder("sh", "-c", "printf other >/proc/self/comm; read line").start();
            await(events, "forked " + program.pid());
            await(events, "executed " + program.pid());
            await(events, "renamed " + program.pid() + " other");
            program.getOutputStream().close();
            await(events, "exited " + program.pid());
        }
    }

    private void await(ProcessEvents events, String line) throws InterruptedException {
        long endNs = System.nanoTime() + WITHIN_NS;
        while (!seen.contains(line) && System.nanoTime() < endNs) {
            if (!events.read(sink)) {
                Thread.onSpinWait();
            }
        }
        assertThat(seen).contains(line);
    }

    private static boolean isInitialNamespace() throws IOException {
        return Capabilities.effective().has(Capabilities.NET_ADMIN)
                && Files.readSymbolicLink(Path.of("/proc/self/ns/net"))
                        .toString()
                        .equals("net:[4026531833]");
    }
}
