package dev.vigil.daemon.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NftablesPlaneTest {
    @Test
    void daemonsWithControlSocketsOfTheirOwnHaveTablesOfTheirOwn() {
        String usual = NftablesPlane.tableName(Path.of("/run/vigil/control.sock"));
        String north = NftablesPlane.tableName(Path.of("/run/vigil/north/control.sock"));
        String south = NftablesPlane.tableName(Path.of("/run/vigil/south/control.sock"));

        assertThat(usual).isEqualTo("vigil");
        assertThat(north).matches("vigil_[0-9a-f]{1,8}").isNotEqualTo(south);
        assertThat(NftablesPlane.tableName(Path.of("/run/vigil/north/control.sock")))
                .isEqualTo(north);
    }
}
