package dev.vigil.daemon.genhash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What genhash prints, with servers of the test on the loopback interface. */
@Timeout(60)
class GenhashTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";
    private static final String HELLO_MD5 = "b1946ac92492d2347c6235b4d2611184\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    private int run(String... words) {
        return Genhash.run(List.of(words), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.ISO_8859_1);
    }

    private String printed() {
        return out.toString(StandardCharsets.ISO_8859_1).replaceAll("= \\d+ usecs", "= N usecs");
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A server of one connection, which answers with these pieces. */
    private int server(String... pieces) throws IOException {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (socket;
                    Socket connection = socket.accept()) {
                byte[] request = new byte[1000];
                int count = connection.getInputStream().read(request);
                requests.add(new String(request, 0, Math.max(0, count), StandardCharsets.UTF_8));
                for (String piece : pieces) {
                    connection.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
                }
                if (pieces.length == 0) {
                    int _ = connection.getInputStream().read();
                }
            } catch (IOException over) {
                // What is printed says it.
            }
        });
        return socket.getLocalPort();
    }

    private int ask(int port, String... more) {
        String[] words = {"-s", "127.0.0.1", "-p", Integer.toString(port), "-u", "/"};
        return run(Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void theHashOfTheBodyIsPrinted() throws IOException {
        assertThat(ask(server(HELLO))).isZero();
        assertThat(printed()).isEqualTo(HELLO_MD5);
        assertThat(complained()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-V www.example -P 1.1,GET / HTTP/1.1|Connection: close|Host: www.example", "-P 1.0c,Connection: close"
    })
    void theRequestIsWhatTheOptionsSay(String options, String expected) throws IOException, InterruptedException {
        ask(server(HELLO), options.split(" ", -1));
        assertThat(requests.take()).contains(expected.split("\\|", -1));
    }

    @Test
    void verboseShowsTheAnswerInHexadecimalAndTheTime() throws IOException {
        ask(server("HTTP/1.1 200 OK\r\nX: \u00e9\r\n\r\nhello\n"), "-v");
        assertThat(printed()).isEqualTo("""
                -----------------------[    HTTP Header Buffer    ]-----------------------
                0000  48 54 54 50 2f 31 2e 31 - 20 32 30 30 20 4f 4b 0d   HTTP/1.1 200 OK.
                0016  0a 58 3a 20 e9 0d 0a 0d - 0a                        .X: .....      \s
                -----------------------[ HTTP Header Ascii Buffer ]-----------------------
                HTTP/1.1 200 OK\r
                X: \u00e9\r
                \r

                -----------------------[        HTML Buffer        ]-----------------------
                0000  68 65 6c 6c 6f 0a       -                           hello.         \s

                -----------------------[    HTML hash resulting    ]-----------------------
                0000  b1 94 6a c9 24 92 d2 34 - 7c 62 35 b4 d2 61 11 84   ..j.$..4|b5..a..
                -----------------------[ HTML hash final resulting ]-----------------------
                b1946ac92492d2347c6235b4d2611184

                Global response time for [/] = N usecs
                """);
    }

    @Test
    void anAnswerWithoutHeadIsNone() throws IOException {
        assertThat(ask(server("hello\n"))).isZero();
        assertThat(printed()).isEmpty();
        assertThat(complained()).isEqualTo("no data received from remote webserver\n");
    }

    @Test
    void whatGoesWrongIsPrintedAndIsNoFailureOfTheProgram() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(ask(closed)).isZero();
        assertThat(ask(server(), "-t", "1")).isZero();
        assertThat(ask(server(HELLO), "-t", "0")).isZero();
        assertThat(ask(server(HELLO), "-S")).isZero();
        assertThat(printed().lines())
                .containsExactly(
                        "Connection failed",
                        "Timeout WEB read",
                        "Timeout WEB write",
                        "SSL handshake/communication error connecting to");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {
                "-s 127.0.0.1 -p abc -u /,invalid port number 'abc'",
                "-s 127.0.0.1 -p 99999 -u /,invalid port number '99999'",
                "-s nosuch -p 1 -u /,'server should be an IP, not nosuch'",
                "-s 127.0.0.1 -p 1 -u / -t x,invalid timeout 'x'",
                "-s 127.0.0.1 -p 1 -u / -m x,invalid fwmark 'x'",
                "-s 127.0.0.1 -p 1 -u / -P 2,invalid HTTP protocol version '2'",
                "-s 127.0.0.1 -p 1 -u / extra,Unexpected argument(s): extra",
                "-H,Unknown option -H",
                "--nosuch,Unknown option --nosuch",
                "--use,Unknown option --use",
                "-u,Missing parameter for option -u",
                "-s 127.0.0.1 -p 1,nothing",
                "-Sh,nothing"
            })
    void aWrongCommandLineEndsWith1AndTheUsage(String words, @Nullable String complaint) {
        assertThat(run(words.split(" ", -1))).isEqualTo(1);
        assertThat(printed()).isEmpty();
        assertThat(complained()).startsWith((complaint == null ? "" : complaint + "\n") + "Usage: genhash ");
    }

    @Test
    void longNamesMayBeShortened() throws IOException {
        assertThat(run("--serv=127.0.0.1", "--po", Integer.toString(server(HELLO)), "-u/"))
                .isZero();
        assertThat(printed()).isEqualTo(HELLO_MD5);
    }
}
