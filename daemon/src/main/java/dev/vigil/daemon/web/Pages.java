package dev.vigil.daemon.web;

import java.util.Optional;

/** What a listener serves. */
interface Pages {
    Answer at(Request request);

    /** The stream that a client asks for; empty where there is none, and {@link #at} answers. */
    default Optional<Live> live(Request request) {
        return Optional.empty();
    }
}
