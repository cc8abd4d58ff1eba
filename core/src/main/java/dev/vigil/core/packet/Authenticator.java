package dev.vigil.core.packet;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the proofs of one virtual router's advertisements and checks those of others. It remembers the order of both, so
 * that an old advertisement is not taken for a new one. It belongs to whoever sends or receives at the moment.
 */
public abstract sealed class Authenticator permits NoAuthenticator, HeaderAuthenticator, TrailerAuthenticator {
    Authenticator() {}

    /** Proves nothing and demands nothing. */
    public static Authenticator none() {
        return NoAuthenticator.INSTANCE;
    }

    /** The IP protocol of the packets. */
    public int protocol() {
        return Advertisement.PROTOCOL;
    }

    /** Bytes between the IP header and the message. */
    public int leadBytes() {
        return 0;
    }

    /** Bytes that are sent behind the message. */
    public int trailBytes() {
        return 0;
    }

    /** Bytes that a received message may have behind it; 0 for none. */
    public int heardTrailBytes() {
        return 0;
    }

    /** Whether an advertisement that was sent cannot be sent again as it is. */
    public boolean isOrdered() {
        return true;
    }

    /**
     * Takes the next place in the order. All copies of one advertisement have the same place.
     *
     * @param wallNs nanoseconds since 1970
     */
    public abstract void advance(long wallNs);

    /** Proves a packet, which is complete but for the proof. */
    abstract void seal(ByteBuffer packet, int messageAt, int messageLength, IpAddress source);

    /** Judges what stands in front of a message; null if it is right. */
    @Nullable
    public DropReason judgeLead(Datagram heard) {
        return null;
    }

    /**
     * Judges what stands behind a message that has its due length, or more.
     *
     * @return null if it is right
     */
    @Nullable
    public DropReason judgeTrail(Datagram heard, int messageLength) {
        return null;
    }

    /**
     * How far the clock of the sender that was judged last is ahead of ours, in nanoseconds, if that will soon be too far;
     * otherwise 0. Said once, whoever it is: a clock that is half as wrong as it may be is going wrong.
     */
    public long takeClockAheadNs() {
        return 0;
    }

    /** Goes on where another one stops, as far as it is of the same kind. */
    public abstract void inherit(Authenticator old);
}
