package dev.vigil.daemon.kernel;

import dev.vigil.core.bfd.BfdSessions;
import java.nio.ByteBuffer;

/** Takes the BFD packets that arrive. */
public interface BfdArrival {
    /** The bytes are valid during the call; the packet is from the first of them to the limit. */
    void arrive(ByteBuffer bytes, BfdSessions.Origin origin);
}
