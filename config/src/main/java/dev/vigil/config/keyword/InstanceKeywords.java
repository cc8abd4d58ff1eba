package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.config.syntax.Limits;
import dev.vigil.core.time.Nanos;
import java.util.List;

/** The keywords of {@code vrrp_instance}. */
final class InstanceKeywords {
    private static final long CENTISECOND_NS = 10 * Nanos.PER_MS;

    private InstanceKeywords() {}

    static List<Keyword> list() {
        Declarations block = new Declarations(Block.VRRP_INSTANCE);
        election(block);
        transport(block);
        unicast(block);
        addresses(block);
        links(block);
        tracking(block);
        garp(block);
        notifications(block);
        return block.list();
    }

    private static void election(Declarations block) {
        block.add("state", choice("MASTER", "BACKUP"))
                .fallback("BACKUP")
                .means("What this node wants to be at the start; MASTER without a priority means priority 255.")
                .example("state MASTER");
        block.add("virtual_router_id", whole(1, 255))
                .means("The number of the virtual router, the same on all of its nodes.")
                .example("virtual_router_id 17");
        block.add("version", whole(2, 3))
                .fallback("vrrp_version, or 3 for IPv6")
                .means("The VRRP version, the same on all nodes.")
                .example("version 3");
        block.add("priority", whole(1, 255))
                .fallback("100, or 255 with state MASTER")
                .means("The highest priority becomes master; 255 is for the owner of the addresses.")
                .example("priority 150");
        block.add("advert_int", seconds(CENTISECOND_NS, 255 * Nanos.PER_S))
                .fallback("1")
                .means(
                        "How often a master advertises: whole seconds in version 2, steps of 0.01 up to 40.95 in version 3.")
                .example("advert_int 2");
        block.add("preempt", flag()).fallback("on").means("Cancels nopreempt.");
        block.add("nopreempt", flag())
                .fallback("off")
                .means("Does not take over from a master of lower priority that is alive; needs state BACKUP.");
        block.add("preempt_delay", seconds(0, 1000 * Nanos.PER_S))
                .fallback("0")
                .means("How long a master of lower priority is left alone after a start or a fault.")
                .example("preempt_delay 30");
        block.add("down_timer_adverts", whole(1, 100))
                .fallback("vrrp_down_timer_adverts")
                .means("How many advertisements may be missed before the master counts as down.")
                .example("down_timer_adverts 4");
        block.add("lower_prio_no_advert", toggle())
                .fallback("vrrp_lower_prio_no_advert")
                .means("A master that hears a lower priority sends no advertisement at once.");
        block.add("higher_prio_send_advert", toggle())
                .fallback("vrrp_higher_prio_send_advert")
                .means("A master that hears a higher priority sends one more advertisement before it yields.");
        block.add("owner_ignore_adverts", toggle())
                .fallback("vrrp_owner_ignore_adverts")
                .since("2.3.3")
                .means("An address owner ignores what it receives.");
        block.add("strict_mode", toggle())
                .fallback("vrrp_strict")
                .means("Holds the instance to the letter of the VRRP standard.");
        block.add("timer_expired_backup", wholeOr(254, 1, 254))
                .fallback("off")
                .since("2.2.8")
                .means(
                        "A master whose own timer was so late that a node of this priority took over becomes backup; needs"
                                + " nopreempt.")
                .example("timer_expired_backup 150");
        block.add("thread_timer_expired", flag())
                .oldSpellingOf("timer_expired_backup")
                .since("2.3.2");
    }

    private static void transport(Declarations block) {
        block.add("interface", interfaceName())
                .means("The interface that the instance runs on.")
                .example("interface eth1");
        block.add("vrf", interfaceName())
                .refused("the node would not hear its peers, which are in the VRF")
                .fallback("none")
                .means("The VRF of a unicast instance without an interface.")
                .example("vrf blue");
        block.add("native_ipv6", flag())
                .fallback("the family of the addresses")
                .means("The instance speaks IPv6 although no address says so.");
        block.add("mcast_src_ip", address())
                .fallback("the primary address of the interface")
                .means("The source address of advertisements.")
                .example("mcast_src_ip 192.0.2.1");
        block.add("unicast_src_ip", address())
                .synonymOf("mcast_src_ip")
                .fallback("the primary address of the interface")
                .example("unicast_src_ip 192.0.2.1");
        block.add("mcast_dst_ip", address())
                .fallback("vrrp_mcast_group4 or vrrp_mcast_group6")
                .means("The multicast group of this instance.")
                .example("mcast_dst_ip 224.0.1.18");
        block.add("track_src_ip", flag())
                .fallback("off")
                .means("The configured source address missing from the interface is a fault.");
    }

    private static void unicast(Declarations block) {
        block.add("unicast_peer", entries(EntryKind.UNICAST_PEER))
                .fallback("multicast")
                .means("Sends advertisements to these addresses instead of the multicast group.")
                .example("unicast_peer {\n    192.0.2.2\n}");
        block.add("unicast_fault_no_peer", flag())
                .fallback("off: multicast")
                .means("An instance without unicast peers is in FAULT.");
        block.add("unicast_ttl", whole(0, 255))
                .fallback("255 for IPv4, 64 for IPv6")
                .means("The TTL of unicast advertisements.")
                .example("unicast_ttl 2");
        block.add("check_unicast_src", flag())
                .fallback("vrrp_check_unicast_src, on if a peer has TTL limits")
                .means("Unicast advertisements count only if they come from a configured peer.");
        block.add("skip_check_adv_addr", toggle())
                .noEffect()
                .fallback("vrrp_skip_check_adv_addr")
                .means(
                        "The address list of an advertisement is not compared again while the sender stays the same. Vigil"
                                + " counts a difference and never refuses an advertisement for it, so there is nothing to skip.");
        block.add("v3_checksum_as_v2", toggle())
                .fallback("the global v3_checksum_as_v2")
                .since("2.2.8")
                .means("VRRPv3 checksums over IPv4 leave out the pseudo-header, as RFC 9568 wants.");
        block.add("old_unicast_checksum", words("[never]", 0))
                .fallback("adopted if a peer uses it")
                .means("VRRPv3 checksums over IPv4 unicast are made as releases before 1.3.6 did.")
                .example("old_unicast_checksum never");
        block.add("kernel_rx_buf_size", whole(0, Limits.UINT32_MAX))
                .fallback("vrrp_rx_bufs_policy")
                .means("The receive buffer of the instance in bytes.")
                .example("kernel_rx_buf_size 1048576");
        block.add("auth_hmac", body(Block.AUTH_HMAC))
                .fallback("none")
                .since("2.4.0")
                .means("Advertisements carry a trailer that proves who sent them.")
                .example("auth_hmac {\n    key 1 0123456789abcdef0123456789abcdef\n    active_key 1\n}");
        block.add("authentication", body(Block.AUTHENTICATION))
                .fallback("none")
                .means("VRRPv2 authentication; VRRPv3 has none.")
                .example("authentication {\n    auth_type PASS\n    auth_pass k7Qw29xz\n}");
    }

    private static void addresses(Declarations block) {
        block.add("virtual_ipaddress", entries(EntryKind.ADDRESS))
                .means("The addresses that the master has and that its advertisements list.")
                .example("virtual_ipaddress {\n    192.0.2.10/24\n}");
        block.add("virtual_ipaddress_excluded", entries(EntryKind.ADDRESS))
                .fallback("none")
                .means("Addresses that the master has and that its advertisements do not list.")
                .example("virtual_ipaddress_excluded {\n    192.0.2.11/24\n}");
        block.add("no_virtual_ipaddress", flag())
                .fallback("off")
                .since("2.2.8")
                .means("The instance is meant to have no addresses.");
        block.add("virtual_routes", entries(EntryKind.ROUTE))
                .fallback("none")
                .means("Routes that exist while this node is master.")
                .example("virtual_routes {\n    198.51.100.0/24 via 192.0.2.1 dev eth1\n}");
        block.add("virtual_rules", entries(EntryKind.RULE))
                .fallback("none")
                .means("Policy rules that exist while this node is master.")
                .example("virtual_rules {\n    from 192.0.2.0/24 lookup 200 preference 1000\n}");
        block.add("accept", flag())
                .fallback("on")
                .means("A master that does not own the addresses accepts packets for them.");
        block.add("no_accept", flag())
                .fallback("off, on in strict mode")
                .means("A master that does not own the addresses drops packets for them.");
    }

    private static void links(Declarations block) {
        block.add("use_vmac", words("[MAC] [netlink_notify_msg] [group NAME] [[name] IFNAME]", 0))
                .fallback("off")
                .means(
                        "Runs on a macvlan interface of its own with the virtual MAC address; the VRID completes five bytes.")
                .example("use_vmac");
        block.add("use_vmac_addr", flag())
                .fallback("off")
                .means("Addresses on other interfaces get virtual MACs there.");
        block.add("vmac_xmit_base", flag())
                .fallback("off")
                .means("Advertisements leave from the base interface, not from the one with the virtual MAC.")
                .example("vmac_xmit_base");
        block.add("use_ipvlan", words("[bridge|private|vepa] [ADDRESS] [group NAME] [[name] IFNAME]", 0))
                .fallback("off")
                .means("Advertisements leave from an ipvlan interface with this address; over IPv6 it may be left out.")
                .example("use_ipvlan 10.0.0.51/24 private");
        block.add("promote_secondaries", flag())
                .fallback("off")
                .means("Removing an address does not take the others of its network along.");
        block.add("linkbeat_use_polling", flag())
                .fallback("off")
                .means("Polls the link of the instance's interface instead of listening to the kernel.");
        block.add("lvs_sync_daemon_interface", interfaceName())
                .deprecated()
                .fallback("none")
                .means(
                        "Old: the load balancer synchronises connections over this interface, as lvs_sync_daemon with this instance.")
                .example("lvs_sync_daemon_interface eth1");
        block.add("debug", whole(0, 4))
                .noEffect()
                .fallback("0")
                .means("Shown and otherwise unused, in keepalived too.")
                .example("debug 2");
    }

    private static void tracking(Declarations block) {
        block.add("dont_track_primary", flag())
                .fallback("off")
                .means("The state of the instance's own interface does not matter.");
        block.add("track_interface", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("Interfaces whose loss is a fault or lowers the priority.")
                .example("track_interface {\n    eth2 weight -10\n}");
        block.add("track_script", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("Scripts whose failure is a fault or lowers the priority.")
                .example("track_script {\n    check_proxy weight -10\n}");
        furtherTracking(block);
    }

    private static void furtherTracking(Declarations block) {
        block.add("track_file", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("Files whose number moves the priority.")
                .example("track_file {\n    weight_file\n}");
        block.add("track_process", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("Processes whose number moves the priority or is a fault.")
                .example("track_process {\n    proxy weight 5\n}");
        block.add("track_bfd", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("BFD sessions whose loss lowers the priority or is a fault.")
                .example("track_bfd {\n    uplink weight -30\n}");
    }

    private static void garp(Declarations block) {
        block.add("garp_master_delay", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("vrrp_garp_master_delay")
                .means("From becoming master to the second burst of gratuitous ARPs; 0 for no second burst.")
                .example("garp_master_delay 10");
        block.add("garp_master_repeat", whole(0, Limits.UINT32_MAX))
                .fallback("vrrp_garp_master_repeat")
                .means("Gratuitous ARPs for each address in a burst; 0 counts as 1.")
                .example("garp_master_repeat 3");
        block.add("garp_master_refresh", wholeSeconds(0, Limits.UINT32_MAX))
                .fallback("vrrp_garp_master_refresh")
                .means("How often a master repeats its gratuitous ARPs; 0 for never.")
                .example("garp_master_refresh 60");
        block.add("garp_master_refresh_repeat", whole(0, Limits.UINT32_MAX))
                .fallback("vrrp_garp_master_refresh_repeat")
                .means("Gratuitous ARPs for each address in such a repetition; 0 counts as 1.")
                .example("garp_master_refresh_repeat 2");
        block.add("garp_lower_prio_delay", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("vrrp_garp_lower_prio_delay")
                .means("After a master of lower priority was heard: from the first to the second burst.")
                .example("garp_lower_prio_delay 10");
        block.add("garp_lower_prio_repeat", whole(0, Limits.UINT32_MAX))
                .fallback("vrrp_garp_lower_prio_repeat")
                .means("After a master of lower priority was heard: gratuitous ARPs for each address.")
                .example("garp_lower_prio_repeat 1");
        extraInterfaces(block);
    }

    private static void extraInterfaces(Declarations block) {
        block.add("garp_extra_if", words("[all] SECONDS", 1))
                .fallback("vrrp_garp_extra_if")
                .means(
                        "How often gratuitous ARPs are sent on further interfaces that carry addresses: those with virtual"
                                + " MACs, or all.")
                .example("garp_extra_if all 60");
        block.add("vmac_garp_intvl", words("[all] SECONDS", 1))
                .oldSpellingOf("garp_extra_if")
                .example("vmac_garp_intvl 60");
    }

    private static void notifications(Declarations block) {
        block.add("notify_master", scriptWithUser())
                .means("Run when the instance becomes master.")
                .example("notify_master \"/usr/local/bin/on-master web\"");
        block.add("notify_backup", scriptWithUser())
                .means("Run when the instance becomes backup.")
                .example("notify_backup \"/usr/local/bin/on-backup web\"");
        block.add("notify_fault", scriptWithUser())
                .means("Run when the instance enters a fault.")
                .example("notify_fault \"/usr/local/bin/on-fault web\"");
        block.add("notify_stop", scriptWithUser())
                .means("Run when the daemon stops.")
                .example("notify_stop \"/usr/local/bin/on-stop web\"");
        block.add("notify", scriptWithUser())
                .means("Run at every change, with INSTANCE, the name, the state and the priority after its arguments.")
                .example("notify /usr/local/bin/on-change");
        block.add("notify_master_rx_lower_pri", scriptWithUser())
                .means("Run when a master hears a lower priority: there were two masters.")
                .example("notify_master_rx_lower_pri /usr/local/bin/on-conflict");
        block.add("notify_deleted", new Grammar.OptionalScript())
                .means("A reload that removes the instance reports DELETED and not FAULT; the program is run then.")
                .example("notify_deleted /usr/local/bin/on-deleted");
        block.add("smtp_alert", toggle())
                .fallback("smtp_alert_vrrp, then smtp_alert of global_defs")
                .means("Mails when the state changes.");
        block.add("notify_priority_changes", toggle())
                .fallback("vrrp_notify_priority_changes")
                .means("Changes of the priority are notified as well.");
    }
}
