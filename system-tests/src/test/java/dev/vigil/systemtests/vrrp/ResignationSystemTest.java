package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node loses of its ground, what it says of that on the wire, and what it tells its operator. */
@LabTest
class ResignationSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void aMasterThatLosesItsOwnAddressResignsFromItAndIsReplacedAfterTheSkewTime(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Pair.Started started = pair.start();
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        pair.a.must("ip", "addr", "del", pair.a.address() + "/24", "dev", "eth0");

        Advert goodbye = pair.awaitPriorityZero(pair.a, beforeNs);
        Advert first = pair.awaitAdvert(pair.b, goodbye.timeNs());
        Pair.assertDelay("take-over", goodbye.timeNs(), first.timeNs(), row.skewNs(Pair.PRIORITY_B));
        pair.assertAnnounced(pair.b, first);
        pair.awaitAddressGone(pair.a);
        if (row.master() == Program.VIGIL) {
            started.a().awaitLog("sent 0 priority", LIMIT);
            assertThat(VigilStatus.json(pair.a).output()).contains("\"pri_zero_sent\":1");
        }
    }

    @Test
    @VigilPlays
    void aMasterWhoseLinkIsSetDownDoesNotClaimToHaveResigned(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon master = pair.startMasterAlone();

        pair.a.linkDown();

        master.awaitLog("removing VIPs", LIMIT);
        assertThat(master.log()).contains("Entering FAULT STATE").doesNotContain("sent 0 priority");
        assertThat(VigilStatus.json(pair.a).output()).contains("\"pri_zero_sent\":0");
        assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
    }

    @Test
    @VigilPlays
    void whatIsSaidOfAFaultFollowsWhatIsSeenAndNoMasterIsShownMeanwhile(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        pair.start();
        Await.until(
                "b hears its master",
                LIMIT,
                () -> VigilStatus.json(pair.b).output().contains("\"master\":{"));

        pair.b.linkDown();

        Await.until("set down", LIMIT, () -> VigilStatus.why(pair.b).contains("eth0 is down: set down"));
        assertThat(VigilStatus.json(pair.b).output())
                .contains("\"state\":\"FAULT\"")
                .doesNotContain("\"master\":{");

        pair.b.must("ip", "link", "del", "eth0");

        Await.until("gone", LIMIT, () -> VigilStatus.why(pair.b).contains("eth0 is down: it does not exist"));
        assertThat(VigilStatus.why(pair.b)).doesNotContain("set down");
    }

    /** The interface of an address need not be that of the advertisements; it is tracked all the same. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anAddressWhoseInterfaceVanishesIsWorthAFaultAndIsNotSaidToBePutBack(Program program, Lab lab) {
        Row row = Row.of(program);
        Pair pair = withAddressOn(new Pair(lab, row), "eth1");
        Daemon master = pair.start().a();
        Await.until("the other address", LIMIT, () -> pair.a.addressLines().contains("10.78.0.100/24"));
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        pair.a.must("ip", "link", "del", "eth1");

        Advert goodbye = pair.awaitPriorityZero(pair.a, beforeNs);
        Advert first = pair.awaitAdvert(pair.b, goodbye.timeNs());
        Pair.assertDelay("take-over", goodbye.timeNs(), first.timeNs(), row.skewNs(Pair.PRIORITY_B));
        pair.awaitAddressGone(pair.a);
        master.awaitLog("Entering FAULT STATE", LIMIT);
        if (program == Program.VIGIL) {
            assertThat(VigilStatus.why(pair.a)).contains("interface eth1 is down");
            assertThat(master.log()).doesNotContain("put it back").doesNotContain("the kernel refused");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anAddressThatNeedNotBeTrackedMayVanishWithItsInterface(Program program, Lab lab) {
        Pair pair = withAddressOn(new Pair(lab, Row.of(program)), "eth1 no_track");
        Daemon master = pair.startMasterAlone();
        Await.until("the other address", LIMIT, () -> pair.a.addressLines().contains("10.78.0.100/24"));

        pair.a.must("ip", "link", "del", "eth1");

        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 3);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
        if (program == Program.VIGIL) {
            assertThat(master.log()).doesNotContain("put it back").doesNotContain("the kernel refused");
        }
    }

    /** Both nodes have a second interface, and an address on it. */
    private static Pair withAddressOn(Pair pair, String device) {
        pair.a.addCable("eth1", "far");
        pair.b.addCable("eth1", "far");
        UnaryOperator<RouterText> both =
                text -> text.virtualAddresses(Pair.VIP + "/24", "10.78.0.100/24 dev " + device);
        return pair.withSettingsA(both).withSettingsB(both);
    }
}
