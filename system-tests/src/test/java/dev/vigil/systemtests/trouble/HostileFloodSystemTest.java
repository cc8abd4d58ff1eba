package dev.vigil.systemtests.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Capture;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.ForgedAdvert;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A neighbour sends 100,000 packets a second. Whatever the protocol does not force upon the master leaves it as it is. */
@LabTest
@Isolated("the figures are those of the flood, not of other tests")
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class HostileFloodSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String VIP = "10.77.0.100";
    private static final long RATE = 100_000;
    private static final Duration FLOOD = Duration.ofSeconds(6);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final long INTERVAL_NS = 100_000_000;
    private static final long LATE_MAX_NS = 100_000_000;
    private static final int STALLS = 4;
    private static final long FORGED_RATE = 2_000;
    /** Frames leave in batches of 64, so this is one batch each 64 ms. */
    private static final long PULSE_RATE = 1_000;

    private static final int CHANGES_LOGGED = 20;
    private static final long PROCESSOR_PERCENT_MAX = 90;
    private static final int LOG_BYTES_MAX = 20_000;
    private static final long RESIDENT_MORE_MAX_KB = 16 * 1024;

    /** What the flood consists of. */
    enum Kind {
        /** Every kind of wrong packet in turn. */
        WRONG,
        /** Right ones of another virtual router. */
        OTHER_ROUTER,
        /** Right but for the checksum, so that only the last check refuses them. */
        WRONG_CHECKSUM,
        /** Right ones of a priority below the backup's. */
        LOWER_PRIORITY,
        /** Unicast to the master from nobody it knows. */
        UNICAST
    }

    /** A flood and the program that both nodes run under it. */
    record Case(Kind kind, Program program) {}

    /** Two of them, or with {@code -Dvigil.hostile=all}, as {@code ./run bench hostile} sets it, all and keepalived's too. */
    static List<Case> cases() {
        if (!System.getProperty("vigil.hostile", "").equals("all")) {
            return List.of(new Case(Kind.WRONG, Program.VIGIL), new Case(Kind.LOWER_PRIORITY, Program.VIGIL));
        }
        return Stream.of(Kind.values())
                .flatMap(kind -> Program.players().stream().map(program -> new Case(kind, program)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFloodDoesNotMoveTheMaster(Case flood, Lab lab) {
        Group group = new Group(lab, flood.program);
        Supplier<String> changes = group.a.watchAddresses();
        try (Stalls stalls = new Stalls()) {
            long quietNs = Stalls.nowNs();
            Await.holds("quiet", QUIET, () -> true);
            int logBytes = group.master.log().length();
            Footprint before = Footprint.of(group.master.process().pid());
            Footprint backupBefore = Footprint.of(group.backup.process().pid());
            long floodNs = Stalls.nowNs();

            long rate = group.stranger.flood(frames(flood.kind, group.a), RATE, FLOOD);

            long endNs = Stalls.nowNs();
            Footprint after = Footprint.of(group.master.process().pid());
            Footprint backupAfter = Footprint.of(group.backup.process().pid());
            Await.holds("quiet again", Duration.ofMillis(500), () -> true);
            Lateness calm = Lateness.of(group.wire.adverts(51, group.a), quietNs, floodNs);
            Lateness flooded = Lateness.of(group.wire.adverts(51, group.a), floodNs, endNs);
            int logMore = group.master.log().length() - logBytes;
            long masterPercent = percent(before, after);
            System.out.printf(
                    Locale.ROOT,
                    "flood %s, %s: %d packets/s; adverts late by median %.2f, greatest %.2f ms (before: %.2f, %.2f); latest tick "
                            + "%.1f ms; processor %d%% master, %d%% backup; log %d bytes; take-overs %d; %s -> %s%n",
                    flood.kind,
                    flood.program,
                    rate,
                    flooded.medianNs / 1e6,
                    flooded.greatestNs / 1e6,
                    calm.medianNs / 1e6,
                    calm.greatestNs / 1e6,
                    stalls.worstNs(floodNs, endNs) / 1e6,
                    masterPercent,
                    percent(backupBefore, backupAfter),
                    logMore,
                    group.wire.adverts(51, group.b).size(),
                    before,
                    after);
            if (flood.program == Program.VIGIL) {
                assertThat(changes.get()).as("addresses of the master").isEmpty();
                assertThat(group.wire.adverts(51, group.b))
                        .as("advertisements of the backup")
                        .isEmpty();
                assertThat(flooded.greatestNs)
                        .as("how late the latest advertisement was")
                        .isLessThan(LATE_MAX_NS + STALLS * stalls.worstNs(floodNs, endNs));
                assertThat(logMore).as("bytes of log").isLessThan(LOG_BYTES_MAX);
                assertThat(masterPercent).as("per cent of a processor").isLessThan(PROCESSOR_PERCENT_MAX);
                assertThat(after.residentKb()).isLessThan(before.residentKb() + RESIDENT_MORE_MAX_KB);
            }
        }
    }

    /** The protocol lets anybody resign for the master, or outrank it; roles come back, and the reason is told. */
    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void rolesComeBackAfterAdvertisementsThatTheProtocolPermits(int priority, Lab lab) {
        Group group = new Group(lab, Program.VIGIL);

        group.stranger.flood(List.of(right().priority(priority)), FORGED_RATE, Duration.ofSeconds(3));

        if (priority == 255) {
            group.master.awaitLog("Entering BACKUP STATE: 10.77.0.9 advertises priority 255", LIMIT);
        }
        // A backup may take over for a moment after the last resignation: the master had answered enough of them
        // before.
        Await.settled("the roles of before", LIMIT, QUIET, () -> group.a.holds(VIP) && !group.b.holds(VIP));
        String why = group.a.exec(Program.vigilCommand("vigil"), "why").output();
        assertThat(why).contains("MASTER");
        if (priority == 255) {
            assertThat(why).contains("10.77.0.9");
        }
        assertThat(group.master.log().length()).as("bytes of log").isLessThan(LOG_BYTES_MAX);
    }

    /**
     * Pulses of priority 255 that announce an interval of 10 ms: the master yields to each, and takes over again before the
     * next. What it does is the protocol's; what it writes is bounded.
     */
    @Test
    void pulsesThatMoveTheMasterAllTheTimeDoNotFillTheLog(Lab lab) {
        Group group = new Group(lab, Program.VIGIL);
        int before = entered(group.master.log());

        group.stranger.flood(List.of(right().interval(1).priority(255)), PULSE_RATE, FLOOD);

        Await.settled("the roles of before", LIMIT, QUIET, () -> group.a.holds(VIP) && !group.b.holds(VIP));
        assertThat(group.a.exec(Program.vigilCommand("vigil"), "why").output()).contains("MASTER", "10.77.0.9");
        assertThat(group.wire.adverts(51, group.a)).hasSizeGreaterThan(CHANGES_LOGGED);
        assertThat(entered(group.master.log()) - before).isLessThanOrEqualTo(CHANGES_LOGGED);
        group.master.terminate();
        assertThat(group.master.log())
                .containsPattern(
                        "\\(VI_1\\) \\d+ more changes of state within .* the last of them: Entering MASTER STATE");
    }

    private static int entered(String log) {
        return log.split("\\(VI_1\\) Entering ", -1).length - 1;
    }

    /** A master, its backup and a stranger; only the first two are captured. */
    private static final class Group {
        final Node a;
        final Node b;
        final Node stranger;
        final Capture wire;
        final Daemon master;
        final Daemon backup;

        Group(Lab lab, Program program) {
            a = lab.node("a");
            b = lab.node("b");
            stranger = lab.node("stranger", "10.77.0.9/24");
            wire = lab.captureOnlyFrom(a, b);
            master = a.start(program, config(150));
            Await.until("a is master", LIMIT, () -> a.holds(VIP));
            backup = b.start(program, config(100));
            backup.awaitLog("Entering BACKUP STATE", LIMIT);
        }
    }

    /** Per cent of one processor during the flood. */
    private static long percent(Footprint before, Footprint after) {
        return (after.cpuMs() - before.cpuMs()) * 100 / FLOOD.toMillis();
    }

    /** By how much intervals were longer than configured. */
    private record Lateness(long medianNs, long greatestNs) {
        static Lateness of(List<Advert> adverts, long fromNs, long toNs) {
            List<Long> late = new ArrayList<>();
            for (int index = 1; index < adverts.size(); index++) {
                long timeNs = adverts.get(index).timeNs();
                if (timeNs > fromNs && timeNs < toNs) {
                    late.add(Math.max(0, timeNs - adverts.get(index - 1).timeNs() - INTERVAL_NS));
                }
            }
            List<Long> sorted = late.stream().sorted().toList();
            return new Lateness(sorted.get(sorted.size() / 2), sorted.getLast());
        }
    }

    private static ForgedAdvert right() {
        return new ForgedAdvert(3).interval(10);
    }

    private static List<ForgedAdvert> frames(Kind kind, Node master) {
        return switch (kind) {
            case WRONG ->
                List.of(
                        right().ttl(254),
                        right().ttl(1),
                        right().wrongChecksum(),
                        right().wrongIpChecksum(),
                        right().wireVersion(2),
                        right().wireVersion(7),
                        right().type(2),
                        right().vrid(52),
                        right().cutTo(7),
                        right().cutTo(11),
                        right().excess(1),
                        right().excess(1000),
                        right().interval(0),
                        right().addressCount(0),
                        right().addressCount(255),
                        right().source(master.address()),
                        right().unicastTo(master));
            case OTHER_ROUTER -> List.of(right().vrid(52));
            case WRONG_CHECKSUM -> List.of(right().wrongChecksum());
            case LOWER_PRIORITY -> List.of(right().priority(50));
            case UNICAST ->
                List.of(right().unicastTo(master), right().source("10.88.0.1").unicastTo(master));
        };
    }

    private static String config(int priority) {
        return """
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority %d
                    advert_int 0.1
                    virtual_ipaddress {
                        10.77.0.100/24
                    }
                }
                """.formatted(priority);
    }
}
