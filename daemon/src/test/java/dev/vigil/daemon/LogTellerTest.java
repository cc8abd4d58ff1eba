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
    private final LogTeller.Listener nobody = new LogTeller.Listener() {
        @Override
        public void transition(String instance, Transition transition) {}

        @Override
        public void priority(String instance, int priority, State state) {}

        @Override
        public void lowerPriority(String instance, int ourPriority) {}
    };
    private final LogTeller teller = new LogTeller(log::add, nobody, LogTeller.Options.NONE);

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
    void twoAddressOwnersAreSaidToBeAMistake() {
        IpAddress other = IpAddress.of("10.77.0.1");
        teller.lowerPriority("VI_1", other, 254, 255);
        assertThat(kinds()).containsExactly(EventKind.LOWER_PRIORITY_HEARD);
        log.clear();
        teller.lowerPriority("VI_1", other, 255, 255);
        assertThat(kinds()).containsExactly(EventKind.LOWER_PRIORITY_HEARD, EventKind.TWO_OWNERS);
        for (Cause cause :
                List.of(new Cause.MasterEqual(other, 255, VIRTUAL), new Cause.OwnerUnyielding(other, VIRTUAL))) {
            log.clear();
            teller.transition("VI_1", yielding(cause), false);
            assertThat(kinds()).contains(EventKind.TWO_OWNERS);
        }
        log.clear();
        teller.transition("VI_1", yielding(new Cause.MasterEqual(other, 100, VIRTUAL)), false);
        assertThat(kinds()).doesNotContain(EventKind.TWO_OWNERS);
    }

    private static Transition yielding(Cause cause) {
        return new Transition("VI_1", State.MASTER, State.BACKUP, Transition.Kind.ENTERED, 255, 0, List.of(cause));
    }

    @Test
    void addressesOfOthersAreToldOnlyIfAskedFor() {
        teller.address("eth0", VIRTUAL, true);
        assertThat(log).isEmpty();
        new LogTeller(log::add, nobody, new LogTeller.Options(true, false)).address("eth0", VIRTUAL, true);
        assertThat(kinds()).containsExactly(EventKind.ADDRESS_SEEN);
    }

    @Test
    void aStopInPlaceIsNotSaidToRemoveAddresses() {
        Transition stop = new Transition(
                "VI_1", State.MASTER, State.INIT, Transition.Kind.STOPPED, 100, 0, List.of(new Cause.Stopped()));
        teller.transition("VI_1", stop, true);
        assertThat(kinds())
                .containsExactly(
                        EventKind.PRIORITY_ZERO_SENT, EventKind.ADDRESSES_REMOVED, EventKind.STOPPED_OR_REMOVED);
        log.clear();
        new LogTeller(log::add, nobody, new LogTeller.Options(false, true)).transition("VI_1", stop, false);
        assertThat(kinds()).containsExactly(EventKind.STOPPED_OR_REMOVED);
    }

    @Test
    void anAddressThatWasNotPutBackIsNotSaidToBe() {
        teller.addressLost("VI_1", VIRTUAL, "eth0", true);
        teller.addressLost("VI_1", VIRTUAL, "eth0", false);
        assertThat(kinds()).containsExactly(EventKind.ADDRESS_RESTORED, EventKind.ADDRESS_REMOVED_BY_OTHER);
    }
}
