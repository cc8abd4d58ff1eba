package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.control.ReloadAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Requests to reload that come one by one, at once, and in vain. */
class ReloadsTest {
    private static final long SOON_MS = 1;

    private final Config first = read(instance("A", 1));
    private final Config second = read(instance("A", 1, "  priority 90"));
    private final FakeEdge edge = new FakeEdge(first);
    private final Notes log = new Notes();
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final Reloads reloads = new Reloads(first, edge, List.of(), log, thread::add);

    private Reloads.Ticket request(String reason) {
        return reloads.request(reason, ReloadMode.USUAL);
    }

    private static ReloadAnswer answer(Reloads.Ticket ticket) throws InterruptedException, TimeoutException {
        return ticket.await(SOON_MS);
    }

    private void runAll() {
        for (Runnable work = thread.poll(); work != null; work = thread.poll()) {
            work.run();
        }
    }

    private long reloadsLogged() {
        return log.texts().stream().filter(text -> text.startsWith("Reloading")).count();
    }

    @Test
    void requestsThatWaitTogetherAreOneReload() throws Exception {
        edge.readsNext(second);
        Reloads.Ticket one = request("SIGHUP");
        Reloads.Ticket two = request("SIGHUP");
        Reloads.Ticket three = request("asked by user root");
        assertThat(thread).hasSize(1);
        runAll();
        assertThat(answer(one)).isEqualTo(answer(two)).isEqualTo(answer(three));
        assertThat(answer(one).summary()).isEqualTo("changed A; 0 unchanged");
        assertThat(log.texts()).startsWith("Reloading ... (SIGHUP, asked by user root; 3 requests)");
        assertThat(reloadsLogged()).isOne();
        assertThat(reloads.inForce()).isSameAs(second);
        assertThat(reloads.last().orElseThrow().accepted()).isTrue();
    }

    @Test
    void whoeverGivesUpWhileOthersWaitGetsTheirAnswer() throws Exception {
        edge.readsNext(second);
        Reloads.Ticket _ = request("SIGHUP");
        Reloads.Ticket impatient = request("an impatient one");
        CompletableFuture<ReloadAnswer> answer = new CompletableFuture<>();
        Thread waiter = Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.complete(impatient.await(0));
            } catch (InterruptedException | TimeoutException failure) {
                answer.completeExceptionally(failure);
            }
        });
        while (waiter.isAlive() && waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        runAll();
        waiter.join();
        assertThat(answer.join().accepted()).isTrue();
    }

    @Test
    void aRequestThatComesWhileOneRunsIsAnsweredByOneThatBeginsAfterwards() throws Exception {
        Reloads.Ticket[] later = new Reloads.Ticket[2];
        Reloads meanwhile = new Reloads(
                first,
                edge,
                List.of(new Participant() {
                    @Override
                    public void prepare(Proposal proposal) {
                        if (later[0] == null) {
                            edge.readsNext(second);
                            later[0] = request("the second");
                            later[1] = request("the third");
                        }
                    }

                    @Override
                    public void adopt(ReloadPlan plan) {}

                    @Override
                    public void abort() {}

                    private Reloads.Ticket request(String reason) {
                        return running().request(reason, ReloadMode.USUAL);
                    }

                    private Reloads running() {
                        return during.getFirst();
                    }
                }),
                log,
                thread::add);
        during.add(meanwhile);
        Reloads.Ticket one = meanwhile.request("the first", ReloadMode.USUAL);
        runAll();
        assertThat(answer(one).summary()).isEqualTo("1 unchanged");
        assertThat(answer(later[0]).summary()).isEqualTo("changed A; 0 unchanged");
        assertThat(answer(later[1])).isEqualTo(answer(later[0]));
        assertThat(reloadsLogged()).isEqualTo(2);
    }

    private final List<Reloads> during = new ArrayList<>();

    @Test
    void aTrialAndAReloadAreNotOne() throws Exception {
        edge.readsNext(second);
        Reloads.Ticket real = request("SIGHUP");
        Reloads.Ticket trial = reloads.request("a trial", new ReloadMode(true, false));
        assertThat(thread).hasSize(2);
        runAll();
        assertThat(answer(real).dryRun()).isFalse();
        assertThat(answer(trial).dryRun()).isTrue();
        assertThat(answer(trial).summary()).as("planned after the reload").isEqualTo("1 unchanged");
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotDone() throws Exception {
        edge.readsNext(second);
        ReloadAnswer given = answer(request("an impatient one"));
        assertThat(given.accepted()).isFalse();
        assertThat(given.summary())
                .isEqualTo("it took longer than 0 s; it was withdrawn and will not be applied later");
        runAll();
        assertThat(edge.inForce).isSameAs(first);
        assertThat(reloadsLogged()).isZero();
        Reloads.Ticket next = request("a patient one");
        runAll();
        assertThat(answer(next).accepted()).isTrue();
    }

    @Test
    void aSignalIsNotGivenUpBecauseSomebodyElseIsImpatient() throws Exception {
        edge.readsNext(second);
        Reloads.Ticket _ = request("SIGHUP");
        Reloads.Ticket impatient = request("an impatient one");
        Thread worker = new Thread(this::runAll);
        worker.start();
        worker.join();
        assertThat(answer(impatient).accepted()).isTrue();
        assertThat(edge.inForce).isSameAs(second);
    }

    @Test
    void aProposalThatTheLoopHasNotTakenIsWithdrawnByTheLastWhoGivesUp() throws Exception {
        edge.readsNext(second);
        edge.loopSleeps = true;
        Reloads.Ticket only = request("an impatient one");
        Thread worker = new Thread(this::runAll);
        worker.start();
        while (edge.left == null) {
            Thread.onSpinWait();
        }
        ReloadAnswer given = answer(only);
        assertThat(given.accepted()).isFalse();
        worker.join();
        Proposal late = edge.left;
        assertThat(late).isNotNull();
        edge.loopTakes(late);
        assertThat(edge.inForce).as("the loop woke up too late").isSameAs(first);
        assertThat(reloads.inForce()).isSameAs(first);
    }

    @Test
    void aDaemonThatStopsRefuses() throws Exception {
        Reloads ended = new Reloads(first, edge, List.of(), log, _ -> {
            throw new RejectedExecutionException();
        });
        assertThat(answer(ended.request("late", ReloadMode.USUAL)).summary()).isEqualTo("the daemon stops");
    }
}
