package dev.vigil.config.model;

import java.util.List;
import java.util.Optional;

/**
 * What is said about interfaces as such.
 *
 * @param poll keyword {@code linkbeat_use_polling} of the outermost level: all of them are polled
 * @param polled block {@code linkbeat_interfaces}
 * @param delays block {@code interface_up_down_delays}
 * @param garpGroups {@code garp_group} blocks
 */
public record Links(boolean poll, List<Polled> polled, List<Delay> delays, List<GarpGroup> garpGroups) {
    public static final Links NONE = new Links(false, List.of(), List.of(), List.of());

    /** An interface whose link is polled; by the first method that works if none is given. */
    public record Polled(String interfaceName, Optional<Method> method) {}

    /** How a link is polled. */
    public enum Method {
        MII,
        ETHTOOL,
        IOCTL
    }

    /** How long a change of an interface lasts until it counts. */
    public record Delay(String interfaceName, long downNs, long upNs, SourcePlace place) {}

    /**
     * Interfaces that share the pacing of gratuitous ARPs.
     *
     * @param garpIntervalNs the least time between two gratuitous ARPs; 0 for none
     * @param gnaIntervalNs the least time between two neighbour advertisements; 0 for none
     */
    public record GarpGroup(List<String> interfaces, long garpIntervalNs, long gnaIntervalNs, SourcePlace place) {}
}
