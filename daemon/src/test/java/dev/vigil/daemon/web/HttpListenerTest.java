package dev.vigil.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP as it is on the wire. */
class HttpListenerTest {
    private int port;
    private HttpListener listener;

    /** Says what was asked, and streams one version of something. */
    private static final class Served implements Pages {
        @Override
        public Answer at(Request request) {
            return request.path().equals("/local")
                    ? Answer.line(200, request.local() ? "local" : "not local")
                    : Answer.line(request.path().equals("/a b") ? 200 : 404, request.path() + " " + request.accept());
        }

        @Override
        public Optional<Live> live(Request request) {
            return request.path().equals("/live") ? Optional.of(() -> new Live.Version(7, "a\nb")) : Optional.empty();
        }
    }

    @BeforeEach
    void open() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        listener = HttpListener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), new Served());
        listener.serve();
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private String ask(String request) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPageIsAnswered() throws IOException {
        assertThat(ask("GET /a%20b?x=1 HTTP/1.1\r\nHost: here\r\nAccept: all\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Cache-control: no-store")
                .contains("Content-type: text/plain; charset=utf-8")
                .endsWith("\r\n\r\n/a b all\n");
        assertThat(ask("GET /other HTTP/1.0\r\n\r\n")).contains(" 404 ").endsWith("/other \n");
    }

    @Test
    void aHeadHasNoBody() throws IOException {
        assertThat(ask("HEAD /a%20b HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aRequestIsLocalOnlyUnderANameOfThisMachine() throws IOException {
        for (String host : List.of("localhost", "LOCALHOST:9650", "127.0.0.1", "127.1.2.3:80", "[::1]:9650")) {
            assertThat(ask("GET /local HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .endsWith("\r\n\r\nlocal\n");
        }
        for (String host : List.of("elsewhere.example", "localhost.example", "127.0.0.1.example", "192.0.2.1", "")) {
            assertThat(ask("GET /local HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .endsWith("\r\n\r\nnot local\n");
        }
    }

    @Test
    void aStreamSaysWhatItsClientHasNotSeenAndSoManyClientsMayStay() throws IOException {
        List<Socket> staying = new ArrayList<>();
        try {
            for (int client = 0; client < 16; client++) {
                staying.add(new Socket(InetAddress.getLoopbackAddress(), port));
                String known = client == 0 ? "7" : "6";
                staying.getLast()
                        .getOutputStream()
                        .write(("GET /live HTTP/1.1\r\nHost: here\r\nLast-Event-ID: " + known + "\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
                String beginning = upTo("event: beat", staying.getLast());
                assertThat(beginning).startsWith("HTTP/1.1 200 OK\r\n");
                if (client == 0) {
                    assertThat(beginning).doesNotContain("event: state");
                } else {
                    assertThat(beginning).contains("event: state\nid: 7\ndata: a&#10;b\n\n");
                }
            }
            assertThat(ask("GET /live HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ");
        } finally {
            for (Socket each : staying) {
                each.close();
            }
        }
    }

    private static String upTo(String end, Socket client) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = client.getInputStream().read();
            assertThat(next).as("the end of %s", text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    @Test
    void nothingCanBeChanged() throws IOException {
        assertThat(ask("POST /a%20b HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD");
    }

    /** What is answered; nothing if the connection is cut instead. */
    private String askInVain(String request) throws IOException {
        try {
            return ask(request);
        } catch (SocketException cut) {
            return "";
        }
    }

    @Test
    void nonsenseIsRefusedAndTheNextIsAnswered() throws IOException {
        assertThat(askInVain("\0\0\0\0\r\n\r\n")).doesNotContain(" 200 ");
        assertThat(askInVain("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n"))
                .doesNotContain(" 200 ");
        assertThat(ask("GET /a%20b HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        assertThatThrownBy(() -> HttpListener.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), request -> Answer.line(200, "")))
                .isInstanceOf(IOException.class);
    }
}
