package dev.vigil.daemon.kernel;

import dev.vigil.config.model.Buffers;
import dev.vigil.linux.NetlinkSocket;
import java.util.Optional;

/** How much the kernel may say over a socket before it is read. */
public final class ReceiveQueue {
    private ReceiveQueue() {}

    /** @param usualBytes what holds unless something is configured */
    public static void resize(NetlinkSocket socket, Buffers.Buffer buffer, int usualBytes) {
        Optional<Long> bytes = buffer.bytes().filter(asked -> asked > 0);
        socket.resize(
                bytes.map(asked -> (int) Math.min(asked, Integer.MAX_VALUE)).orElse(usualBytes),
                bytes.isEmpty() || buffer.force());
    }
}
