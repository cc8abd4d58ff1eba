package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.ProcessSettings;
import java.util.Set;

/** Reads {@code global_defs}. */
final class GlobalReader {
    /** Keywords whose value an instance takes only if they stand before it. */
    private static final Set<String> COPIED_BY_INSTANCES = Set.of(
            "vrrp_version",
            "vrrp_mcast_group4",
            "v3_checksum_as_v2",
            "vrrp_check_unicast_src",
            "vrrp_skip_check_adv_addr",
            "vrrp_strict",
            "vrrp_down_timer_adverts",
            "vrrp_lower_prio_no_advert",
            "vrrp_higher_prio_send_advert",
            "vrrp_owner_ignore_adverts",
            "vrrp_notify_priority_changes",
            "vrrp_min_garp",
            "vrrp_garp_master_delay",
            "vrrp_garp_master_repeat",
            "vrrp_garp_master_refresh",
            "vrrp_garp_master_refresh_repeat",
            "vrrp_garp_lower_prio_delay",
            "vrrp_garp_lower_prio_repeat");

    private GlobalReader() {}

    /** What nothing else inherits. */
    static GlobalDefs defs(Section global) {
        return new GlobalDefs(
                global.text("router_id"),
                global.user("script_user"),
                global.flag("enable_script_security"),
                global.nanos("vrrp_startup_delay", 0),
                global.nanos("vrrp_garp_interval", 0),
                new ProcessSettings(
                        global.integer("vrrp_priority", 0),
                        global.integer("vrrp_rt_priority", 0),
                        global.flag("vrrp_no_swap")));
    }

    /** Reports defaults that come too late for the instances before them. */
    static void reportLate(Section global, Problems problems) {
        for (Statement statement : global.statements()) {
            if (COPIED_BY_INSTANCES.contains(statement.keyword().name())) {
                problems.add(
                        ProblemCode.GLOBAL_DEFS_LATE,
                        statement.place(),
                        statement.keyword().name() + " does not reach the instances that stand before it",
                        "Put global_defs before the instances.");
            }
        }
    }
}
