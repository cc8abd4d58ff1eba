package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.EventKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTellerTest {
    private static final IpAddress VIRTUAL = IpAddress.of("192.0.2.1");
    private final List<Event> log = new ArrayList<>();
    private final LogTeller teller = new LogTeller(log::add, new LogTeller.Listener() {
        @Override
        public void transition(String instance, Transition transition) {}

        @Override
        public void priority(String instance, int priority, State state) {}

        @Override
        public void lowerPriority(String instance, int ourPriority) {}
    });

    private List<EventKind> kinds() {
        return log.stream().map(Event::kind).toList();
    }

    private static Transition toFault() {
        return new Transition(
                "VI_1",
                State.MASTER,
                State.FAULT,
                Transition.Kind.ENTERED,
                100,
                0,
                List.of(new Cause.KernelRefused("a test")));
    }

    @Test
    void aResignationIsToldOnlyIfItLeft() {
        teller.transition("VI_1", toFault(), false);
        assertThat(kinds()).containsExactly(EventKind.STATE_ENTERED, EventKind.ADDRESSES_REMOVED);
        log.clear();
        teller.transition("VI_1", toFault(), true);
        assertThat(kinds())
                .containsExactly(EventKind.STATE_ENTERED, EventKind.PRIORITY_ZERO_SENT, EventKind.ADDRESSES_REMOVED);
    }

    @Test
    void anAddressThatWasNotPutBackIsNotSaidToBe() {
        teller.addressLost("VI_1", VIRTUAL, "eth0", true);
        teller.addressLost("VI_1", VIRTUAL, "eth0", false);
        assertThat(kinds()).containsExactly(EventKind.ADDRESS_RESTORED, EventKind.ADDRESS_REMOVED_BY_OTHER);
    }
}
