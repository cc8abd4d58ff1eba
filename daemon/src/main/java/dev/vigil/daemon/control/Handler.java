package dev.vigil.daemon.control;

import io.avaje.json.JsonWriter;

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
}
