package dev.vigil.linux;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells systemd how we are, by datagrams to the socket in NOTIFY_SOCKET: sd_notify(3). A message that cannot be delivered
 * is dropped, for no service may fail because nobody listens. An abstract name is looked up in the network namespace of
 * the thread that opened this. Any thread may call.
 */
public final class ServiceManager implements AutoCloseable {
    private static final String SOCKET_VARIABLE = "NOTIFY_SOCKET";
    private static final int NS_PER_US = 1000;

    private final LocalDatagrams datagrams;

    private ServiceManager(LocalDatagrams datagrams) {
        this.datagrams = datagrams;
    }

    /** The service manager that started us, if one did and wants to know. */
    public static Optional<ServiceManager> fromEnvironment() {
        return at(System.getenv().getOrDefault(SOCKET_VARIABLE, ""));
    }

    /**
     * @param socket a path, or {@code @} and an abstract name; empty if the name is neither
     */
    public static Optional<ServiceManager> at(String socket) {
        return LocalDatagrams.to(socket).map(ServiceManager::new);
    }

    public void ready() {
        notify("READY=1");
    }

    /**
     * A reload begins; {@link #ready()} ends it.
     *
     * @param nowNs {@link MonotonicClock#nowNs()}
     */
    public void reloading(long nowNs) {
        notify("RELOADING=1\nMONOTONIC_USEC=" + nowNs / NS_PER_US);
    }

    public void stopping() {
        notify("STOPPING=1");
    }

    /** This process is alive; expected again and again if {@link #aliveEveryNs} says so. */
    public void alive() {
        notify("WATCHDOG=1");
    }

    /**
     * How often the service manager wants to hear that this process is alive, as WATCHDOG_USEC and WATCHDOG_PID in its
     * environment say: twice in the time after which it gives the process up. Empty if it does not watch.
     */
    public static OptionalLong aliveEveryNs(Map<String, String> environment, long pid) {
        String usec = environment.getOrDefault("WATCHDOG_USEC", "");
        String whom = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
        boolean isMeant = usec.matches("[1-9]\\d{0,14}") && whom.equals(Long.toString(pid));
        return isMeant ? OptionalLong.of(Long.parseLong(usec) * NS_PER_US / 2) : OptionalLong.empty();
    }

    /** Sends assignments, one a line; false if nobody took them. */
    public synchronized boolean notify(String assignments) {
        return datagrams.trySend(assignments.getBytes(StandardCharsets.UTF_8)) == 0;
    }

    @Override
    public synchronized void close() {
        datagrams.close();
    }
}
