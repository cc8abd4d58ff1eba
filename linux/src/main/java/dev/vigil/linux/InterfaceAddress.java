package dev.vigil.linux;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/**
 * An address to be put on an interface.
 *
 * @param peer the other end of a point-to-point address
 * @param broadcast IPv4 only
 * @param label IPv4 only, at most 15 bytes
 * @param scope 0 global, 253 link, 254 host
 * @param flags {@link #NO_PREFIX_ROUTE}, {@link #NO_DAD}, ..., or'ed
 * @param preferredLifetimeS seconds, or {@link #FOREVER}
 * @param protocol who it belongs to, or 0; kernels before 5.18 ignore it
 */
public record InterfaceAddress(
        int ifindex,
        IpAddress address,
        int prefixLength,
        Optional<IpAddress> peer,
        Optional<IpAddress> broadcast,
        Optional<String> label,
        int scope,
        int flags,
        long preferredLifetimeS,
        int protocol) {
    /** No route for the prefix comes with the address. */
    public static final int NO_PREFIX_ROUTE = Constants.IFA_F_NOPREFIXROUTE;

    /** IPv6: usable at once, without duplicate address detection. */
    public static final int NO_DAD = Constants.IFA_F_NODAD;

    public static final int HOME_ADDRESS = Constants.IFA_F_HOMEADDRESS;
    public static final int MANAGE_TEMPORARY = Constants.IFA_F_MANAGETEMPADDR;
    public static final int MULTICAST_AUTOJOIN = Constants.IFA_F_MCAUTOJOIN;

    /** The lifetime without an end. */
    public static final long FOREVER = 0xffff_ffffL;

    /** What keepalived marks its addresses, routes and rules with (rt_protos). */
    public static final int PROTOCOL_KEEPALIVED = 18;

    private static final int LABEL_BYTES_MAX = Constants.IFNAMSIZ - 1;

    public InterfaceAddress {
        if (prefixLength < 0 || prefixLength > address.family().prefixMax()) {
            throw new IllegalArgumentException("no such prefix length: " + prefixLength);
        }
        if (label.isPresent() && label.get().length() > LABEL_BYTES_MAX) {
            throw new IllegalArgumentException("label too long: " + label.get());
        }
    }

    /** As {@code 192.0.2.1/32 on interface 3}. */
    @Override
    public String toString() {
        return address + "/" + prefixLength + " on interface " + ifindex;
    }
}
