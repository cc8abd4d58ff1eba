package dev.vigil.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import dev.vigil.config.model.SourcePlace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewMistakesTest {
    private static final String UNKNOWN = "VGL2020";
    private static final String DEPRECATED = "VGL2023";

    private static Problem warning(String code, int line, String message) {
        return new Problem(
                Severity.WARNING, code, new SourcePlace("a.conf", line, 5), message, Optional.of("Remove it."));
    }

    @Test
    void aMistakeThatOnlyMovedIsNotNew() {
        List<Problem> inForce = List.of(warning(UNKNOWN, 3, "\"nat_mask\" is no keyword"));
        List<Problem> next = List.of(warning(UNKNOWN, 9, "\"nat_mask\" is no keyword"));
        assertThat(NewMistakes.in(next, inForce)).isEmpty();
    }

    @Test
    void theSameMistakeOnceMoreIsNew() {
        List<Problem> inForce = List.of(warning(UNKNOWN, 3, "\"nat_mask\" is no keyword"));
        List<Problem> next = List.of(inForce.getFirst(), warning(UNKNOWN, 9, "\"nat_mask\" is no keyword"));
        assertThat(NewMistakes.in(next, inForce)).containsExactly(next.getLast());
    }

    @Test
    void anotherMistakeIsNewAndAnErrorToAReload() {
        List<Problem> next = List.of(warning(UNKNOWN, 3, "\"lvs_id\" is no keyword"), warning(DEPRECATED, 4, "old"));
        List<Problem> added = NewMistakes.in(next, List.of());
        assertThat(added).containsExactly(next.getFirst());
        assertThat(NewMistakes.asErrors(next, added))
                .extracting(Problem::severity)
                .containsExactly(Severity.ERROR, Severity.WARNING);
    }

    @Test
    void aRemarkIsNoMistake() {
        assertThat(NewMistakes.in(List.of(warning(DEPRECATED, 4, "old")), List.of()))
                .isEmpty();
    }
}
