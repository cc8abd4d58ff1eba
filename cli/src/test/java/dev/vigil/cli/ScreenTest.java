package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.lint.report.TextStyle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void onlyATerminalGetsColours() {
        assertThat(Screen.style(true, Map.of("TERM", "xterm")).colours()).isTrue();
        assertThat(Screen.style(false, Map.of("TERM", "xterm"))).isEqualTo(TextStyle.PLAIN);
        assertThat(Screen.style(true, Map.of("TERM", "dumb")).colours()).isFalse();
    }

    @Test
    void noColorForbidsColours() {
        assertThat(Screen.style(true, Map.of("TERM", "xterm", "NO_COLOR", "1")).colours())
                .isFalse();
        assertThat(Screen.style(true, Map.of("TERM", "xterm", "NO_COLOR", "")).colours())
                .isTrue();
    }

    @Test
    void columnsIsTheWidthIfItIsSane() {
        assertThat(Screen.style(true, Map.of("COLUMNS", "72")).width()).isEqualTo(72);
        assertThat(Screen.style(true, Map.of("COLUMNS", "1")).width()).isEqualTo(40);
        assertThat(Screen.style(true, Map.of("COLUMNS", "wide")).width()).isEqualTo(100);
    }

    @Test
    void aLocaleInUtf8IsTakenAtItsWordAlsoWhereItIsNotInstalled() {
        Charset ascii = StandardCharsets.US_ASCII;
        assertThat(Screen.charset(ascii, Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(StandardCharsets.UTF_8);
        assertThat(Screen.charset(ascii, Map.of("LANG", "zh_CN.utf8"))).isEqualTo(StandardCharsets.UTF_8);
        assertThat(Screen.charset(ascii, Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C")))
                .isEqualTo(ascii);
        assertThat(Screen.charset(ascii, Map.of())).isEqualTo(ascii);
    }
}
