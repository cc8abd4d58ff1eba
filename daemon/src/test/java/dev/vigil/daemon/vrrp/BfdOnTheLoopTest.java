package dev.vigil.daemon.vrrp;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.vrrp.LoopRig.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import org.junit.jupiter.api.Test;

/** BFD sessions in the real loop, and what they do to virtual routers. */
class BfdOnTheLoopTest {
    private static final int ADMIN_DOWN = 0;
    private static final int INIT = 2;
    private static final int UP = 3;

    private static final String SESSION = "bfd_instance up {\n neighbor_ip 192.0.2.9\n min_rx 1000\n%s\n}\n";
    private static final String FAULTING = SESSION.formatted("") + instance("A", 1, "track_bfd {\n up\n}");

    private static LoopRig up(String text) {
        LoopRig rig = LoopRig.serving(text);
        hear(rig, INIT);
        return rig;
    }

    private static void hear(LoopRig rig, int state) {
        assertThat(rig.machine.bfd).isNotNull();
        rig.machine.bfd.hear("up", "192.0.2.9", state);
    }

    /** Lets time pass while the neighbour is heard twice a second. */
    private static void passHearing(LoopRig rig, long seconds) {
        for (int half = 0; half < 2 * seconds; half++) {
            rig.pass(SECOND_NS / 2);
            hear(rig, UP);
        }
    }

    @Test
    void anInstanceIsInFaultUntilItsSessionIsUpAndAgainWhenTheNeighbourIsSilent() {
        LoopRig rig = LoopRig.serving(FAULTING);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        assertThat(rig.machine.done).contains("bfd up open", "bfd listen 1", "bfd up Down");

        hear(rig, INIT);
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
        passHearing(rig, 5);
        assertThat(rig.state("A")).isEqualTo(State.MASTER);

        rig.pass(3 * SECOND_NS - 1);
        assertThat(rig.state("A")).as("one ns before the detection time").isEqualTo(State.MASTER);
        rig.pass(1);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        assertThat(rig.told.lines)
                .anyMatch(line -> line.startsWith("A MASTER FAULT") && line.contains("BFD session up"));
        assertThat(rig.told.defects()).isEmpty();
    }

    @Test
    void withoutBfdNoSessionRunsAndWhatTracksOneSeesItDown() {
        LoopRig rig = new LoopRig(FAULTING);
        rig.loop.withoutBfd();
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        rig.turn();
        rig.pass(10 * SECOND_NS);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        assertThat(rig.machine.done).noneMatch(line -> line.startsWith("bfd"));
    }

    @Test
    void aWeightMovesThePriorityInstead() {
        LoopRig rig = up(SESSION.formatted("weight -30") + instance("A", 1, "track_bfd {\n up\n}"));
        passHearing(rig, 5);
        assertThat(rig.told.lines).contains("A priority 70 100");
        hear(rig, ADMIN_DOWN);
        assertThat(rig.told.lines).endsWith("A priority 100 70");
    }

    @Test
    void aSyncGroupTracksForItsMembers() {
        LoopRig rig = LoopRig.serving(SESSION.formatted("") + instance("A", 1) + instance("B", 2)
                + "vrrp_sync_group G {\n group {\n A\n B\n }\n track_bfd {\n up\n }\n}\n");
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        assertThat(rig.state("B")).isEqualTo(State.FAULT);
        hear(rig, INIT);
        passHearing(rig, 5);
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        assertThat(rig.state("B")).isEqualTo(State.MASTER);
    }

    @Test
    void aReloadLetsASessionAloneThatItDoesNotChangeAndTellsNewInstancesOfIt() {
        LoopRig rig = up(FAULTING);
        rig.machine.done.clear();
        rig.reload(FAULTING + instance("B", 2, "track_bfd {\n up\n}"));

        assertThat(rig.machine.done).doesNotContain("bfd up open", "bfd up close");
        assertThat(rig.state("B")).isEqualTo(State.BACKUP);
        passHearing(rig, 5);
        assertThat(rig.state("B")).isEqualTo(State.MASTER);
    }

    @Test
    void aReloadChangesIntervalsWithoutALoss() {
        LoopRig rig = up(FAULTING);
        rig.machine.done.clear();
        rig.reload(FAULTING.replace("min_rx 1000", "min_rx 700"));
        rig.pass(SECOND_NS);
        assertThat(rig.machine.done).doesNotContain("bfd up open", "bfd up close");
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
    }

    @Test
    void aReloadWithAnotherNeighbourBeginsAnotherSessionThatIsDown() {
        LoopRig rig = up(FAULTING);
        passHearing(rig, 5);
        rig.reload(FAULTING.replace("192.0.2.9", "192.0.2.8"));
        assertThat(rig.machine.done).contains("bfd up close");
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
    }

    @Test
    void sessionsThatAReloadBringsBeginAndThoseThatItTakesEnd() {
        LoopRig rig = LoopRig.master(instance("A", 1));
        assertThat(rig.machine.bfd).as("nothing of BFD is there before").isNull();
        rig.reload(FAULTING);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        rig.reload(instance("A", 1));
        assertThat(rig.machine.done).endsWith("bfd listen 0", "pace 0");
        rig.pass(LoopRig.TAKEOVER_NS);
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
    }

    @Test
    void theEndClosesEverythingAndSendsNothing() {
        LoopRig rig = up(FAULTING);
        rig.machine.done.clear();
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        rig.loop.end();
        assertThat(rig.machine.done).contains("bfd up close", "bfd listen 0").doesNotContain("bfd up AdminDown");
    }

    @Test
    void aDefectInASessionIsReportedAndTheLoopGoesOn() {
        LoopRig rig = LoopRig.serving(FAULTING + instance("B", 2));
        rig.machine.defects.put("bfd up Down", new IllegalStateException("broken"));
        rig.pass(LoopRig.TAKEOVER_NS);
        assertThat(rig.told.defects()).isNotEmpty();
        assertThat(rig.state("B")).isEqualTo(State.MASTER);
    }
}
