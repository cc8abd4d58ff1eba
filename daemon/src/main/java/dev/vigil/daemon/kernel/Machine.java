package dev.vigil.daemon.kernel;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.bfd.BfdWire;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostEdge;
import dev.vigil.core.place.HostEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The machine that virtual routers are on, as far as they share it. It belongs to the loop's thread. */
public interface Machine extends AutoCloseable {
    /** Begins to show what happens: the handler is to {@link #read} whenever there is something. */
    void serve(Watcher watcher, Runnable onEvents);

    /**
     * Hands over what was shown since.
     *
     * @return whether that was all
     */
    boolean read(Consumer<HostEvent> sink);

    /**
     * Lists all interfaces and addresses.
     *
     * @return the kernel's refusal; null if there is none
     */
    @Nullable
    String list(Host into);

    /**
     * Takes over whether polled links have a carrier, by their names: that counts from now on in place of what the kernel
     * shows of them.
     *
     * @return the links that it changes
     */
    default List<HostEvent> poll(Map<String, Boolean> carriers) {
        return List.of();
    }

    /** Edges of this configuration, or of a part of it, are attached from now on. */
    default void expect(Config config) {}

    /** The edge of one virtual router, whose advertisements are proved; what arrives for it goes to the second argument. */
    Edge edge(VrrpInstance config, Arrival arrival, Authenticator authenticator);

    /** What BFD sessions send with, which is asked for once, after {@link #serve}; what arrives goes to the argument. */
    BfdWire bfd(BfdArrival arrival, RandomGenerator random);

    /** What is done to the host for no virtual router. */
    HostEdge host();

    /** Takes over the gaps between announcements. */
    void pace(Config config);

    /** When {@link #onDeadline} must be called next. */
    long deadlineNs();

    /** Sends the announcements whose time has come. */
    void onDeadline(long nowNs);

    /** Soon a call may wait, and what would be due first meanwhile is due then: what prepares for that is best done now. */
    default void attend(long firstDueNs) {}

    /** Whether advertisements left on their own, while a call waited, that {@link #takeKept} has not reported. */
    boolean hasKept();

    /** Whether advertisements left on their own since this was asked last; the edges know which. */
    boolean takeKept();

    /** The longest call that waited since this was asked last. */
    long takeLongestWaitNs();

    /** How many packets were refused before a virtual router was found for them, by interface; no count of 0. */
    Map<String, Map<DropReason, Long>> strays();

    /**
     * Opens a machine to practise on: what its edges do runs through the same code and succeeds, and has no effect. It shows
     * nothing, and nothing arrives from it. A refusal of the kernel is thrown; null if there is no such machine.
     */
    default @Nullable Machine nowhere() {
        return null;
    }

    @Override
    void close();
}
