package dev.vigil.config.model;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/**
 * An address that a virtual router owns while it is MASTER.
 *
 * @param prefixLength 0..32 or 0..128
 * @param interfaceName keyword {@code dev}; that of the instance if not given
 * @param label keyword {@code label}, IPv4 only
 * @param scope the kernel's number of keyword {@code scope}: 0 global, 253 link, 254 host
 * @param broadcast keyword {@code brd}, already computed for {@code +} and {@code -}
 * @param peer keyword {@code peer}
 * @param noPrefixRoute keyword {@code noprefixroute}
 * @param tracked false for {@code no_track}: its loss does not matter
 */
public record VirtualAddress(
        IpAddress address,
        int prefixLength,
        String interfaceName,
        Optional<String> label,
        int scope,
        Optional<IpAddress> broadcast,
        Optional<IpAddress> peer,
        boolean noPrefixRoute,
        boolean tracked,
        SourcePlace place) {
    /** The same address as it would stand anywhere else, for comparing what two files mean. */
    public VirtualAddress withoutPlace() {
        return new VirtualAddress(
                address,
                prefixLength,
                interfaceName,
                label,
                scope,
                broadcast,
                peer,
                noPrefixRoute,
                tracked,
                SourcePlace.NOWHERE);
    }
}
