package dev.vigil.linux;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/**
 * An address on an interface as the kernel describes it.
 *
 * @param address the own address
 * @param peer the other end of a point-to-point address
 * @param broadcast IPv4 only
 * @param scope 0 global, 253 link, 254 host
 * @param flags the IFA_F_ flags
 * @param label IPv4 only; empty if there is none
 * @param protocol who added it, as {@link InterfaceAddress#PROTOCOL_KEEPALIVED}; 0 if unknown
 */
public record AddressInfo(
        int ifindex,
        IpAddress address,
        int prefixLength,
        Optional<IpAddress> peer,
        Optional<IpAddress> broadcast,
        int scope,
        int flags,
        String label,
        int protocol) {
    /** Whether duplicate address detection has not finished, so that the address cannot be used yet. */
    public boolean isTentative() {
        return (flags & Constants.IFA_F_TENTATIVE) != 0;
    }

    public boolean isSecondary() {
        return (flags & Constants.IFA_F_SECONDARY) != 0;
    }
}
