package dev.vigil.config.model;

import dev.vigil.core.address.Family;
import java.util.List;

/**
 * A {@code vrrp_instance} block: one virtual router.
 *
 * @param addresses those that advertisements list
 * @param accept false for {@code no_accept}: a master that is not the owner drops packets for the addresses
 */
public record VrrpInstance(
        String name,
        Family family,
        int vrid,
        Election election,
        Transport transport,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        boolean accept,
        Tracking tracking,
        GarpSettings garp,
        Notifications notifications,
        SourcePlace place) {}
