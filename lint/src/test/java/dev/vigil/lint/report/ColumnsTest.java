package dev.vigil.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void chineseAndPicturesTakeTwoColumnsAndMarksNone() {
        assertThat(Columns.of("priority")).isEqualTo(8);
        assertThat(Columns.of("优先级")).isEqualTo(6);
        assertThat(Columns.of("（A）")).isEqualTo(5);
        assertThat(Columns.of("e\u0301")).isEqualTo(1);
        assertThat(Columns.of("\ud83d\ude80")).isEqualTo(2);
        assertThat(Columns.of("Gerät")).isEqualTo(5);
    }

    @Test
    void whatCommandsATerminalIsReplaced() {
        assertThat(Columns.shown("a\033[2Jb\rc\u202ed\te")).isEqualTo("a\ufffd[2Jb\ufffdc\ufffdd\te");
        assertThat(Columns.shown("Gerät 东京")).isEqualTo("Gerät 东京");
    }
}
