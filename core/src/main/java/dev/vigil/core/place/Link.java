package dev.vigil.core.place;

/**
 * A network interface as the kernel shows it.
 *
 * @param up administratively up
 * @param running operational: with carrier
 * @param arp whether addresses on it are resolved by ARP or neighbour discovery
 * @param mac the 48 bits of its Ethernet address, or {@link #NO_MAC}
 */
public record Link(int ifindex, String name, boolean up, boolean running, boolean loopback, boolean arp, long mac) {
    public static final long NO_MAC = -1;

    /** Whether it can carry traffic. */
    public boolean carries() {
        return up && running;
    }

    /** The same with or without a carrier. */
    public Link withCarrier(boolean present) {
        return new Link(ifindex, name, up, present, loopback, arp, mac);
    }

    /** Why it carries nothing, for people; empty if it does. */
    String obstacle() {
        if (!up) {
            return "set down";
        }
        return running ? "" : "no carrier";
    }
}
