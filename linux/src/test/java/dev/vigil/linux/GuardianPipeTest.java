package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuardianPipeTest {
    @Test
    void aLineThatIsSaidArrivesAndADescriptorThatIsNoneIsNoGuardian() {
        byte[] heard = new byte[64];
        try (Pipe pipe = Pipe.open()) {
            GuardianPipe guardian = GuardianPipe.at(pipe.writeFd()).orElseThrow();
            assertThat(guardian.say("journal /run/文")).isTrue();
            int length = pipe.read(heard);
            assertThat(new String(heard, 0, length, StandardCharsets.UTF_8)).isEqualTo("journal /run/文\n");
        }
        assertThat(GuardianPipe.at(-1)).isEmpty();
        assertThat(GuardianPipe.at(1_000_000)).isEmpty();
    }

    @Test
    void aGuardianThatIsGoneIsNoError() {
        Pipe pipe = Pipe.open();
        GuardianPipe guardian = GuardianPipe.at(pipe.writeFd()).orElseThrow();
        OpenFile.close(pipe.fd());
        assertThat(guardian.say("end")).isFalse();
        guardian.close();
    }

    @Test
    void theDescriptorIsNotHandedDown() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            Libc.require("hand down", "pipe", Syscall.FCNTL, pipe.writeFd(), Constants.F_SETFD, 0);
            assertThat(flags(pipe.writeFd())).doesNotContain(CLOSE_ON_EXEC);
            assertThat(GuardianPipe.at(pipe.writeFd())).isPresent();
            assertThat(flags(pipe.writeFd())).contains(CLOSE_ON_EXEC);
        }
    }

    private static final String CLOSE_ON_EXEC = "flags:\t02000001";

    private static String flags(int fd) throws Exception {
        return Files.readString(Path.of("/proc/self/fdinfo/" + fd));
    }

    @Test
    void aProcessIsNamedByItsStartAsWellWhateverItsNameHolds() throws Exception {
        String fields = " S 1 1 1 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 118196 1 1 1";
        assertThat(ThisProcess.startTicks("7 (a) b ( c)" + fields)).isEqualTo(118_196);
        assertThat(ThisProcess.startTicks()).isPositive();
    }
}
