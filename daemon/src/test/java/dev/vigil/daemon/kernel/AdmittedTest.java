package dev.vigil.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a receiving socket lets in follows who has joined it, and a refusal of the kernel comes while it can be answered. */
class AdmittedTest {
    private static final BitSet NOBODY = new BitSet();

    private final List<String> asked = new ArrayList<>();
    private boolean refusing;
    private final Admitted admitted = new Admitted(this::keepOnly);

    private void keepOnly(BitSet vrids) {
        if (refusing) {
            throw new LinuxException("attach a filter to", Errno.ENOMEM, "socket");
        }
        asked.add(vrids.toString());
    }

    @Test
    void eachVridIsLetInOnceAndKeptOutOnceNobodyWantsIt() {
        admitted.admit(51, NOBODY);
        admitted.admit(52, NOBODY);
        admitted.admit(51, NOBODY);
        admitted.dismiss(51);
        assertThat(asked).containsExactly("{51}", "{51, 52}");
        admitted.dismiss(51);
        assertThat(asked).last().isEqualTo("{52}");
        assertThat(admitted.isEmpty()).isFalse();
        admitted.dismiss(52);
        assertThat(admitted.isEmpty()).isTrue();
        assertThat(asked).as("a socket that is about to be closed").hasSize(3);
    }

    @Test
    void everybodyIsLetInOnlyWhileThatIsAskedFor() {
        admitted.admit(51, NOBODY);
        admitted.admitAll(true);
        admitted.admit(52, NOBODY);
        admitted.dismiss(51);
        assertThat(asked).hasSize(2).last().asString().contains("0, 1, 2").endsWith("254, 255}");
        admitted.admitAll(true);
        admitted.admitAll(false);
        assertThat(asked).hasSize(3).last().isEqualTo("{52}");
    }

    @Test
    void thoseThatComeSoonAreLetInAtOnce() {
        BitSet expected = BitSet.valueOf(new long[] {0b1110});
        admitted.admit(1, expected);
        admitted.admit(2, expected);
        assertThat(asked).containsExactly("{1, 2, 3}");
        admitted.dismiss(2);
        assertThat(asked).as("who never came is not waited for").containsExactly("{1, 2, 3}", "{1}");
        admitted.admit(3, NOBODY);
        assertThat(asked).last().isEqualTo("{1, 3}");
    }

    @Test
    void whoIsExpectedAndDoesNotComeWantsNothing() {
        admitted.admit(1, BitSet.valueOf(new long[] {0b110}));
        admitted.dismiss(1);
        assertThat(admitted.isEmpty()).isTrue();
    }

    @Test
    void aRefusalToLetInChangesNothing() {
        refusing = true;
        assertThatThrownBy(() -> admitted.admit(51, NOBODY)).isInstanceOf(LinuxException.class);
        assertThat(admitted.isEmpty()).isTrue();
        refusing = false;
        admitted.admit(51, NOBODY);
        assertThat(asked).containsExactly("{51}");
    }

    @Test
    void aRefusalToKeepOutIsNoHarm() {
        admitted.admit(51, NOBODY);
        admitted.admit(52, NOBODY);
        refusing = true;
        admitted.dismiss(52);
        refusing = false;
        admitted.admit(53, NOBODY);
        assertThat(asked).last().isEqualTo("{51, 53}");
    }
}
