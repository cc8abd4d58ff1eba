package dev.vigil.core.packet;

import java.util.Map;

/** What proves who sent the advertisements of a virtual router, beside the message itself. */
public sealed interface Protection {
    /** What makes and checks the proofs, at the beginning of its life. */
    default Authenticator authenticator() {
        return switch (this) {
            case None _ -> Authenticator.none();
            case Header header -> new HeaderAuthenticator(header.key());
            case Trailer trailer -> new TrailerAuthenticator(trailer);
        };
    }

    /** Nothing but the message. */
    record None() implements Protection {}

    /** An IP authentication header in front of the message ({@code auth_type AH}, RFC 2402, HMAC-MD5-96). */
    record Header(Key key) implements Protection {}

    /**
     * A trailer behind the message ({@code auth_hmac}, HMAC-SHA-256-128).
     *
     * @param keys by their numbers, 1..255; all of them are accepted
     * @param activeKey the number of the key that signs
     * @param windowNs how far the clock of a sender may be off, and how long its place in the order is remembered
     * @param timed whether that is looked at at all; otherwise the order alone counts
     */
    record Trailer(Map<Integer, Key> keys, int activeKey, long windowNs, boolean timed, Mode mode)
            implements Protection {
        public Trailer {
            keys = Map.copyOf(keys);
        }
    }

    /** Whether a trailer is sent, and whether an advertisement without one is accepted. */
    enum Mode {
        /** Sent and demanded. */
        ENFORCE,
        /** Sent, not demanded. */
        PERMISSIVE,
        /** Neither sent nor demanded. */
        RECEIVE_ONLY
    }
}
