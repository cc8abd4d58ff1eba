package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.linux.Structs.SockaddrUn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManagerTest {
    @TempDir
    private Path directory;

    /** A socket as systemd has it. */
    private static int listen(byte[] name) {
        int fd = Socket.openNonBlocking(Constants.AF_UNIX, Constants.SOCK_DGRAM, 0, "listener");
        NativeBuffer address = NativeBuffer.struct(SockaddrUn.SUN_PATH + name.length);
        address.bytes()
                .putShort(SockaddrUn.SUN_FAMILY, (short) Constants.AF_UNIX)
                .put(SockaddrUn.SUN_PATH, name);
        Socket.bind(fd, address, address.sizeBytes(), "listener");
        return fd;
    }

    private static String heard(int fd) {
        return OpenFile.read(fd, 512, "listener");
    }

    @Test
    void messagesReachASocketWithAPath() {
        String path = directory.resolve("notify").toString();
        int fd = listen(path.getBytes(StandardCharsets.UTF_8));
        try (ServiceManager manager = ServiceManager.at(path).orElseThrow()) {
            manager.ready();
            assertThat(heard(fd)).isEqualTo("READY=1");
            manager.reloading(1_234_567_890_123L);
            assertThat(heard(fd)).isEqualTo("RELOADING=1\nMONOTONIC_USEC=1234567890");
            manager.stopping();
            assertThat(heard(fd)).isEqualTo("STOPPING=1");
            manager.alive();
            assertThat(heard(fd)).isEqualTo("WATCHDOG=1");
        } finally {
            OpenFile.close(fd);
        }
    }

    @Test
    void messagesReachAnAbstractSocket() {
        String name = "vigil-test-" + ProcessHandle.current().pid();
        int fd = listen(("\0" + name).getBytes(StandardCharsets.UTF_8));
        try (ServiceManager manager = ServiceManager.at("@" + name).orElseThrow()) {
            assertThat(manager.notify("READY=1")).isTrue();
            assertThat(heard(fd)).isEqualTo("READY=1");
        } finally {
            OpenFile.close(fd);
        }
    }

    @Test
    void nobodyListeningIsNoError() {
        try (ServiceManager manager =
                ServiceManager.at(directory.resolve("none").toString()).orElseThrow()) {
            assertThat(manager.notify("READY=1")).isFalse();
        }
    }

    @Test
    void otherNamesAreNoServiceManager() {
        assertThat(ServiceManager.at("")).isEmpty();
        assertThat(ServiceManager.at("@")).isEmpty();
        assertThat(ServiceManager.at("relative")).isEmpty();
        assertThat(ServiceManager.at("/" + "x".repeat(200))).isEmpty();
    }

    @Test
    void howOftenTheManagerWantsToHearOfUsIsHalfOfItsPatienceAndOnlyIfItMeansUs() {
        assertThat(ServiceManager.aliveEveryNs(Map.of("WATCHDOG_USEC", "10000000"), 7))
                .hasValue(5_000_000_000L);
        assertThat(ServiceManager.aliveEveryNs(Map.of("WATCHDOG_USEC", "10000000", "WATCHDOG_PID", "7"), 7))
                .isPresent();
        assertThat(ServiceManager.aliveEveryNs(Map.of("WATCHDOG_USEC", "10000000", "WATCHDOG_PID", "8"), 7))
                .isEmpty();
        assertThat(ServiceManager.aliveEveryNs(Map.of(), 7)).isEmpty();
        assertThat(ServiceManager.aliveEveryNs(Map.of("WATCHDOG_USEC", "0"), 7)).isEmpty();
        assertThat(ServiceManager.aliveEveryNs(Map.of("WATCHDOG_USEC", "soon"), 7))
                .isEmpty();
    }
}
