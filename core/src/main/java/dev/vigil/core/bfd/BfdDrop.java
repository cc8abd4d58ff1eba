package dev.vigil.core.bfd;

/** Why a received BFD packet was refused: RFC 5880 6.8.6 in its order, then the checks of the layers around it. */
public enum BfdDrop {
    /** Shorter than a packet is, or than it says itself. */
    LENGTH("its length is wrong"),
    /** Another version than 1. */
    VERSION("it has another version than 1"),
    /** A detection multiplier of 0. */
    MULTIPLIER_ZERO("its detection multiplier is 0"),
    /** The bit that is reserved for packets to several receivers. */
    MULTIPOINT("it is to several receivers"),
    /** A sender without a discriminator. */
    DISCRIMINATOR_ZERO("it has no discriminator"),
    /** Init or Up from a sender that does not know our discriminator. */
    STATE("its sender says Init or Up without our discriminator"),
    /** Poll and Final at once (RFC 5880 6.5). */
    POLL_AND_FINAL("it is Poll and Final at once"),
    /** A packet with authentication; no session here has any. */
    AUTHENTICATED("it is authenticated, and sessions here are not"),
    /** Nobody's discriminator, or an address that no session is with. */
    UNKNOWN_SESSION("no session is with its sender, or has the discriminator that it names"),
    /** More hops than the session allows (RFC 5881 5). */
    TTL("it has come over more hops than the session allows"),
    /** A session that is administratively down hears nothing. */
    NOT_LISTENING("the session is administratively down");

    private final String text;

    BfdDrop(String text) {
        this.text = text;
    }

    /** What is wrong with the packet, for people. */
    public String text() {
        return text;
    }
}
