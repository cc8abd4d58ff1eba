package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.SourcePlace;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void manyWarningsDoNotHideAnError() {
        Problems problems = new Problems();
        for (int line = 1; line <= Problems.FINDINGS_MAX + 1; line++) {
            problems.add(ProblemCode.EXTRA_ARGUMENTS, new SourcePlace("a.conf", line, 1), "more words", "Look there.");
        }
        assertThat(problems.list()).hasSize(Problems.FINDINGS_MAX);
        assertThat(problems.hasErrors()).isFalse();

        problems.add(ProblemCode.UNKNOWN_KEYWORD, new SourcePlace("a.conf", 99_999, 1), "unknown", "Look there.");
        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.list().getLast().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void theSameFindingAtTheSamePlaceIsKeptOnce() {
        Problems problems = new Problems();
        problems.add(ProblemCode.UNKNOWN_KEYWORD, new SourcePlace("a.conf", 1, 1), "unknown", "Look there.");
        problems.add(ProblemCode.UNKNOWN_KEYWORD, new SourcePlace("a.conf", 1, 1), "unknown", "Look there.");
        assertThat(problems.list()).hasSize(1);
    }
}
