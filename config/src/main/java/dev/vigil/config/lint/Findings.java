package dev.vigil.config.lint;

import dev.vigil.config.lint.Finding.Spot;
import dev.vigil.config.model.SourcePlace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the findings of the rules in the order in which they are made, each of them once. */
public final class Findings {
    /** More findings than anybody reads. */
    public static final int FINDINGS_MAX = 10_000;

    private final Set<Finding> found = new LinkedHashSet<>();

    public Findings() {}

    /** Adds a finding about one place. */
    public void add(LintCode code, SourcePlace place, String message, String hint) {
        add(code, List.of(new Spot(place, "")), message, hint);
    }

    /** Adds a finding about several places, the first of which is the one to look at first. */
    public void add(LintCode code, List<Spot> spots, String message, String hint) {
        if (found.size() < FINDINGS_MAX) {
            found.add(new Finding(code.severity(), code.code(), message, Optional.of(hint), spots));
        }
    }

    public List<Finding> list() {
        return new ArrayList<>(found);
    }
}
