package dev.vigil.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.address.Family;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.RawSender;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Sockets of this process, on no interface; they need CAP_NET_RAW. */
class SendersTest {
    private static final RawSender.Settings ANY = new RawSender.Settings(Family.IPV4, 112, "", 0, Optional.empty(), 0);

    private static Senders senders() {
        return new Senders(settings -> {
            try {
                return RawSender.open(settings);
            } catch (LinuxException refusal) {
                Assumptions.abort(refusal.getMessage());
                throw refusal;
            }
        });
    }

    @Test
    void aSocketIsSharedUntilTheLastHasLeft() {
        Senders senders = senders();
        RawSender first = senders.join(ANY);
        assertThat(senders.join(ANY)).isSameAs(first);
        senders.leave(first);
        assertThat(first.isOpen()).isTrue();
        senders.leave(first);
        assertThat(first.isOpen()).isFalse();
        RawSender second = senders.join(ANY);
        assertThat(second.isOpen()).isTrue();
        senders.leave(second);
    }

    @Test
    void otherOptionsAreAnotherSocket() {
        Senders senders = senders();
        RawSender four = senders.join(ANY);
        RawSender six = senders.join(new RawSender.Settings(Family.IPV6, 112, "", 0, Optional.empty(), 7));
        assertThat(six).isNotSameAs(four);
        senders.leave(four);
        assertThat(six.isOpen()).isTrue();
        senders.leave(six);
    }

    @Test
    void aRefusedSocketIsNobodys() {
        LinuxException refusal = new LinuxException("open", 1, "it");
        Senders senders = new Senders(_ -> {
            throw refusal;
        });
        assertThatThrownBy(() -> senders.join(ANY)).isSameAs(refusal);
        assertThatThrownBy(() -> senders.join(ANY)).isSameAs(refusal);
    }
}
