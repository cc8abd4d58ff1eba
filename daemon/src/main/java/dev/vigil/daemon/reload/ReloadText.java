package dev.vigil.daemon.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan in words, a line for each thing that changes. */
final class ReloadText {
    /** What stands for the name of an instance where none is meant. */
    private static final String GLOBAL = "";

    /** @param subject the instance, or empty */
    record Line(String subject, String text) {}

    private ReloadText() {}

    static List<Line> lines(ReloadPlan plan) {
        List<Line> lines = new ArrayList<>();
        plan.globals().forEach(change -> lines.add(new Line(GLOBAL, change.text())));
        plan.later().forEach(change -> lines.add(new Line(GLOBAL, change.text() + ": not before the next start")));
        for (Step step : plan.steps()) {
            if (!(step instanceof Step.Keep)) {
                lines.add(new Line(step.name(), text(step)));
            }
        }
        return lines;
    }

    /** What a step changes and what that costs. */
    static String text(Step step) {
        String what = switch (step) {
            case Step.Keep _ -> "unchanged";
            case Step.Change change -> texts(change.changes());
            case Step.Replace replace -> texts(replace.changes());
            case Step.Add _ -> "added";
            case Step.Remove _ -> "removed";
        };
        return what + ": " + step.cost().text();
    }

    private static String texts(List<ValueChange> changes) {
        return changes.stream().map(ValueChange::text).collect(Collectors.joining(", "));
    }
}
