package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/**
 * A virtual address as a configuration asks for it.
 *
 * @param interfaceName the interface it is to be on
 * @param label IPv4 only
 * @param scope the kernel's number: 0 global, 253 link, 254 host
 * @param noPrefixRoute whether no route for the prefix comes with it
 * @param tracked whether its loss, and the state of its interface, matters
 */
public record AddressSpec(
        IpAddress address,
        int prefixLength,
        String interfaceName,
        Optional<String> label,
        int scope,
        Optional<IpAddress> broadcast,
        Optional<IpAddress> peer,
        boolean noPrefixRoute,
        boolean tracked,
        AddressOptions options) {
    /** With what usually holds. */
    public AddressSpec(
            IpAddress address,
            int prefixLength,
            String interfaceName,
            Optional<String> label,
            int scope,
            Optional<IpAddress> broadcast,
            Optional<IpAddress> peer,
            boolean noPrefixRoute,
            boolean tracked) {
        this(
                address,
                prefixLength,
                interfaceName,
                label,
                scope,
                broadcast,
                peer,
                noPrefixRoute,
                tracked,
                AddressOptions.usual(address.family(), prefixLength));
    }

    /** Whether the kernel is asked for the same. */
    boolean asksTheSameAs(AddressSpec other) {
        return equals(other) || equals(other.withTracked(tracked));
    }

    private AddressSpec withTracked(boolean newTracked) {
        return new AddressSpec(
                address,
                prefixLength,
                interfaceName,
                label,
                scope,
                broadcast,
                peer,
                noPrefixRoute,
                newTracked,
                options);
    }
}
