package dev.vigil.config.model;

import java.util.List;
import java.util.Optional;

/**
 * How packets are dropped.
 *
 * @param iptables keyword {@code vrrp_iptables}: its chains, at most two; empty list for none
 * @param iptablesAsked whether {@code vrrp_iptables} is given
 * @param ipsets keyword {@code vrrp_ipsets}: the names of the sets, at most six
 * @param table keyword {@code nftables}
 * @param priority keyword {@code nftables_priority}
 * @param byIndex keyword {@code nftables_ifindex}: interfaces by index
 * @param counters keyword {@code nftables_counters}
 * @param ipvsTable keyword {@code nftables_ipvs}: one mark for a whole group of virtual servers
 * @param ipvsPriority keyword {@code nftables_ipvs_priority}
 * @param ipvsFirstMark keyword {@code nftables_ipvs_start_fwmark}
 */
public record Firewall(
        boolean iptablesAsked,
        List<String> iptables,
        List<String> ipsets,
        Optional<String> table,
        int priority,
        boolean byIndex,
        boolean counters,
        Optional<String> ipvsTable,
        int ipvsPriority,
        long ipvsFirstMark) {
    /** What holds if nothing is said. */
    public static final Firewall DEFAULT =
            new Firewall(false, List.of(), List.of(), Optional.empty(), -1, false, false, Optional.empty(), -1, 1000);
}
