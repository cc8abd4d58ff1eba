package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.place.Edge;
import dev.vigil.daemon.kernel.Arrival;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rehearsal on a machine that refuses what a kernel refuses: it reaches everything, and leaves nothing open. */
class RehearsalTest {
    private static final int PERFORMANCES = 6;

    private final FakeMachine machine = new FakeMachine();

    private Edge edge(VrrpInstance config) {
        return machine.edge(
                config,
                new Arrival() {
                    @Override
                    public IpAddress source(int bits) {
                        return IpAddress.ipv4(bits);
                    }

                    @Override
                    public IpAddress source(long high, long low) {
                        return IpAddress.ipv6(high, low);
                    }

                    @Override
                    public void arrive(Datagram heard) {}
                },
                Authenticator.none());
    }

    @Test
    void everythingThatAMasterDoesIsDoneAndNothingStaysOpen() {
        machine.refusals.put("rehearsal add 192.0.2.3", "no such device");
        Rehearsal.on(this::edge);
        assertThat(machine.done)
                .contains(
                        "rehearsal attach",
                        "rehearsal send 100",
                        "rehearsal send 0",
                        "rehearsal add 192.0.2.3",
                        "rehearsal remove 192.0.2.3",
                        "rehearsal withdraw",
                        "rehearsal detach");
        assertThat(machine.open).isEmpty();
    }

    @Test
    void bothVersionsAreRehearsedThreeTimes() {
        List<Integer> versions = new ArrayList<>();
        Rehearsal.on(config -> {
            versions.add(config.election().version());
            return edge(config);
        });
        assertThat(versions).containsExactly(2, 3, 2, 3, 2, 3);
    }

    @Test
    void everyWayIntoMastershipAndOutOfItIsGone() {
        Told told = new Told();
        Rehearsal.on(this::edge, told);
        List<String> story = List.of(
                "rehearsal INIT BACKUP: the daemon started",
                "rehearsal BACKUP MASTER: 192.0.2.2 resigned with priority 0",
                "rehearsal hears a lower priority",
                "rehearsal lost 192.0.2.3, restored",
                "rehearsal MASTER BACKUP: 192.0.2.2 advertises priority 101, higher than ours of 100",
                "rehearsal BACKUP MASTER: no advertisement from 192.0.2.2 (priority 101) for 3.609 s",
                "rehearsal MASTER INIT resigned: the instance was removed from the configuration");
        assertThat(told.lines)
                .containsExactlyElementsOf(Stream.generate(() -> story)
                        .limit(PERFORMANCES)
                        .flatMap(List::stream)
                        .toList());
        assertThat(Collections.frequency(machine.done, "rehearsal send 100"))
                .as("advertisements of a MASTER")
                .isEqualTo(7 * PERFORMANCES);
        assertThat(Collections.frequency(machine.done, "rehearsal announce"))
                .as("announcements at once, and repeated")
                .isEqualTo(16 * PERFORMANCES);
    }

    @Test
    void addressesThatAreTakenAreAnnouncedToo() {
        Rehearsal.on(this::edge);
        assertThat(machine.done).contains("rehearsal announce");
        assertThat(machine.has("192.0.2.3")).isFalse();
    }

    @Test
    void aDefectEndsItWithTheSocketsGivenBack() {
        machine.defects.put("rehearsal send 100", new IllegalStateException("broken"));
        assertThatThrownBy(() -> Rehearsal.on(this::edge)).hasStackTraceContaining("broken");
        assertThat(machine.open).isEmpty();
    }
}
