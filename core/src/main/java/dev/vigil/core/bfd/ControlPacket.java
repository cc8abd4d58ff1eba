package dev.vigil.core.bfd;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The BFD control packet (RFC 5880 4.1). One object is filled again for each packet, so that nothing is allocated.
 *
 * <pre>
 * +-----+---------+---+-+-+-+-+-+-+---------------+---------------+
 * |Vers |  Diag   |Sta|P|F|C|A|D|M|  Detect Mult  |    Length     |
 * +-----+---------+---+-+-+-+-+-+-+---------------+---------------+
 * |                       My Discriminator                        |
 * |                      Your Discriminator                       |
 * |                    Desired Min TX Interval                    |
 * |                   Required Min RX Interval                    |
 * |                 Required Min Echo RX Interval                 |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Intervals are in microseconds, unsigned.
 */
public final class ControlPacket {
    /** Bytes of a packet without authentication. */
    public static final int LENGTH = 24;

    static final long INTERVAL_US_MAX = 0xffff_ffffL;

    private static final int VERSION = 1;
    private static final int VERSION_SHIFT = 5;
    private static final int DIAGNOSTIC_MASK = 0x1f;
    private static final int STATE_SHIFT = 6;
    private static final int POLL = 0x20;
    private static final int FINAL = 0x10;
    private static final int AUTHENTICATION = 0x04;
    private static final int DEMAND = 0x02;
    private static final int MULTIPOINT = 0x01;

    private static final int VERSION_AND_DIAGNOSTIC_AT = 0;
    private static final int STATE_AND_FLAGS_AT = 1;
    private static final int MULTIPLIER_AT = 2;
    private static final int LENGTH_AT = 3;
    private static final int MY_DISCRIMINATOR_AT = 4;
    private static final int YOUR_DISCRIMINATOR_AT = 8;
    private static final int DESIRED_MIN_TX_AT = 12;
    private static final int REQUIRED_MIN_RX_AT = 16;
    private static final int REQUIRED_MIN_ECHO_RX_AT = 20;

    private int diagnostic;
    private BfdState state = BfdState.DOWN;
    private int flags;
    private int multiplier;
    private int myDiscriminator;
    private int yourDiscriminator;
    private long desiredMinTxUs;
    private long requiredMinRxUs;

    /** One that is yet to be filled. */
    ControlPacket() {}

    /**
     * Takes in what arrived.
     *
     * @param at where the payload of the datagram begins
     * @param lengthBytes of the payload
     * @return why it is refused; null if nothing is wrong with it in itself, and only then it may be looked at
     */
    public @Nullable BfdDrop read(ByteBuffer bytes, int at, int lengthBytes) {
        if (lengthBytes < LENGTH) {
            return BfdDrop.LENGTH;
        }
        int first = bytes.get(at + VERSION_AND_DIAGNOSTIC_AT) & 0xff;
        int second = bytes.get(at + STATE_AND_FLAGS_AT) & 0xff;
        int declaredBytes = bytes.get(at + LENGTH_AT) & 0xff;
        diagnostic = first & DIAGNOSTIC_MASK;
        state = BfdState.of(second >>> STATE_SHIFT);
        flags = second & (POLL | FINAL | AUTHENTICATION | DEMAND | MULTIPOINT);
        multiplier = bytes.get(at + MULTIPLIER_AT) & 0xff;
        myDiscriminator = bytes.getInt(at + MY_DISCRIMINATOR_AT);
        yourDiscriminator = bytes.getInt(at + YOUR_DISCRIMINATOR_AT);
        desiredMinTxUs = Integer.toUnsignedLong(bytes.getInt(at + DESIRED_MIN_TX_AT));
        requiredMinRxUs = Integer.toUnsignedLong(bytes.getInt(at + REQUIRED_MIN_RX_AT));
        return fault(first >>> VERSION_SHIFT, declaredBytes, lengthBytes);
    }

    /** RFC 5880 6.8.6, in its order. */
    private @Nullable BfdDrop fault(int version, int declaredBytes, int lengthBytes) {
        if (version != VERSION) {
            return BfdDrop.VERSION;
        }
        if (declaredBytes < LENGTH || declaredBytes > lengthBytes) {
            return BfdDrop.LENGTH;
        }
        if (multiplier == 0) {
            return BfdDrop.MULTIPLIER_ZERO;
        }
        if (has(MULTIPOINT)) {
            return BfdDrop.MULTIPOINT;
        }
        if (myDiscriminator == 0) {
            return BfdDrop.DISCRIMINATOR_ZERO;
        }
        if (yourDiscriminator == 0 && (state == BfdState.INIT || state == BfdState.UP)) {
            return BfdDrop.STATE;
        }
        if (has(POLL) && has(FINAL)) {
            return BfdDrop.POLL_AND_FINAL;
        }
        return has(AUTHENTICATION) ? BfdDrop.AUTHENTICATED : null;
    }

    /** Writes it as a packet without authentication and echo. */
    public void write(ByteBuffer bytes, int at) {
        bytes.put(at + VERSION_AND_DIAGNOSTIC_AT, (byte) (VERSION << VERSION_SHIFT | diagnostic));
        bytes.put(at + STATE_AND_FLAGS_AT, (byte) (state.ordinal() << STATE_SHIFT | flags));
        bytes.put(at + MULTIPLIER_AT, (byte) multiplier);
        bytes.put(at + LENGTH_AT, (byte) LENGTH);
        bytes.putInt(at + MY_DISCRIMINATOR_AT, myDiscriminator);
        bytes.putInt(at + YOUR_DISCRIMINATOR_AT, yourDiscriminator);
        bytes.putInt(at + DESIRED_MIN_TX_AT, (int) desiredMinTxUs);
        bytes.putInt(at + REQUIRED_MIN_RX_AT, (int) requiredMinRxUs);
        bytes.putInt(at + REQUIRED_MIN_ECHO_RX_AT, 0);
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    // What is filled in before it is written

    ControlPacket is(BfdState sent, int sentDiagnostic) {
        state = sent;
        diagnostic = sentDiagnostic;
        return this;
    }

    ControlPacket flagged(boolean poll, boolean last) {
        flags = (poll ? POLL : 0) | (last ? FINAL : 0);
        return this;
    }

    ControlPacket between(int mine, int yours) {
        myDiscriminator = mine;
        yourDiscriminator = yours;
        return this;
    }

    /** Longer intervals than a packet can name count as the longest. */
    ControlPacket every(long sentDesiredMinTxUs, long sentRequiredMinRxUs, int sentMultiplier) {
        desiredMinTxUs = Math.min(sentDesiredMinTxUs, INTERVAL_US_MAX);
        requiredMinRxUs = Math.min(sentRequiredMinRxUs, INTERVAL_US_MAX);
        multiplier = sentMultiplier;
        return this;
    }

    // What it holds

    public int diagnostic() {
        return diagnostic;
    }

    public BfdState state() {
        return state;
    }

    public boolean isPoll() {
        return has(POLL);
    }

    public boolean isFinal() {
        return has(FINAL);
    }

    public boolean isDemand() {
        return has(DEMAND);
    }

    public int multiplier() {
        return multiplier;
    }

    public int myDiscriminator() {
        return myDiscriminator;
    }

    public int yourDiscriminator() {
        return yourDiscriminator;
    }

    public long desiredMinTxUs() {
        return desiredMinTxUs;
    }

    public long requiredMinRxUs() {
        return requiredMinRxUs;
    }
}
