package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.config.syntax.Limits;
import dev.vigil.core.address.Family;
import dev.vigil.core.time.Nanos;

/** The keywords of {@code global_defs} about VRRP: defaults of instances, gratuitous ARPs, interfaces, firewall. */
final class GlobalVrrpKeywords {
    private GlobalVrrpKeywords() {}

    static void declare(Declarations block) {
        defaults(block);
        start(block);
        garp(block);
        interfaces(block);
        firewall(block);
        buffers(block);
    }

    private static void defaults(Declarations block) {
        block.add("vrrp_version", whole(2, 3))
                .fallback("2")
                .means("The VRRP version of instances that choose none.")
                .example("vrrp_version 3");
        block.add("vrrp_mcast_group4", address(Family.IPV4))
                .fallback("224.0.0.18")
                .means("The IPv4 multicast group of instances that choose none.")
                .example("vrrp_mcast_group4 224.0.1.18");
        block.add("vrrp_mcast_group6", address(Family.IPV6))
                .fallback("ff02::12")
                .means("The IPv6 multicast group of instances that choose none; it should be link-local.")
                .example("vrrp_mcast_group6 ff02::112");
        block.add("v3_checksum_as_v2", toggle())
                .fallback("off")
                .since("2.2.8")
                .means("VRRPv3 checksums over IPv4 leave out the pseudo-header, as RFC 9568 wants.");
        block.add("vrrp_check_unicast_src", flag())
                .fallback("off")
                .means("Unicast advertisements count only if they come from a configured peer.");
        block.add("vrrp_skip_check_adv_addr", toggle())
                .noEffect()
                .fallback("off")
                .means(
                        "The address list of an advertisement is not compared again while the sender stays the same. Vigil"
                                + " counts a difference and never refuses an advertisement for it, so there is nothing to skip.");
        block.add("vrrp_strict", toggle())
                .fallback("off")
                .means("Holds every instance to the letter of the VRRP standard.");
        block.add("vrrp_down_timer_adverts", whole(1, 100))
                .fallback("3")
                .means("How many advertisements may be missed before the master counts as down.")
                .example("vrrp_down_timer_adverts 4");
        block.add("vrrp_lower_prio_no_advert", toggle())
                .fallback("off")
                .means("A master that hears a lower priority sends no advertisement at once.");
        block.add("vrrp_higher_prio_send_advert", toggle())
                .fallback("off")
                .means("A master that hears a higher priority sends one more advertisement before it yields.");
        block.add("vrrp_owner_ignore_adverts", toggle())
                .fallback("off")
                .since("2.3.3")
                .means("An address owner ignores what it receives.");
        block.add("vrrp_notify_priority_changes", toggle())
                .fallback("off")
                .means("Changes of a priority are notified as well.");
    }

    private static void start(Declarations block) {
        block.add("vrrp_startup_delay", seconds(Nanos.PER_MS, TIMER_MAX_NS))
                .fallback("0")
                .means("How long after the start no instance takes part.")
                .example("vrrp_startup_delay 5.5");
        block.add("vrrp_delay_after_boot", seconds(Nanos.PER_MS, TIMER_MAX_NS))
                .fallback("0")
                .since("2.4.0")
                .means("How long the machine must be up before an instance takes part.")
                .example("vrrp_delay_after_boot 60");
        block.add("log_unknown_vrids", flag())
                .fallback("off")
                .means("Logs advertisements of VRIDs that are not configured.");
    }

    private static void garp(Declarations block) {
        block.add("vrrp_garp_master_delay", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("5")
                .means("From becoming master to the second burst of gratuitous ARPs; 0 for no second burst.")
                .example("vrrp_garp_master_delay 10");
        block.add("vrrp_garp_master_repeat", whole(0, Limits.UINT32_MAX))
                .fallback("5")
                .means("Gratuitous ARPs for each address in a burst; 0 counts as 1.")
                .example("vrrp_garp_master_repeat 3");
        block.add("vrrp_garp_master_refresh", wholeSeconds(0, Limits.UINT32_MAX))
                .fallback("0")
                .means("How often a master repeats its gratuitous ARPs; 0 for never.")
                .example("vrrp_garp_master_refresh 60");
        block.add("vrrp_garp_master_refresh_repeat", whole(0, Limits.UINT32_MAX))
                .fallback("1")
                .means("Gratuitous ARPs for each address in such a repetition; 0 counts as 1.")
                .example("vrrp_garp_master_refresh_repeat 2");
        block.add("vrrp_garp_lower_prio_delay", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("vrrp_garp_master_delay")
                .means("After a master of lower priority was heard: from the first to the second burst.")
                .example("vrrp_garp_lower_prio_delay 10");
        block.add("vrrp_garp_lower_prio_repeat", whole(0, Limits.UINT32_MAX))
                .fallback("vrrp_garp_master_repeat")
                .means("After a master of lower priority was heard: gratuitous ARPs for each address.")
                .example("vrrp_garp_lower_prio_repeat 1");
        block.add("vrrp_garp_interval", seconds(0, TIMER_MAX_NS))
                .fallback("0")
                .means("The least time between two gratuitous ARPs on one interface.")
                .example("vrrp_garp_interval 0.001");
        block.add("vrrp_gna_interval", seconds(0, TIMER_MAX_NS))
                .fallback("0")
                .means("The least time between two unsolicited neighbour advertisements on one interface.")
                .example("vrrp_gna_interval 0.001");
        block.add("vrrp_min_garp", toggle())
                .fallback("off")
                .means(
                        "One gratuitous ARP for each address, once and never repeated, unless repetitions are configured.");
        block.add("vrrp_garp_extra_if", words("[all] SECONDS", 1))
                .fallback("0")
                .means(
                        "How often gratuitous ARPs are sent on further interfaces that carry addresses: those with virtual"
                                + " MACs, or all.")
                .example("vrrp_garp_extra_if all 60");
        block.add("vrrp_vmac_garp_intvl", words("[all] SECONDS", 1))
                .oldSpellingOf("vrrp_garp_extra_if")
                .example("vrrp_vmac_garp_intvl 60");
    }

    private static void interfaces(Declarations block) {
        block.add("dynamic_interfaces", words("[allow_if_changes]", 0))
                .fallback("off")
                .means(
                        "Interfaces need not exist; their instances wait in FAULT until they come. One that comes back, as the"
                                + " same or as another kind, is followed with the keyword and without it, so the word changes nothing.")
                .example("dynamic_interfaces allow_if_changes");
        block.add("default_interface", interfaceName())
                .fallback("eth0")
                .means("Where static addresses go that name no interface.")
                .example("default_interface eth1");
        block.add("disable_local_igmp", flag())
                .fallback("off")
                .means("The kernel sends no IGMP reports for link-local groups while the daemon runs.");
        block.add("vmac_prefix", name("STRING"))
                .fallback("vrrp")
                .means("Begins the names of interfaces with virtual MACs.")
                .example("vmac_prefix vr");
        block.add("vmac_addr_prefix", name("STRING"))
                .fallback("vmac_prefix")
                .means("Begins the names of interfaces with virtual MACs for single addresses.")
                .example("vmac_addr_prefix va");
    }

    private static void firewall(Declarations block) {
        block.add("vrrp_iptables", words("[INPUT_CHAIN [OUTPUT_CHAIN]]", 0))
                .noEffect()
                .fallback("nftables")
                .means(
                        "Drops packets in these chains of iptables; Vigil drops the same packets by nftables, in a table of"
                                + " its own, whose rules apply beside those of iptables.")
                .example("vrrp_iptables HA_IN HA_OUT");
        block.add("vrrp_ipsets", words("[SET...]", 0))
                .noEffect()
                .fallback("keepalived and names that begin so")
                .means("The names of up to six ipsets that those chains use; nftables has its sets in its own table.")
                .example("vrrp_ipsets ha ha6");
        block.add("nftables", words("[TABLE]", 0))
                .fallback("keepalived, when it is needed")
                .means("The table of nftables in which a master with no_accept drops packets.")
                .example("nftables ha");
        block.add("nftables_priority", whole(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .fallback("-1")
                .means("The priority of the chains in that table.")
                .example("nftables_priority -10");
        block.add("nftables_ifindex", flag())
                .noEffect()
                .fallback("off")
                .means("Matches interfaces by index instead of by name, which Vigil always does and follows.");
        block.add("nftables_counters", flag()).fallback("off").means("The rules in that table count what they match.");
        block.add("nftables_ipvs", new Grammar.OptionalName("TABLE"))
                .planned()
                .fallback("off")
                .means("Gives each virtual_server_group one firewall mark, set in this table.")
                .example("nftables_ipvs ha_marks");
        block.add("nftables_ipvs_priority", whole(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .planned()
                .fallback("-1")
                .means("The priority of the chains in that table.")
                .example("nftables_ipvs_priority -10");
        block.add("nftables_ipvs_start_fwmark", wholeAnyBase(1, Limits.UINT32_MAX))
                .planned()
                .fallback("1000")
                .means("The first of those marks.")
                .example("nftables_ipvs_start_fwmark 2000");
    }

    private static void buffers(Declarations block) {
        block.add("vrrp_rx_bufs_policy", words("MTU|ADVERT|BYTES...", 1))
                .fallback("the kernel's default")
                .means("What the receive buffers of instances are computed from.")
                .example("vrrp_rx_bufs_policy MTU");
        block.add("vrrp_rx_bufs_multiplier", whole(1, Integer.MAX_VALUE))
                .fallback("3")
                .means("How many times that size they are.")
                .example("vrrp_rx_bufs_multiplier 5");
        buffer(block, "vrrp_netlink_cmd_rcv_bufs", "the socket that VRRP gives orders to the kernel through");
        buffer(block, "vrrp_netlink_monitor_rcv_bufs", "the socket that VRRP hears of interfaces through");
        buffer(block, "lvs_netlink_cmd_rcv_bufs", "the socket that health checks give orders to the kernel through");
        buffer(block, "lvs_netlink_monitor_rcv_bufs", "the socket that health checks hear of addresses through");
        buffer(block, "process_monitor_rcv_bufs", "the socket that reports processes");
    }

    private static void buffer(Declarations block, String keyword, String socket) {
        block.add(keyword, whole(0, Limits.UINT32_MAX))
                .fallback("the kernel's default")
                .means("The receive buffer in bytes of " + socket + ".")
                .example(keyword + " 1048576");
        block.add(keyword + "_force", toggle()).fallback("off").means("It may be larger than ordinary users' buffers.");
    }
}
