package dev.vigil.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final List<Event> events = new ArrayList<>();
    private int pauses;
    private final Envelope envelope = new Envelope("the test", events::add, () -> pauses++);

    @Test
    void workThatEndsWellLeavesNoTrace() {
        assertThat(envelope.attempt(() -> {})).isTrue();
        assertThat(events).isEmpty();
        assertThat(pauses).isZero();
    }

    @Test
    void anExceptionAndAnErrorAreLoggedAndFollowedByAPause() {
        IllegalStateException exception = new IllegalStateException("odd");
        StackOverflowError error = new StackOverflowError();

        assertThat(envelope.attempt(() -> {
                    throw exception;
                }))
                .isFalse();
        assertThat(envelope.attempt(() -> {
                    throw error;
                }))
                .isFalse();

        assertThat(events)
                .containsExactly(
                        new DaemonEvent.Defect("the test", exception), new DaemonEvent.Defect("the test", error));
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void aLogThatFailsAsWellDoesNotEndTheThread() {
        Envelope alone = new Envelope(
                "the test",
                event -> {
                    throw new IllegalStateException("no log");
                },
                () -> pauses++);

        assertThat(alone.attempt(() -> {
                    throw new IllegalStateException("odd");
                }))
                .isFalse();
        assertThat(pauses).isEqualTo(1);
    }
}
