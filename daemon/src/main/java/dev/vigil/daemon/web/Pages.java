package dev.vigil.daemon.web;

/** What a listener serves. */
interface Pages {
    /**
     * Answers a GET.
     *
     * @param path of the URL, decoded
     * @param accept the header of that name; empty without one
     */
    Answer at(String path, String accept);
}
