package dev.vigil.config.model;

import java.util.List;
import java.util.Optional;

/**
 * How the process is scheduled.
 *
 * @param name keyword {@code vrrp_process_name} and its like
 * @param niceness keyword {@code vrrp_priority}, -20..19
 * @param realtimePriority keyword {@code vrrp_rt_priority}, 1..99, or 0 for none
 * @param lockMemory keyword {@code vrrp_no_swap}
 * @param cpus keyword {@code vrrp_cpu_affinity}: the processors that it may use; empty for all
 * @param realtimeLimitUs keyword {@code vrrp_rlimit_rttime}: the time it may compute in a row at real-time priority
 */
public record ProcessSettings(
        Optional<String> name,
        int niceness,
        int realtimePriority,
        boolean lockMemory,
        List<Integer> cpus,
        long realtimeLimitUs) {
    /** keepalived's limit of real-time computing in a row. */
    public static final long REALTIME_LIMIT_US = 10_000;

    public static final ProcessSettings DEFAULT =
            new ProcessSettings(Optional.empty(), 0, 0, false, List.of(), REALTIME_LIMIT_US);
}
