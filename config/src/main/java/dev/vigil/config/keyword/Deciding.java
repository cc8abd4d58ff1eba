package dev.vigil.config.keyword;

import java.util.Set;

/**
 * The keywords that decide who is master, where addresses are, who may speak, and where a service's packets go. A mistake
 * in one of them harms; in another one it does not.
 */
public final class Deciding {
    private static final Set<String> GLOBAL =
            Set.of("vrrp_version", "vrrp_mcast_group4", "vrrp_mcast_group6", "vrrp_strict", "vrrp_down_timer_adverts");

    private static final Set<String> SCRIPT = Set.of("script", "weight");
    private static final Set<String> TRACKED = Set.of("file", "process", "weight");
    private static final Set<String> BFD = Set.of("neighbor_ip", "neighbour_ip", "source_ip", "weight");

    /** What an instance has and does not decide: announcements, programs, limits of the kernel, and how it starts. */
    private static final Set<String> INSTANCE_OTHER = Set.of(
            "state",
            "garp_master_delay",
            "garp_master_repeat",
            "garp_master_refresh",
            "garp_master_refresh_repeat",
            "garp_lower_prio_delay",
            "garp_lower_prio_repeat",
            "garp_extra_if",
            "vmac_garp_intvl",
            "notify_master",
            "notify_backup",
            "notify_fault",
            "notify_stop",
            "notify",
            "notify_master_rx_lower_pri",
            "notify_deleted",
            "notify_priority_changes",
            "smtp_alert",
            "debug",
            "kernel_rx_buf_size",
            "lvs_sync_daemon_interface",
            "promote_secondaries",
            "virtual_routes",
            "virtual_rules");

    private static final Set<String> GROUP = Set.of("group", "sync_group_tracking_weight");
    private static final Set<String> SERVICE =
            Set.of("real_server", "protocol", "ip_family", "lvs_method", "lb_kind", "sorry_server");

    private static final Set<String> ROOT = Set.of(
            "global_defs",
            "net_namespace",
            "vrrp_script",
            "vrrp_instance",
            "vrrp_sync_group",
            "track_file",
            "vrrp_track_file",
            "vrrp_track_process",
            "bfd_instance",
            "static_ipaddress",
            "virtual_server",
            "virtual_server_group");

    private Deciding() {}

    /** Whether a mistake in this keyword harms. */
    public static boolean decides(Keyword keyword) {
        if (keyword.block().file() == ConfFile.VIGIL) {
            // No keepalived ever ran with that file, so that nobody depends on a mistake in it.
            return true;
        }
        String name = keyword.name();
        return switch (keyword.block()) {
            case ROOT -> ROOT.contains(name);
            case GLOBAL_DEFS -> GLOBAL.contains(name);
            case VRRP_SCRIPT -> SCRIPT.contains(name);
            case TRACK_FILE, TRACK_PROCESS -> TRACKED.contains(name);
            case BFD_INSTANCE -> BFD.contains(name);
            case SYNC_GROUP -> GROUP.contains(name) || name.startsWith("track_");
            case VRRP_INSTANCE -> !INSTANCE_OTHER.contains(name);
            case AUTHENTICATION, AUTH_HMAC -> true;
            case VIRTUAL_SERVER -> SERVICE.contains(name);
            case REAL_SERVER -> name.equals("lvs_method");
            default -> false;
        };
    }

    /**
     * Whether a word that stands in a block where it does not belong decides where it does: among the keywords of VRRP, or
     * of the load balancer, if the block is one of that.
     */
    public static boolean decidesElsewhere(String name, Block block) {
        return KeywordTable.named(name).stream()
                .filter(keyword -> keyword.block().file() == block.file())
                .anyMatch(keyword -> decides(keyword)
                        && (!isBalancing(block) || isBalancing(keyword.block()) || keyword.block() == Block.ROOT));
    }

    private static boolean isBalancing(Block block) {
        return block == Block.SSL || block.path().startsWith("virtual_server");
    }
}
