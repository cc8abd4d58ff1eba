package dev.vigil.lint.rule;

import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Something that all members of a virtual router must say alike.
 *
 * @param keyword what says it
 * @param value what a member says
 * @param words a value in a message
 */
record Agreed<V>(LintCode code, String keyword, Function<Member, V> value, Function<V, String> words, Advice advice) {
    /**
     * What a finding says beside the values.
     *
     * @param difference for example {@code the versions differ}
     * @param consequence what will happen
     * @param hint how to fix it
     */
    record Advice(String difference, String consequence, String hint) {}

    /** Whether all members agree; a difference is reported. */
    boolean holds(SharedRouter router, Findings findings) {
        Map<V, List<Member>> groups = router.by(value);
        if (groups.size() == 1) {
            return true;
        }
        List<Spot> spots = router.members().stream()
                .map(member -> member.spot(words.apply(value.apply(member)), keyword))
                .toList();
        findings.add(
                code,
                spots,
                router.title() + ": " + advice.difference() + " (" + SharedRouter.words(groups, words) + "): "
                        + advice.consequence(),
                advice.hint());
        return false;
    }
}
