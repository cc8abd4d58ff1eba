package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Rivals.Dispute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two masters, and nodes that differ: when they are an alarm, for how long, and when they are none. */
class RivalsTest {
    private static final long MS = 1_000_000L;
    private static final IpAddress OTHER = IpAddress.of("10.77.0.1");

    private long nowNs = 1_000_000 * MS;

    /** One virtual router with its reception, on one clock. */
    private final class Host {
        private final RecordingEffects effects = new RecordingEffects();
        private final VirtualRouter router;
        private final Reception reception;

        Host(Given given, Expecting expecting) {
            router = new VirtualRouter(given.settings(), given.tracks());
            reception = expecting.reception();
            router.start(new Cause.Started(), nowNs, effects);
        }

        Host master() {
            nowNs = router.deadlineNs();
            router.onDeadline(nowNs, effects);
            assertThat(router.state()).isEqualTo(State.MASTER);
            return this;
        }

        void see(Condition condition) {
            router.onTrack(Track.Kind.SCRIPT, "chk", condition, "", nowNs, effects);
        }

        void hear(Arriving arriving) {
            DropReason reason = arriving.atNs(nowNs).at(reception);
            if (reason == null) {
                var heard = arriving.heard();
                router.onAdvertisement(heard.priority(), heard.intervalNs(), heard.source(), nowNs, effects);
                reception.rivals().judge(router, heard);
            }
        }

        List<Rivals.Rival> rivals() {
            return reception.rivals().present(router, nowNs);
        }

        List<String> news() {
            List<String> lines = new ArrayList<>();
            for (Optional<Rivals.News> next = next(); next.isPresent(); next = next()) {
                Rivals.Rival rival = next.get().rival();
                lines.add((next.get().over() ? "gone: " : "") + rival.address() + " " + rival.text());
            }
            return lines;
        }

        private Optional<Rivals.News> next() {
            return reception.rivals().news(router, nowNs);
        }
    }

    private Host backup() {
        return new Host(new Given(), new Expecting());
    }

    private Host master() {
        return backup().master();
    }

    private void pass(long ms) {
        nowNs += ms * MS;
    }

    private static Arriving weaker() {
        return new Arriving().priority(50);
    }

    // Two masters

    @Test
    void aMasterThatGoesOnBesideThisOneIsARival() {
        Host host = master();
        host.hear(weaker());
        pass(1000);
        host.hear(weaker());
        assertThat(host.rivals()).as("it may not have had the time to yield").isEmpty();
        pass(1000);
        host.hear(weaker());
        assertThat(host.rivals()).singleElement().satisfies(rival -> {
            assertThat(rival.address()).isEqualTo(OTHER);
            assertThat(rival.disputes()).containsExactly(Dispute.MASTER_TOO);
            assertThat(rival.priority()).isEqualTo(50);
            assertThat(rival.intervalNs()).isEqualTo(1000 * MS);
            assertThat(rival.sinceNs()).isEqualTo(nowNs - 2000 * MS);
            assertThat(rival.heardNs()).isEqualTo(nowNs);
        });
        assertThat(host.news()).containsExactly("10.77.0.1 is master, too");
        assertThat(host.news()).isEmpty();
    }

    @Test
    void aMasterThatWasOneBeforeThisOneCameBackIsNone() {
        Host host = new Host(new Given().priority(255).script("chk", 0), new Expecting());
        host.see(Condition.UP);
        for (int heard = 0; heard < 3; heard++) {
            host.hear(weaker());
            pass(1000);
        }
        assertThat(host.news()).containsExactly("10.77.0.1 is master, too");
        host.see(Condition.DOWN);
        assertThat(host.news()).containsExactly("gone: 10.77.0.1 is master, too");
        host.see(Condition.UP);
        host.master();
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).isEmpty();
    }

    @Test
    void aRivalWhoseResignationEndsThisMasterAsWellStaysGone() {
        Host host = new Host(new Given().script("chk", 0), new Expecting());
        host.see(Condition.UP);
        host.master();
        host.hear(weaker().interval(200));
        assertThat(host.news()).hasSize(1);
        pass(1000);
        // The kernel refuses the answer to it, so that this one is in FAULT before its rivals are judged.
        Arriving resigning = weaker().interval(200).priority(0).atNs(nowNs);
        assertThat(resigning.at(host.reception)).isNull();
        host.see(Condition.DOWN);
        host.reception.rivals().judge(host.router, resigning.heard());
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).singleElement().asString().startsWith("gone: ");
    }

    @Test
    void itHasOneAndAHalfOfOurIntervalsToYield() {
        Host host = master();
        host.hear(weaker());
        pass(1499);
        host.hear(weaker());
        assertThat(host.rivals()).extracting(Rivals.Rival::disputes).noneMatch(all -> all.contains(Dispute.MASTER_TOO));
        pass(1);
        host.hear(weaker());
        assertThat(host.rivals()).extracting(Rivals.Rival::disputes).anyMatch(all -> all.contains(Dispute.MASTER_TOO));
    }

    @Test
    void anAdvertisementThatCrossesOursInAHandOverIsNoAlarm() {
        Host host = master();
        host.hear(weaker());
        pass(1000);
        host.hear(weaker().priority(0));
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).isEmpty();
        pass(60_000);
        host.hear(weaker());
        assertThat(host.rivals()).as("much later, again once").isEmpty();
    }

    @Test
    void givingWayToAStrongerMasterIsNoAlarm() {
        Host host = master();
        for (int second = 0; second < 10; second++) {
            host.hear(new Arriving().priority(200));
            pass(1000);
        }
        assertThat(host.router.state()).isEqualTo(State.BACKUP);
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).isEmpty();
    }

    @Test
    void preemptingAWeakerMasterIsNoAlarm() {
        Host host = backup();
        for (int second = 0; second < 3; second++) {
            host.hear(weaker());
            pass(1000);
        }
        host.master();
        host.hear(weaker());
        pass(3000);
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).isEmpty();
    }

    @Test
    void aRivalIsGoneWhenThreeOfItsIntervalsWereSilent() {
        Host host = contested();
        pass(3000);
        assertThat(host.rivals()).hasSize(1);
        pass(1);
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).containsExactly("gone: 10.77.0.1 is master, too");
        assertThat(host.news()).isEmpty();
    }

    @Test
    void aRivalThatResignsIsGoneAtOnce() {
        Host host = contested();
        host.hear(weaker().priority(0));
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).containsExactly("gone: 10.77.0.1 is master, too");
    }

    @Test
    void whoeverGivesWayHasNoSecondMasterAnyMore() {
        Host host = contested();
        host.hear(new Arriving().priority(200).from("10.77.0.9"));
        assertThat(host.router.state()).isEqualTo(State.BACKUP);
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).containsExactly("gone: 10.77.0.1 is master, too");
    }

    @Test
    void aMasterThatFailedHasNoSecondMasterAnyMore() {
        Host host = contested();
        host.router.onDefect("something", nowNs, host.effects);
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).containsExactly("gone: 10.77.0.1 is master, too");
    }

    private Host contested() {
        Host host = master();
        for (int second = 0; second < 3; second++) {
            host.hear(weaker());
            pass(1000);
        }
        pass(-1000);
        assertThat(host.news()).hasSize(1);
        return host;
    }

    // Nodes that differ

    @Test
    void otherAddressesAreARivalAtOnceForABackup() {
        Host host = backup();
        host.hear(new Arriving().addresses("10.77.0.100"));
        assertThat(host.rivals()).extracting(Rivals.Rival::text).containsExactly("has other virtual addresses");
        assertThat(host.news()).containsExactly("10.77.0.1 has other virtual addresses");
    }

    @Test
    void whoeverAgreesAgainIsNoRivalAnyMore() {
        Host host = backup();
        host.hear(new Arriving().addresses("10.77.0.100"));
        assertThat(host.news()).hasSize(1);
        host.hear(new Arriving());
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).containsExactly("gone: 10.77.0.1 has other virtual addresses");
    }

    @Test
    void severalDifferencesAreOneRival() {
        Host host = backup();
        host.hear(new Arriving().addresses("10.77.0.100").interval(50));
        assertThat(host.rivals())
                .extracting(Rivals.Rival::text)
                .containsExactly("has another advertisement interval, and has other virtual addresses");
    }

    @Test
    void aChangeOfTheDisputeIsNews() {
        Host host = backup();
        host.hear(new Arriving().addresses("10.77.0.100"));
        assertThat(host.news()).hasSize(1);
        host.hear(new Arriving().interval(50));
        assertThat(host.news()).containsExactly("10.77.0.1 has another advertisement interval");
    }

    @Test
    void whatIsRefusedForItsSettingsComesFromARival() {
        Expecting secret = new Expecting().password("s3cret");
        assertThat(disputes(secret, new Arriving().password(1, "other"))).containsExactly(Dispute.PASSWORD);
        assertThat(disputes(secret, new Arriving().password(0, ""))).containsExactly(Dispute.AUTHENTICATION);
        assertThat(disputes(secret, new Arriving().password(1, "s3cret").interval(2)))
                .containsExactly(Dispute.INTERVAL);
        assertThat(disputes(new Expecting(), new Arriving().version2())).containsExactly(Dispute.VERSION);
        assertThat(disputes(new Expecting().version(2), new Arriving())).containsExactly(Dispute.VERSION);
        assertThat(disputes(new Expecting(), new Arriving().to(Rig.OWN))).containsExactly(Dispute.CAST);
        assertThat(disputes(new Expecting(), new Arriving().addresses())).containsExactly(Dispute.ADDRESSES);
    }

    @Test
    void whatIsNoAdvertisementComesFromNobody() {
        Expecting secret = new Expecting().password("s3cret");
        assertThat(disputes(secret, new Arriving().password(1, "other").checksumError(1)))
                .isEmpty();
        assertThat(disputes(secret, new Arriving().password(1, "other").type(2)))
                .isEmpty();
        assertThat(disputes(secret, new Arriving().password(1, "other").interval(0)))
                .isEmpty();
        assertThat(disputes(secret, new Arriving().password(1, "other").ttl(254)))
                .isEmpty();
        assertThat(disputes(secret, new Arriving().password(7, "other"))).isEmpty();
        assertThat(disputes(new Expecting(), new Arriving().version(7))).isEmpty();
        assertThat(disputes(new Expecting(), new Arriving().version2().extra(-8)))
                .isEmpty();
        assertThat(disputes(new Expecting(), new Arriving().from("10.77.0.2").interval(7)))
                .isEmpty();
    }

    private List<Dispute> disputes(Expecting expecting, Arriving arriving) {
        Host host = new Host(new Given(), expecting);
        host.hear(arriving);
        return host.rivals().stream()
                .flatMap(rival -> rival.disputes().stream())
                .toList();
    }

    @Test
    void aResignationInOtherWordsIsNoAlarm() {
        Host host = backup();
        host.hear(new Arriving().addresses("10.77.0.100").priority(0));
        host.hear(new Arriving().version2().priority(0));
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).isEmpty();
    }

    @Test
    void agreementIsNoNews() {
        Host host = backup();
        host.hear(new Arriving());
        assertThat(host.rivals()).isEmpty();
        assertThat(host.news()).isEmpty();
    }

    // Bounds

    @ParameterizedTest
    @ValueSource(ints = {9, 200})
    void forgedSendersCannotMakeItGrow(int senders) {
        Host host = backup();
        for (int sender = 1; sender <= senders; sender++) {
            host.hear(new Arriving().addresses("10.77.0.100").from("10.78.0." + sender));
        }
        assertThat(host.rivals()).hasSize(Rivals.RIVALS_MAX);
        assertThat(host.news()).hasSize(Rivals.NEWS_MAX);
    }

    @Test
    void aSecondMasterFindsAPlaceAmongForgedSenders() {
        Host host = master();
        for (int second = 0; second < 3; second++) {
            for (int sender = 1; sender <= 20; sender++) {
                host.hear(new Arriving().password(0, "").from("10.78.0." + sender));
            }
            host.hear(weaker());
            pass(1000);
        }
        assertThat(host.rivals()).anyMatch(rival -> rival.disputes().contains(Dispute.MASTER_TOO));
    }

    @Test
    void aPlaceIsFreeAgainAfterSilence() {
        Host host = backup();
        for (int sender = 1; sender <= Rivals.RIVALS_MAX; sender++) {
            host.hear(new Arriving().addresses("10.77.0.100").from("10.78.0." + sender));
        }
        pass(3001);
        host.hear(new Arriving().addresses("10.77.0.100").from("10.78.0.99"));
        assertThat(host.rivals()).extracting(Rivals.Rival::address).containsExactly(IpAddress.of("10.78.0.99"));
    }

    @Test
    void whoTakesThePlaceOfOneThatIsGoneDoesNotKeepThatFromBeingReported() {
        Host host = backup();
        host.hear(new Arriving().addresses("10.77.0.200"));
        assertThat(host.news()).hasSize(1);
        pass(3001);
        host.hear(new Arriving().from("10.77.0.3").addresses("10.77.0.200"));
        assertThat(host.news())
                .containsExactly(
                        "gone: 10.77.0.1 has other virtual addresses", "10.77.0.3 has other virtual addresses");
    }

    @Test
    void onlySoMuchIsReportedWithinAMinute() {
        Host host = backup();
        int reported = 0;
        for (int round = 0; round < 50; round++) {
            host.hear(new Arriving().addresses("10.77.0.100").interval(1).from("10.78.0." + (round + 1)));
            reported += (int) host.news().stream()
                    .filter(line -> !line.startsWith("gone"))
                    .count();
            pass(100);
        }
        assertThat(reported).isEqualTo(Rivals.NEWS_MAX);
        pass(60_000);
        assertThat(host.news()).allMatch(line -> line.startsWith("gone"));
        host.hear(new Arriving().addresses("10.77.0.100"));
        assertThat(host.news()).hasSize(1);
    }
}
