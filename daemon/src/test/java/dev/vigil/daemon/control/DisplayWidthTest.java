package dev.vigil.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayWidthTest {
    @Test
    void aChineseSignTakesTwoColumnsAndACombiningOneNone() {
        assertThat(DisplayWidth.of("VI_1")).isEqualTo(4);
        assertThat(DisplayWidth.of("网关")).isEqualTo(4);
        assertThat(DisplayWidth.of("ゲート")).isEqualTo(6);
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
    }

    @Test
    void columnsAreAlignedAsATerminalShowsThem() {
        TextTable table = new TextTable("NAME", "STATE");
        table.row("网关一号", "MASTER");
        table.row("b", "BACKUP");
        assertThat(table.toString()).isEqualTo("NAME      STATE\n网关一号  MASTER\nb         BACKUP\n");
    }
}
