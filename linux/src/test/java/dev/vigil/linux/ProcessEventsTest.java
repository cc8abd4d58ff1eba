package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    void theReceiveBufferIsAsLargeAsAskedForAndBeyondTheLimitOfTheSystemOnlyByForce() throws IOException {
        assumeTrue(isInitialNamespace(), "the process connector answers in the initial network namespace alone");
        int limit = systemLimit();
        assertThat(bufferOf(40_000, false)).isEqualTo(2 * 40_000);
        assertThat(bufferOf(limit + 40_000, false)).isEqualTo(2 * limit);
        assertThat(bufferOf(limit + 40_000, true)).isEqualTo(2 * (limit + 40_000));
    }

    /** The kernel gives such a number to one read alone, so that it must be long enough from the first byte on. */
    private static int systemLimit() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("/proc/sys/net/core/rmem_max"))) {
            return Integer.parseInt(new String(in.readNBytes(32), StandardCharsets.US_ASCII).strip());
        }
    }

    /** The kernel counts twice what is asked for, for its own needs. */
    private static int bufferOf(int bytes, boolean force) {
        try (ProcessEvents events = ProcessEvents.open(bytes, force)) {
            NativeBuffer size = NativeBuffer.struct(Integer.BYTES);
            int _ = Socket.read(events.fd(), Constants.SOL_SOCKET, Constants.SO_RCVBUF, size, "SO_RCVBUF");
            return size.bytes().getInt(0);
        }
    }

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
