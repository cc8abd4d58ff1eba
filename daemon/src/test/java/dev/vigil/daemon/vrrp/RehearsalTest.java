package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.place.Edge;
import dev.vigil.daemon.kernel.Arrival;
import org.junit.jupiter.api.Test;

/** The rehearsal on a machine that refuses what a kernel refuses: it reaches everything, and leaves nothing open. */
class RehearsalTest {
    private final FakeMachine machine = new FakeMachine();

    private Edge edge(VrrpInstance config) {
        return machine.edge(config, new Arrival() {
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
        });
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
