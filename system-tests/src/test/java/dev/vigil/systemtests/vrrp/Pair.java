package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Arp;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Capture;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two nodes with one virtual router: {@code a} should be MASTER, {@code b} stands by. */
public final class Pair {
    static final String VIP = "10.77.0.100";
    static final int VRID = 51;
    static final String PASSWORD = "s3cret";
    static final int PRIORITY_A = 150;
    static final int PRIORITY_B = 100;

    /** How much later than the protocol's time a reaction may come on a busy machine. */
    static final Duration LATENESS = Duration.ofMillis(900);

    /** How much earlier than the protocol's time a packet may be seen, for the time that capturing takes. */
    static final Duration EARLINESS = Duration.ofMillis(12);

    private static final Duration LIMIT = Duration.ofSeconds(40);

    final Row row;
    final Node a;
    final Node b;
    final Capture wire;
    private UnaryOperator<RouterText> settingsA = UnaryOperator.identity();
    private UnaryOperator<RouterText> settingsB = UnaryOperator.identity();

    Pair(Lab lab, Row row) {
        this.row = row;
        this.a = lab.node("a");
        this.b = lab.node("b");
        this.wire = lab.wire();
    }

    Pair withSettingsA(UnaryOperator<RouterText> settings) {
        settingsA = settings;
        return this;
    }

    Pair withSettingsB(UnaryOperator<RouterText> settings) {
        settingsB = settings;
        return this;
    }

    Daemon startA() {
        return a.start(row.master(), textA());
    }

    Daemon startB() {
        return b.start(row.backup(), textB());
    }

    String textA() {
        return settingsA
                .apply(new RouterText(row, a.address(), b.address(), PRIORITY_A))
                .text();
    }

    String textB() {
        return settingsB
                .apply(new RouterText(row, b.address(), a.address(), PRIORITY_B))
                .text();
    }

    /** Starts {@code a} and, once it is MASTER, the standby, and waits until {@code a} has been MASTER for an interval. */
    Started start() {
        Daemon daemonA = startA();
        daemonA.awaitLog("Entering BACKUP STATE|Startup complete", LIMIT);
        // On a busy machine the down timers of two nodes that start together may end in either order.
        awaitAdverts(a, 1);
        Daemon daemonB = startB();
        awaitAdverts(a, 2);
        Await.until("the address on a", LIMIT, () -> a.holds(VIP));
        daemonB.awaitLog("Entering BACKUP STATE", LIMIT);
        assertThat(b.holds(VIP)).as("the address on b").isFalse();
        return new Started(daemonA, daemonB);
    }

    record Started(Daemon a, Daemon b) {}

    List<Advert> adverts(Node from) {
        return wire.adverts(VRID, from);
    }

    /** Waits for so many advertisements of a node, counted from the capture's start. */
    void awaitAdverts(Node from, int count) {
        Await.until(
                count + " advertisements of " + from.name(),
                LIMIT,
                () -> adverts(from).size() >= count);
    }

    /** Waits until a node that was silent at {@code sinceNs} advertises, and returns its first advertisement. */
    Advert awaitAdvert(Node from, long sinceNs) {
        return Await.value(
                "an advertisement of " + from.name(),
                LIMIT,
                () -> adverts(from).stream()
                        .filter(advert -> advert.timeNs() > sinceNs)
                        .findFirst());
    }

    /** Waits until a node says goodbye and returns that advertisement. */
    Advert awaitPriorityZero(Node from, long sinceNs) {
        return Await.value(
                "priority 0 from " + from.name(),
                LIMIT,
                () -> adverts(from).stream()
                        .filter(advert -> advert.timeNs() > sinceNs && advert.priority() == 0)
                        .findFirst());
    }

    Advert lastAdvert(Node from) {
        return adverts(from).getLast();
    }

    /** Starts {@code a} alone and waits until it is MASTER. */
    Daemon startMasterAlone() {
        Daemon daemon = startA();
        awaitAdverts(a, 1);
        Await.until("the address on a", LIMIT, () -> a.holds(VIP));
        return daemon;
    }

    /** No interval between two advertisements of a node was longer than configured, but for {@code tolerance}. */
    void assertNoPause(Node master, Duration tolerance) {
        List<Advert> adverts = adverts(master);
        for (int i = 1; i < adverts.size(); i++) {
            assertThat(Duration.ofNanos(
                            adverts.get(i).timeNs() - adverts.get(i - 1).timeNs()))
                    .as("pause before advertisement %d of %s", i, master.name())
                    .isLessThan(Duration.ofNanos(row.advertIntervalNs()).plus(tolerance));
        }
    }

    /** The new MASTER announced the address after its first advertisement, from its own hardware address. */
    void assertAnnounced(Node master, Advert first) {
        Arp arp = Await.value(
                "a gratuitous ARP of " + master.name(),
                LIMIT,
                () -> wire.gratuitousArps(VIP).stream()
                        .filter(packet -> packet.timeNs() > first.timeNs())
                        .findFirst());
        assertThat(arp.sourceMac()).isEqualTo(master.mac());
        assertThat(arp.senderMac()).isEqualTo(master.mac());
        Await.until("the address on " + master.name(), LIMIT, () -> master.holds(VIP));
    }

    void awaitAddressGone(Node node) {
        Await.until("no address on " + node.name(), LIMIT, () -> !node.holds(VIP));
    }

    /** {@code event} came {@code delayNs} after {@code cause}, as punctually as the machine allows. */
    static void assertDelay(String what, long causeNs, long eventNs, long delayNs) {
        assertThat(Duration.ofNanos(eventNs - causeNs))
                .as(what)
                .isBetween(
                        Duration.ofNanos(delayNs).minus(EARLINESS),
                        Duration.ofNanos(delayNs).plus(LATENESS));
    }

    static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }
}
