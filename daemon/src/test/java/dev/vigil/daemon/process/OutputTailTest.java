package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTailTest {
    private final OutputTail tail = new OutputTail();

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tail.add(bytes, bytes.length);
    }

    @Test
    void nothingWrittenIsAnEmptyLine() {
        assertThat(tail.lastLine()).isEmpty();
    }

    @Test
    void theLastLineIsKept() {
        write("first\nsecond\n");

        assertThat(tail.lastLine()).isEqualTo("second");
    }

    @Test
    void aLineMayArriveInPieces() {
        write("fir");
        write("st\nsec");
        write("ond");

        assertThat(tail.lastLine()).isEqualTo("second");
    }

    @Test
    void blankLinesAtTheEndDoNotHideTheLastOneWithText() {
        write("reason\n\n   \n");

        assertThat(tail.lastLine()).isEqualTo("reason");
    }

    @Test
    void aLineWithoutEndIsCut() {
        write("x".repeat(1_000_000));

        assertThat(tail.lastLine()).hasSize(OutputTail.LINE_MAX);
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        tail.add(new byte[] {(byte) 0xff, 'a', '\n'}, 3);

        assertThat(tail.lastLine()).isEqualTo("\ufffda");
    }
}
