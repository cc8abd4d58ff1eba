package dev.vigil.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinksTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    /** 2026-11-01 09:18:37.278 UTC. */
    private static final long EPOCH_MS = 1_793_524_717_278L;

    private static final Event ENTERED = Samples.entered(State.BACKUP, State.MASTER, new Cause.Reloaded());
    private static final LogLine LINE = new LogLine(EPOCH_MS, ENTERED, "(VI_1) Entering MASTER STATE");

    @TempDir
    Path directory;

    private static final class Datagrams implements DatagramPort {
        final List<String> sent = new ArrayList<>();

        @Override
        public void send(byte[] datagram) {
            sent.add(new String(datagram, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() {}
    }

    private static String console(LineFormat.Style style) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ConsoleSink(new LineFormat(style, ZONE), out).write(LINE);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theConsoleUnderKeepalivedsNameLooksLikeKeepaliveds() throws IOException {
        assertThat(console(LineFormat.Style.KEEPALIVED))
                .isEqualTo("Sun Nov  1 10:18:37 2026: (VI_1) Entering MASTER STATE\n");
    }

    @Test
    void theConsoleUnderOurNameHasTheLevelAndTheCode() throws IOException {
        assertThat(console(LineFormat.Style.VIGIL))
                .isEqualTo("2026-11-01T10:18:37.278+01:00 notice VGL1201 (VI_1) Entering MASTER STATE\n");
    }

    @Test
    void theConsoleMayWriteJson() throws IOException {
        assertThat(console(LineFormat.Style.JSON))
                .startsWith("{\"time_ms\":1793524717278,\"code\":\"VGL1201\"")
                .endsWith("}\n");
    }

    @Test
    void syslogGetsFacilityAndSeverityTimeAndIdent() throws IOException {
        Datagrams port = new Datagrams();
        Idents idents = new Idents(true, Optional.of("blue"), 42);

        new SyslogSink(port, idents, SyslogSink.FACILITY_DAEMON, ZONE).write(LINE);

        assertThat(port.sent)
                .containsExactly("<29>Nov  1 10:18:37 Keepalived_vrrp_blue[42]: (VI_1) Entering MASTER STATE");
    }

    @Test
    void theIdentIsOurNameUnlessWeRunAsKeepalived() {
        assertThat(new Idents(false, Optional.empty(), 1).of(Area.VRRP)).isEqualTo("vigil");
        assertThat(new Idents(true, Optional.empty(), 1).of(Area.DAEMON)).isEqualTo("Keepalived");
    }

    @Test
    void theJournalGetsEachFieldOnItsOwnLine() throws IOException {
        Datagrams port = new Datagrams();

        new JournalSink(port, new Idents(false, Optional.empty(), 1)).write(LINE);

        assertThat(port.sent.getFirst().lines().toList())
                .contains(
                        "MESSAGE=(VI_1) Entering MASTER STATE",
                        "PRIORITY=5",
                        "SYSLOG_IDENTIFIER=vigil",
                        "VIGIL_CODE=VGL1201",
                        "VIGIL_INSTANCE=VI_1",
                        "VIGIL_STATE=MASTER",
                        "VIGIL_WHY=" + new Cause.Reloaded().text());
    }

    @Test
    void aJournalFieldWithSeveralLinesCarriesItsLength() throws IOException {
        Datagrams port = new Datagrams();
        Event event = new DaemonEvent.ReloadRefused("a\nb");

        new JournalSink(port, new Idents(false, Optional.empty(), 1)).write(new LogLine(0, event, EventText.of(event)));

        assertThat(port.sent.getFirst()).endsWith("VIGIL_REASON\n\u0003\0\0\0\0\0\0\0a\nb\n");
    }

    @Test
    void theJournalIsBelievedOnlyIfStandardErrorStillLeadsThere() throws IOException {
        String identity = JournalSink.identity(Path.of("/proc/self/fd/2"));

        assertThat(identity).matches("\\d+:\\d+");
        assertThat(JournalSink.isStandardErrorOfJournal(identity)).isTrue();
        assertThat(JournalSink.isStandardErrorOfJournal("8:1")).isFalse();
        assertThat(JournalSink.isStandardErrorOfJournal(null)).isFalse();
    }

    @Test
    void theLogFileIsForItsOwnerAloneAndIsAppendedTo() throws IOException {
        Path file = directory.resolve("log");
        for (int count = 0; count < 2; count++) {
            FileSink sink = new FileSink(file, new LineFormat(LineFormat.Style.KEEPALIVED, ZONE));
            sink.write(LINE);
            sink.close();
        }

        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aSymbolicLinkInThePlaceOfTheLogFileIsRefused() throws IOException {
        Path target = directory.resolve("target");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        FileSink sink = new FileSink(link, new LineFormat(LineFormat.Style.KEEPALIVED, ZONE));

        assertThatThrownBy(() -> sink.write(LINE)).isInstanceOf(IOException.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void whatSomebodyElsePlantedInThePlaceOfTheLogFileIsRefusedAtOnce() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "precious");
        Path secondName = Files.createLink(directory.resolve("second"), target);
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (Path planted : List.of(secondName, pipe, directory)) {
            FileSink sink = new FileSink(planted, new LineFormat(LineFormat.Style.KEEPALIVED, ZONE));
            assertThatThrownBy(() -> sink.write(LINE)).as(planted.toString()).isInstanceOf(IOException.class);
        }
        assertThat(target).hasContent("precious");
    }

    @Test
    void aSyslogThatIsAbsentIsAnErrorAndNoWait() {
        try (LocalPort port = LocalPort.to(directory.resolve("none").toString())) {
            assertThatThrownBy(() -> port.send(new byte[] {1}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No such file");
        }
    }
}
