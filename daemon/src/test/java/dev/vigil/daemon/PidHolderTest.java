package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.linux.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PidHolderTest {
    private static final Identity NOBODY = new Identity(Optional.empty(), Optional.empty(), false);

    @TempDir
    private Path directory;

    @Test
    void aZombieHasEndedWhateverItsNameHolds() {
        assertThat(PidHolder.hasEnded("7 (keepalived) Z 1 7 7 0")).isTrue();
        assertThat(PidHolder.hasEnded("7 (keepalived) X 1 7 7 0")).isTrue();
        assertThat(PidHolder.hasEnded("7 (a) Z (b) S 1 7 7 0")).isFalse();
        assertThat(PidHolder.hasEnded("")).isFalse();
    }

    /** A shell that becomes another program never asks for the end of its child, which calls itself keepalived. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theZombieOfAKeepalivedHoldsNoPidFile() throws Exception {
        Path named = Files.copy(Path.of("/bin/sleep"), directory.resolve("keepalived"));
        Path pidFile = directory.resolve("vrrp.pid");
        Process parent =
                new ProcessBuilder("sh", "-c", named + " 60 & echo $! >" + pidFile + "; exec sleep 60").start();
        try {
            awaitText(pidFile);
            assertThat(PidHolder.isKeepalived(pidFile)).as("while it runs").isTrue();
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            boolean _ = ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            while (!Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z")) {
                Thread.onSpinWait();
            }
            assertThat(PidHolder.isKeepalived(pidFile)).as("as a zombie").isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void aPidFileThatNobodyCanMakeIsDoneWithoutAndOneThatSomebodyElseCouldIsNot() {
        assertThat(PidClaims.canDoWithout(Errno.EROFS)).isTrue();
        assertThat(PidClaims.canDoWithout(Errno.ENOSPC)).isTrue();
        assertThat(PidClaims.canDoWithout(Errno.EACCES)).isFalse();
        assertThat(PidClaims.canDoWithout(Errno.EINVAL)).isFalse();
    }

    @Test
    void aPidFileIsHeldOnceAndGivenUpAtTheEnd() {
        Path file = directory.resolve("daemon.pid");
        try (PidClaims claims = new PidClaims(NOBODY)) {
            assertThat(claims.claim(file)).isInstanceOf(PidClaims.Claim.Taken.class);
            try (PidClaims others = new PidClaims(NOBODY)) {
                assertThat(others.claim(file))
                        .isInstanceOfSatisfying(
                                PidClaims.Claim.Held.class,
                                held -> assertThat(held.where()).contains(file + " is held by process "));
            }
            assertThat(claims.claim(directory)).isInstanceOf(PidClaims.Claim.Refused.class);
            assertThat(claims.notes()).isEmpty();
        }
        assertThat(file).doesNotExist();
    }

    private static void awaitText(Path file) throws IOException {
        while (!Files.exists(file) || Files.size(file) == 0) {
            Thread.onSpinWait();
        }
        long pid = Long.parseLong(Files.readString(file).strip());
        Path comm = Path.of("/proc/" + pid + "/comm");
        while (!Files.readString(comm).strip().equals("keepalived")) {
            Thread.onSpinWait();
        }
    }
}
