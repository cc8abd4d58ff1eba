package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import org.junit.jupiter.api.Test;

/** A node whose advertisements do not leave, as when its own firewall refuses them. */
class UnheardTest {
    private static final String UNHEARD =
            "no advertisement leaves, and no other master is heard: send on eth0: refused";

    /** How long another node of any priority needs to take over, with an interval to spare. */
    private static final long TAKEOVER_MS = 4997;

    private static Rig behindAFirewall() {
        Rig rig = Rig.started(Given.two());
        rig.edge().failing = 1;
        rig.pass(3610);
        rig.expect(State.MASTER);
        return rig;
    }

    /** Yields after three advertisements. */
    private static Rig yielded() {
        Rig rig = behindAFirewall();
        rig.pass(2000);
        rig.expect(State.FAULT);
        return rig;
    }

    /** Has yielded, heard nobody, and serves. */
    private static Rig serving() {
        Rig rig = yielded();
        rig.pass(TAKEOVER_MS + 3610 + 2000);
        rig.expect(State.MASTER);
        return rig;
    }

    @Test
    void theFirstRefusalIsReportedAndTheThirdMakesItYield() {
        Rig rig = behindAFirewall();
        rig.pass(1000);
        rig.expect(State.MASTER);
        assertThat(rig.told())
                .containsExactly(
                        "VI_1 refused: send on eth0: refused",
                        "VI_1 BACKUP to MASTER: no master was heard for 3.609 s");
        rig.pass(1000);
        rig.expect(State.FAULT);
        assertThat(rig.told()).containsExactly("VI_1 MASTER to FAULT: send on eth0: refused");
        assertThat(rig.router().counters().sendErrors()).isEqualTo(4);
        assertThat(rig.router().counters().advertisementsSent()).isZero();
        assertThat(rig.router().counters().resignationsSent()).isZero();
    }

    @Test
    void itYieldsForAsLongAsAnotherNodeNeeds() {
        Rig rig = yielded();
        long takeoverNs = rig.router().router().takeoverMaxNs();
        assertThat(takeoverNs / Rig.MS).isBetween(TAKEOVER_MS - 10, TAKEOVER_MS + 1);
        rig.pass(takeoverNs / Rig.MS - 20);
        rig.expect(State.FAULT);
        rig.pass(20);
        rig.expect(State.BACKUP);
    }

    @Test
    void itServesDegradedIfItHeardNobody() {
        Rig rig = serving();

        assertThat(rig.router().lacking()).containsExactly(UNHEARD);
        assertThat(rig.told()).last().isEqualTo("VI_1 degraded: [" + UNHEARD + "]");
        rig.pass(60_000);
        rig.expect(State.MASTER);
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void itIsWholeAgainWhenAdvertisementsLeave() {
        Rig rig = serving();
        rig.forget();
        rig.edge().failing = 0;
        rig.pass(1000);

        assertThat(rig.told()).containsExactly("VI_1 degraded: []");
        assertThat(rig.router().lacking()).isEmpty();

        rig.edge().failing = 1;
        rig.pass(3000);
        rig.expect(State.FAULT);
        assertThat(rig.told())
                .containsExactly("VI_1 refused: send on eth0: refused", "VI_1 MASTER to FAULT: send on eth0: refused");
    }

    @Test
    void itYieldsAtOnceAndForLongerWhenItHearsAnother() {
        Rig rig = serving();
        rig.hear(50);

        rig.expect(State.FAULT);
        rig.pass(2 * TAKEOVER_MS - 100);
        rig.expect(State.FAULT);
        rig.pass(110);
        rig.expect(State.BACKUP);
    }

    @Test
    void aResignationOfAnotherIsNobodyToYieldTo() {
        Rig rig = serving();
        rig.hear(0);

        rig.expect(State.MASTER);
    }

    @Test
    void whoWasHeardWhileItWaitedIsYieldedToForLonger() {
        Rig rig = yielded();
        rig.pass(TAKEOVER_MS);
        rig.expect(State.BACKUP);
        rig.hear(200);
        rig.pass(3610 + 2000);
        rig.expect(State.FAULT);
        rig.pass(2 * TAKEOVER_MS - 100);
        rig.expect(State.FAULT);
        rig.pass(110);
        rig.expect(State.BACKUP);
        rig.pass(3610 + 2000);
        rig.expect(State.MASTER);
        assertThat(rig.router().lacking()).containsExactly(UNHEARD);
    }

    @Test
    void hearingAnotherAsABackupIsNoYielding() {
        Rig rig = Rig.empty();
        rig.take(Given.two().script("check", dev.vigil.core.track.Condition.UP));
        rig.start();
        rig.edge().failing = 1;
        rig.pass(3610 + 2000 + TAKEOVER_MS + 3610 + 2000);
        rig.expect(State.MASTER);
        rig.router().onScript("check", dev.vigil.core.track.Condition.DOWN, "", rig.nowNs());
        rig.router().onScript("check", dev.vigil.core.track.Condition.UP, "", rig.nowNs());
        rig.expect(State.BACKUP);
        rig.hear(200);
        rig.pass(3610 + 2000);
        rig.expect(State.FAULT);

        rig.pass(2 * TAKEOVER_MS - 100);
        rig.expect(State.FAULT);
        rig.pass(110);
        rig.expect(State.BACKUP);
    }

    @Test
    void anAdvertisementThatReachesOneOfTwoPeersIsHeard() {
        Rig rig = Rig.master(Given.two());
        rig.edge().destinations = 2;
        rig.edge().failing = 1;
        rig.pass(10_000);

        rig.expect(State.MASTER);
        assertThat(rig.told()).containsExactly("VI_1 refused: send on eth0: refused");
        assertThat(rig.router().counters().sendErrors()).isEqualTo(10);
        rig.edge().failing = 2;
        rig.pass(2000);
        rig.expect(State.MASTER);
        rig.pass(1000);
        rig.expect(State.FAULT);
    }

    @Test
    void refusalsThatAreNotInARowAreNothing() {
        Rig rig = Rig.master(Given.two());
        for (int times = 0; times < 3; times++) {
            rig.edge().failing = 1;
            rig.pass(2000);
            rig.edge().failing = 0;
            rig.pass(1000);
        }
        rig.expect(State.MASTER);
        assertThat(rig.router().counters().advertisementsSent()).isEqualTo(4);
    }

    @Test
    void aResignationThatIsRefusedIsNoNews() {
        Rig rig = Rig.master(Given.two());
        rig.edge().failing = 1;
        rig.stop();

        assertThat(rig.told()).containsExactly("VI_1 MASTER to INIT: the daemon stops");
        assertThat(rig.router().counters().sendErrors()).isEqualTo(1);
    }

    @Test
    void whatALinkWithoutCarrierRefusesIsNoNews() {
        Rig rig = Rig.master(Given.two().intervalMs(10));
        rig.machine.put(new Link(2, "eth0", true, false, false, true, Machine.ETH0.mac()));
        rig.turn();
        rig.edge().failing = 1;
        rig.pass(24);

        rig.expect(State.MASTER);
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void theLongestHoldIsAMinuteUnlessAnotherNeedsMore() {
        SendFailures failures = new SendFailures();
        long takeoverNs = 10_000_000_000L;
        long[] holds = new long[5];
        for (int life = 0; life < holds.length; life++) {
            failures.heard(false);
            for (int send = 0; send < SendFailures.IN_A_ROW_MAX; send++) {
                failures.failed(true);
            }
            failures.leaveMaster();
            holds[life] = failures.holdNs(takeoverNs) / takeoverNs;
        }
        assertThat(holds).containsExactly(1, 2, 4, 6, 6);
        assertThat(failures.holdNs(7 * takeoverNs)).isEqualTo(7 * takeoverNs);
        assertThat(failures.holdNs(1_000_000_000L)).isEqualTo(16_000_000_000L);
        for (int life = 0; life < 5; life++) {
            failures.heard(false);
            for (int send = 0; send < SendFailures.IN_A_ROW_MAX; send++) {
                failures.failed(true);
            }
            failures.leaveMaster();
        }
        assertThat(failures.holdNs(1_000_000_000L)).isEqualTo(60_000_000_000L);
    }

    @Test
    void anAdvertisementThatLeftWhileTheLoopWaitedIsNotSentAgain() {
        Rig rig = Rig.master(Given.two());
        long dueNs = rig.router().deadlineNs();
        rig.sleep((dueNs - rig.nowNs()) / Rig.MS + 5);
        rig.router().onAdvertised(dueNs, rig.nowNs());

        assertThat(rig.router().deadlineNs()).isEqualTo(dueNs + 1000 * Rig.MS);
    }
}
