package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.ForgedAdvert;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A third node sends advertisements of priority 254: wrong ones must have no effect, a right one must. */
@LabTest
class HostilePacketSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(100);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void wrongAdvertisementsLeaveTheMasterInPlaceAndAreCountedAndARightOneReplacesIt(Row row, Lab lab) {
        lab.expectHostilePackets();
        Pair pair = new Pair(lab, row);
        Daemon master = pair.startA();
        pair.awaitAdverts(pair.a, 1);
        Node stranger = lab.node("stranger", "10.77.0.9/24");

        stranger.send(wrong(row.version(), pair), PAUSE);

        int before = pair.adverts(pair.a).size();
        pair.awaitAdverts(pair.a, before + 1);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        if (row.master() == Program.VIGIL) {
            // keepalived 2.2.7 starts its interval anew at each wrong packet: a stream of them silences its MASTER.
            pair.assertNoPause(pair.a, Pair.LATENESS);
        }
        if (row.master() == Program.VIGIL) {
            assertCountedByVigil(row, VigilStatus.json(pair.a).output());
        } else {
            assertCounted(row, statistics(master, pair.a));
        }

        stranger.send(List.of(right(row.version())), PAUSE);

        pair.awaitAddressGone(pair.a);
    }

    private static ForgedAdvert right(int version) {
        ForgedAdvert advert = new ForgedAdvert(version);
        return version == 2 ? advert.authentication(1, Pair.PASSWORD) : advert;
    }

    private static List<ForgedAdvert> wrong(int version, Pair pair) {
        List<ForgedAdvert> all = new ArrayList<>(List.of(
                right(version).ttl(254),
                right(version).ttl(1),
                right(version).wrongChecksum(),
                right(version).wrongIpChecksum(),
                right(version).wireVersion(5 - version),
                right(version).wireVersion(7),
                right(version).type(2),
                right(version).vrid(52),
                right(version).cutTo(7),
                right(version).cutTo(11),
                right(version).excess(1),
                right(version).addressCount(0),
                right(version).addressCount(255),
                right(version).unicastTo(pair.a)));
        if (version == 2) {
            all.add(right(version).authentication(0, Pair.PASSWORD));
            all.add(right(version).authentication(3, Pair.PASSWORD));
            all.add(right(version).authentication(1, "S3cret"));
            all.add(right(version).interval(2));
        }
        return all;
    }

    /** The statistics as text, written on SIGUSR2. */
    private static String statistics(Daemon daemon, Node node) {
        daemon.signal("USR2");
        return Await.value(
                "statistics",
                LIMIT,
                () -> Optional.of(node.read("/run/lab/keepalived.stats"))
                        .filter(text -> text.contains("Priority Zero")));
    }

    private static void assertCounted(Row row, String statistics) {
        assertThat(count(statistics, "TTL")).as(statistics).isEqualTo(2);
        assertThat(count(statistics, "Invalid Type")).as(statistics).isEqualTo(1);
        assertThat(count(statistics, "Length")).as(statistics).isGreaterThanOrEqualTo(3);
        if (row.version() == 2) {
            // keepalived refuses another interval as well, but does not count it.
            assertThat(count(statistics, "Advertisement Interval"))
                    .as(statistics)
                    .isEqualTo(0);
            assertThat(count(statistics, "Failure")).as(statistics).isEqualTo(1);
            assertThat(count(statistics, "Type Mismatch")).as(statistics).isEqualTo(1);
        }
    }

    private static void assertCountedByVigil(Row row, String json) {
        assertThat(count(json, "\"ttl\"")).as(json).isEqualTo(2);
        assertThat(count(json, "\"type\"")).as(json).isEqualTo(1);
        assertThat(count(json, "\"checksum\"")).as(json).isEqualTo(1);
        assertThat(count(json, "\"version\"", "\"stats\"")).as(json).isEqualTo(2);
        assertThat(count(json, "\"length\"")).as(json).isGreaterThanOrEqualTo(3);
        if (row.version() == 2) {
            assertThat(count(json, "\"interval\"")).as(json).isEqualTo(1);
            assertThat(count(json, "\"auth_failed\"")).as(json).isEqualTo(1);
            assertThat(count(json, "\"auth_type_mismatch\"")).as(json).isEqualTo(1);
            assertThat(count(json, "\"auth_type_invalid\"")).as(json).isEqualTo(1);
        }
    }

    /** The number after a name that stands somewhere behind another one. */
    private static int count(String text, String name, String behind) {
        return count(text.substring(text.indexOf(behind)), name);
    }

    private static int count(String statistics, String name) {
        Matcher matcher = Pattern.compile(name + ": *(\\d+)").matcher(statistics);
        assertThat(matcher.find()).as(name + " in\n" + statistics).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
