package dev.vigil.daemon.vrrp;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.vrrp.LoopRig.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.reload.Answered;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reload in the real loop: a transaction that is in force as a whole, or leaves no trace. */
class ReloadTest {
    private static final String A = instance("A", 1);
    private static final String OLD = instance("OLD", 2);
    private static final String N = instance("N", 3);
    private static final String M = instance("M", 4);
    private static final String SCRIPT = "vrrp_script chk {\n script /bin/true\n interval 1\n}\n";
    private static final String TRACKING = instance("T", 5, "track_script {\n chk\n}");
    private static final ReloadMode TRIAL = new ReloadMode(true, false);
    private final IllegalStateException broken = new IllegalStateException("broken");

    private static String refusal(Proposal.Answer answer) {
        return answer instanceof Proposal.Answer.Refused refused ? refused.reason() : "it was not refused";
    }

    private static void accepted(Proposal.Answer answer) {
        assertThat(answer).isInstanceOf(Proposal.Answer.Planned.class);
    }

    private static List<String> names(LoopRig rig) {
        return rig.ask(view ->
                view.instances().stream().map(each -> each.config().name()).toList());
    }

    /** Everything is as it was before a reload of A and OLD that was not put in force. */
    private static void nothingHasChanged(LoopRig rig) {
        assertThat(names(rig)).containsExactly("A", "OLD");
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        assertThat(rig.state("OLD")).isEqualTo(State.MASTER);
        assertThat(rig.machine.open).hasSize(2);
        assertThat(rig.machine.served.keySet()).containsExactlyInAnyOrder(1, 2);
        assertThat(rig.machine.done)
                .doesNotContain("A send 0", "OLD send 0", "A detach", "OLD detach", "N serve", "M serve");
    }

    @Test
    void theSecondOfTwoNewInstancesIsRefusedAndNothingHasChanged() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.refusals.put("M attach", "no socket");
        assertThat(refusal(rig.reload(A + N + M))).isEqualTo("M: no socket");
        assertThat(rig.machine.done).contains("N attach", "N detach", "M attach");
        nothingHasChanged(rig);
        assertThat(rig.hear(rig.config.instances().get(1), 90)).as("OLD hears").isTrue();
        rig.pass(SECOND_NS);
        assertThat(rig.machine.done).contains("OLD send 100", "A send 100");
        accepted(rig.reload(A + OLD));
        nothingHasChanged(rig);
        assertThat(rig.told.defects()).isEmpty();
    }

    @Test
    void whatARefusedReloadWouldHaveAddedIsNoVirtualAddress() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.refusals.put("N attach", "no socket");
        assertThat(refusal(rig.reload(A + OLD + N))).isEqualTo("N: no socket");
        rig.machine.add(FakeMachine.address(IpAddress.of("192.0.2.3"), 24));
        rig.machine.remove(FakeMachine.OWN);
        rig.turn();
        rig.pass(SECOND_NS);
        assertThat(rig.state("A"))
                .as("it speaks from the address that N would have had")
                .isEqualTo(State.MASTER);
    }

    @Test
    void aDefectInThePreparationIsARefusal() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.defects.put("M attach", new AssertionError("wrong"));
        assertThat(refusal(rig.reload(A + N + M))).contains("wrong");
        assertThat(rig.told.defects()).containsExactly(" defect: wrong");
        nothingHasChanged(rig);
        rig.machine.defects.clear();
        accepted(rig.reload(A + N + M));
        assertThat(names(rig)).containsExactly("A", "N", "M");
    }

    @Test
    void aDefectInGivingUpOnePlaceKeepsNoOtherOpen() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.refusals.put("M attach", "no socket");
        rig.machine.defects.put("M detach", broken);
        assertThat(refusal(rig.reload(A + N + M))).isEqualTo("M: no socket");
        nothingHasChanged(rig);
        assertThat(rig.told.defects()).containsExactly(" defect: broken");
    }

    @Test
    void anAddressOfTheHostItselfIsRefused() {
        LoopRig rig = LoopRig.master(A + OLD);
        String own = instance("N", 3).replace("192.0.2.3/24", "192.0.2.200/24");
        assertThat(refusal(rig.reload(A + OLD + own))).contains("N: 192.0.2.200/24 is the host's own address");
        nothingHasChanged(rig);
    }

    @Test
    void aConfigurationWithoutInstancesIsRefusedUnlessItIsWanted() {
        LoopRig rig = LoopRig.master(A + OLD);
        assertThat(refusal(rig.reload(""))).contains("--allow-empty");
        nothingHasChanged(rig);
        accepted(rig.reload("", new ReloadMode(false, true)));
        assertThat(names(rig)).isEmpty();
        assertThat(rig.machine.open).isEmpty();
        assertThat(rig.machine.has("192.0.2.1")).isFalse();
    }

    @Test
    void aTrialLeavesNoTrace() {
        LoopRig rig = LoopRig.master(A + OLD);
        Proposal.Answer answer = rig.reload(instance("A", 1, "priority 150") + N, TRIAL);
        accepted(answer);
        assertThat(rig.machine.done).contains("N attach", "A attach");
        assertThat(rig.machine.open).hasSize(2);
        rig.machine.done.removeIf(what -> what.equals("A detach"));
        nothingHasChanged(rig);
        assertThat(rig.<Integer>ask(view -> rig.instance(view, "A").router().effectivePriority()))
                .isEqualTo(100);
    }

    @Test
    void aTrialIsRefusedForWhatTheReloadItselfWouldBe() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.refusals.put("N attach", "no socket");
        assertThat(refusal(rig.reload(A + N, TRIAL))).isEqualTo("N: no socket");
    }

    @Test
    void aProposalThatWasWithdrawnIsIgnored() {
        LoopRig rig = LoopRig.master(A + OLD);
        Proposal proposal = rig.propose(A + N, ReloadMode.USUAL);
        assertThat(Answered.withdraw(proposal)).isTrue();
        rig.turn();
        assertThat(rig.machine.done).isEmpty();
        nothingHasChanged(rig);
    }

    // What is done with each instance

    @Test
    void whatIsKeptGoesOnWithItsSocketsAndDeadlines() {
        LoopRig rig = LoopRig.master(A + OLD);
        long deadlineNs = rig.loop.nearestNs();
        accepted(rig.reload("\n" + OLD + A));
        assertThat(names(rig)).containsExactly("OLD", "A");
        assertThat(rig.loop.nearestNs()).isEqualTo(deadlineNs);
        assertThat(rig.machine.done).containsExactly("pace 0");
        rig.pass(SECOND_NS);
        assertThat(rig.machine.done).contains("OLD send 100", "A send 100");
    }

    @Test
    void whatChangesIsNeverDeafAndKeepsItsState() {
        LoopRig rig = LoopRig.master(A + OLD);
        accepted(rig.reload(instance("A", 1, "priority 150") + OLD));
        assertThat(rig.machine.done).containsSubsequence("A attach", "A detach", "A serve");
        assertThat(rig.machine.open).hasSize(2);
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        assertThat(rig.hear(rig.config.instances().getFirst(), 200)).isTrue();
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
    }

    @Test
    void aChangeThatIsRefusedLeavesTheOldOneHearing() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.refusals.put("A attach", "no socket");
        assertThat(refusal(rig.reload(instance("A", 1, "priority 150") + OLD))).isEqualTo("A: no socket");
        assertThat(rig.hear(rig.config.instances().getFirst(), 200)).isTrue();
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
    }

    @Test
    void whatIsReplacedEndsBeforeTheOtherBegins() {
        LoopRig rig = LoopRig.master(A + OLD);
        accepted(rig.reload(instance("A", 2) + instance("OLD", 1)));
        assertThat(rig.machine.done)
                .containsSubsequence(
                        "A send 0", "A remove 192.0.2.1", "A detach", "OLD send 0", "OLD detach", "A serve");
        assertThat(rig.machine.served.keySet()).containsExactlyInAnyOrder(1, 2);
        assertThat(rig.told.lines)
                .anyMatch(line -> line.startsWith("A MASTER INIT resigned: ") && line.contains("virtual_router_id"))
                .anyMatch(line -> line.startsWith("A INIT BACKUP: "));
        rig.pass(LoopRig.TAKEOVER_NS);
        assertThat(rig.machine.has("192.0.2.1")).isTrue();
        assertThat(rig.machine.has("192.0.2.2")).isTrue();
    }

    @Test
    void whatIsRemovedResignsAndGivesItsSocketsBack() {
        LoopRig rig = LoopRig.master(A + OLD);
        accepted(rig.reload(A));
        assertThat(rig.machine.done).containsSubsequence("OLD send 0", "OLD remove 192.0.2.2", "OLD detach");
        assertThat(rig.machine.served.keySet()).containsExactly(1);
        assertThat(rig.hear(rig.config.instances().getFirst(), 90)).isTrue();
        rig.pass(SECOND_NS);
        assertThat(rig.machine.done).contains("A send 100").doesNotContain("OLD send 100");
        assertThat(rig.told.defects()).isEmpty();
    }

    @Test
    void theGapBetweenAnnouncementsFollows() {
        LoopRig rig = LoopRig.serving(A);
        assertThat(rig.machine.done).contains("pace 0");
        accepted(rig.reload("global_defs {\n vrrp_garp_interval 0.001\n}\n" + A));
        assertThat(rig.machine.done).contains("pace 1000000");
    }

    // Defects once it is decided

    @Test
    void aDefectInTheEndOfOneInstanceIsItsOwn() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.defects.put("OLD remove 192.0.2.2", broken);
        rig.machine.defects.put("OLD detach", broken);
        accepted(rig.reload(A + N));
        assertThat(names(rig)).containsExactly("A", "N");
        assertThat(rig.told.defects()).isNotEmpty().allMatch(line -> line.startsWith("OLD defect: broken"));
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        assertThat(rig.state("N")).isEqualTo(State.BACKUP);
    }

    @Test
    void anInstanceThatCannotBeginByADefectIsNotInForceAndTheNextReloadBeginsIt() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.defects.put("N serve", broken);
        accepted(rig.reload(A + N + M));
        assertThat(names(rig)).containsExactly("A", "M");
        assertThat(rig.machine.open).hasSize(2);
        assertThat(rig.told.defects()).containsExactly("N defect: broken");
        rig.machine.defects.clear();
        accepted(rig.reload(A + N + M));
        assertThat(names(rig)).containsExactly("A", "N", "M");
        rig.pass(LoopRig.TAKEOVER_NS);
        assertThat(rig.state("N")).isEqualTo(State.MASTER);
        assertThat(rig.state("M")).isEqualTo(State.MASTER);
    }

    @Test
    void theSocketsOfAnInstanceThatCannotBeginAreGivenBackThoughThatFailsToo() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.defects.put("N serve", broken);
        rig.machine.defects.put("N detach", broken);
        accepted(rig.reload(A + OLD + N));
        assertThat(rig.told.defects()).containsExactly("N defect: broken", "N defect: broken");
        assertThat(names(rig)).containsExactly("A", "OLD");
    }

    @Test
    void aDefectInAChangeIsAFaultOfThatInstance() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.defects.put("A serve", broken);
        accepted(rig.reload(instance("A", 1, "priority 150") + OLD + N));
        rig.machine.defects.clear();
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        assertThat(rig.state("OLD")).isEqualTo(State.MASTER);
        assertThat(rig.state("N")).isEqualTo(State.BACKUP);
    }

    @Test
    void aDefectBesideTheInstancesIsReportedAndTheReloadIsInForce() {
        LoopRig rig = LoopRig.master(A + OLD);
        rig.machine.defects.put("pace 0", broken);
        accepted(rig.reload(A + N));
        assertThat(names(rig)).containsExactly("A", "N");
        assertThat(rig.told.defects()).containsExactly(" defect: broken");
    }

    @Test
    void whatTheLoopHasCountsAndNotWhatIsBelieved() {
        LoopRig rig = LoopRig.master(A + OLD);
        Proposal first = rig.propose(A + N, ReloadMode.USUAL);
        Proposal second = rig.propose(A + M, ReloadMode.USUAL);
        rig.turn();
        accepted(Answered.of(first));
        accepted(Answered.of(second));
        assertThat(names(rig)).containsExactly("A", "M");
        assertThat(rig.machine.served.keySet()).containsExactlyInAnyOrder(1, 4);
    }

    // Scripts

    @Test
    void aVerdictIsNotLostThoughTheQueueIsFull() {
        LoopRig rig = LoopRig.serving(SCRIPT + TRACKING);
        assertThat(rig.state("T")).as("the script has not run").isEqualTo(State.INIT);
        while (!rig.loop.ask(view -> "").isCompletedExceptionally()) {
            assertThat(rig.loop.isRunning()).isTrue();
        }
        rig.see("chk", Condition.DOWN);
        rig.see("chk", Condition.UP);
        rig.turn();
        assertThat(rig.state("T")).isEqualTo(State.BACKUP);
        rig.see("chk", Condition.DOWN);
        rig.turn();
        assertThat(rig.state("T")).isEqualTo(State.FAULT);
    }

    @Test
    void anInstanceThatComesLaterKnowsTheLastVerdict() {
        LoopRig rig = LoopRig.serving(SCRIPT + TRACKING);
        rig.see("chk", Condition.UP);
        rig.turn();
        accepted(rig.reload(SCRIPT + TRACKING + instance("U", 6, "track_script {\n chk\n}")));
        assertThat(rig.state("U")).isEqualTo(State.BACKUP);
    }

    @Test
    void aScriptThatIsAnotherProgramNowIsForgotten() {
        LoopRig rig = LoopRig.serving(SCRIPT + TRACKING);
        rig.see("chk", Condition.UP);
        rig.turn();
        String other = SCRIPT.replace("/bin/true", "/bin/false");
        accepted(rig.reload(other + TRACKING + instance("U", 6, "track_script {\n chk\n}")));
        assertThat(rig.state("U")).as("nothing was seen of the new program").isEqualTo(State.INIT);
        rig.see("chk", Condition.UP);
        rig.turn();
        assertThat(rig.state("U")).as("that was still the old one").isEqualTo(State.INIT);
        rig.loop.seeThoseInForce(Track.Kind.SCRIPT);
        rig.see("chk", Condition.UP);
        rig.turn();
        assertThat(rig.state("U")).isEqualTo(State.BACKUP);
    }

    // Addresses that change hands

    private static String with(String name, int vrid, String address) {
        return instance(name, vrid).replace("192.0.2." + vrid + "/24", address);
    }

    /** What is asked of the kernel about an address. */
    private static List<String> of(String address, LoopRig rig) {
        return rig.machine.done.stream()
                .filter(what -> what.endsWith(" " + address))
                .toList();
    }

    private static List<String> losses(LoopRig rig) {
        return rig.told.lines.stream()
                .filter(line -> line.contains(" lost ") && !line.startsWith("eth0"))
                .toList();
    }

    @Test
    void anAddressThatMovesFromOneInstanceToAnotherIsGivenUpBeforeItIsTaken() {
        for (boolean takerIsFirst : List.of(true, false)) {
            LoopRig rig = LoopRig.master(
                    takerIsFirst
                            ? with("TO", 1, "192.0.2.1/24") + with("FROM", 2, "192.0.2.2/24\n192.0.2.9/24")
                            : with("FROM", 2, "192.0.2.2/24\n192.0.2.9/24") + with("TO", 1, "192.0.2.1/24"));
            accepted(rig.reload(
                    takerIsFirst
                            ? with("TO", 1, "192.0.2.1/24\n192.0.2.9/24") + with("FROM", 2, "192.0.2.2/24")
                            : with("FROM", 2, "192.0.2.2/24") + with("TO", 1, "192.0.2.1/24\n192.0.2.9/24")));
            rig.pass(SECOND_NS);

            assertThat(of("192.0.2.9", rig)).containsExactly("FROM remove 192.0.2.9", "TO add 192.0.2.9");
            assertThat(rig.machine.has("192.0.2.9")).isTrue();
            assertThat(losses(rig)).isEmpty();
        }
    }

    @Test
    void twoInstancesThatSwapTheirAddressesBothGiveUpBeforeTheyTake() {
        LoopRig rig = LoopRig.master(with("ONE", 1, "192.0.2.8/24") + with("TWO", 2, "192.0.2.9/24"));
        accepted(rig.reload(with("ONE", 1, "192.0.2.9/24") + with("TWO", 2, "192.0.2.8/24")));
        rig.pass(SECOND_NS);

        assertThat(of("192.0.2.8", rig)).startsWith("ONE remove 192.0.2.8").contains("TWO add 192.0.2.8");
        assertThat(of("192.0.2.9", rig)).startsWith("TWO remove 192.0.2.9").contains("ONE add 192.0.2.9");
        assertThat(rig.machine.done.indexOf("TWO remove 192.0.2.9"))
                .isLessThan(rig.machine.done.indexOf("ONE add 192.0.2.9"));
        assertThat(rig.machine.has("192.0.2.8")).isTrue();
        assertThat(rig.machine.has("192.0.2.9")).isTrue();
        assertThat(rig.state("ONE")).isEqualTo(State.MASTER);
        assertThat(losses(rig)).isEmpty();
    }

    @Test
    void anAddressThatMovesToANewOwnerIsGivenUpBeforeItIsTaken() {
        LoopRig rig = LoopRig.master(with("FROM", 2, "192.0.2.2/24\n192.0.2.9/24"));
        String owner = instance("OWNER", 1, "priority 255").replace("192.0.2.1/24", "192.0.2.9/24");
        accepted(rig.reload(owner + with("FROM", 2, "192.0.2.2/24")));
        rig.pass(SECOND_NS);

        assertThat(of("192.0.2.9", rig)).containsExactly("FROM remove 192.0.2.9", "OWNER add 192.0.2.9");
        assertThat(losses(rig)).isEmpty();
    }
}
