package dev.vigil.daemon.web;

/** What a client gets. */
record Answer(int status, String contentType, String body) {
    private static final String PLAIN = "text/plain; charset=utf-8";

    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int UNAVAILABLE = 503;

    /** A line for people. */
    static Answer line(int status, String text) {
        return new Answer(status, PLAIN, text + "\n");
    }
}
