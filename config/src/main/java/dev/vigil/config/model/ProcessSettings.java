package dev.vigil.config.model;

/**
 * How the process is scheduled.
 *
 * @param niceness keyword {@code vrrp_priority}, -20..19
 * @param realtimePriority keyword {@code vrrp_rt_priority}, 1..99, or 0 for none
 * @param lockMemory keyword {@code vrrp_no_swap}
 */
public record ProcessSettings(int niceness, int realtimePriority, boolean lockMemory) {
    public static final ProcessSettings DEFAULT = new ProcessSettings(0, 0, false);
}
