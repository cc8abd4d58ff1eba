package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.State;
import org.junit.jupiter.api.Test;

/** What a placed router makes of messages that arrive for its VRID. */
class HearingTest {
    private static final IpAddress OWN = IpAddress.of("10.77.0.2");

    @Test
    void anAdvertisementOfAStrongerMasterMakesABackupOfThisOne() {
        Rig rig = Rig.master(Given.two());
        rig.hear(200);

        rig.expect(State.BACKUP);
        assertThat(rig.router().reception().received()).isEqualTo(1);
        assertThat(rig.router().counters().releasedMaster()).isEqualTo(1);
        assertThat(rig.router().counters().becameMaster()).isEqualTo(1);
    }

    @Test
    void aWeakerMasterIsAnsweredAndReported() {
        Rig rig = Rig.master(Given.two());
        rig.hear(50);

        rig.expect(State.MASTER);
        assertThat(rig.done()).contains("send 100");
        assertThat(rig.told()).containsExactly("VI_1 hears 10.77.0.3 with 50, ours is 100");
    }

    @Test
    void whatIsDroppedIsReportedOnceAMinuteForEachReason() {
        Rig rig = Rig.started(Given.two().priority(250));
        rig.hear(200, OWN, "10.77.0.100");
        rig.hear(200, OWN, "10.77.0.100");
        rig.hear(200);
        rig.hear(200, Rig.OTHER);
        assertThat(rig.told())
                .containsExactly(
                        "VI_1 dropped OWN_ADVERTISEMENT of 10.77.0.2, 1",
                        "VI_1 dropped ADDRESS_COUNT_ZERO of 10.77.0.3, 1");
        rig.sleep(59_999);
        rig.hear(200, OWN, "10.77.0.100");
        assertThat(rig.told()).isEmpty();
        rig.sleep(1);
        rig.hear(200, OWN, "10.77.0.100");
        assertThat(rig.told()).containsExactly("VI_1 dropped OWN_ADVERTISEMENT of 10.77.0.2, 4");
    }

    @Test
    void aNodeWithOtherAddressesThanOursIsARival() {
        Rig rig = Rig.started(Given.two());
        rig.hear(200);
        assertThat(rig.story.rivals).isEmpty();
        rig.hear(200, "10.77.0.100", "10.77.0.7");
        rig.hear(200, "10.77.0.100", "10.77.0.7");

        assertThat(rig.story.rivals).hasSize(1);
    }

    @Test
    void aNodeWhoseMessagesAreRefusedMayBeARivalToo() {
        Rig rig = Rig.started(Given.two());
        rig.hear(200, Rig.OTHER);

        assertThat(rig.story.rivals).hasSize(1);
    }

    @Test
    void aReloadForgetsNoRivalAndReportsTheEndOfOneThatAgreesNow() {
        Rig rig = Rig.started(Given.two());
        rig.hear(200, "10.77.0.100");
        rig.reconfigure(Given.two().priority(120));
        assertThat(rig.router().reception().rivals().present(rig.router().router(), rig.nowNs()))
                .hasSize(1);
        rig.hear(200, "10.77.0.100");
        assertThat(rig.story.rivals).hasSize(1);
        rig.reconfigure(new Given().address("10.77.0.100", 32));
        rig.hear(200, "10.77.0.100");

        assertThat(rig.story.rivals).hasSize(2);
        assertThat(rig.story.rivals.getLast().over()).isTrue();
    }

    @Test
    void nothingIsHeardInFault() {
        Rig rig = Rig.started(Given.two().source("10.77.0.9"));
        rig.forget();
        rig.hear(200);

        assertThat(rig.router().reception().received()).isZero();
        assertThat(rig.router().reception().dropped(DropReason.NOT_LISTENING)).isEqualTo(1);
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void whatIsSentIsCounted() {
        Rig rig = Rig.master(Given.two());
        rig.pass(2000);
        rig.stop();

        assertThat(rig.router().counters().advertisementsSent()).isEqualTo(3);
        assertThat(rig.router().counters().resignationsSent()).isEqualTo(1);
        assertThat(rig.router().counters().sendErrors()).isZero();
    }

    @Test
    void aTrackedScriptMovesTheState() {
        Rig rig = Rig.started(Given.two().script("check", dev.vigil.core.track.Condition.UP));
        rig.router().onScript("check", dev.vigil.core.track.Condition.DOWN, "exited with status 1", rig.nowNs());

        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("script check is down: exited with status 1");
        rig.forget();
        rig.router().onScript("check", dev.vigil.core.track.Condition.UP, "", rig.nowNs());
        rig.expect(State.BACKUP);
        assertThat(rig.done()).containsExactly("announce source");
    }

    @Test
    void aChangedPriorityIsReported() {
        Rig rig = Rig.started(Given.two());
        rig.reconfigure(Given.two().priority(120));

        assertThat(rig.told()).singleElement().asString().startsWith("VI_1 priority 100 to 120: ");
    }
}
