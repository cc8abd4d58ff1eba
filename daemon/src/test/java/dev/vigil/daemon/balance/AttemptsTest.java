package dev.vigil.daemon.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts over real sockets, against servers of the test on the loopback interface. */
class AttemptsTest {
    private static final long TIMEOUT_NS = 300_000_000;
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";
    private static final String HELLO_MD5 = "b1946ac92492d2347c6235b4d2611184";

    private final AttemptLab lab = new AttemptLab();

    @AfterEach
    void close() {
        lab.close();
    }

    static Route route(int port, long timeoutNs) {
        return new Route(IpAddress.of("127.0.0.1"), port, Optional.empty(), 0, Optional.empty(), 0, timeoutNs);
    }

    private static Probe web(int port) {
        WebDemand demand = new WebDemand(List.of(), Optional.of(HELLO_MD5), Optional.empty());
        WebRequest request = new WebRequest("/", 0, false, Optional.empty(), demand, false);
        return new Probe.Web(route(port, TIMEOUT_NS), false, Optional.empty(), false, List.of(request));
    }

    private interface Served {
        void by(Socket connection) throws IOException;
    }

    /** A server of one connection. */
    private static int server(Served served) throws IOException {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (socket;
                    Socket connection = socket.accept()) {
                served.by(connection);
            } catch (IOException over) {
                // The check has seen enough.
            }
        });
        return socket.getLocalPort();
    }

    /** Answers a request, a few bytes at a time. */
    private static int webServer(String answer, int size) throws IOException {
        return server(connection -> {
            int _ = connection.getInputStream().read(new byte[1000]);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            connection.setTcpNoDelay(true);
            for (int from = 0; from < bytes.length; from += size) {
                connection.getOutputStream().write(bytes, from, Math.min(size, bytes.length - from));
            }
        });
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aConnectionThatOpensPassesAndOneThatIsRefusedFails() throws IOException {
        int open = server(connection -> {});
        assertThat(lab.verdict(new Probe.Connect(route(open, TIMEOUT_NS)))).isEqualTo("passed");
        assertThat(lab.verdict(new Probe.Connect(route(closedPort(), TIMEOUT_NS))))
                .isEqualTo("Connection refused");
    }

    @Test
    void anAnswerIsJudgedWhenTheServerHasClosed() throws IOException {
        assertThat(lab.verdict(web(webServer(HELLO, 1000)))).isEqualTo("passed");
        assertThat(lab.verdict(web(webServer(HELLO, 3)))).isEqualTo("passed");
        assertThat(lab.verdict(web(webServer(HELLO + "x".repeat(2_000_000), 100_000))))
                .isEqualTo("passed");
        assertThat(lab.verdict(web(webServer(HELLO.replace("hello", "HELLO"), 1000))))
                .startsWith("the MD5 of the body is ");
        assertThat(lab.verdict(web(closedPort()))).isEqualTo("Connection refused");
    }

    @Test
    void aServerThatSaysNothingFailsInTime() throws IOException {
        long fromNs = System.nanoTime();
        int silent = server(connection -> {
            int _ = connection.getInputStream().read(new byte[1000]);
            int _ = connection.getInputStream().read();
        });

        assertThat(lab.verdict(web(silent))).isEqualTo("no answer in time");
        assertThat(System.nanoTime() - fromNs).isBetween(TIMEOUT_NS, 20 * TIMEOUT_NS);
    }

    @Test
    void aServerThatSendsHeadersWithoutAnEndFails() throws IOException {
        int endless = server(connection -> {
            byte[] line = "X-More: and more\r\n".getBytes(StandardCharsets.UTF_8);
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            for (int count = 0; count < 1_000_000; count++) {
                connection.getOutputStream().write(line);
            }
        });

        assertThat(lab.verdict(web(endless))).isEqualTo("the header has no end within 32768 bytes");
    }

    @Test
    void manyChecksAtOnceDoNotWaitForOneAnother() throws IOException {
        int silent = server(connection -> {
            int _ = connection.getInputStream().read(new byte[1000]);
            int _ = connection.getInputStream().read();
        });
        lab.begin(web(silent));
        for (int count = 0; count < 20; count++) {
            lab.begin(web(webServer(HELLO, 10)));
        }

        assertThat(lab.verdicts(21)).containsOnly("passed", "no answer in time").endsWith("no answer in time");
    }
}
