package dev.vigil.daemon.control;

import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers requests. It is called on a thread of the control socket, several at a time, and must return within
 * {@link ControlServer#ANSWER_TIMEOUT_MS}.
 */
@FunctionalInterface
public interface Handler {
    /**
     * Writes exactly one JSON object. What was written before a refusal is discarded.
     *
     * @throws RequestRefused to answer with an error
     */
    void handle(Request request, JsonWriter answer) throws RequestRefused;

    /**
     * An answer of many lines, which is sent while it is made, so that it may be longer than what memory should hold; empty
     * if the request is one for {@link #handle}.
     *
     * @throws RequestRefused to answer with an error
     */
    default Optional<Lines> lines(Request request) throws RequestRefused {
        return Optional.empty();
    }

    /** Writes lines, each a JSON object. */
    @FunctionalInterface
    interface Lines {
        void write(Appendable out) throws IOException;
    }
}
