package dev.vigil.core.routing;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the packets of a route are put into on their way, without an interface for it. */
public sealed interface Encapsulation {
    /**
     * A tunnel over IP; the kernel chooses what is not given.
     *
     * @param family that of the outer header
     * @param id the key of the tunnel
     * @param trafficClass the type of service over IPv4
     * @param hopLimit the TTL over IPv4
     * @param flags the kernel's bits, in 16
     */
    record Ip(
            Family family,
            OptionalLong id,
            Optional<IpAddress> destination,
            Optional<IpAddress> source,
            OptionalInt trafficClass,
            OptionalInt hopLimit,
            OptionalInt flags)
            implements Encapsulation {}

    /** Labels of MPLS, the outermost first. */
    record Mpls(List<Integer> labels) implements Encapsulation {
        public static final int LABEL_MAX = (1 << 20) - 1;

        public Mpls {
            labels = List.copyOf(labels);
        }
    }

    /** Identifier locator addressing: the upper 64 bits of the destination are replaced by these. */
    record Ila(long locator) implements Encapsulation {}
}
