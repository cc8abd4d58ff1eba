package dev.vigil.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What genhash makes of answers, in the pieces in which they come; seen with that of keepalived 2.2.7. */
class HashDialogueTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n";
    private static final String HELLO_MD5 = "b1946ac92492d2347c6235b4d2611184";
    private static final String NOTHING_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    private final List<String> seen = new ArrayList<>();

    private final HashDialogue dialogue = new HashDialogue(
            new Route(IpAddress.of("192.0.2.1"), 80, Optional.empty(), 0, Optional.empty(), 0, 1),
            new WebRequest(
                    "/page",
                    0,
                    false,
                    Optional.of("www.example"),
                    new WebDemand(List.of(), Optional.empty(), Optional.empty()),
                    false),
            new HashDialogue.Witness() {
                @Override
                public void beforeHead() {
                    seen.add("before");
                }

                @Override
                public void head(byte[] bytes) {
                    seen.add("head " + bytes.length);
                }

                @Override
                public void body(byte[] bytes, boolean first) {
                    seen.add((first ? "first " : "more ") + bytes.length);
                }
            });

    private Turn hear(String piece) {
        return dialogue.onReceived(ByteBuffer.wrap(piece.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private String hash() {
        assertThat(dialogue.onEnd(true)).isEqualTo(Turn.PASSED);
        return HexFormat.of().formatHex(dialogue.hash());
    }

    @Test
    void itAsksAsACheckDoes() {
        assertThat(dialogue.onOpen())
                .isInstanceOfSatisfying(
                        Turn.Say.class,
                        say -> assertThat(StandardCharsets.UTF_8
                                        .decode(say.bytes())
                                        .toString())
                                .isEqualTo(
                                        "GET /page HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: www.example\r\n\r\n"));
    }

    @Test
    void theBodyIsHashedUpToItsAnnouncedLength() {
        assertThat(hear(HEAD + "hello\nand more")).isEqualTo(Turn.LISTEN);
        assertThat(hash()).isEqualTo(HELLO_MD5);
        assertThat(seen).containsExactly("before", "head " + HEAD.length(), "first 14");
    }

    @Test
    void piecesAreShownAsTheyCome() {
        hear(HEAD.substring(0, 20));
        hear(HEAD.substring(20) + "hel");
        hear("lo\n");
        assertThat(hash()).isEqualTo(HELLO_MD5);
        assertThat(seen).containsExactly("before", "before", "head " + HEAD.length(), "first 3", "more 3");
    }

    @Test
    void aStatusOfFailureIsHashedAsWell() {
        hear("HTTP/1.1 404 Not Found\r\n\r\nhello\n");
        assertThat(hash()).isEqualTo(HELLO_MD5);
    }

    @Test
    void withoutTheEndOfAHeadThereIsNoBody() {
        hear("hello\n");
        assertThat(dialogue.hasHead()).isFalse();
        assertThat(hash()).isEqualTo(NOTHING_MD5);
    }

    @Test
    void anEndOfTlsThatWasNotAnnouncedIsNoFailureAndIsKnown() {
        hear(HEAD + "hello\n");
        assertThat(dialogue.onEnd(false)).isEqualTo(Turn.PASSED);
        assertThat(dialogue.isCut()).isTrue();
    }

    @Test
    void aHeadThatIsLongerThanOneReadIsNone() {
        assertThat(hear("HTTP/1.1 200 OK\r\nX: " + "y".repeat(6000) + "\r\n\r\nhello\n"))
                .isEqualTo(Turn.PASSED);
        assertThat(dialogue.hasHead()).isFalse();
        assertThat(seen).containsExactly("before");
    }

    @Test
    void longBodiesAreCutWhereOneReadEnds() {
        hear(HEAD.replace("6", "x") + "z".repeat(12_000));
        assertThat(seen).containsExactly("before", "head " + HEAD.length(), "first 4057", "more 4095", "more 3848");
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(7);
        byte[] bytes = new byte[100];
        for (int round = 0; round < 1000; round++) {
            random.nextBytes(bytes);
            assertThat(dialogue.onReceived(ByteBuffer.wrap(bytes))).isNotNull();
        }
    }
}
