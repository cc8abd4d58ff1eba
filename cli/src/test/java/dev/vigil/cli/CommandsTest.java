package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void noCommandAndAnUnknownCommandAreWrongUsage() {
        assertThat(Commands.run(new String[0])).isEqualTo(ExitCode.USAGE);
        assertThat(Commands.run(new String[] {"nope"})).isEqualTo(ExitCode.USAGE);
        assertThat(Commands.run(new String[] {"version", "--nope"})).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void helpAndVersionSucceed() {
        assertThat(Commands.run(new String[] {"--help"})).isEqualTo(ExitCode.OK);
        assertThat(Commands.run(new String[] {"version", "--help"})).isEqualTo(ExitCode.OK);
        assertThat(Commands.run(new String[] {"--version"})).isEqualTo(ExitCode.OK);
        assertThat(Version.keepalivedText()).matches("Keepalived v\\d+\\.\\d+\\.\\d+ \\(Vigil .*\\)");
    }
}
