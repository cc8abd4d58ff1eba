package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.linux.Structs.SockaddrUn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatagramsTest {
    @TempDir
    private Path directory;

    private static int listen(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        int fd = Socket.openNonBlocking(Constants.AF_UNIX, Constants.SOCK_DGRAM, 0, "listener");
        NativeBuffer address = NativeBuffer.struct(SockaddrUn.SUN_PATH + name.length);
        address.bytes()
                .putShort(SockaddrUn.SUN_FAMILY, (short) Constants.AF_UNIX)
                .put(SockaddrUn.SUN_PATH, name);
        Socket.bind(fd, address, address.sizeBytes(), "listener");
        return fd;
    }

    private static int send(LocalDatagrams datagrams, String text) {
        return datagrams.trySend(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDatagramArrivesAsItWasSent() {
        String path = directory.resolve("log").toString();
        int fd = listen(path);
        try (LocalDatagrams datagrams = LocalDatagrams.to(path).orElseThrow()) {
            assertThat(send(datagrams, "<28>a line")).isZero();
            assertThat(OpenFile.read(fd, 512, "listener")).isEqualTo("<28>a line");
        } finally {
            OpenFile.close(fd);
        }
    }

    @Test
    void anAbsentReceiverIsAnErrorAndIsFoundOnceItIsThere() {
        String path = directory.resolve("log").toString();
        try (LocalDatagrams datagrams = LocalDatagrams.to(path).orElseThrow()) {
            assertThat(send(datagrams, "early")).isEqualTo(Errno.ENOENT);
            int fd = listen(path);
            assertThat(send(datagrams, "late")).isZero();
            OpenFile.close(fd);
            assertThat(send(datagrams, "after")).isEqualTo(Errno.ECONNREFUSED);
        }
    }

    @Test
    void aFullReceiverIsAnErrorAndNoWait() {
        String path = directory.resolve("log").toString();
        int fd = listen(path);
        try (LocalDatagrams datagrams = LocalDatagrams.to(path).orElseThrow()) {
            int errno = 0;
            for (int count = 0; count < 100_000 && errno == 0; count++) {
                errno = send(datagrams, "x".repeat(1000));
            }
            assertThat(errno).isEqualTo(Errno.EAGAIN);
        } finally {
            OpenFile.close(fd);
        }
    }

    @Test
    void whatIsNoSocketNameIsRefused() {
        assertThat(LocalDatagrams.to("")).isEmpty();
        assertThat(LocalDatagrams.to("relative")).isEmpty();
        assertThat(LocalDatagrams.to("/" + "x".repeat(200))).isEmpty();
    }
}
