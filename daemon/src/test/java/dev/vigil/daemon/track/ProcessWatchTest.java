package dev.vigil.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.config.model.Buffers;
import dev.vigil.core.track.Track;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.TrackerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessWatchTest {
    private static final long WITHIN_S = 20;
    private static final String NAME = "vgl-probe";

    @TempDir
    private Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Event> logged = new ConcurrentLinkedQueue<>();

    private final TrackListener listener = new TrackListener() {
        @Override
        public void onFile(String file, int value, String detail) {}

        @Override
        public void onProcess(String process, boolean enough, String detail) {
            told.add(process + (enough ? " enough" : " missing"));
        }

        @Override
        public void onTracked(Track.Kind kind) {
            told.add("tracked");
        }
    };

    @Test
    void theKernelShowsInTheFirstNamespaceWhatComesAndGoes() throws Exception {
        assumeTrue(
                Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString().equals("net:[4026531833]"),
                "the process connector answers in the initial network namespace alone");
        comesAndGoes(true);
        assertThat(logged).noneMatch(TrackerEvent.ProcessesPolled.class::isInstance);
    }

    @Test
    void pollingFindsTheSameAndIsReportedOnce() throws Exception {
        comesAndGoes(false);
        assertThat(logged)
                .filteredOn(TrackerEvent.ProcessesPolled.class::isInstance)
                .hasSize(1);
    }

    private void comesAndGoes(boolean listening) throws Exception {
        Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve(NAME), StandardCopyOption.COPY_ATTRIBUTES);
        Buffers.Buffer buffer = Buffers.DEFAULT.processMonitor();
        try (ProcessWatch watch = new ProcessWatch(listener, logged::add, new ProcFiles(Path.of("/proc")), buffer)) {
            watch.start(listening);
            watch.track(List.of(Definitions.named(NAME)));
            expect("tracked", "p missing");

            Process running = start(program);
            expect("p enough");
            watch.track(List.of(Definitions.named(NAME)));
            expect("tracked", "p enough");
            running.destroy();
            expect("p missing");
        }
    }

    private static Process start(Path program) throws IOException {
        return new ProcessBuilder(program.toString(), "60").start();
    }

    private void expect(String... lines) throws InterruptedException {
        for (String line : lines) {
            assertThat(told.poll(WITHIN_S, TimeUnit.SECONDS)).isEqualTo(line);
        }
    }
}
