package dev.vigil.daemon.web;

import java.util.Map;

/** What a client gets. */
record Answer(int status, String contentType, String body, Map<String, String> headers) {
    private static final String PLAIN = "text/plain; charset=utf-8";

    static final int OK = 200;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int UNAVAILABLE = 503;

    Answer(int status, String contentType, String body) {
        this(status, contentType, body, Map.of());
    }

    /** A line for people. */
    static Answer line(int status, String text) {
        return new Answer(status, PLAIN, text + "\n");
    }
}
