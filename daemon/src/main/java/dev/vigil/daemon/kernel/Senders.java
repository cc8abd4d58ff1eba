package dev.vigil.daemon.kernel;

import dev.vigil.linux.RawSender;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The sending sockets: one for each interface and set of options, shared by its virtual routers. One for each virtual router
 * would cost the kernel a look at each of them for every packet that arrives. It belongs to the loop; the keeper's thread
 * sends through sockets that somebody has.
 */
final class Senders {
    private static final class Shared {
        private final RawSender socket;
        private int users;

        private Shared(RawSender socket) {
            this.socket = socket;
        }
    }

    private final Function<RawSender.Settings, RawSender> opener;
    private final Map<RawSender.Settings, Shared> open = new HashMap<>();

    Senders(Function<RawSender.Settings, RawSender> opener) {
        this.opener = opener;
    }

    /** The socket with these settings, opened if nobody has it yet; a refusal of the kernel is thrown. */
    RawSender join(RawSender.Settings settings) {
        Shared shared = open.computeIfAbsent(settings, fresh -> new Shared(opener.apply(fresh)));
        shared.users++;
        return shared.socket;
    }

    /** Gives a socket back; the last to do so closes it. */
    void leave(RawSender socket) {
        Shared shared = Objects.requireNonNull(open.get(socket.settings()));
        shared.users--;
        if (shared.users == 0) {
            open.remove(socket.settings());
            socket.close();
        }
    }
}
