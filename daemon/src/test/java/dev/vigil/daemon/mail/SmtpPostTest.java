package dev.vigil.daemon.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.config.model.Mail;
import dev.vigil.core.vrrp.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The conversation with a mail server, with good and with bad ones. */
class SmtpPostTest {
    private static final long TIMEOUT_NS = 300_000_000L;

    private static Mail mail(int port) {
        return new Mail(
                Optional.of("Load balancer <lb@example.org>"),
                Optional.of(new Mail.Server("127.0.0.1", port)),
                Optional.of("lb.example.org"),
                TIMEOUT_NS,
                List.of("ops@example.org", "boss@example.org"),
                Optional.empty(),
                Optional.empty(),
                true,
                true);
    }

    private static Letter letter(String name) {
        return Letter.instance(name, State.MASTER, "lb1", "no advertisement", 0);
    }

    private static SmtpPost post() {
        return new SmtpPost(new HostName(() -> "lb1", () -> "lb1.example.org", 10_000));
    }

    private static List<String> send(ScriptedMailServer server, String name) throws IOException {
        return post().send(letter(name), mail(server.port()));
    }

    @Test
    void anAlertGoesToEveryRecipientWithItsHeadersAndItsText() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(Map.of())) {
            assertThat(send(server, "VI_1")).isEmpty();
            assertThat(server.heard)
                    .startsWith(
                            "HELO lb.example.org",
                            "MAIL FROM:<lb@example.org>",
                            "RCPT TO:<ops@example.org>",
                            "RCPT TO:<boss@example.org>",
                            "DATA")
                    .contains(
                            "From: Load balancer <lb@example.org>",
                            "Subject: [lb1] VRRP Instance VI_1 - Entering MASTER state",
                            "To: ops@example.org, boss@example.org",
                            "Auto-Submitted: auto-generated",
                            "X-Vigil-Why: no advertisement",
                            "=> VRRP Instance is now owning VRRP VIPs <=")
                    .anyMatch(line -> line.matches("Date: Thu, 1 Jan 1970 \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}"))
                    .anyMatch(line -> line.startsWith("Message-ID: <"));
        }
    }

    @Test
    void aNameThatIsNotAsciiIsEncoded() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(Map.of())) {
            send(server, "\u5165\u53e3");
            assertThat(server.heard)
                    .contains("Subject: =?UTF-8?B?W2xiMV0gVlJSUCBJbnN0YW5jZSDlhaXlj6MgLSBFbnRlcmluZyBNQVNU?=")
                    .contains(" =?UTF-8?B?RVIgc3RhdGU=?=");
        }
    }

    @Test
    void aRecipientThatIsUnknownDoesNotKeepTheOthersFromIt() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(Map.of("RCPT TO:<ops", "550 who is that?"))) {
            assertThat(send(server, "VI_1")).containsExactly("550 who is that?");
            assertThat(server.heard).contains("=> VRRP Instance is now owning VRRP VIPs <=");
        }
    }

    @Test
    void aRefusalForGoodIsToldFromOneForNow() throws IOException {
        for (String step : List.of("HELO", "MAIL", "RCPT", "DATA", "end", "greeting")) {
            try (ScriptedMailServer never = new ScriptedMailServer(Map.of(step, "554 never"))) {
                assertThatThrownBy(() -> send(never, "VI_1"))
                        .as(step)
                        .isInstanceOf(Post.Refused.class)
                        .hasMessage("554 never");
            }
            try (ScriptedMailServer later = new ScriptedMailServer(Map.of(step, "451 later"))) {
                assertThatThrownBy(() -> send(later, "VI_1"))
                        .as(step)
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(Post.Refused.class)
                        .hasMessage("451 later");
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsAFailureForNow() throws IOException {
        int port;
        try (ScriptedMailServer gone = new ScriptedMailServer(Map.of())) {
            port = gone.port();
        }
        assertThatThrownBy(() -> post().send(letter("VI_1"), mail(port)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(Post.Refused.class);
    }

    @Test
    void aServerThatSaysNothingIsGivenUpInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> post().send(letter("VI_1"), mail(silent.getLocalPort())))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aServerThatSaysTooMuchCostsABoundedAmount() throws IOException {
        String endless = "250-" + "x".repeat(500) + "\r\n";
        try (ScriptedMailServer talker = new ScriptedMailServer(Map.of("HELO", endless.repeat(200)))) {
            assertThatThrownBy(() -> send(talker, "VI_1")).hasMessageContaining("too much");
        }
    }

    @Test
    void anAddressMayHaveANameBeforeIt() {
        assertThat(SmtpPost.address("Ops <ops@example.org>")).isEqualTo("ops@example.org");
        assertThat(SmtpPost.address("ops@example.org")).isEqualTo("ops@example.org");
        assertThat(SmtpPost.address("<ops@example.org")).isEqualTo("<ops@example.org");
    }

    @Test
    void whatEndsALineCannotMakeAnotherHeader() {
        assertThat(SmtpPost.header("a\nBcc: b")).doesNotContain("Bcc");
    }

    private static Mail nameless(int port) {
        return new Mail(
                Optional.empty(),
                Optional.of(new Mail.Server("127.0.0.1", port)),
                Optional.empty(),
                TIMEOUT_NS,
                List.of("ops@example.org"),
                Optional.empty(),
                Optional.empty(),
                true,
                true);
    }

    @Test
    void theNameOfThisMachineIsLookedUpBeforeAServerIsAskedAtAll() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        AtomicInteger asked = new AtomicInteger();
        SmtpPost post =
                new SmtpPost(new HostName(() -> "lb1", () -> "lb" + asked.incrementAndGet() + ".example.org", 10_000));
        assertThatThrownBy(() -> post.send(letter("VI_1"), nameless(nobody))).isInstanceOf(IOException.class);
        assertThat(asked).hasValue(1);

        try (ScriptedMailServer server = new ScriptedMailServer(Map.of())) {
            assertThat(post.send(letter("VI_1"), nameless(server.port()))).isEmpty();
            assertThat(server.heard)
                    .startsWith("HELO lb1.example.org")
                    .contains("MAIL FROM:<" + System.getProperty("user.name") + "@lb1.example.org>");
        }
    }
}
