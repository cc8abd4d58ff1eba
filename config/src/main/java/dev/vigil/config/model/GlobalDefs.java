package dev.vigil.config.model;

import java.util.Optional;

/**
 * {@code global_defs} and the settings of the outermost level, as far as nothing else inherits them.
 *
 * @param routerId keyword {@code router_id}; the host name if it is not given
 * @param scriptUser keyword {@code script_user}: who runs scripts that name no user of their own
 * @param scriptSecurity keyword {@code enable_script_security}
 * @param scriptSymlinks keyword {@code use_symlink_paths}: script paths are not resolved
 * @param scriptGroups keyword {@code set_supplementary_groups}: scripts get the further groups of their user
 * @param startupDelayNs keyword {@code vrrp_startup_delay}
 * @param bootDelayNs keyword {@code vrrp_delay_after_boot}: no instance takes part until the machine is up that long
 * @param garpIntervalNs keyword {@code vrrp_garp_interval}: the least time between two gratuitous ARPs on one interface
 * @param gnaIntervalNs keyword {@code vrrp_gna_interval}: the same for neighbour advertisements
 * @param process what the keywords about scheduling ask for VRRP
 * @param checkerProcess the same for the health checks
 * @param bfdProcess the same for BFD
 */
public record GlobalDefs(
        Optional<String> routerId,
        Optional<UserGroup> scriptUser,
        boolean scriptSecurity,
        boolean scriptSymlinks,
        boolean scriptGroups,
        long startupDelayNs,
        long bootDelayNs,
        long garpIntervalNs,
        long gnaIntervalNs,
        ProcessSettings process,
        ProcessSettings checkerProcess,
        ProcessSettings bfdProcess,
        AutoPriority autoPriority,
        Startup startup,
        Mail mail,
        Interfaces interfaces,
        Firewall firewall,
        Ipvs ipvs,
        Fifos fifos,
        Snmp snmp,
        Dbus dbus,
        Buffers buffers,
        Reloading reloading,
        Dumps dumps,
        Checking checking) {
    /**
     * When instances take part at the earliest.
     *
     * @param startNs when the daemon starts, on the clock that runs since the machine was booted
     */
    public long takePartNs(long startNs) {
        return Math.max(startNs + startupDelayNs, bootDelayNs);
    }

    /** What holds if nothing is said. */
    public static final GlobalDefs DEFAULT = new GlobalDefs(
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false,
            0,
            0,
            0,
            0,
            ProcessSettings.DEFAULT,
            ProcessSettings.DEFAULT,
            ProcessSettings.DEFAULT,
            AutoPriority.DEFAULT,
            Startup.DEFAULT,
            Mail.DEFAULT,
            Interfaces.DEFAULT,
            Firewall.DEFAULT,
            Ipvs.DEFAULT,
            Fifos.NONE,
            Snmp.DEFAULT,
            Dbus.DEFAULT,
            Buffers.DEFAULT,
            Reloading.DEFAULT,
            Dumps.DEFAULT,
            Checking.DEFAULT);

    /**
     * Raising the real-time priority when timers run late.
     *
     * @param priorityMax keyword {@code max_auto_priority}; 0 for off, -1 for off and silent
     * @param delayUs keyword {@code min_auto_priority_delay}: the lateness that counts
     */
    public record AutoPriority(int priorityMax, int delayUs) {
        public static final AutoPriority DEFAULT = new AutoPriority(0, 1_000_000);
    }

    /**
     * Defaults of the health checks.
     *
     * @param logAllFailures keyword {@code checker_log_all_failures}
     * @param notifyInitial keyword {@code rs_init_notifies}: notify scripts run for servers that start up
     */
    public record Checking(boolean logAllFailures, boolean notifyInitial) {
        public static final Checking DEFAULT = new Checking(false, false);
    }

    /**
     * D-Bus.
     *
     * @param serviceName keyword {@code dbus_service_name}
     * @param noInterfaceName keyword {@code dbus_no_interface_name}: stands for the interface of instances without one
     */
    public record Dbus(boolean enabled, String serviceName, Optional<String> noInterfaceName) {
        public static final Dbus DEFAULT = new Dbus(false, "org.keepalived.Vrrp1", Optional.empty());
    }

    /**
     * SNMP.
     *
     * @param socket keyword {@code snmp_socket}: where the AgentX master listens
     * @param serverStatsNs keyword {@code snmp_vs_stats_update_interval}
     * @param realServerStatsNs keyword {@code snmp_rs_stats_update_interval}
     */
    public record Snmp(
            Optional<String> socket,
            boolean traps,
            boolean vrrp,
            boolean rfcV2,
            boolean rfcV3,
            boolean checker,
            long serverStatsNs,
            long realServerStatsNs) {
        private static final long STATS_NS = 5_000_000_000L;

        public static final Snmp DEFAULT =
                new Snmp(Optional.empty(), false, false, false, false, false, STATS_NS, STATS_NS);
    }
}
