package dev.vigil.simulator.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who had an address, and for how long nobody or several had it. */
class HoldingTest {
    private static final long MS = 1_000_000;

    @Test
    void gapsAndOverlapsAreSpansOfTheirOwn() {
        Holding.Log log = new Holding.Log();
        log.note(10 * MS, "a", true);
        log.note(30 * MS, "b", true);
        log.note(35 * MS, "a", false);
        log.note(50 * MS, "b", false);
        Holding holding = log.end(60 * MS);
        assertThat(holding.spans())
                .containsExactly(
                        new Holding.Span(0, 10 * MS, List.of()),
                        new Holding.Span(10 * MS, 30 * MS, List.of("a")),
                        new Holding.Span(30 * MS, 35 * MS, List.of("a", "b")),
                        new Holding.Span(35 * MS, 50 * MS, List.of("b")),
                        new Holding.Span(50 * MS, 60 * MS, List.of()));
        assertThat(holding.nobodyNs()).isEqualTo(20 * MS);
        assertThat(holding.severalNs()).isEqualTo(5 * MS);
    }

    @Test
    void aHandOverWithinAMillisecondIsNeitherGapNorOverlap() {
        Holding.Log log = new Holding.Log();
        log.note(0, "a", true);
        log.note(10 * MS, "b", true);
        log.note(10 * MS + MS / 5, "a", false);
        log.note(20 * MS, "b", false);
        log.note(20 * MS + MS / 5, "a", true);
        assertThat(log.end(30 * MS).spans())
                .extracting(Holding.Span::nodes)
                .containsExactly(List.of("a"), List.of("b"), List.of("a"));
    }

    @Test
    void somethingThatComesAndGoesAtOnceChangesNothing() {
        Holding.Log log = new Holding.Log();
        log.note(0, "a", true);
        log.note(10 * MS, "b", true);
        log.note(10 * MS + MS / 5, "b", false);
        assertThat(log.end(30 * MS).spans()).containsExactly(new Holding.Span(0, 30 * MS, List.of("a")));
    }

    @Test
    void aPartOfItKeepsWhoHadItAtItsBeginning() {
        Holding.Log log = new Holding.Log();
        log.note(10 * MS, "a", true);
        Holding later = log.end(30 * MS).since(20 * MS);
        assertThat(later.spans()).containsExactly(new Holding.Span(20 * MS, 30 * MS, List.of("a")));
        assertThat(later.nobodyNs()).isZero();
    }
}
