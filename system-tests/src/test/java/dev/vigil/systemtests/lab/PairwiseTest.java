package dev.vigil.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairwiseTest {
    private static List<List<Integer>> combinations(int dimensions, int values) {
        List<List<Integer>> all = List.of(List.of());
        for (int i = 0; i < dimensions; i++) {
            all = all.stream()
                    .flatMap(row -> Stream.iterate(0, value -> value < values, value -> value + 1)
                            .map(value -> Stream.concat(row.stream(), Stream.of(value))
                                    .toList()))
                    .toList();
        }
        return all;
    }

    @Test
    void eachValueMeetsEachValueOfEachOtherDimension() {
        List<List<Integer>> chosen = Pairwise.of(combinations(4, 3), row -> row);

        List<String> missing = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                for (int pair = 0; pair < 9; pair++) {
                    int left = i;
                    int right = j;
                    int first = pair / 3;
                    int second = pair % 3;
                    if (chosen.stream().noneMatch(row -> row.get(left) == first && row.get(right) == second)) {
                        missing.add(i + "=" + first + " and " + j + "=" + second);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(chosen).hasSizeBetween(9, 14);
    }

    @Test
    void whatIsNotACandidateIsNotAsked() {
        List<List<Integer>> few = List.of(List.of(0, 1), List.of(1, 0));

        assertThat(Pairwise.of(few, row -> row)).isEqualTo(few);
    }

    @Test
    void rowsOfOneDimensionAndNoRowsAreNoTrouble() {
        assertThat(Pairwise.of(List.<List<Integer>>of(), row -> row)).isEmpty();
    }
}
