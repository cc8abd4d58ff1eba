package dev.vigil.daemon.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HostNameTest {
    private static final long LONG_MS = 30_000;

    @Test
    void theResolverIsAskedOnce() {
        AtomicInteger asked = new AtomicInteger();
        HostName name = new HostName(() -> "lb1", () -> "lb" + asked.incrementAndGet() + ".example.org", LONG_MS);

        assertThat(name.get()).isEqualTo("lb1.example.org");
        assertThat(name.get()).isEqualTo("lb1.example.org");
    }

    @Test
    void aResolverThatDoesNotAnswerIsNotWaitedForAndItsLateAnswerCounts() throws InterruptedException {
        CountDownLatch dead = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        HostName name = new HostName(
                () -> "lb1",
                () -> {
                    try {
                        dead.await();
                    } catch (InterruptedException end) {
                        throw new IllegalStateException(end);
                    }
                    over.countDown();
                    return "lb1.example.org";
                },
                0);
        assertThat(name.get()).isEqualTo("lb1");
        assertThat(name.get()).isEqualTo("lb1");

        dead.countDown();
        over.await();
        String late = name.get();
        while (late.equals("lb1")) {
            Thread.onSpinWait();
            late = name.get();
        }
        assertThat(late).isEqualTo("lb1.example.org");
    }

    @Test
    void withoutAnAnswerItIsWhatTheKernelSays() {
        HostName name = new HostName(
                () -> "lb1",
                () -> {
                    throw new IllegalStateException("no such host");
                },
                LONG_MS);
        assertThat(name.get()).isEqualTo("lb1");
    }
}
