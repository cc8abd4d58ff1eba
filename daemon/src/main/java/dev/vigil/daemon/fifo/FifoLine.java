package dev.vigil.daemon.fifo;

import java.nio.charset.StandardCharsets;

/**
 * One line of a FIFO, as its readers know it.
 *
 * @param text without the newline
 */
public record FifoLine(Area area, String text) {
    /** What a line is about. */
    public enum Area {
        VRRP,
        SERVERS
    }

    /**
     * A line about an instance or a group.
     *
     * @param subject {@code INSTANCE} or {@code GROUP}
     * @param state the word that scripts get as well
     * @param priority the effective priority; 0 for a group
     */
    public static FifoLine vrrp(String subject, String name, String state, int priority) {
        return new FifoLine(Area.VRRP, subject + " \"" + name + "\" " + state + " " + priority);
    }

    /**
     * A line about a virtual server.
     *
     * @param state {@code UP} or {@code DOWN}
     */
    public static FifoLine service(String name, String state) {
        return new FifoLine(Area.SERVERS, "VS " + name + " " + state);
    }

    /** A line about a real server. */
    public static FifoLine server(String service, String name, String state) {
        return new FifoLine(Area.SERVERS, "RS " + name + " " + service + " " + state);
    }

    byte[] bytes() {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
