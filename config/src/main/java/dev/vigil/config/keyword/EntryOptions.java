package dev.vigil.config.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The options of entries by their kind. */
public final class EntryOptions {
    private static final ConcurrentHashMap<EntryKind, List<EntryOption>> TABLES = new ConcurrentHashMap<>();

    private final EntryKind kind;
    private final List<EntryOption> options = new ArrayList<>();

    private EntryOptions(EntryKind kind) {
        this.kind = kind;
    }

    /** The options in the order of the documentation. */
    public static List<EntryOption> of(EntryKind kind) {
        return TABLES.computeIfAbsent(kind, EntryOptions::declared);
    }

    /** The option that is written so. */
    public static Optional<EntryOption> find(EntryKind kind, String word) {
        return of(kind).stream()
                .filter(option -> option.isWord() && option.spellings().contains(word))
                .findFirst();
    }

    private static List<EntryOption> declared(EntryKind kind) {
        EntryOptions table = new EntryOptions(kind);
        switch (kind) {
            case ADDRESS -> table.address();
            case ROUTE -> table.route();
            case RULE -> table.rule();
            case TRACKED -> table.add("weight", "N [reverse|noreverse]", "Replaces the weight of what is tracked.");
            case UNICAST_PEER -> table.peer();
            case SERVER_GROUP_MEMBER -> table.groupMember();
            case POLLED_INTERFACE -> table.add("MII|ETHTOOL|IOCTL", "", "How the link is polled.");
            case INTERFACE_DELAY -> table.add("DOWN [UP]", "", "Seconds until a change counts.");
        }
        return List.copyOf(table.options);
    }

    /** Every spelling of every option, to find the one that was meant. */
    public static List<String> spellings(EntryKind kind) {
        List<String> spellings = new ArrayList<>();
        for (EntryOption option : of(kind)) {
            if (option.isWord()) {
                spellings.addAll(option.spellings());
            }
        }
        return spellings;
    }

    private void add(String name, String form, String meaning, String... synonyms) {
        options.add(new EntryOption(kind, name, form, List.of(synonyms), meaning, Status.SUPPORTED));
    }

    /** An option that the daemon cannot do yet, of entries that it can do. */
    private void planned(String name, String form, String meaning) {
        options.add(new EntryOption(kind, name, form, List.of(), meaning, Status.PLANNED));
    }

    private void address() {
        add("ADDR[/LEN]", "", "The address and the length of its network, which is that of a host if not given.");
        add("dev", "IFNAME", "The interface that gets the address.");
        add("scope", "SCOPE", "How far the address is valid: global, site, link, host, nowhere or a number; IPv4.");
        add("broadcast", "IP|+|-", "The broadcast address; + and - set and clear the host's bits; IPv4.", "brd");
        add("label", "NAME", "The label of the address; IPv4.");
        add("peer", "IP", "The other end of a point-to-point link.");
        add("home", "", "A home address; IPv6.");
        add("-nodad", "", "Looks for duplicates before the address is used; IPv6.");
        add("mngtmpaddr", "", "Temporary addresses are made from it; IPv6.");
        add("noprefixroute", "", "No route to its network comes with the address.");
        add("autojoin", "", "Joins the multicast group that the address is.");
        add("no_track", "", "Neither the loss of the address matters nor whether its interface is up.");
        add("preferred_lft", "SECONDS|forever", "How long the address is used for new connections; IPv6.");
        add("track_group", "NAME", "The track_group whose instances depend on its interface; static addresses.");
        add("use_vmac", "", "The address goes to an interface with the virtual MAC.");
    }

    private void route() {
        add("TYPE", "", "unicast, local, broadcast, multicast, throw, unreachable, prohibit, blackhole or nat.");
        add("to", "", "May stand before the destination.");
        add("DST[/LEN]", "", "The destination: a network, an address, default, default6, any or all.");
        add("inet,inet6", "", "The family, where no address shows it.");
        add("src", "IP", "The source address of packets that this machine sends over the route.");
        add("as", "[to] IP", "Belongs to MPLS; refused.");
        add("via", "[inet|inet6] IP", "The gateway.", "gw");
        add("from", "PREFIX", "Only packets from this network take the route; IPv6.");
        add("tos", "N", "Only packets with this type of service take the route.", "dsfield");
        add("table", "TABLE", "The routing table.");
        add("protocol", "N", "Who made the route: 18 unless it is not tracked.");
        add("scope", "SCOPE", "How far the destination is.");
        add("metric", "N", "The rank among routes to the same destination.", "priority", "preference");
        add("dev", "IFNAME", "The interface that packets leave through; tracking needs it.", "oif");
        add("onlink", "", "The gateway is reachable on the interface although no network says so.");
        add("encap", "KIND OPTION...", "A tunnel without an interface: ip, ip6, mpls or ila.");
        add("expires", "SECONDS", "How long the route lasts; IPv6.");
        add("mtu", "[lock] N", "The largest packet.");
        add("hoplimit", "N", "The TTL of packets that this machine sends over the route.");
        add("advmss", "[lock] N", "The segment size that is offered to the other end.");
        add("rtt", "[lock] TIME", "The first estimate of the round-trip time.");
        add("rttvar", "[lock] TIME", "The first estimate of its variation.");
        add("reordering", "[lock] N", "How far packets may be out of order.");
        add("window", "N", "The largest window.");
        add("cwnd", "[lock] N", "The largest congestion window.");
        add("ssthresh", "[lock] N", "Where slow start ends.");
        add("realms", "[FROM/]TO", "Realms for accounting.");
        add("rto_min", "[lock] TIME", "The shortest time until something is sent again.");
        add("initcwnd", "N", "The first congestion window.");
        add("initrwnd", "N", "The first receive window.");
        add("features", "ecn", "Explicit congestion notification.");
        add("quickack", "0|1", "Acknowledges at once.");
        add("congctl", "[lock] NAME", "The congestion control algorithm.");
        add("pref", "low|medium|high|N", "The preference of the router; IPv6.");
        add("ttl-propagate", "enabled|disabled", "MPLS carries the TTL over.");
        add("fastopen_no_cookie", "0|1", "TCP fast open without a cookie.");
        add("add", "", "Fails if such a route exists.");
        add("prepend", "", "Before other routes to the same destination; the usual way.");
        add("append", "", "After other routes to the same destination.");
        add("or", "IP", "A second gateway in an old spelling; nexthop replaces it.");
        add("nexthop", "[via IP] [dev IFNAME] [weight N] [onlink]", "A leg of a multipath route; legs come last.");
        add("no_track", "", "Losing the route does not matter.");
        add("track_group", "NAME", "The track_group whose instances depend on its interface; static routes.");
        planned("vrf", "IFNAME", "The table of a VRF.");
    }

    private void rule() {
        add("inet,inet6", "", "The family, where no address shows it.");
        add("from", "PREFIX", "Packets from this network.");
        add("to", "PREFIX", "Packets to this network.");
        add("table", "TABLE", "Looks packets up in this routing table.", "lookup");
        add("not", "", "Packets that do not match.");
        add("preference", "N", "The place among the rules; lower ones come first.", "order", "priority");
        add("tos", "N", "Packets with this type of service.", "dsfield");
        add("fwmark", "MARK[/MASK]", "Packets with this firewall mark.");
        add("realms", "[FROM/]TO", "Realms for accounting.");
        add("suppress_prefixlength", "N", "Refuses routes to networks of at most this length.", "sup_pl");
        add("suppress_ifgroup", "GROUP", "Refuses routes through interfaces of this group.", "sup_group");
        add("dev", "IFNAME", "Packets that came in here; tracking needs it.", "iif");
        add("oif", "IFNAME", "Packets of sockets that are bound to this interface.");
        add("tunnel-id", "N", "Packets of this tunnel.");
        add("uidrange", "N-M", "Packets of these users.");
        add("l3mdev", "", "Looks packets up in the table of their VRF.");
        add("protocol", "N", "Who made the rule: 18 unless it is not tracked.");
        add("ipproto", "NAME|N", "Packets of this protocol.");
        add("sport", "N-M", "Packets from these ports.");
        add("dport", "N-M", "Packets to these ports.");
        add("no_track", "", "Losing the rule does not matter.");
        add("track_group", "NAME", "The track_group whose instances depend on its interface; static rules.");
        add("type", "goto N|nop|blackhole|prohibit|unreachable", "What happens; the word type may be left out.");
    }

    private void peer() {
        add("min_ttl", "N", "The least TTL that advertisements from this peer may arrive with.");
        add("max_ttl", "N", "The greatest TTL that advertisements from this peer may arrive with.");
    }

    private void groupMember() {
        add("IP[-END or /LEN] [PORT]", "", "Addresses and a port: one address, a range, or a network.");
        add("fwmark", "N [inet|inet6]", "Packets with this firewall mark.");
    }
}
