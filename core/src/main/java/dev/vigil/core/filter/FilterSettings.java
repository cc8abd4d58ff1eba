package dev.vigil.core.filter;

/**
 * How the packet filter is made.
 *
 * @param table the name of its tables, one for each family
 * @param priority of its chains among those of others
 * @param counters whether its rules count what they match
 */
public record FilterSettings(String table, int priority, boolean counters) {
    /** What holds if nothing is said. */
    public static final FilterSettings DEFAULT = new FilterSettings("keepalived", -1, false);
}
