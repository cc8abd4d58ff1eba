package dev.vigil.daemon.reload;

import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import dev.vigil.daemon.control.ReloadAnswer;
import dev.vigil.daemon.log.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What those who asked for a reload are answered. */
final class ReloadAnswers {
    private ReloadAnswers() {}

    static ReloadAnswer refused(ReloadMode mode, String reason, List<Problem> problems) {
        List<Problem> errors = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
        return new ReloadAnswer(
                false,
                mode.dryRun(),
                reason,
                errors.stream().map(Findings::line).toList(),
                findings(problems),
                List.of(),
                0);
    }

    static ReloadAnswer accepted(ReloadMode mode, ReloadPlan plan, List<Problem> problems) {
        List<ReloadAnswer.Change> changes = new ArrayList<>();
        plan.globals().forEach(each -> changes.add(global("change", each, each.text())));
        plan.later().forEach(each -> changes.add(global("later", each, each.text() + ": not before the next start")));
        plan.steps().stream().filter(step -> !(step instanceof Step.Keep)).forEach(step -> changes.add(change(step)));
        return new ReloadAnswer(
                true,
                mode.dryRun(),
                plan.summary(),
                List.of(),
                findings(problems),
                changes,
                plan.names(Step.Keep.class).size());
    }

    /** The worst first, because an answer does not hold all. */
    private static List<ReloadAnswer.Finding> findings(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparing(Problem::severity).reversed())
                .map(ReloadAnswers::finding)
                .toList();
    }

    private static ReloadAnswer.Finding finding(Problem problem) {
        return new ReloadAnswer.Finding(
                problem.code(),
                problem.severity().title(),
                problem.message(),
                problem.hint(),
                problem.place().file(),
                problem.place().line(),
                problem.place().column());
    }

    private static ReloadAnswer.Change global(String action, ValueChange change, String text) {
        return new ReloadAnswer.Change(
                "", action, List.of(value(change)), Cost.NONE.kind().word(), 0, text);
    }

    private static ReloadAnswer.Change change(Step step) {
        return switch (step) {
            case Step.Keep _ -> change("keep", step, List.of());
            case Step.Change change -> change("change", step, change.changes());
            case Step.Replace replace -> change("replace", step, replace.changes());
            case Step.Add _ -> change("add", step, List.of());
            case Step.Remove _ -> change("remove", step, List.of());
        };
    }

    private static ReloadAnswer.Change change(String action, Step step, List<ValueChange> changes) {
        return new ReloadAnswer.Change(
                step.name(),
                action,
                changes.stream().map(ReloadAnswers::value).toList(),
                step.cost().kind().word(),
                step.cost().ns(),
                ReloadText.text(step));
    }

    private static ReloadAnswer.Value value(ValueChange change) {
        return new ReloadAnswer.Value(change.keyword(), change.old(), change.next());
    }
}
