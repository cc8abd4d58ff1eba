package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path directory;

    @Test
    void fileHoldsOneDecimalLineWhateverTheUmask() throws Exception {
        Path path = directory.resolve("vigil.pid");
        Files.writeString(path, "a much longer line that an older process left\n");
        Files.delete(path);
        int before = ThisProcess.setUmask(0177);
        try (PidFile _ = PidFile.claim(path, 4711).orElseThrow()) {
            assertThat(path).hasContent("4711\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-r--r--");
        } finally {
            assertThat(ThisProcess.setUmask(before)).isEqualTo(0177);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void onlyOneMayHoldIt() {
        Path path = directory.resolve("vigil.pid");
        PidFile first = PidFile.claim(path, 1).orElseThrow();
        assertThat(PidFile.claim(path, 2)).isEmpty();
        assertThat(path).hasContent("1\n");
        first.close();
        try (PidFile second = PidFile.claim(path, 2).orElseThrow()) {
            assertThat(path).hasContent("2\n");
            first.close();
            assertThat(path).as("closing twice leaves another's file alone").exists();
            assertThat(second.isOpen()).isTrue();
        }
    }

    @Test
    void fileLeftByADeadProcessIsTakenOver() throws Exception {
        Path path = directory.resolve("vigil.pid");
        Files.writeString(path, "a much longer line that a dead process left\n");
        try (PidFile _ = PidFile.claim(path, 42).orElseThrow()) {
            assertThat(path).hasContent("42\n");
        }
    }

    @Test
    void symbolicLinkIsRefused() throws Exception {
        Path target = Files.writeString(directory.resolve("precious"), "precious");
        Path path = Files.createSymbolicLink(directory.resolve("vigil.pid"), target);
        assertThatThrownBy(() -> PidFile.claim(path, 1))
                .isInstanceOfSatisfying(
                        LinuxException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.ELOOP));
        assertThat(target).hasContent("precious");
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeInItsPlaceIsRefusedAndKeepsNobodyWaiting() throws Exception {
        Path path = directory.resolve("vigil.pid");
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();

        assertThat(PidFile.read(path)).isEmpty();
        assertThatThrownBy(() -> PidFile.claim(path, 1))
                .isInstanceOfSatisfying(
                        LinuxException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EINVAL));
    }

    @Test
    void onlyANumberIsReadFromIt() throws Exception {
        Path path = directory.resolve("vigil.pid");
        assertThat(PidFile.read(path)).isEmpty();
        assertThat(PidFile.read(Files.writeString(path, "4711\n"))).hasValue(4711);
        assertThat(PidFile.read(Files.writeString(path, "\u001b[2J4711\n"))).isEmpty();
        assertThat(PidFile.read(Files.writeString(path, "9".repeat(1_000_000)))).isEmpty();
        assertThat(PidFile.read(directory)).isEmpty();
    }
}
