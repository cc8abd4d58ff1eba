package dev.vigil.core.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BfdSessionsTest {
    private static final IpAddress OTHER = IpAddress.of("192.0.2.3");
    private static final BfdKind SINGLE = new BfdKind(Family.IPV4, false);
    private static final BfdKind MULTI = new BfdKind(Family.IPV4, true);
    private static final BfdSettings.Timing TIMING = Wire.timing(50, 50, 3);

    private final Wire wire = new Wire();
    private final BfdSessions sessions = new BfdSessions(wire, wire, new Random(1));
    private long nowNs = Nanos.PER_S;

    private static BfdSettings near(String name, IpAddress neighbor) {
        return Wire.settings(name, neighbor, TIMING);
    }

    private static BfdSettings far(String name, int ttl, int hopsMax) {
        return new BfdSettings(
                name,
                new BfdSettings.Path(Wire.NEIGHBOR, Optional.of(IpAddress.of("192.0.2.1")), true, ttl),
                new BfdSettings.Timing(Nanos.PER_MS, Nanos.PER_MS, Nanos.PER_S, 3, false, hopsMax));
    }

    private BfdDrop hear(BfdKind kind, IpAddress source, int ttl, int yours) {
        ByteBuffer packet = Wire.packet(BfdState.DOWN, 0, yours, 50, 50, 3);
        return sessions.onDatagram(packet, 0, 24, new BfdSessions.Origin(kind, source, ttl), nowNs);
    }

    @Test
    void aPacketGoesToTheSessionThatItNamesAndBeforeThatToTheOneWithItsSource() {
        sessions.follow(List.of(near("a", Wire.NEIGHBOR), near("b", OTHER)), nowNs);
        BfdSession a = sessions.all().getFirst();
        BfdSession b = sessions.all().getLast();

        assertThat(hear(SINGLE, OTHER, 255, 0)).isNull();
        assertThat(b.state()).isEqualTo(BfdState.INIT);
        assertThat(a.state()).isEqualTo(BfdState.DOWN);
        assertThat(hear(SINGLE, OTHER, 255, a.discriminator())).isNull();
        assertThat(a.state()).isEqualTo(BfdState.INIT);
    }

    @Test
    void whatIsForNobodyIsCounted() {
        sessions.follow(List.of(near("a", Wire.NEIGHBOR)), nowNs);
        int known = sessions.all().getFirst().discriminator();

        assertThat(hear(SINGLE, OTHER, 255, 0)).isEqualTo(BfdDrop.UNKNOWN_SESSION);
        assertThat(hear(SINGLE, Wire.NEIGHBOR, 255, known + 1)).isEqualTo(BfdDrop.UNKNOWN_SESSION);
        assertThat(hear(MULTI, Wire.NEIGHBOR, 255, known)).as("the wrong port").isEqualTo(BfdDrop.UNKNOWN_SESSION);
        ByteBuffer cut = ByteBuffer.allocate(23);
        assertThat(sessions.onDatagram(cut, 0, 23, new BfdSessions.Origin(SINGLE, OTHER, 255), nowNs))
                .isEqualTo(BfdDrop.LENGTH);
        assertThat(sessions.drops()).containsEntry(BfdDrop.UNKNOWN_SESSION, 3L).containsEntry(BfdDrop.LENGTH, 1L);
        assertThat(sessions.all().getFirst().remoteDiscriminator()).isZero();
    }

    @Test
    void aReasonForWhichPacketsAreRefusedIsToldOnceInAWhile() {
        sessions.follow(List.of(near("a", Wire.NEIGHBOR)), nowNs);
        hear(SINGLE, OTHER, 255, 0);
        hear(SINGLE, OTHER, 255, 0);
        hear(SINGLE, Wire.NEIGHBOR, 254, 0);
        assertThat(wire.dropped).containsExactly("UNKNOWN_SESSION 192.0.2.3 1", "TTL " + Wire.NEIGHBOR + " 1");

        nowNs += BfdSessions.DROP_TOLD_AGAIN_NS;
        hear(SINGLE, OTHER, 255, 0);
        assertThat(wire.dropped).hasSize(3).last().isEqualTo("UNKNOWN_SESSION 192.0.2.3 3");
    }

    @Test
    void aPacketThatWasForwardedIsNoneOfANeighbourOnTheLink() {
        sessions.follow(List.of(near("a", Wire.NEIGHBOR)), nowNs);
        assertThat(hear(SINGLE, Wire.NEIGHBOR, 254, 0)).isEqualTo(BfdDrop.TTL);
        assertThat(hear(SINGLE, Wire.NEIGHBOR, -1, 0))
                .as("the kernel did not say")
                .isEqualTo(BfdDrop.TTL);
        assertThat(hear(SINGLE, Wire.NEIGHBOR, 255, 0)).isNull();
    }

    @Test
    void aSessionOverSeveralHopsTakesSoManyAndNoMore() {
        sessions.follow(List.of(far("a", 255, 3)), nowNs);
        assertThat(hear(MULTI, Wire.NEIGHBOR, 251, 0)).isEqualTo(BfdDrop.TTL);
        assertThat(hear(MULTI, Wire.NEIGHBOR, 252, 0)).isNull();
        sessions.follow(List.of(far("a", 64, BfdSettings.HOPS_ANY)), nowNs);
        assertThat(hear(MULTI, Wire.NEIGHBOR, 1, 0)).isNull();
        sessions.follow(List.of(far("a", 255, -1)), nowNs);
        assertThat(hear(MULTI, Wire.NEIGHBOR, 255, 0)).isEqualTo(BfdDrop.TTL);
    }

    @Test
    void whatIsListenedToFollowsTheSessions() {
        sessions.follow(List.of(near("a", Wire.NEIGHBOR), far("b", 255, 0)), nowNs);
        assertThat(wire.listening).containsExactlyInAnyOrder(SINGLE, MULTI);
        assertThat(SINGLE.port()).isEqualTo(3784);
        assertThat(MULTI.port()).isEqualTo(4784);
        sessions.follow(List.of(far("b", 255, 0)), nowNs);
        assertThat(wire.listening).containsExactly(MULTI);
        sessions.follow(List.of(), nowNs);
        assertThat(wire.listening).isEmpty();
        assertThat(sessions.deadlineNs()).isEqualTo(BfdSession.NEVER);
    }

    @Test
    void sessionsThatStayAreNotTouchedAndThoseThatGoAreClosedWithoutAWord() {
        sessions.follow(List.of(near("a", Wire.NEIGHBOR), near("b", OTHER)), nowNs);
        BfdSession a = sessions.all().getFirst();
        assertThat(hear(SINGLE, Wire.NEIGHBOR, 255, 0)).isNull();
        int sent = wire.sent.size();
        wire.done.clear();
        wire.told.clear();

        sessions.follow(List.of(near("c", OTHER), near("a", Wire.NEIGHBOR)), nowNs);

        assertThat(sessions.all().getLast()).isSameAs(a);
        assertThat(a.state()).isEqualTo(BfdState.INIT);
        assertThat(wire.done).containsExactly("close b", "open c");
        assertThat(wire.told).containsExactly("c Down");
        assertThat(wire.sent).as("the new one alone has sent").hasSize(sent + 1);
    }

    @Test
    void aSessionOnAnotherPathIsAnotherOne() {
        sessions.follow(List.of(near("a", Wire.NEIGHBOR)), nowNs);
        int before = sessions.all().getFirst().discriminator();
        sessions.follow(List.of(near("a", OTHER)), nowNs);
        assertThat(sessions.all().getFirst().discriminator()).isNotEqualTo(before);
        assertThat(wire.done).containsExactly("open a", "close a", "open a");
    }

    @Test
    void whatCannotBeOpenedIsToldOnceAndTriedAgain() {
        wire.refusals.put("open a", "no port is free");
        wire.refusals.put("listen", "the port is in use");
        sessions.follow(List.of(near("a", Wire.NEIGHBOR)), nowNs);
        BfdSession a = sessions.all().getFirst();

        assertThat(a.state()).isEqualTo(BfdState.ADMIN_DOWN);
        assertThat(wire.told)
                .containsExactly(" refused: the port is in use", "a refused: no port is free", "a AdminDown");
        assertThat(hear(SINGLE, Wire.NEIGHBOR, 255, 0)).isEqualTo(BfdDrop.NOT_LISTENING);
        assertThat(sessions.deadlineNs()).isEqualTo(nowNs + BfdSessions.RETRY_NS);
        sessions.onDeadline(nowNs + BfdSessions.RETRY_NS);
        assertThat(wire.told).hasSize(3);

        wire.refusals.clear();
        nowNs += 2 * BfdSessions.RETRY_NS;
        sessions.onDeadline(nowNs);
        assertThat(a.state()).isEqualTo(BfdState.DOWN);
        assertThat(wire.told).endsWith("a Down").hasSize(4);
        assertThat(wire.sent).containsExactly("Down 0");
        assertThat(hear(SINGLE, Wire.NEIGHBOR, 255, 0)).isNull();
        sessions.onDeadline(nowNs + BfdSessions.RETRY_NS);
        assertThat(wire.done).containsExactly("open a", "open a", "open a");
    }

    @Test
    void aPacketThatDoesNotLeaveIsToldOnceUntilOneLeaves() {
        wire.refusals.put("send a", "the network is unreachable");
        sessions.follow(List.of(near("a", Wire.NEIGHBOR)), nowNs);
        later();
        assertThat(wire.told).containsExactly("a refused: the network is unreachable", "a Down");
        wire.refusals.clear();
        later();
        wire.refusals.put("send a", "the network is unreachable");
        later();
        assertThat(wire.told).hasSize(3);
    }

    private void later() {
        nowNs += 2 * Nanos.PER_S;
        sessions.onDeadline(nowNs);
    }

    @Test
    void discriminatorsAreNeverNoughtAndNeverTheSame() {
        Random bad = new Random(3) {
            @Override
            public int nextInt() {
                return 0;
            }
        };
        BfdSessions many = new BfdSessions(wire, wire, bad);
        many.follow(List.of(near("a", Wire.NEIGHBOR), near("b", OTHER)), nowNs);
        many.follow(List.of(near("a", Wire.NEIGHBOR), near("b", OTHER), near("c", OTHER)), nowNs);
        Set<Integer> seen = new HashSet<>();
        many.all().forEach(session -> seen.add(session.discriminator()));
        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
    }
}
