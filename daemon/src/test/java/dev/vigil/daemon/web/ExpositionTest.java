package dev.vigil.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.daemon.web.Exposition.Form;
import dev.vigil.daemon.web.Exposition.Measure;
import org.junit.jupiter.api.Test;

/** The two text formats, byte by byte. */
class ExpositionTest {
    private static Exposition some(Form form) {
        return new Exposition(form)
                .family("a_total", Measure.COUNTER, "As.")
                .sample(Labels.of("name", "x"), 3)
                .sample(Labels.of("name", "y"), 4)
                .family("b_seconds", Measure.GAUGE, "Bs.")
                .thousandths(Labels.NONE, 1_250)
                .family("c_total", Measure.UNTYPED, "Cs.")
                .sample(Labels.NONE, true);
    }

    @Test
    void theTextFormatDeclaresACounterUnderItsWholeName() {
        assertThat(some(Form.TEXT).finish()).isEqualTo("""
                # HELP a_total As.
                # TYPE a_total counter
                a_total{name="x"} 3
                a_total{name="y"} 4
                # HELP b_seconds Bs.
                # TYPE b_seconds gauge
                b_seconds 1.25
                # HELP c_total Cs.
                # TYPE c_total untyped
                c_total 1
                """);
    }

    @Test
    void openMetricsDeclaresItWithoutTotalAndEndsWithAMark() {
        assertThat(some(Form.OPEN_METRICS).finish()).isEqualTo("""
                # HELP a As.
                # TYPE a counter
                a_total{name="x"} 3
                a_total{name="y"} 4
                # HELP b_seconds Bs.
                # TYPE b_seconds gauge
                b_seconds 1.25
                # HELP c_total Cs.
                # TYPE c_total unknown
                c_total 1
                # EOF
                """);
    }

    @Test
    void whatWouldEndALabelIsEscaped() {
        assertThat(Labels.of("a", "say \"x\"", "b", "C:\\\n").with("c", "é").toString())
                .isEqualTo("{a=\"say \\\"x\\\"\",b=\"C:\\\\\\n\",c=\"é\"}");
    }

    @Test
    void aCounterIsCalledTotal() {
        Exposition out = new Exposition(Form.TEXT);
        assertThatThrownBy(() -> out.family("a", Measure.COUNTER, "As.")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesOfTodayKeepTheirMilliseconds() {
        String text = new Exposition(Form.TEXT)
                .family("t", Measure.GAUGE, "When.")
                .thousandths(Labels.NONE, 1_793_524_717_278L)
                .finish();
        assertThat(text).endsWith("t 1.793524717278E9\n");
    }

    @Test
    void openMetricsIsForThoseWhoAskForIt() {
        assertThat(Form.accepted("application/openmetrics-text;version=1.0.0,text/plain;q=0.5"))
                .isEqualTo(Form.OPEN_METRICS);
        assertThat(Form.accepted("*/*")).isEqualTo(Form.TEXT);
        assertThat(Form.accepted("")).isEqualTo(Form.TEXT);
    }
}
