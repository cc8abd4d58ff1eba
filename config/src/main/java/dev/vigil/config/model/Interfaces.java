package dev.vigil.config.model;

import java.util.Optional;
import java.util.Set;

/**
 * How VRRP uses interfaces and sockets.
 *
 * @param dynamic keyword {@code dynamic_interfaces}: interfaces may be absent
 * @param dynamicChanges {@code dynamic_interfaces allow_if_changes}: they may come back as another kind
 * @param defaultInterface keyword {@code default_interface}: where static addresses go that name none
 * @param disableLocalIgmp keyword {@code disable_local_igmp}
 * @param logUnknownVrids keyword {@code log_unknown_vrids}
 * @param vmacPrefix keyword {@code vmac_prefix}: begins the names of generated interfaces
 * @param vmacAddressPrefix keyword {@code vmac_addr_prefix}: the same for those of single addresses
 * @param receiveBuffers keyword {@code vrrp_rx_bufs_policy}; empty for the kernel's default
 * @param receiveBufferBytes the number of bytes in {@code vrrp_rx_bufs_policy}, or 0
 * @param receiveBufferMultiplier keyword {@code vrrp_rx_bufs_multiplier}
 * @param iprouteUserDirectory keyword {@code iproute_usr_dir}
 * @param iprouteDirectory keyword {@code iproute_etc_dir}: where the names of tables and so on are found
 */
public record Interfaces(
        boolean dynamic,
        boolean dynamicChanges,
        Optional<String> defaultInterface,
        boolean disableLocalIgmp,
        boolean logUnknownVrids,
        String vmacPrefix,
        String vmacAddressPrefix,
        Set<BufferPolicy> receiveBuffers,
        long receiveBufferBytes,
        int receiveBufferMultiplier,
        Optional<String> iprouteUserDirectory,
        String iprouteDirectory) {
    /** What holds if nothing is said. */
    public static final Interfaces DEFAULT = new Interfaces(
            false,
            false,
            Optional.empty(),
            false,
            false,
            "vrrp",
            "vrrp",
            Set.of(),
            0,
            3,
            Optional.empty(),
            "/etc/iproute2");

    /** What the size of a receive buffer is computed from. */
    public enum BufferPolicy {
        MTU,
        ADVERT
    }
}
