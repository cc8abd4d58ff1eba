package dev.vigil.daemon.reload;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.control.ReloadAnswer;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one reload after the other, on one thread: everything that can fail is prepared, the VRRP loop commits or
 * refuses in one step, and the rest adopts what the loop answered, or forgets it.
 */
final class Reloader {
    /** How long the loop may take to take a proposal. */
    static final long TAKEN_WITHIN_MS = 5_000;

    /** How many changes are written to the log; the answer to {@code vigil reload} has all. */
    static final int LINES_MAX = 50;

    private final ReloadEdge edge;
    private final List<Participant> participants;
    private final EventLog log;

    /** What the loop answered last. */
    private volatile Config inForce;

    private volatile StatusReport.@Nullable Reload last;

    Reloader(Config inForce, ReloadEdge edge, List<Participant> participants, EventLog log) {
        this.inForce = inForce;
        this.edge = edge;
        this.participants = List.copyOf(participants);
        this.log = log;
    }

    Config inForce() {
        return inForce;
    }

    /** The last reload that was no trial. */
    Optional<StatusReport.Reload> last() {
        return Optional.ofNullable(last);
    }

    /** Runs a reload to its end, whatever happens in it. */
    ReloadAnswer run(ReloadRun run) {
        boolean dryRun = run.mode().dryRun();
        if (!dryRun) {
            log.put(new DaemonEvent.Reloading(run.reason()));
            guarded("announce the reload", () -> edge.busy(true));
        }
        ReloadAnswer answer;
        try {
            answer = transact(run);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            answer = ReloadAnswers.refused(run.mode(), "the daemon stops", List.of());
        } catch (RuntimeException | Error defect) {
            log.put(new DaemonEvent.Defect("the reload", defect));
            answer = ReloadAnswers.refused(run.mode(), "a defect of this program: " + defect, List.of());
        }
        if (!dryRun) {
            last = new StatusReport.Reload(edge.nowEpochMs(), answer.accepted(), answer.summary());
            guarded("announce the end of the reload", () -> edge.busy(false));
            if (!answer.accepted()) {
                log.put(new DaemonEvent.ReloadRefused(answer.summary()));
            }
        }
        return answer;
    }

    private ReloadAnswer transact(ReloadRun run) throws InterruptedException {
        Reading reading = edge.read();
        if (!run.mode().dryRun()) {
            Findings.log(reading.problems(), log);
        }
        if (reading.config().isEmpty()) {
            return ReloadAnswers.refused(run.mode(), reading.obstacle(), reading.problems());
        }
        Proposal proposal = new Proposal(inForce, reading.config().get(), run.mode());
        if (!run.offer(proposal)) {
            return ReloadAnswers.refused(run.mode(), ReloadRun.GIVEN_UP, List.of());
        }
        return switch (propose(proposal)) {
            case Proposal.Answer.Refused refused ->
                ReloadAnswers.refused(run.mode(), refused.reason(), reading.problems());
            case Proposal.Answer.Planned planned -> {
                if (!run.mode().dryRun()) {
                    adopt(planned.plan(), reading);
                }
                yield ReloadAnswers.accepted(run.mode(), planned.plan(), reading.problems());
            }
        };
    }

    /** Prepares, and lets the loop decide; everything is as before if it does not come to a commit. */
    private Proposal.Answer propose(Proposal proposal) throws InterruptedException {
        List<Participant> prepared = new ArrayList<>();
        boolean committed = false;
        try {
            for (Participant participant : participants) {
                prepared.add(participant);
                participant.prepare(proposal);
            }
            Proposal.Answer answer;
            if (edge.propose(proposal)) {
                answer = proposal.await(TAKEN_WITHIN_MS);
            } else {
                answer = new Proposal.Answer.Refused("the VRRP loop is too far behind");
            }
            committed = answer instanceof Proposal.Answer.Planned && !proposal.dryRun();
            return answer;
        } catch (ReloadObjection objection) {
            return new Proposal.Answer.Refused(String.valueOf(objection.getMessage()));
        } finally {
            boolean _ = proposal.withdraw();
            if (!committed && !proposal.isCommitted()) {
                prepared.reversed().forEach(each -> guarded("undo the preparation of a reload", each::abort));
            }
        }
    }

    private void adopt(ReloadPlan plan, Reading reading) {
        inForce = plan.next();
        participants.forEach(each -> guarded("follow a reload", () -> each.adopt(plan)));
        List<ReloadText.Line> lines = ReloadText.lines(plan);
        lines.stream()
                .limit(LINES_MAX)
                .forEach(line -> log.put(new DaemonEvent.ReloadChange(line.subject(), line.text())));
        log.put(new DaemonEvent.ReloadComplete(plan.summary()));
        guarded("speak of a configuration", () -> edge.adopted(plan.next(), reading));
    }

    /** A step that must not keep the others from being done. */
    private void guarded(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error defect) {
            log.put(new DaemonEvent.Defect(what, defect));
        }
    }
}
