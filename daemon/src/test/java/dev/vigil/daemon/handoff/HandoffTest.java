package dev.vigil.daemon.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandoffTest {
    private record Item(int producer, int number) {}

    @Test
    void elementsComeOutInTheOrderTheyWentIn() {
        Handoff<Integer> queue = new Handoff<>(4);
        for (int round = 0; round < 10; round++) {
            assertThat(queue.offer(2 * round)).isTrue();
            assertThat(queue.offer(2 * round + 1)).isTrue();
            assertThat(queue.poll()).isEqualTo(2 * round);
            assertThat(queue.poll()).isEqualTo(2 * round + 1);
        }
        assertThat(queue.poll()).isNull();
    }

    @Test
    void aFullQueueRefusesAndTakesAgainOnceThereIsRoom() {
        Handoff<Integer> queue = new Handoff<>(2);
        queue.offer(1);
        queue.offer(2);

        assertThat(queue.offer(3)).isFalse();
        queue.poll();
        assertThat(queue.offer(4)).isTrue();
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(4);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aCapacityThatIsNoPowerOfTwoIsRefused() {
        assertThatThrownBy(() -> new Handoff<>(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsLostDoubledOrReorderedBetweenThreads() throws InterruptedException {
        int producers = 3;
        int perProducer = 5_000;
        Handoff<Item> queue = new Handoff<>(64);
        List<Thread> threads = new ArrayList<>();
        for (int producer = 0; producer < producers; producer++) {
            int id = producer;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int number = 0; number < perProducer; number++) {
                    Item item = new Item(id, number);
                    while (!queue.offer(item)) {
                        LockSupport.parkNanos(1_000);
                    }
                }
            }));
        }
        int[] next = new int[producers];
        for (int taken = 0; taken < producers * perProducer; ) {
            Item item = queue.poll();
            if (item == null) {
                LockSupport.parkNanos(1_000);
                continue;
            }
            assertThat(item.number()).isEqualTo(next[item.producer()]++);
            taken++;
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(queue.poll()).isNull();
    }
}
