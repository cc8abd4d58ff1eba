package dev.vigil.daemon.control;

import java.util.Map;
import java.util.Optional;

/**
 * What a client of the control socket asks for.
 *
 * @param command the word that selects what is done: {@code status}
 * @param arguments the other names of the request; all values are text
 * @param peer the user who asks, for the log
 */
public record Request(String command, Map<String, String> arguments, String peer) {
    public Request {
        arguments = Map.copyOf(arguments);
    }

    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }
}
