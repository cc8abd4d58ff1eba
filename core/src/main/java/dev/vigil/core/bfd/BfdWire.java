package dev.vigil.core.bfd;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sessions send with, and receive by. */
public interface BfdWire {
    /** Opens what a session sends with; the reason why that is not possible, or null. */
    @Nullable
    String open(BfdSession session);

    /** Sends a packet, whose content is valid during the call alone; why it does not leave, or null. */
    @Nullable
    String send(BfdSession session, ControlPacket packet);

    /** Closes what a session sends with. */
    void close(BfdSession session);

    /** Receives packets of these kinds from now on, and of no others; the reason why that is not possible, or null. */
    @Nullable
    String listen(Set<BfdKind> kinds);
}
