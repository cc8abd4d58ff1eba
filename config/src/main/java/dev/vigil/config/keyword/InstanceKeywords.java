package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import java.util.List;

/** The keywords of {@code vrrp_instance}. */
final class InstanceKeywords {
    private static final long TIMER_SECONDS_MAX = 4294;
    private static final long CENTISECOND_NS = 10 * MILLISECOND_NS;

    private InstanceKeywords() {}

    static List<Keyword> list() {
        Declarations block = new Declarations(Block.VRRP_INSTANCE);
        election(block);
        transport(block);
        addresses(block);
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
        block.add("advert_int", seconds(CENTISECOND_NS, 255 * SECOND_NS))
                .fallback("1")
                .means(
                        "How often a master advertises: whole seconds in version 2, steps of 0.01 up to 40.95 in version 3.")
                .example("advert_int 2");
        block.add("preempt", flag()).fallback("on").means("Cancels nopreempt.");
        block.add("nopreempt", flag())
                .fallback("off")
                .means("Does not take over from a master of lower priority that is alive; needs state BACKUP.");
        block.add("preempt_delay", seconds(0, 1000 * SECOND_NS))
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
    }

    private static void transport(Declarations block) {
        block.add("interface", interfaceName())
                .means("The interface that the instance runs on.")
                .example("interface eth1");
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
        block.add("unicast_peer", entries("IP [min_ttl N] [max_ttl N]"))
                .fallback("multicast")
                .means("Sends advertisements to these addresses instead of the multicast group.")
                .example("unicast_peer {\n    192.0.2.2\n}");
        block.add("unicast_ttl", whole(0, 255))
                .fallback("255 for IPv4, 64 for IPv6")
                .means("The TTL of unicast advertisements.")
                .example("unicast_ttl 2");
        block.add("check_unicast_src", flag())
                .fallback("vrrp_check_unicast_src, on if a peer has TTL limits")
                .means("Unicast advertisements count only if they come from a configured peer.");
        block.add("skip_check_adv_addr", toggle())
                .fallback("vrrp_skip_check_adv_addr")
                .means("The address list of an advertisement is not compared again while the sender stays the same.");
        block.add("v3_checksum_as_v2", toggle())
                .fallback("the global v3_checksum_as_v2")
                .since("2.2.8")
                .means("VRRPv3 checksums over IPv4 leave out the pseudo-header, as RFC 9568 wants.");
        block.add("authentication", body(Block.AUTHENTICATION))
                .fallback("none")
                .means("VRRPv2 authentication; VRRPv3 has none.")
                .example("authentication {\n    auth_type PASS\n    auth_pass k7Qw29xz\n}");
    }

    private static void addresses(Declarations block) {
        block.add("virtual_ipaddress", entries("ADDRESS[/LENGTH] [OPTION...]"))
                .means("The addresses that the master has and that its advertisements list.")
                .example("virtual_ipaddress {\n    192.0.2.10/24\n}");
        block.add("virtual_ipaddress_excluded", entries("ADDRESS[/LENGTH] [OPTION...]"))
                .fallback("none")
                .means("Addresses that the master has and that its advertisements do not list.")
                .example("virtual_ipaddress_excluded {\n    192.0.2.11/24\n}");
        block.add("no_virtual_ipaddress", flag())
                .fallback("off")
                .since("2.2.8")
                .means("The instance is meant to have no addresses.");
        block.add("accept", flag())
                .fallback("on")
                .means("A master that does not own the addresses accepts packets for them.");
        block.add("no_accept", flag())
                .planned()
                .fallback("off, on in strict mode")
                .means("A master that does not own the addresses drops packets for them.");
    }

    private static void tracking(Declarations block) {
        block.add("dont_track_primary", flag())
                .fallback("off")
                .means("The state of the instance's own interface does not matter.");
        block.add("track_interface", entries("IFNAME [weight N [reverse|noreverse]]"))
                .fallback("none")
                .means("Interfaces whose loss is a fault or lowers the priority.")
                .example("track_interface {\n    eth2 weight -10\n}");
        block.add("track_script", entries("SCRIPT [weight N [reverse|noreverse]]"))
                .fallback("none")
                .means("Scripts whose failure is a fault or lowers the priority.")
                .example("track_script {\n    check_proxy weight -10\n}");
    }

    private static void garp(Declarations block) {
        block.add("garp_master_delay", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("vrrp_garp_master_delay")
                .means("From becoming master to the second burst of gratuitous ARPs; 0 for no second burst.")
                .example("garp_master_delay 10");
        block.add("garp_master_repeat", whole(0, UINT32_MAX))
                .fallback("vrrp_garp_master_repeat")
                .means("Gratuitous ARPs for each address in a burst; 0 counts as 1.")
                .example("garp_master_repeat 3");
        block.add("garp_master_refresh", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("vrrp_garp_master_refresh")
                .means("How often a master repeats its gratuitous ARPs; 0 for never.")
                .example("garp_master_refresh 60");
        block.add("garp_master_refresh_repeat", whole(0, UINT32_MAX))
                .fallback("vrrp_garp_master_refresh_repeat")
                .means("Gratuitous ARPs for each address in such a repetition; 0 counts as 1.")
                .example("garp_master_refresh_repeat 2");
        block.add("garp_lower_prio_delay", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("garp_master_delay")
                .means("After a master of lower priority was heard: from the first to the second burst.")
                .example("garp_lower_prio_delay 10");
        block.add("garp_lower_prio_repeat", whole(0, UINT32_MAX))
                .fallback("garp_master_repeat")
                .means("After a master of lower priority was heard: gratuitous ARPs for each address.")
                .example("garp_lower_prio_repeat 1");
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
        block.add("notify_priority_changes", toggle())
                .fallback("vrrp_notify_priority_changes")
                .means("Notifications also tell when the priority changes.");
    }
}
