package dev.vigil.core.bfd;

/** Why a received BFD packet was refused: RFC 5880 6.8.6 in its order, then the checks of the layers around it. */
public enum BfdDrop {
    /** Shorter than a packet is, or than it says itself. */
    LENGTH,
    /** Another version than 1. */
    VERSION,
    /** A detection multiplier of 0. */
    MULTIPLIER_ZERO,
    /** The bit that is reserved for packets to several receivers. */
    MULTIPOINT,
    /** A sender without a discriminator. */
    DISCRIMINATOR_ZERO,
    /** Init or Up from a sender that does not know our discriminator. */
    STATE,
    /** Poll and Final at once (RFC 5880 6.5). */
    POLL_AND_FINAL,
    /** A packet with authentication; no session here has any. */
    AUTHENTICATED,
    /** Nobody's discriminator, or an address that no session is with. */
    UNKNOWN_SESSION,
    /** More hops than the session allows (RFC 5881 5). */
    TTL,
    /** A session that is administratively down hears nothing. */
    NOT_LISTENING
}
