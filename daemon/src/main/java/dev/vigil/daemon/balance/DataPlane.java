package dev.vigil.daemon.balance;

import dev.vigil.core.balance.Balancer;
import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.Table;
import dev.vigil.core.balance.TableChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What of the kernel spreads connections over servers. One thread at a time. */
interface DataPlane extends AutoCloseable {
    /** What it is called in messages. */
    String name();

    /** What the kernel holds of it; throws a {@link dev.vigil.linux.LinuxException} if it does not say. */
    Table table();

    /**
     * Carries out changes, in this order, and answers each of them to the balancer: done, or refused.
     *
     * @return whether the kernel's table was what it was thought to be; otherwise some are not answered, and it is to be read
     *     again
     */
    boolean carryOut(List<TableChange> changes, Balancer balancer);

    /**
     * Counts the connections that go to a server now. What is returned may be asked on another thread, as a long list takes its
     * time; it is empty where they cannot be counted.
     *
     * @param places the services that the server is in, and its key in each
     */
    Supplier<Optional<Connections>> connections(Map<ServiceKey, Destination.Key> places);

    /** What is configured about it as a whole, from now on; false if something of it was refused that may be taken later. */
    default boolean follow(GeneralSettings settings) {
        return true;
    }

    /** The daemon stops, and the table is not kept. */
    default void end(GeneralSettings settings) {}

    @Override
    void close();
}
