package dev.vigil.config;

import dev.vigil.config.model.SourcePlace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects findings in the order in which they are made. The same finding at the same place is kept once. */
public final class Problems {
    /**
     * More findings of one severity than anybody reads; a hostile file cannot fill the memory with them, and warnings cannot
     * hide errors.
     */
    public static final int FINDINGS_MAX = 10_000;

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    private final Set<String> withoutEffect = new LinkedHashSet<>();
    private final SecretValues secrets = new SecretValues();

    public Problems() {}

    public void add(ProblemCode code, SourcePlace place, String message, String hint) {
        add(code.severity(), code, place, message, Optional.of(hint));
    }

    /**
     * Adds a finding of a kind that harms or does not.
     *
     * @param harms whether what stands there decides who is master, where addresses are, or who may speak
     */
    public void add(ProblemCode code, boolean harms, SourcePlace place, String message, String hint) {
        if (code.harm() != Harm.BY_PLACE) {
            throw new IllegalArgumentException(code + " does not depend on its place");
        }
        add(harms ? Severity.ERROR : Severity.WARNING, code, place, message, Optional.of(hint));
    }

    /** A keyword, or an option of an entry, that changes nothing because Vigil cannot do yet what it asks for. */
    public void addWithoutEffect(String keyword, SourcePlace place) {
        withoutEffect.add(keyword);
        add(
                ProblemCode.NOT_YET_SUPPORTED,
                place,
                keyword + " has no effect yet: keepalived does it, Vigil does not",
                "Remove it, or keep keepalived on this node if it matters.");
    }

    /**
     * A keyword that Vigil cannot do yet, and without which the node would not be safe.
     *
     * @param danger what would happen without it
     */
    public void addNotSafeWithout(String keyword, SourcePlace place, String danger) {
        withoutEffect.add(keyword);
        add(
                ProblemCode.NOT_SAFE_WITHOUT,
                place,
                "Vigil cannot do " + keyword + " yet, and without it " + danger,
                "Keep keepalived on this node for now, or remove it on every node.");
    }

    /** The keywords that change nothing because Vigil cannot do yet what they ask for, each once, in order. */
    public List<String> withoutEffect() {
        return new ArrayList<>(withoutEffect);
    }

    private void add(Severity severity, ProblemCode code, SourcePlace place, String message, Optional<String> hint) {
        int count = counts.getOrDefault(severity, 0);
        if (count < FINDINGS_MAX && found.add(new Problem(severity, code.code(), place, message, hint))) {
            counts.put(severity, count + 1);
        }
    }

    /** The values that no finding shows; what reads statements tells of them. */
    public SecretValues secrets() {
        return secrets;
    }

    public boolean hasErrors() {
        return counts.containsKey(Severity.ERROR);
    }

    /** The findings, without secrets. */
    public List<Problem> list() {
        List<Problem> shown = new ArrayList<>(found.size());
        for (Problem problem : found) {
            shown.add(problem.without(secrets));
        }
        return shown;
    }
}
