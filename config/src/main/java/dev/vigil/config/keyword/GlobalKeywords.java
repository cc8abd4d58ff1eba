package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.core.address.Family;
import java.util.List;

/** The keywords of {@code global_defs}. */
final class GlobalKeywords {
    private static final long TIMER_SECONDS_MAX = 4294;

    private GlobalKeywords() {}

    static List<Keyword> list() {
        Declarations block = new Declarations(Block.GLOBAL_DEFS);
        process(block);
        vrrp(block);
        garp(block);
        return block.list();
    }

    private static void process(Declarations block) {
        block.add("router_id", name("STRING"))
                .fallback("the host name")
                .means("What this node calls itself in mails and in SNMP.")
                .example("router_id lb-north");
        block.add("script_user", user())
                .fallback("keepalived_script if that user exists, else root")
                .means("Who runs scripts that name no user of their own.")
                .example("script_user nobody");
        block.add("enable_script_security", flag())
                .fallback("off")
                .means("Refuses to run a script as root if somebody else may write to a part of its path.");
        block.add("vrrp_priority", whole(-20, 19))
                .fallback("0")
                .means("The nice value of the daemon.")
                .example("vrrp_priority -10");
        block.add("vrrp_no_swap", flag()).fallback("off").means("Locks the daemon's memory.");
        block.add("vrrp_rt_priority", whole(1, 99))
                .fallback("off")
                .means("The real-time priority of the daemon.")
                .example("vrrp_rt_priority 50");
        block.add("vrrp_notify_priority_changes", toggle())
                .fallback("off")
                .means("Notifications also tell when a priority changes.");
    }

    private static void vrrp(Declarations block) {
        block.add("vrrp_version", whole(2, 3))
                .fallback("2")
                .means("The VRRP version of instances that choose none.")
                .example("vrrp_version 3");
        block.add("vrrp_mcast_group4", address(Family.IPV4))
                .fallback("224.0.0.18")
                .means("The IPv4 multicast group of instances that choose none.")
                .example("vrrp_mcast_group4 224.0.1.18");
        block.add("v3_checksum_as_v2", toggle())
                .fallback("off")
                .since("2.2.8")
                .means("VRRPv3 checksums over IPv4 leave out the pseudo-header, as RFC 9568 wants.");
        block.add("vrrp_check_unicast_src", flag())
                .fallback("off")
                .means("Unicast advertisements count only if they come from a configured peer.");
        block.add("vrrp_skip_check_adv_addr", toggle())
                .fallback("off")
                .means("The address list of an advertisement is not compared again while the sender stays the same.");
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
        block.add("vrrp_startup_delay", seconds(MILLISECOND_NS, TIMER_MAX_NS))
                .fallback("0")
                .means("How long after the start no instance takes part.")
                .example("vrrp_startup_delay 5.5");
    }

    private static void garp(Declarations block) {
        block.add("vrrp_garp_master_delay", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("5")
                .means("From becoming master to the second burst of gratuitous ARPs; 0 for no second burst.")
                .example("vrrp_garp_master_delay 10");
        block.add("vrrp_garp_master_repeat", whole(0, UINT32_MAX))
                .fallback("5")
                .means("Gratuitous ARPs for each address in a burst; 0 counts as 1.")
                .example("vrrp_garp_master_repeat 3");
        block.add("vrrp_garp_master_refresh", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("0")
                .means("How often a master repeats its gratuitous ARPs; 0 for never.")
                .example("vrrp_garp_master_refresh 60");
        block.add("vrrp_garp_master_refresh_repeat", whole(0, UINT32_MAX))
                .fallback("1")
                .means("Gratuitous ARPs for each address in such a repetition; 0 counts as 1.")
                .example("vrrp_garp_master_refresh_repeat 2");
        block.add("vrrp_garp_lower_prio_delay", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("vrrp_garp_master_delay")
                .means("After a master of lower priority was heard: from the first to the second burst.")
                .example("vrrp_garp_lower_prio_delay 10");
        block.add("vrrp_garp_lower_prio_repeat", whole(0, UINT32_MAX))
                .fallback("vrrp_garp_master_repeat")
                .means("After a master of lower priority was heard: gratuitous ARPs for each address.")
                .example("vrrp_garp_lower_prio_repeat 1");
        block.add("vrrp_garp_interval", seconds(MICROSECOND_NS, TIMER_MAX_NS))
                .fallback("0")
                .means("The least time between two gratuitous ARPs on one interface.")
                .example("vrrp_garp_interval 0.001");
        block.add("vrrp_gna_interval", seconds(MICROSECOND_NS, TIMER_MAX_NS))
                .fallback("0")
                .means("The least time between two unsolicited neighbour advertisements on one interface.")
                .example("vrrp_gna_interval 0.001");
        block.add("vrrp_min_garp", toggle())
                .fallback("off")
                .means("One gratuitous ARP for each address, once, unless repetitions are configured.");
    }
}
