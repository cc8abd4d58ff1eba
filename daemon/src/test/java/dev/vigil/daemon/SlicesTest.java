package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.daemon.Slices.Slice;
import dev.vigil.daemon.control.RequestRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private final List<Integer> asked = new ArrayList<>();

    /** What a loop with so many instances shows, each by its number and the configuration that it belongs to. */
    private static Slice<String> slice(long adoptions, int total, int from, int countMax) {
        return new Slice<>(
                adoptions,
                total,
                IntStream.range(from, Math.min(total, from + countMax))
                        .mapToObj(number -> adoptions + "/" + number)
                        .toList());
    }

    @Test
    void everyInstanceIsThereOnceAndNoQuestionIsForMoreThanAFew() throws RequestRefused {
        List<String> all = Slices.all((from, countMax) -> {
            asked.add(from);
            assertThat(countMax).isEqualTo(Slices.INSTANCES_MAX);
            return slice(1, 150, from, countMax);
        });

        assertThat(all).hasSize(150).doesNotHaveDuplicates().startsWith("1/0").endsWith("1/149");
        assertThat(asked).containsExactly(0, 64, 128);
    }

    @Test
    void noInstancesAreNoInstances() throws RequestRefused {
        assertThat(Slices.<String>all((from, countMax) -> slice(1, 0, from, countMax)))
                .isEmpty();
    }

    @Test
    void instancesOfTwoConfigurationsAreNeverMixed() throws RequestRefused {
        List<String> all = Slices.all((from, countMax) -> {
            asked.add(from);
            return slice(asked.size() == 1 ? 1 : 2, asked.size() == 1 ? 150 : 70, from, countMax);
        });

        assertThat(all).hasSize(70).allMatch(each -> each.startsWith("2/"));
        assertThat(asked).containsExactly(0, 64, 0, 64);
    }

    @Test
    void aConfigurationThatKeepsChangingIsARefusal() {
        assertThatThrownBy(() -> Slices.all((from, countMax) -> {
                    asked.add(from);
                    return slice(asked.size(), 150, from, countMax);
                }))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("keeps changing");
        assertThat(asked).hasSize(2 * Slices.ATTEMPTS);
    }
}
