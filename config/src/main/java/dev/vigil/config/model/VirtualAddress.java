package dev.vigil.config.model;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An address that a virtual router owns while it is MASTER, or that the daemon owns while it runs.
 *
 * @param prefixLength 0..32 or 0..128
 * @param interfaceName keyword {@code dev}; that of the instance if not given
 * @param label keyword {@code label}, IPv4 only
 * @param scope the kernel's number of keyword {@code scope}: 0 global, 253 link, 254 host
 * @param broadcast keyword {@code brd}, already computed for {@code +} and {@code -}
 * @param peer keyword {@code peer}
 * @param noPrefixRoute keyword {@code noprefixroute}
 * @param tracked false for {@code no_track}: its loss does not matter
 * @param ipv6 options of IPv6 addresses
 * @param autoJoin keyword {@code autojoin}
 * @param virtualMac keyword {@code use_vmac}
 * @param base what its interface stands on, if that is one with a virtual MAC for this address
 * @param trackGroup keyword {@code track_group} of a static address
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
        Ipv6Options ipv6,
        boolean autoJoin,
        boolean virtualMac,
        Optional<String> base,
        Optional<String> trackGroup,
        SourcePlace place) {
    /** Without what is rare. */
    public VirtualAddress(
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
                Ipv6Options.NONE,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                place);
    }

    /**
     * Options of IPv6 addresses.
     *
     * @param detectDuplicates keyword {@code -nodad}
     * @param preferredS keyword {@code preferred_lft}; empty for ever. An address with prefix length 128 has 0 by default
     */
    public record Ipv6Options(
            boolean home, boolean manageTemporary, boolean detectDuplicates, OptionalLong preferredS) {
        public static final Ipv6Options NONE = new Ipv6Options(false, false, false, OptionalLong.empty());
    }

    /** The same address on another interface. */
    public VirtualAddress on(String otherInterface) {
        return with(otherInterface, Optional.empty(), place);
    }

    /** The same address on an interface with a virtual MAC, which stands on the one that it was on. */
    public VirtualAddress onLink(String link) {
        return with(link, Optional.of(interfaceName), place);
    }

    /** The same address as it would stand anywhere else, for comparing what two files mean. */
    public VirtualAddress withoutPlace() {
        return with(interfaceName, base, SourcePlace.NOWHERE);
    }

    private VirtualAddress with(String newInterface, Optional<String> newBase, SourcePlace newPlace) {
        return new VirtualAddress(
                address,
                prefixLength,
                newInterface,
                label,
                scope,
                broadcast,
                peer,
                noPrefixRoute,
                tracked,
                ipv6,
                autoJoin,
                virtualMac,
                newBase,
                trackGroup,
                newPlace);
    }
}
