package dev.vigil.core.place;

import dev.vigil.core.address.Family;
import java.util.OptionalLong;

/**
 * What is rarely said about an address.
 *
 * @param home IPv6: a home address
 * @param manageTemporary IPv6: temporary addresses are made from it
 * @param detectDuplicates IPv6: it is used only when nobody else has it
 * @param autoJoin it is a multicast group, which is joined
 * @param preferredS how long it is used for new connections; empty for ever
 */
public record AddressOptions(
        boolean home, boolean manageTemporary, boolean detectDuplicates, boolean autoJoin, OptionalLong preferredS) {
    /** What holds if nothing is said: an IPv6 host address is never chosen as a source by itself. */
    static AddressOptions usual(Family family, int prefixLength) {
        boolean host = family == Family.IPV6 && prefixLength == family.prefixMax();
        return new AddressOptions(false, false, false, false, host ? OptionalLong.of(0) : OptionalLong.empty());
    }
}
