package dev.vigil.config.model;

import dev.vigil.core.address.Family;
import java.util.List;

/** A {@code vrrp_instance} block: one virtual router. */
public record VrrpInstance(
        String name,
        Family family,
        int vrid,
        Election election,
        Transport transport,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        Tracking tracking,
        GarpSettings garp,
        Notifications notifications,
        SourcePlace place) {}
