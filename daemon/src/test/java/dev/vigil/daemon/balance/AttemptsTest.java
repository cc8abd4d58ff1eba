package dev.vigil.daemon.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.check.DatagramDialogue;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebRequest;
import dev.vigil.linux.TlsClient;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        return new Probe.Web(route(port, TIMEOUT_NS), Optional.empty(), false, List.of(request));
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

        assertThat(lab.verdict(web(endless))).isEqualTo("the header has no end within 16384 bytes");
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

    // Datagrams

    private static DatagramSocket answering(byte... reply) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[1000], 1000);
                socket.receive(packet);
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (IOException over) {
                // The test has ended.
            }
        });
        return socket;
    }

    private static Probe datagram(int port, boolean needsReply) {
        DatagramDialogue.Reply reply = new DatagramDialogue.Reply(List.of(), 0, 255);
        return new Probe.Datagram(
                route(port, TIMEOUT_NS), List.of(), needsReply ? Optional.of(reply) : Optional.empty());
    }

    @Test
    void aDatagramIsAnsweredOrAtLeastNotRefused() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket answering = answering((byte) 1);
                DatagramSocket empty = answering()) {
            assertThat(lab.verdict(datagram(answering.getLocalPort(), true))).isEqualTo("passed");
            assertThat(lab.verdict(datagram(empty.getLocalPort(), true))).isEqualTo("passed");
            assertThat(lab.verdict(datagram(silent.getLocalPort(), false))).isEqualTo("passed");
            assertThat(lab.verdict(datagram(silent.getLocalPort(), true))).isEqualTo("no answer in time");
        }
        assertThat(lab.verdict(datagram(closedPort(), false))).isEqualTo("Connection refused");
    }

    @Test
    void thisMachineAnswersAnEchoRequest() {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may change who may send echo requests");

        assertThat(lab.verdict(new Probe.Echo(route(1, TIMEOUT_NS)))).isEqualTo("passed");
    }

    @Test
    void aMailServerIsGreeted() throws IOException {
        int port = server(connection -> {
            for (String reply : List.of("220 hi\r\n", "250 ok\r\n", "221 bye\r\n")) {
                connection.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
                int _ = connection.getInputStream().read(new byte[1000]);
            }
        });

        assertThat(lab.verdict(new Probe.Mail(route(port, TIMEOUT_NS), "x"))).isEqualTo("passed");
    }

    @Test
    void moreThanCanBeMadeAtATimeWaitForTheirTurnWhichIsToldOnce() throws IOException {
        AttemptLab small = new AttemptLab(2);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Probe connecting = new Probe.Connect(route(silent.getLocalPort(), TIMEOUT_NS));
            small.begin(web(silent.getLocalPort()));
            small.begin(web(silent.getLocalPort()));
            small.begin(connecting);
            small.begin(connecting);
            assertThat(small.verdicts(5))
                    .containsExactly("full at 2", "no answer in time", "no answer in time", "passed", "passed");
        } finally {
            small.close();
        }
    }

    @Test
    void theCapacityIsWhatTheOpenFilesOfTheProcessAllow() {
        assertThat(Attempts.capacity(1024)).isEqualTo(768);
        assertThat(Attempts.capacity(100)).isEqualTo(64);
        assertThat(Attempts.capacity(1L << 40)).isEqualTo(16 * 1024);
    }

    // TLS

    private static SSLServerSocketFactory factory(Path folder) throws Exception {
        Path store = folder.resolve("store");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=x",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static Probe overTls(int port) {
        WebDemand demand = new WebDemand(List.of(), Optional.of(HELLO_MD5), Optional.empty());
        WebRequest request = new WebRequest("/", 0, false, Optional.of("www.example"), demand, true);
        Probe.Web.Tls tls = new Probe.Web.Tls(true, Optional.empty());
        return new Probe.Web(route(port, 10 * TIMEOUT_NS), Optional.of(tls), false, List.of(request));
    }

    @Test
    void aWebServerIsAskedOverTlsAndHearsTheName(@TempDir Path folder) throws Exception {
        assumeTrue(TlsClient.obstacle().isEmpty(), "OpenSSL is not installed");
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        try (ServerSocket socket = factory(folder).createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket connection = socket.accept()) {
                    int _ = connection.getInputStream().read(new byte[1000]);
                    ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) connection).getSession();
                    names.addAll(session.getRequestedServerNames().stream()
                            .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
                            .toList());
                    connection.getOutputStream().write(HELLO.getBytes(StandardCharsets.UTF_8));
                } catch (IOException over) {
                    // The verdict says it.
                }
            });
            assertThat(lab.verdict(overTls(socket.getLocalPort()))).isEqualTo("passed");
            assertThat(names).containsExactly("www.example");
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsFails() throws IOException {
        assumeTrue(TlsClient.obstacle().isEmpty(), "OpenSSL is not installed");

        assertThat(lab.verdict(overTls(webServer("HTTP/1.1 400 Bad Request\r\n\r\n", 100))))
                .startsWith("TLS: ");
        assertThat(lab.verdict(overTls(server(connection -> {
                    int _ = connection.getInputStream().read(new byte[1000]);
                }))))
                .isEqualTo("the server closed the connection");
        assertThat(lab.verdict(overTls(closedPort()))).isEqualTo("Connection refused");
    }
}
