package dev.vigil.daemon.kernel;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Datagram;

/** Whom advertisements arrive for. Nothing here is allocated in the steady state. */
public interface Arrival {
    /** The address with these bits; the same object as long as the same node speaks. */
    IpAddress source(int bits);

    /** As {@link #source(int)} for an IPv6 address. */
    IpAddress source(long high, long low);

    /** A message with the VRID that is waited for; it is valid during the call only. */
    void arrive(Datagram heard);
}
