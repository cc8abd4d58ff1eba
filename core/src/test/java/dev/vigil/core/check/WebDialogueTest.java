package dev.vigil.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What keepalived 2.2.7 sends was captured; what it takes for a good answer was seen with servers that give such answers. */
class WebDialogueTest {
    private static final List<WebDemand.StatusRange> SUCCESS = List.of(new WebDemand.StatusRange(200, 299));
    private static final WebDemand ANY_SUCCESS = new WebDemand(SUCCESS, Optional.empty(), Optional.empty());
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";
    private static final String HELLO_MD5 = "b1946ac92492d2347c6235b4d2611184";

    private static Route route(String address) {
        return new Route(IpAddress.of(address), 8001, Optional.empty(), 0, Optional.empty(), 0, 1);
    }

    private static WebRequest request(int minor, boolean closes, Optional<String> host) {
        return new WebRequest("/a b", minor, closes, host, ANY_SUCCESS, false);
    }

    private static String said(String address, WebRequest request) {
        Turn turn = new WebDialogue(route(address), request).onOpen();
        assertThat(turn).isInstanceOf(Turn.Say.class);
        return StandardCharsets.UTF_8.decode(((Turn.Say) turn).bytes()).toString();
    }

    private static WebDialogue dialogue(WebDemand demand) {
        return new WebDialogue(route("127.0.0.1"), new WebRequest("/", 0, false, Optional.empty(), demand, false));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The verdict on an answer that comes in pieces of a size. */
    private static Turn judged(WebDemand demand, String answer, int size) {
        WebDialogue dialogue = dialogue(demand);
        for (int from = 0; from < answer.length(); from += size) {
            Turn turn = dialogue.onReceived(bytes(answer.substring(from, Math.min(answer.length(), from + size))));
            if (!(turn instanceof Turn.Listen)) {
                return turn;
            }
        }
        return dialogue.onEnd(true);
    }

    /** The same verdict however the answer is cut. */
    private static Turn judged(WebDemand demand, String answer) {
        Turn whole = judged(demand, answer, Integer.MAX_VALUE / 2);
        assertThat(judged(demand, answer, 1)).isEqualTo(whole);
        assertThat(judged(demand, answer, 7)).isEqualTo(whole);
        return whole;
    }

    private static WebDemand digest(String hex) {
        return new WebDemand(List.of(), Optional.of(hex), Optional.empty());
    }

    @Test
    void theRequestIsThatOfKeepalived() {
        assertThat(said("127.0.0.1", request(0, false, Optional.empty())))
                .isEqualTo("GET /a b HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: 127.0.0.1:8001\r\n\r\n");
        assertThat(said("fd00::1", request(1, true, Optional.empty())))
                .isEqualTo("GET /a b HTTP/1.1\r\nUser-Agent: KeepAliveClient\r\nConnection: close\r\n"
                        + "Host: [fd00::1]:8001\r\n\r\n");
        assertThat(said("127.0.0.1", request(0, true, Optional.of("www.example"))))
                .isEqualTo("GET /a b HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nConnection: close\r\n"
                        + "Host: www.example\r\n\r\n");
    }

    @Test
    void theStatusDecides() {
        assertThat(judged(ANY_SUCCESS, HELLO)).isEqualTo(Turn.PASSED);
        assertThat(judged(ANY_SUCCESS, "HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n"))
                .isEqualTo(Turn.failed("status 302"));
        assertThat(judged(
                        new WebDemand(List.of(new WebDemand.StatusRange(404, 404)), Optional.empty(), Optional.empty()),
                        "HTTP/1.1 404 Not Found\r\n\r\n"))
                .isEqualTo(Turn.PASSED);
    }

    @Test
    void whatIsNoAnswerOfHttpFails() {
        assertThat(judged(ANY_SUCCESS, "HELLO\r\n"))
                .isEqualTo(Turn.failed("the server closed the connection before the end of the header"));
        assertThat(judged(ANY_SUCCESS, "SSH-2.0-x\r\n\r\n"))
                .isEqualTo(Turn.failed("the answer does not begin with a status of HTTP"));
        assertThat(judged(ANY_SUCCESS, "HTTP/1.1 2x0 OK\r\n\r\n"))
                .isEqualTo(Turn.failed("the answer does not begin with a status of HTTP"));
        assertThat(judged(ANY_SUCCESS, "")).isInstanceOf(Turn.Failed.class);
        assertThat(dialogue(ANY_SUCCESS).onSilence()).isEqualTo(Turn.failed("no answer in time"));
    }

    @Test
    void theDigestIsThatOfTheBodyAsLongAsTheHeaderSays() {
        assertThat(judged(digest(HELLO_MD5), HELLO)).isEqualTo(Turn.PASSED);
        assertThat(judged(digest(HELLO_MD5.toUpperCase(Locale.ROOT)), "HTTP/1.0 500 X\r\n\r\nhello\n"))
                .isEqualTo(Turn.PASSED);
        assertThat(judged(digest(HELLO_MD5), "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nhello\nand more"))
                .isEqualTo(Turn.PASSED);
        assertThat(judged(digest(HELLO_MD5), "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhello\n"))
                .isInstanceOf(Turn.Failed.class);
        assertThat(judged(digest(HELLO_MD5), "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhello\n"))
                .isEqualTo(Turn.PASSED);
        assertThat(judged(
                        digest(HELLO_MD5),
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello\n\r\n0\r\n\r\n"))
                .isInstanceOf(Turn.Failed.class);
    }

    @Test
    void aHeaderWithoutAnEndCostsABoundedAmountAndFails() {
        WebDialogue dialogue = dialogue(ANY_SUCCESS);
        int taken = 0;
        Turn turn = dialogue.onReceived(bytes("HTTP/1.1 200 OK\r\n"));
        while (turn instanceof Turn.Listen && taken < 10 * WebAnswer.HEAD_MAX) {
            turn = dialogue.onReceived(bytes("X: " + "y".repeat(1000) + "\r\n"));
            taken += 1005;
        }

        assertThat(turn).isEqualTo(Turn.failed("the header has no end within 16384 bytes"));
        assertThat(taken).isLessThan(WebAnswer.HEAD_MAX + 2000);
    }

    @Test
    void aBodyWithoutAnEndFails() {
        WebDialogue dialogue = dialogue(ANY_SUCCESS);
        Turn turn = dialogue.onReceived(bytes("HTTP/1.1 200 OK\r\n\r\n"));
        ByteBuffer piece = ByteBuffer.allocate(1 << 20);
        for (int count = 0; count < 65 && turn instanceof Turn.Listen; count++) {
            turn = dialogue.onReceived(piece.duplicate());
        }

        assertThat(turn).isEqualTo(Turn.failed("the body is longer than 67108864 bytes"));
    }

    @Test
    void anEndOfTlsThatWasNotAnnouncedFailsOnlyIfThatIsAskedFor() {
        WebDialogue strict =
                new WebDialogue(route("127.0.0.1"), new WebRequest("/", 0, false, Optional.empty(), ANY_SUCCESS, true));
        Turn _ = strict.onReceived(bytes(HELLO));
        WebDialogue lax = dialogue(ANY_SUCCESS);
        Turn _ = lax.onReceived(bytes(HELLO));

        assertThat(strict.onEnd(false)).isInstanceOf(Turn.Failed.class);
        assertThat(lax.onEnd(false)).isEqualTo(Turn.PASSED);
    }

    // Regular expressions

    private static WebPattern pattern(String expression, String... options) {
        return new WebPattern(expression, List.of(options), false, 0, OptionalLong.empty());
    }

    private static Turn searched(WebPattern pattern, String body) {
        return judged(
                new WebDemand(List.of(), Optional.empty(), Optional.of(pattern)), "HTTP/1.1 200 OK\r\n\r\n" + body);
    }

    private static boolean isFound(WebPattern pattern, String body) {
        return searched(pattern, body) instanceof Turn.Passed;
    }

    @Test
    void theBodyMustMatchTheRegexOrMustNot() {
        assertThat(isFound(pattern("hel+o"), "say hello\n")).isTrue();
        assertThat(searched(pattern("hex"), "say hello\n")).isEqualTo(Turn.failed("the body does not match the regex"));
        WebPattern negated = new WebPattern("hel+o", List.of(), true, 0, OptionalLong.empty());
        assertThat(searched(negated, "say hello\n")).isEqualTo(Turn.failed("the body matches the regex"));
        assertThat(isFound(negated, "bye")).isTrue();
    }

    @Test
    void optionsHaveTheMeaningOfPcre() {
        assertThat(isFound(pattern("HELLO"), "hello")).isFalse();
        assertThat(isFound(pattern("HELLO", "caseless"), "hello")).isTrue();
        assertThat(isFound(pattern("a.b"), "a\nb")).isFalse();
        assertThat(isFound(pattern("a.b"), "a\rb")).isTrue();
        assertThat(isFound(pattern("a.b", "dotall"), "a\nb")).isTrue();
        assertThat(isFound(pattern("^b$"), "a\nb\nc")).isFalse();
        assertThat(isFound(pattern("^b$", "multiline"), "a\nb\nc")).isTrue();
        assertThat(isFound(pattern("a.c", "literal"), "abc")).isFalse();
        assertThat(isFound(pattern("b", "anchored"), "ab")).isFalse();
        assertThat(isFound(pattern("a|b", "endanchored"), "ab")).isTrue();
        assertThat(isFound(pattern("b", "firstline"), "a\nb")).isFalse();
        assertThat(isFound(pattern("^.$", "utf"), "\u00c3\u00a9")).isTrue();
        assertThat(isFound(pattern("^.$"), "\u00c3\u00a9")).isFalse();
        assertThat(isFound(pattern("^[[:alpha:]]+(?P<n>[[:digit:]])$"), "ab1")).isTrue();
    }

    @Test
    void offsetsBoundWhereAMatchBegins() {
        WebPattern late = new WebPattern("x", List.of(), false, 3, OptionalLong.empty());
        assertThat(isFound(late, "x__")).isFalse();
        assertThat(isFound(late, "___x")).isTrue();
        assertThat(isFound(late, "x")).isFalse();
        WebPattern early = new WebPattern("x", List.of(), false, 0, OptionalLong.of(2));
        assertThat(isFound(early, "__x")).isTrue();
        assertThat(isFound(early, "___x")).isFalse();
    }

    @Test
    void anExpressionThatTriesEverythingGivesUp() {
        assertThat(searched(pattern("(a+)+$"), "a".repeat(5000) + "b"))
                .isEqualTo(Turn.failed("the regex takes too much work on this body"));
        assertThat(searched(pattern("(a|b)*c"), "ab".repeat(200_000)))
                .isEqualTo(Turn.failed("the regex takes too much work on this body"));
    }

    @Test
    void whatCannotBeSearchedForIsSaidBefore() {
        assertThat(pattern("hel+o", "caseless", "no_auto_possess").obstacle()).isEmpty();
        assertThat(pattern("(a").obstacle()).get().asString().contains("near index");
        assertThat(pattern("a", "casless").obstacle()).contains("the option casless is not known here");
    }
}
