package dev.vigil.daemon.fifo;

import java.nio.charset.StandardCharsets;

/**
 * One line of a FIFO.
 *
 * @param subject {@code INSTANCE} or {@code GROUP}
 * @param name of the instance or group
 * @param state the word that scripts get as well
 * @param priority the effective priority; 0 for a group
 */
public record FifoLine(String subject, String name, String state, int priority) {
    /** As its readers know it: the name in quotes, and one newline. */
    byte[] bytes() {
        return (subject + " \"" + name + "\" " + state + " " + priority + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
