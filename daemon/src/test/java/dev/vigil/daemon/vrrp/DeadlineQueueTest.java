package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlineQueueTest {
    @Test
    void anEmptyQueueHasNoDeadline() {
        assertThat(new DeadlineQueue(0).nearestNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofEqualDeadlinesTheSmallerIndexComesFirst() {
        DeadlineQueue queue = new DeadlineQueue(3);
        queue.set(2, 10);
        queue.set(1, 10);
        assertThat(queue.nearest()).isEqualTo(1);
    }

    @Test
    void theNearestIsAlwaysTheLeastOfAll() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int size = 50;
        DeadlineQueue queue = new DeadlineQueue(size);
        long[] model = new long[size];
        Arrays.fill(model, Long.MAX_VALUE);
        for (int step = 0; step < 20_000; step++) {
            int item = random.nextInt(size);
            model[item] = random.nextInt(10) == 0 ? Long.MAX_VALUE : random.nextInt(100);
            queue.set(item, model[item]);
            int least = 0;
            for (int index = 1; index < size; index++) {
                least = model[index] < model[least] ? index : least;
            }
            assertThat(queue.nearestNs()).as("seed %d, step %d", seed, step).isEqualTo(model[least]);
            if (model[least] != Long.MAX_VALUE) {
                assertThat(queue.nearest()).as("seed %d, step %d", seed, step).isEqualTo(least);
            }
        }
    }
}
