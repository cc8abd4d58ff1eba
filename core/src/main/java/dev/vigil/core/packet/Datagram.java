package dev.vigil.core.packet;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * A VRRP message as it arrived: where its bytes are, and what the layers below said of it. One object is filled again for
 * each message, so that nothing is allocated; it is valid until then.
 */
public final class Datagram {
    private static final IpAddress NOBODY = IpAddress.ipv4(0);

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int at;
    private int lengthBytes;
    private IpAddress source = NOBODY;
    private IpAddress destination = NOBODY;
    private int ttl;
    private long atNs;

    private final LongSupplier wallClock;

    /** One that is yet to be filled, where nobody asks for the time of day. */
    public Datagram() {
        this(() -> 0);
    }

    /**
     * One that is yet to be filled.
     *
     * @param wallClock nanoseconds since 1970, asked for by proofs alone
     */
    public Datagram(LongSupplier wallClock) {
        this.wallClock = wallClock;
    }

    /**
     * @param where the message starts, behind the IP header
     * @param messageLengthBytes of the message alone
     */
    public Datagram message(ByteBuffer bytes, int where, int messageLengthBytes) {
        buffer = bytes;
        at = where;
        lengthBytes = messageLengthBytes;
        return this;
    }

    /** @param hops the TTL or hop limit that was left when it arrived */
    public Datagram from(IpAddress sender, int hops) {
        source = sender;
        ttl = hops;
        return this;
    }

    public Datagram to(IpAddress receiver) {
        destination = receiver;
        return this;
    }

    /** When it arrived, on the monotonic clock of the inputs. */
    public Datagram arrivedAt(long nowNs) {
        atNs = nowNs;
        return this;
    }

    public ByteBuffer buffer() {
        return buffer;
    }

    public int at() {
        return at;
    }

    public int lengthBytes() {
        return lengthBytes;
    }

    public IpAddress source() {
        return source;
    }

    public IpAddress destination() {
        return destination;
    }

    public int ttl() {
        return ttl;
    }

    public long atNs() {
        return atNs;
    }

    /** The time of day, in nanoseconds since 1970. */
    long wallNs() {
        return wallClock.getAsLong();
    }

    public int version() {
        return Advertisement.version(buffer, at);
    }

    public int type() {
        return Advertisement.type(buffer, at);
    }

    public int priority() {
        return Advertisement.priority(buffer, at);
    }

    public int addressCount() {
        return Advertisement.addressCount(buffer, at);
    }

    public int authType() {
        return Advertisement.authType(buffer, at);
    }

    /** What a valid message of its version says about its sender's interval. */
    public long intervalNs() {
        return Advertisement.intervalNs(buffer, at);
    }
}
