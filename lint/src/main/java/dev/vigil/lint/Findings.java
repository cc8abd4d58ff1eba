package dev.vigil.lint;

import dev.vigil.config.Problems;
import dev.vigil.config.Severity;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.lint.Finding.Spot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the findings of the rules in the order in which they are made, each of them once. */
public final class Findings {
    /** More findings of one severity than anybody reads. */
    public static final int FINDINGS_MAX = Problems.FINDINGS_MAX;

    private final Set<Finding> found = new LinkedHashSet<>();
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);

    public Findings() {}

    /** Adds a finding about one place. */
    public void add(LintCode code, SourcePlace place, String message, String hint) {
        add(code, List.of(new Spot(place, "")), message, hint);
    }

    /** Adds a finding about several places, the first of which is the one to look at first. */
    public void add(LintCode code, List<Spot> spots, String message, String hint) {
        int count = counts.getOrDefault(code.severity(), 0);
        if (count < FINDINGS_MAX
                && found.add(new Finding(code.severity(), code.code(), message, Optional.of(hint), spots))) {
            counts.put(code.severity(), count + 1);
        }
    }

    public List<Finding> list() {
        return new ArrayList<>(found);
    }
}
