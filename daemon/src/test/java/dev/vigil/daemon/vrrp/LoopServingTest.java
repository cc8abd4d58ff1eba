package dev.vigil.daemon.vrrp;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.vrrp.LoopRig.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.Link;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.reload.ConfigText;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.LinuxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop from its start to its stop, as long as nothing of this program is wrong. */
@Timeout(60)
class LoopServingTest {
    private static final String A = instance("A", 1);
    private static final String B = instance("B", 2);
    private static final String DELAYED = "global_defs {\n vrrp_startup_delay 10\n}\n" + A;
    private static final Link DOWN = new Link(1, "eth0", true, false, false, true, 1);

    @Test
    void everyVirtualRouterServesAndGivesEverythingBackAtTheStop() {
        LoopRig rig = LoopRig.master(A + B);
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        assertThat(rig.machine.has("192.0.2.1")).isTrue();
        assertThat(rig.machine.has("192.0.2.2")).isTrue();
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        rig.loop.end();
        assertThat(rig.machine.done).containsSubsequence("A send 0", "A remove 192.0.2.1");
        assertThat(rig.machine.done).containsSubsequence("B send 0", "B remove 192.0.2.2");
        assertThat(rig.machine.addresses).containsExactly(FakeMachine.address(FakeMachine.OWN, 24));
        assertThat(rig.machine.open).isEmpty();
        assertThat(rig.machine.closed).isTrue();
        assertThat(rig.loop.isRunning()).isFalse();
        assertThat(rig.loop.isDefective()).isFalse();
        assertThat(rig.told.defects()).isEmpty();
    }

    @Test
    void aTurnBeforeTheEndOfTheMasterDownTimeTakesNothingOver() {
        LoopRig rig = LoopRig.serving(A);
        rig.nowNs = rig.loop.nearestNs() - 1;
        rig.machine.done.clear();
        rig.turn();
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
        assertThat(rig.machine.done).isEmpty();
        rig.nowNs++;
        rig.turn();
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
    }

    @Test
    void aStopInPlaceLeavesTheAddressesAndSaysNothing() {
        LoopRig rig = LoopRig.master(A);
        rig.loop.stop(new LoopInput.Stop(true));
        rig.turn();
        rig.loop.end();
        assertThat(rig.machine.has("192.0.2.1")).isTrue();
        assertThat(rig.machine.done).doesNotContain("A send 0");
        assertThat(rig.told.lines).as("it is no MASTER any more").anyMatch(line -> line.startsWith("A MASTER "));
        assertThat(rig.machine.open).isEmpty();
    }

    @Test
    void aStopWaitsBehindNothing() {
        LoopRig rig = LoopRig.master(A);
        int asked = 0;
        while (rig.loop.submit(new LoopInput.Query<>(view -> "", new CompletableFuture<>()))) {
            asked++;
        }
        assertThat(asked).isEqualTo(LoopInputs.QUEUED_MAX);
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        assertThat(rig.loop.isRunning()).isFalse();
        assertThat(rig.machine.has("192.0.2.1")).isFalse();
    }

    @Test
    void aStopWinsOverWhatIsDueInTheSameTurn() {
        LoopRig rig = LoopRig.master(A);
        rig.nowNs = rig.loop.nearestNs();
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        assertThat(rig.machine.done).contains("A send 0").doesNotContain("A send 100");
    }

    @Test
    void addressesOfAnEarlierRunAreClearedAtTheStart() {
        LoopRig rig = new LoopRig(A + B);
        rig.machine.addresses.add(FakeMachine.address(IpAddress.of("192.0.2.2"), 24));
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        rig.turn();
        assertThat(rig.machine.has("192.0.2.2")).isFalse();
        assertThat(rig.told.lines).contains("eth0 lost 192.0.2.2");
        assertThat(rig.machine.done).contains("B remove 192.0.2.2").doesNotContain("A remove 192.0.2.1");
        assertThat(rig.state("B")).isEqualTo(State.BACKUP);
    }

    @Test
    void duringTheStartupDelayNothingTakesPartButQuestionsAndTheHostAreServed() {
        LoopRig rig = LoopRig.serving(DELAYED);
        assertThat(rig.state("A")).isEqualTo(State.INIT);
        assertThat(rig.hear(rig.config.instances().getFirst(), 200)).isTrue();
        assertThat(rig.<Long>ask(view -> rig.instance(view, "A").dropped(DropReason.NOT_LISTENING)))
                .isEqualTo(1);
        rig.machine.show(new HostEvent.LinkSeen(DOWN));
        rig.turn();
        rig.machine.show(new HostEvent.LinkSeen(FakeMachine.ETH0));
        rig.pass(10 * SECOND_NS - 1);
        assertThat(rig.state("A")).isEqualTo(State.INIT);
        assertThat(rig.loop.nearestNs()).isEqualTo(rig.nowNs + 1);
        rig.pass(1);
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
        assertThat(rig.told.defects()).isEmpty();
    }

    @Test
    void duringTheStartupDelayAReloadIsPutInForceAndItsVirtualRoutersBeginWithTheOthers() {
        LoopRig rig = LoopRig.serving(DELAYED);
        rig.reload(DELAYED + B);
        assertThat(rig.state("B")).isEqualTo(State.INIT);
        rig.pass(10 * SECOND_NS);
        assertThat(rig.state("B")).isEqualTo(State.BACKUP);
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
    }

    @Test
    void nobodyTakesPartBeforeTheMachineIsUpForLongEnough() {
        LoopRig rig = new LoopRig("global_defs {\n vrrp_delay_after_boot 100\n}\n" + A);
        rig.nowNs = 99 * SECOND_NS;
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        assertThat(rig.state("A")).isEqualTo(State.INIT);
        rig.pass(SECOND_NS);
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
    }

    @Test
    void nobodySpeaksFromAVirtualAddressThatAnEarlierRunLeft() {
        LoopRig rig = new LoopRig(A + B);
        rig.machine.addresses.addFirst(FakeMachine.address(IpAddress.of("192.0.2.2"), 32));
        rig.loop.open(rig.nowNs);
        assertThat(rig.machine.sources).containsOnly(Map.entry("A", FakeMachine.OWN), Map.entry("B", FakeMachine.OWN));
    }

    @Test
    void whatAnEarlierRunLeftGoesBeforeTheStartupDelayAndNotAfterIt() {
        LoopRig rig = new LoopRig(DELAYED);
        rig.machine.addresses.addFirst(FakeMachine.address(IpAddress.of("192.0.2.1"), 24));
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        assertThat(rig.machine.has("192.0.2.1")).isFalse();
        assertThat(rig.state("A")).isEqualTo(State.INIT);
    }

    @Test
    void aListThatIsRefusedEndsTheStart() {
        LoopRig rig = new LoopRig(A);
        rig.machine.refusals.put("list", "list addresses: refused");
        assertThatThrownBy(() -> rig.loop.open(rig.nowNs)).hasMessageContaining("list addresses: refused");
    }

    @Test
    void aDefectAtTheOpeningGivesTheSocketsBack() {
        LoopRig rig = new LoopRig(A + B);
        rig.machine.defects.put("B attach", new IllegalStateException("broken"));
        assertThatThrownBy(() -> rig.loop.open(rig.nowNs)).hasRootCauseMessage("broken");
        assertThat(rig.machine.open).isEmpty();
    }

    @Test
    void aSocketThatIsRefusedAtTheStartIsTriedAgain() {
        LoopRig rig = new LoopRig(A);
        rig.machine.refusals.put("A attach", "no socket");
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        rig.machine.refusals.clear();
        rig.pass(10 * SECOND_NS);
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
    }

    // The host

    @Test
    void aLinkThatGoesIsAFaultAndItsReturnEndsIt() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.show(new HostEvent.LinkSeen(DOWN));
        rig.turn();
        rig.pass(SECOND_NS);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        rig.machine.show(new HostEvent.LinkSeen(FakeMachine.ETH0));
        rig.turn();
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
    }

    @Test
    void aRefusedReadOfEventsHasEverythingListedAnew() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.addresses.removeIf(known -> known.address().equals(IpAddress.of("192.0.2.1")));
        rig.machine.defects.put("read", new LinuxException("read netlink", 105, ""));
        rig.machine.signal();
        rig.turn();
        rig.machine.defects.clear();
        assertThat(rig.told.has("refused: read netlink")).isTrue();
        assertThat(rig.machine.done).contains("list", "A add 192.0.2.1");
        assertThat(rig.machine.has("192.0.2.1"))
                .as("the loss was in what could not be read")
                .isTrue();
        assertThat(rig.told.defects()).isEmpty();
    }

    @Test
    void aDefectInReadingEventsHasEverythingListedAnew() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.addresses.removeIf(known -> known.address().equals(IpAddress.of("192.0.2.1")));
        rig.machine.defects.put("read", new IllegalStateException("unreadable"));
        rig.machine.signal();
        rig.turn();
        rig.machine.defects.clear();
        assertThat(rig.told.defects()).containsExactly(" defect: unreadable");
        assertThat(rig.machine.has("192.0.2.1")).isTrue();
    }

    @Test
    void aListThatIsRefusedLaterIsAskedForAgain() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.refusals.put("list", "busy");
        rig.machine.show(new HostEvent.Lost());
        rig.turn();
        assertThat(rig.told.lines).contains(" refused: busy");
        rig.machine.refusals.clear();
        rig.machine.done.clear();
        rig.pass(SECOND_NS);
        assertThat(rig.machine.done).containsOnlyOnce("list");
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
    }

    @Test
    void eventsThatAreNotAllReadAreLookedAtLater() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.drains = false;
        rig.machine.remove(IpAddress.of("192.0.2.1"));
        rig.turn();
        assertThat(rig.machine.has("192.0.2.1")).isFalse();
        rig.machine.drains = true;
        rig.machine.signal();
        rig.turn();
        assertThat(rig.machine.has("192.0.2.1")).isTrue();
    }

    @Test
    void aVerdictOnAScriptWakesTheLoop() {
        LoopRig rig = LoopRig.serving(
                "vrrp_script chk {\n script /bin/true\n interval 1\n}\n" + instance("A", 1, "track_script {\n chk\n}"));
        rig.see("chk", Condition.UP);
        rig.turn();
        rig.see("chk", Condition.DOWN);
        rig.turn();
        assertThat(rig.told.lines).anyMatch(line -> line.startsWith("A BACKUP FAULT"));
    }

    @Test
    void whatIsWatchedRunsInATurnUntilItIsForgotten() {
        LoopRig rig = LoopRig.serving(A);
        List<String> ran = new ArrayList<>();
        Runnable handler = () -> ran.add("handler");
        try (EventFd event = EventFd.open()) {
            rig.loop.watch(event, handler);
            event.signal();
            rig.turn();
            assertThat(ran).hasSize(1);
            rig.loop.forget(event, handler);
            rig.turn();
            assertThat(ran).hasSize(1);
        }
    }

    @Test
    void announcementsThatWaitAreSentWhenTheirTimeHasCome() {
        LoopRig rig = LoopRig.serving(A);
        rig.machine.deadlineNs = rig.nowNs + 10;
        assertThat(rig.loop.nearestNs()).isEqualTo(rig.nowNs + 10);
        rig.nowNs += 9;
        rig.turn();
        assertThat(rig.machine.done).doesNotContain("announcements");
        rig.nowNs++;
        rig.turn();
        assertThat(rig.machine.done).containsOnlyOnce("announcements");
    }

    @Test
    void whatTheMachineSentWhileTheLoopWaitedIsNotSentAgain() {
        LoopRig rig = LoopRig.master(A + B);
        long sent = rig.<LoopView.Counters>ask(view -> rig.instance(view, "A").counters())
                .sent();
        rig.nowNs = rig.loop.nearestNs();
        rig.machine.kept.put("A", 2);
        rig.machine.keptNs = rig.nowNs;
        rig.machine.longestWaitNs = 700;
        rig.turn();
        assertThat(rig.machine.done).contains("B send 100").doesNotContain("A send 100");
        assertThat(rig.<LoopView.Counters>ask(view -> rig.instance(view, "A").counters())
                        .sent())
                .isEqualTo(sent + 2);
        assertThat(rig.told.lines).contains("bridged 2 in 700");
        assertThat(rig.<LoopView.Bridged>ask(LoopView::bridged)).isEqualTo(new LoopView.Bridged(1, 2, 700));
        rig.pass(SECOND_NS);
        assertThat(rig.machine.done).containsOnlyOnce("A send 100");
    }

    @Test
    void onceTheMachineHadToStepInTheRestOfWhatIsDueWaitsForWhatHasArrived() {
        LoopRig rig = LoopRig.master(A + B);
        rig.machine.overtakesAfter = "A send 100";
        rig.nowNs = rig.loop.nearestNs();
        rig.turn();
        assertThat(rig.machine.done).contains("A send 100").doesNotContain("B send 100");
        rig.turn();
        assertThat(rig.machine.done).contains("B send 100");
    }

    // What is seen of it

    @Test
    void aQuestionSeesOneMoment() {
        LoopRig rig = LoopRig.master(A + B);
        rig.nowNs += 7;
        assertThat(rig.<Long>ask(LoopView::nowNs)).isEqualTo(rig.nowNs);
        assertThat(rig.loop.nowNs()).isEqualTo(rig.nowNs);
        assertThat(rig.<Optional<LoopView.Pause>>ask(LoopView::lastPause)).isEmpty();
        assertThat(rig.<Integer>ask(view -> view.instances().size())).isEqualTo(2);
        assertThat(rig.<Map<String, Map<DropReason, Long>>>ask(LoopView::strays))
                .isEqualTo(Map.of("eth0", Map.of(DropReason.UNKNOWN_VRID, 7L)));
        assertThat(rig.ask(LoopView::excerpt)).isNotNull();
    }

    @Test
    void aTurnThatIsMuchTooLateIsReportedAndRemembered() {
        LoopRig rig = LoopRig.master(A);
        rig.nowNs = rig.loop.nearestNs() + Instances.LATE_NS - 1;
        rig.turn();
        assertThat(rig.<Optional<LoopView.Pause>>ask(LoopView::lastPause)).isEmpty();
        rig.nowNs = rig.loop.nearestNs() + Instances.LATE_NS;
        rig.turn();
        LoopView.Pause pause = new LoopView.Pause(rig.nowNs, Instances.LATE_NS);
        rig.pass(SECOND_NS);
        assertThat(rig.<Optional<LoopView.Pause>>ask(LoopView::lastPause)).contains(pause);
        assertThat(rig.told.lines).containsOnlyOnce("late " + Instances.LATE_NS);
    }

    @Test
    void aViewShowsARivalWhileItIsThere() {
        LoopRig rig = LoopRig.master(A);
        assertThat(rig.<List<Rivals.Rival>>ask(view -> rig.instance(view, "A").rivals()))
                .isEmpty();
        VrrpInstance other =
                ConfigText.read(instance("A", 1, "advert_int 2")).instances().getFirst();
        assertThat(rig.hear(other, 50)).isTrue();
        assertThat(rig.<List<Rivals.Rival>>ask(view -> rig.instance(view, "A").rivals()))
                .hasSize(1);
    }

    @Test
    void aViewShowsWhatIsThereAndWhatIsLacking() {
        LoopRig rig = LoopRig.master(A);
        var address = rig.config.instances().getFirst().addresses().getFirst();
        assertThat(rig.<Boolean>ask(view -> rig.instance(view, "A").isPresent(address)))
                .isTrue();
        assertThat(rig.<List<String>>ask(view -> rig.instance(view, "A").lacking()))
                .isEmpty();
        LoopRig other = LoopRig.serving(instance("A", 1).replace("192.0.2.1/24", "192.0.2.1/24\n 192.0.2.9/24"));
        other.machine.refusals.put("A add 192.0.2.9", "no room");
        other.pass(LoopRig.TAKEOVER_NS);
        assertThat(other.<List<String>>ask(view -> other.instance(view, "A").lacking()))
                .containsExactly("no room");
        var lacking = other.config.instances().getFirst().addresses().get(1);
        assertThat(other.<Boolean>ask(view -> other.instance(view, "A").isPresent(lacking)))
                .isFalse();
    }

    @Test
    void theCountersCountWhatIsSentAndHeard() {
        LoopRig rig = LoopRig.serving(A);
        var a = rig.config.instances().getFirst();
        assertThat(rig.hear(a, 0)).isTrue();
        assertThat(rig.hear(a, 200)).isTrue();
        rig.pass(LoopRig.TAKEOVER_NS);
        rig.machine.refusals.put("A send", "no way");
        rig.pass(SECOND_NS);
        rig.machine.refusals.clear();
        assertThat(rig.hear(a, 200)).isTrue();
        LoopView.Counters counters = rig.ask(view -> rig.instance(view, "A").counters());
        assertThat(counters.received()).isEqualTo(3);
        assertThat(counters.zeroReceived()).isEqualTo(1);
        assertThat(counters.sent()).isEqualTo(2);
        assertThat(counters.zeroSent()).isZero();
        assertThat(counters.becameMaster()).isEqualTo(1);
        assertThat(counters.releasedMaster()).isEqualTo(1);
        assertThat(counters.sendErrors()).isEqualTo(1);
        assertThat(counters.addressListErrors()).isZero();
    }

    @Test
    void aQuestionThatFailsIsAnsweredWithThatAndTheNextOneIsAnswered() {
        LoopRig rig = LoopRig.serving(A);
        CompletableFuture<String> first = rig.loop.ask(view -> {
            throw new IllegalStateException("a bad question");
        });
        CompletableFuture<String> second = rig.loop.ask(view -> {
            throw new AssertionError("a worse question");
        });
        CompletableFuture<String> third = rig.loop.ask(view -> "answer");
        rig.turn();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedWithValue("answer");
        assertThat(rig.told.defects()).isEmpty();
    }

    @Test
    void aQuestionToALoopThatIsTooFarBehindFails() {
        LoopRig rig = LoopRig.serving(A);
        for (int asked = 0; asked < LoopInputs.QUEUED_MAX; asked++) {
            CompletableFuture<String> _ = rig.loop.ask(view -> "");
        }
        assertThat(rig.loop.ask(view -> "")).isCompletedExceptionally();
        rig.turn();
        assertThat(rig.<String>ask(view -> "again")).isEqualTo("again");
    }

    @Test
    void theWatchSeesStepsAndTheBeginningOfEachTurn() {
        LoopRig rig = LoopRig.serving(A);
        long steps = rig.loop.steps();
        rig.pass(LoopRig.TAKEOVER_NS);
        assertThat(rig.loop.steps()).isGreaterThan(steps);
        assertThat(rig.loop.dueNs()).isEqualTo(rig.nowNs);
    }

    // On a thread, with the real clock

    @Test
    void theThreadServesThoughInterruptedUntilItIsAskedToStop() throws InterruptedException {
        LoopRig rig = new LoopRig(A);
        rig.loop.open();
        Thread thread = Thread.ofPlatform().daemon().start(rig.loop);
        rig.loop.awaitServing();
        thread.interrupt();
        assertThat(rig.loop
                        .ask(view -> view.instances().getFirst().router().state())
                        .join())
                .isEqualTo(State.BACKUP);
        assertThat(rig.loop.isDefective()).as("as long as it runs").isTrue();
        rig.loop.stop(new LoopInput.Stop(false));
        thread.join();
        assertThat(rig.loop.isDefective()).isFalse();
        assertThat(rig.machine.closed).isTrue();
        assertThat(rig.told.defects()).isEmpty();
    }

    @Test
    void theThreadWaitsForItsNextDeadline() throws InterruptedException {
        LoopRig rig = new LoopRig(instance("A", 1, "version 3", "advert_int 0.01"));
        rig.loop.open();
        Thread thread = Thread.ofPlatform().daemon().start(rig.loop);
        // It becomes MASTER by its own timer: nobody wakes it.
        assertThat(rig.told.master).succeedsWithin(Duration.ofSeconds(20));
        rig.loop.stop(new LoopInput.Stop(false));
        thread.join();
        assertThat(rig.machine.done).contains("A send 100", "A send 0");
    }

    @Test
    void whoeverWaitsForTheLoopWaitsUntilItServes() throws InterruptedException {
        LoopRig rig = new LoopRig(A);
        rig.loop.open();
        Thread waiter = Thread.ofPlatform().daemon().start(() -> {
            try {
                rig.loop.awaitServing();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        while (waiter.getState() == Thread.State.NEW || waiter.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(waiter.getState()).isEqualTo(Thread.State.WAITING);
        rig.loop.stop(new LoopInput.Stop(false));
        rig.loop.run();
        waiter.join();
    }

    @Test
    void whoeverAsksALoopThatHasEndedIsAnswered() throws InterruptedException {
        LoopRig rig = new LoopRig("");
        rig.loop.open();
        rig.loop.stop(new LoopInput.Stop(false));
        rig.loop.run();
        rig.loop.awaitServing();
        assertThat(rig.loop.ask(view -> "")).isCompletedExceptionally();
        assertThat(rig.loop.nearestNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void anAddressOnAnotherInterfaceConcernsNobody() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.show(
                new HostEvent.AddressSeen(new HostAddress(9, IpAddress.of("198.51.100.1"), 24, false, false, false)));
        rig.turn();
        assertThat(rig.machine.done).containsExactly("read");
    }
}
