package dev.vigil.daemon.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.HistoryEntry;
import dev.vigil.daemon.control.HistoryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final IpAddress PEER = IpAddress.of("10.0.0.2");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path file() {
        return directory.resolve("control.history");
    }

    private static Transition to(State from, State to, Cause why) {
        return new Transition("VI_1", from, to, Transition.Kind.ENTERED, 100, 0, List.of(why));
    }

    private List<HistoryEntry> kept() throws IOException {
        StringBuilder out = new StringBuilder();
        try (History history = new History(file(), _ -> {})) {
            history.write(out);
        }
        return out.toString().lines().map(HistoryEntry::read).toList();
    }

    private void happen(Transition... transitions) {
        try (History history = new History(file(), _ -> {})) {
            for (Transition transition : transitions) {
                history.transition("VI_1", transition, false);
            }
        }
    }

    @Test
    void whatHappenedIsKnownToTheNextDaemon() throws IOException {
        happen(to(State.BACKUP, State.MASTER, new Cause.MasterSilent(PEER, 150, 3_600_000_000L)));
        happen(to(State.MASTER, State.FAULT, new Cause.Steered(SteeringOrder.DRAIN, "user root", "kernel update", 0)));
        List<HistoryEntry> kept = kept();
        assertThat(kept).extracting(HistoryEntry::to).containsExactly("MASTER", "MAINTENANCE");
        assertThat(kept)
                .extracting(HistoryEntry::unheldNs)
                .containsExactly(OptionalLong.of(3_600_000_000L), OptionalLong.empty());
        assertThat(kept.getLast().why()).containsExactly("drained by user root: kernel update");
        assertThat(HistoryText.table(kept, ZoneOffset.UTC)).contains("BACKUP  MASTER", "at most 3.6 s", "MAINTENANCE");
    }

    @Test
    void aTakeOverFromAWeakerMasterLeftNobodyWithoutTheAddresses() {
        assertThat(to(State.BACKUP, State.MASTER, new Cause.MasterLower(PEER, 50, 100))
                        .unheldNs())
                .isEmpty();
        assertThat(to(State.BACKUP, State.MASTER, new Cause.MasterResigned(PEER, 7))
                        .unheldNs())
                .hasValue(7);
    }

    @Test
    void aLineThatACrashCutShortIsPassedOverAndHarmsNoOther() throws IOException {
        happen(to(State.INIT, State.BACKUP, new Cause.Started()));
        Files.writeString(file(), "{\"at_epoch_ms\":1,\"ina", StandardOpenOption.APPEND);
        happen(to(State.BACKUP, State.MASTER, new Cause.NoMasterHeard(5)));
        assertThat(kept()).extracting(HistoryEntry::to).containsExactly("BACKUP", "MASTER");
    }

    @Test
    void theFileIsBoundedAndTheLatestIsKept() throws IOException {
        HistoryFile small = new HistoryFile(file(), 1_000);
        for (int number = 0; number < 500; number++) {
            small.append("line " + number + " ".repeat(20));
        }
        assertThat(Files.size(file())).isLessThanOrEqualTo(1_000);
        assertThat(Files.size(directory.resolve("control.history.1"))).isLessThanOrEqualTo(1_000);
        assertThat(small.lines().getLast()).startsWith("line 499");
        assertThat(small.lines()).hasSizeGreaterThan(30);
    }
}
