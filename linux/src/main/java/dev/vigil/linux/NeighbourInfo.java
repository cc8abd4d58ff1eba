package dev.vigil.linux;

import dev.vigil.core.address.IpAddress;

/** A neighbour on a link, whose hardware address the kernel knows. */
public record NeighbourInfo(int ifindex, IpAddress address, MacAddress mac) {}
