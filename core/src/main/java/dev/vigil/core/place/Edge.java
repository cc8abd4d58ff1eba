package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.DroppedAddress;
import dev.vigil.core.filter.FilterSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a placed router does to the machine. Nothing here decides, and nothing throws for a refusal of the kernel: each
 * method gives it back.
 */
public interface Edge extends HostEdge {
    /**
     * Opens the sockets for an interface and a source address beside those that are open, which are closed afterwards.
     * What arrives goes on to whom it went before, until {@link #serve}.
     *
     * @return the kernel's refusal, after which everything is as before; null if there is none
     */
    @Nullable
    String attach(Link link, IpAddress source);

    /** Brings what arrives for this virtual router to it. {@link #attach} has asked the kernel for all that this needs. */
    void serve();

    /** Closes the sockets, if there are any. */
    void detach();

    /** Prepares these addresses and no others, so that they can be asked for and announced at once. */
    void place(List<PlacedAddress> addresses);

    /** Sends an advertisement to every destination; the number of those that the kernel refused. */
    int send(int priority);

    /**
     * Nothing more is sent on its own. An edge whose calls wait in the kernel may meanwhile send the last advertisement
     * again each time it is due: from the first one of a MASTER on, until one with priority 0, {@link #detach} or this.
     */
    default void keepNoLonger() {}

    /** How often the last advertisement was sent on its own since this was asked last. */
    default int takeKept() {
        return 0;
    }

    /** When an advertisement was sent on its own last, if one was. */
    default long keptNs() {
        return 0;
    }

    /** How many destinations there are; 0 without sockets. */
    int destinations();

    /** The kernel's reason for the last refusal of {@link #send}. */
    String sendRefusal();

    /**
     * Packets to and from these addresses, and from now on no others of this virtual router, are dropped.
     *
     * @return the kernel's refusal; null if there is none
     */
    default @Nullable String drop(FilterSettings settings, Set<DroppedAddress> addresses) {
        return null;
    }

    /** Announces addresses to the segment, or lets that wait for its turn. */
    void announce(List<PlacedAddress> addresses);

    /** Withdraws what waits of such announcements. */
    void withdraw(List<PlacedAddress> addresses);

    /** Announces the source address to switches, where peers are reached only by way of them. */
    void announceSource();
}
