package dev.vigil.linux;

import java.util.Optional;

/**
 * A network interface as the kernel describes it.
 *
 * @param hardwareType ARPHRD number: {@link #HARDWARE_ETHERNET} and others
 * @param flags the IFF_ flags
 * @param mtuBytes 0 if the kernel did not tell
 * @param mac empty for interfaces without a six-byte address
 * @param lowerIfindex the interface this one is stacked on, as the base of a macvlan; 0 for none
 * @param masterIfindex the bridge, bond or VRF that this one belongs to; 0 for none
 * @param kind the driver's kind, as {@code macvlan}; empty for hardware
 * @param group the number of its group of interfaces
 */
public record LinkInfo(
        int ifindex,
        String name,
        int hardwareType,
        int flags,
        int mtuBytes,
        Optional<MacAddress> mac,
        int lowerIfindex,
        int masterIfindex,
        String kind,
        int group) {
    public static final int HARDWARE_ETHERNET = Constants.ARPHRD_ETHER;
    public static final int HARDWARE_INFINIBAND = Constants.ARPHRD_INFINIBAND;
    public static final int HARDWARE_LOOPBACK = Constants.ARPHRD_LOOPBACK;

    /** Administratively up. */
    public boolean isUp() {
        return has(Constants.IFF_UP);
    }

    /** Operational: with carrier. */
    public boolean isRunning() {
        return has(Constants.IFF_RUNNING);
    }

    public boolean isLoopback() {
        return has(Constants.IFF_LOOPBACK);
    }

    /** Whether ARP is switched off. */
    public boolean isWithoutArp() {
        return has(Constants.IFF_NOARP);
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
