package dev.vigil.core.nat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.nat.Slots.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static List<Share> shares(long... weights) {
        List<Share> shares = new ArrayList<>();
        for (int index = 0; index < weights.length; index++) {
            Destination.Key key = new Destination.Key(IpAddress.ipv4(0x0a090100 + index), 80);
            shares.add(new Share(key, index + 1, weights[index]));
        }
        return shares;
    }

    private static int count(List<Integer> slots, int number) {
        return Collections.frequency(slots, number);
    }

    @Test
    void serversOfEqualWeightFollowOneAnother() {
        assertThat(Slots.spread(shares(7, 7, 7))).containsExactly(1, 2, 3);
    }

    @Test
    void heavierServersComeMoreOftenAndNotInARow() {
        assertThat(Slots.spread(shares(50, 30, 20))).containsExactly(1, 2, 3, 1, 1, 2, 1, 3, 2, 1);
    }

    @Test
    void aWeightBelowWhatSlotsCanExpressHasOne() {
        List<Integer> slots = Slots.spread(shares(65_535, 1, 32_767));
        assertThat(slots.size()).isBetween(Slots.EXACT_MAX - 3, Slots.EXACT_MAX + 3);
        assertThat(count(slots, 2)).isEqualTo(1);
        assertThat(count(slots, 1)).isBetween(2_729, 2_732);
    }

    @Test
    void manyServersHaveASlotEach() {
        long[] weights = new long[5_000];
        for (int index = 0; index < weights.length; index++) {
            weights[index] = 1L + index % 13;
        }
        List<Integer> slots = Slots.spread(shares(weights));
        assertThat(slots.stream().distinct().count()).isEqualTo(weights.length);
        assertThat(slots.size()).isBetween(19_000, 25_000);
    }

    @Test
    void hashedSlotsFollowWeights() {
        List<Integer> slots = Slots.hashed(shares(1, 1, 2));
        assertThat(slots).hasSize(256);
        assertThat(count(slots, 1)).isBetween(45, 83);
        assertThat(count(slots, 2)).isBetween(45, 83);
        assertThat(count(slots, 3)).isBetween(105, 151);
    }

    @Test
    void aServerThatLeavesChangesNoSlotButItsOwn() {
        List<Share> all = shares(3, 3, 3, 3);
        List<Integer> before = Slots.hashed(all);
        List<Integer> after = Slots.hashed(all.subList(0, 3));
        for (int slot = 0; slot < before.size(); slot++) {
            if (before.get(slot) != 4) {
                assertThat(after.get(slot)).isEqualTo(before.get(slot));
            }
        }
        assertThat(count(before, 4)).isBetween(40, 88);
    }
}
