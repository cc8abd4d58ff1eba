package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.place.AddressSpec;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.EventKind;
import dev.vigil.daemon.log.EventText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogTellerTest {
    private static final IpAddress VIRTUAL = IpAddress.of("192.0.2.1");
    private final List<Event> log = new ArrayList<>();
    private final LogTeller teller = new LogTeller(log::add, LogTeller.Options.NONE);

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
        new LogTeller(log::add, new LogTeller.Options(true, false)).address("eth0", VIRTUAL, true);
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
        new LogTeller(log::add, new LogTeller.Options(false, true)).transition("VI_1", stop, false);
        assertThat(kinds()).containsExactly(EventKind.STOPPED_OR_REMOVED);
    }

    @Test
    void anAddressThatWasNotPutBackIsNotSaidToBe() {
        teller.addressLost("VI_1", VIRTUAL, "eth0", true);
        teller.addressLost("VI_1", VIRTUAL, "eth0", false);
        assertThat(kinds()).containsExactly(EventKind.ADDRESS_RESTORED, EventKind.ADDRESS_REMOVED_BY_OTHER);
    }

    @Test
    void aMasterThatYieldsSaysToWhomAsKeepalivedDoes() {
        teller.transition("VI_1", yielding(new Cause.MasterHigher(VIRTUAL, 200, 100)), false);
        assertThat(log.stream().map(EventText::of))
                .startsWith("(VI_1) Master received advert from 192.0.2.1 with higher priority 200, ours 100");
        assertThat(kinds()).startsWith(EventKind.HIGHER_PRIORITY_HEARD, EventKind.STATE_ENTERED);
    }

    @Test
    void whateverCameFromElsewhereWasNoMasterReceivingAnything() {
        Transition backup = new Transition(
                "VI_1",
                State.FAULT,
                State.BACKUP,
                Transition.Kind.ENTERED,
                100,
                0,
                List.of(new Cause.MasterHigher(VIRTUAL, 200, 100)));
        teller.transition("VI_1", backup, false);
        assertThat(kinds()).doesNotContain(EventKind.HIGHER_PRIORITY_HEARD);
    }

    @Test
    void announcementsAreSaidForEachInterface() {
        teller.announced("VI_1", List.of(placed("eth0", 7), placed("eth0", 8), placed("eth1", 9)), 5);
        assertThat(log.stream().map(EventText::of))
                .containsExactly(
                        "(VI_1) Sending/queueing gratuitous ARPs on eth0 for 2 addresses, 5 times",
                        "(VI_1) Sending/queueing gratuitous ARPs on eth1 for 1 address, 5 times");
    }

    @Test
    void twoMastersThatMeetAreSaidWithTheOtherAndWhatIsAnnouncedAgain() {
        teller.mastersMet("VI_1", VIRTUAL, 90, List.of());
        assertThat(log.stream().map(EventText::of))
                .containsExactly(
                        "(VI_1) Two masters met: " + VIRTUAL + " with priority 90 was master, too, unheard until"
                                + " now, and must yield; our addresses are not announced again");
    }

    @Test
    void aPauseIsSaid() {
        teller.late(5_300_000_000L);
        assertThat(log.stream().map(EventText::of)).containsExactly("The VRRP loop was 5.3 s late");
    }

    @Test
    void rivalsAreSaidByWhatIsWrongWithThem() {
        teller.rival("VI_1", new Rivals.News(rival(Rivals.Dispute.MASTER_TOO), false));
        teller.rival("VI_1", new Rivals.News(rival(Rivals.Dispute.PASSWORD), false));
        teller.rival("VI_1", new Rivals.News(rival(Rivals.Dispute.PASSWORD), true));
        assertThat(kinds()).containsExactly(EventKind.SECOND_MASTER, EventKind.PEER_DIFFERS, EventKind.RIVAL_GONE);
    }

    private static Rivals.Rival rival(Rivals.Dispute dispute) {
        return new Rivals.Rival(VIRTUAL, Set.of(dispute), 90, 1, 2, 3);
    }

    private static PlacedAddress placed(String interfaceName, int last) {
        return new PlacedAddress(
                new AddressSpec(
                        IpAddress.of("192.0.2." + last),
                        24,
                        interfaceName,
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true),
                new Link(2, interfaceName, true, true, false, true, 1));
    }
}
