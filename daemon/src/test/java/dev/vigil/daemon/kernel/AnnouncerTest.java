package dev.vigil.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Links;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.PacketSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final long MS = 1_000_000;
    private final List<Announcer.Frame> left = new ArrayList<>();

    private Announcer announcer(long gapMs) {
        return new Announcer(
                frame -> {
                    left.add(frame);
                    return 0;
                },
                new Announcer.Gaps(gapMs * MS, 0));
    }

    private static Announcer.Frame arp(int ifindex) {
        return new Announcer.Frame(NativeBuffer.packet(64), ifindex, PacketSocket.ETHERTYPE_ARP, "eth" + ifindex);
    }

    private static Announcer.Frame neighbor(int ifindex) {
        return new Announcer.Frame(NativeBuffer.packet(64), ifindex, PacketSocket.ETHERTYPE_IPV6, "eth" + ifindex);
    }

    @Test
    void withoutAGapEverythingLeavesAtOnce() {
        Announcer announcer = announcer(0);
        announcer.announce(arp(1), 0);
        announcer.announce(arp(1), 0);
        assertThat(left).hasSize(2);
        assertThat(announcer.deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void theGapLiesBetweenTwoArpsOnOneInterface() {
        Announcer announcer = announcer(10);
        announcer.announce(arp(1), 0);
        announcer.announce(arp(1), 0);
        announcer.announce(arp(1), 0);
        assertThat(left).hasSize(1);
        assertThat(announcer.deadlineNs()).isEqualTo(10 * MS);
        announcer.onDeadline(10 * MS);
        assertThat(left).hasSize(2);
        assertThat(announcer.deadlineNs()).isEqualTo(20 * MS);
    }

    private static Announcer.Gaps shared(String... interfaces) {
        return new Announcer.Gaps(
                0, 0, List.of(new Links.GarpGroup(List.of(interfaces), 10 * MS, 0, SourcePlace.NOWHERE)));
    }

    @Test
    void theInterfacesOfAGroupWaitForEachOther() {
        Announcer announcer = announcer(0);
        announcer.pace(shared("eth1", "eth2"), 0);
        announcer.announce(arp(1), 0);
        announcer.announce(arp(2), 0);
        announcer.announce(arp(3), 0);
        announcer.announce(neighbor(1), 0);
        assertThat(left).extracting(Announcer.Frame::ifindex).containsExactly(1, 3, 1);
        announcer.onDeadline(10 * MS);
        assertThat(left).extracting(Announcer.Frame::ifindex).containsExactly(1, 3, 1, 2);
    }

    @Test
    void whatWaitsLeavesAlsoWhenItsGroupHasBecomeAnother() {
        Announcer announcer = announcer(0);
        announcer.pace(shared("eth1", "eth2"), 0);
        announcer.announce(arp(1), 0);
        announcer.announce(arp(2), 0);
        announcer.pace(shared("eth1"), MS);
        announcer.onDeadline(2 * MS);
        assertThat(left).hasSize(2);
        assertThat(announcer.deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void anotherInterfaceAndAnotherKindDoNotWait() {
        Announcer announcer = announcer(10);
        announcer.announce(arp(1), 0);
        announcer.announce(arp(2), 0);
        announcer.announce(neighbor(1), 0);
        announcer.announce(neighbor(1), 0);
        assertThat(left).hasSize(4);
    }

    @Test
    void anotherGapHoldsFromTheReloadOn() {
        Announcer announcer = announcer(0);
        announcer.announce(arp(1), 0);
        announcer.pace(new Announcer.Gaps(400 * MS, 0), MS);
        announcer.announce(arp(1), MS);
        announcer.announce(arp(1), MS);
        assertThat(left).hasSize(2);
        assertThat(announcer.deadlineNs()).isEqualTo(401 * MS);
        announcer.pace(Announcer.Gaps.NONE, 2 * MS);
        announcer.onDeadline(2 * MS);
        assertThat(left).as("what waits does not wait for the old gap").hasSize(3);
    }

    @Test
    void whatIsWithdrawnDoesNotLeave() {
        Announcer announcer = announcer(10);
        Announcer.Frame frame = arp(1);
        announcer.announce(frame, 0);
        announcer.announce(frame, 0);
        announcer.withdraw(frame);
        assertThat(announcer.deadlineNs()).isEqualTo(VirtualRouter.NEVER);
        announcer.onDeadline(10 * MS);
        assertThat(left).hasSize(1);
    }
}
