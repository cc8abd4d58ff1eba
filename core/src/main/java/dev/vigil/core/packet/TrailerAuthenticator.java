package dev.vigil.core.packet;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The trailer of {@code auth_hmac}, behind the message and not counted by its checksum over IPv4.
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * | Type (1)      | Key number    |           Reserved            |
 * +---------------+---------------+-------------------------------+
 * |                   Seconds since 1970                          |
 * +-------------------------------+-------------------------------+
 * | Fraction, 1/65536 s           | Counter                       |
 * +-------------------------------+-------------------------------+
 * |    HMAC-SHA-256, of which the first 16 bytes are sent         |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Seconds, fraction and counter are one number, an advertisement's place in its sender's order.
 */
final class TrailerAuthenticator extends Authenticator {
    private static final int LENGTH = 28;
    private static final int HEAD = 12;
    private static final int MAC_LENGTH = 16;
    private static final byte TYPE = 1;
    private static final int KEY_ID = 1;
    private static final int RESERVED = 2;
    private static final int PLACE = 4;
    private static final int IDS = 256;
    private static final int FRACTION_BITS = 16;
    private static final int SECONDS_SHIFT = 32;

    private final Protection.Trailer settings;
    private final @Nullable Digest[] digests = new @Nullable Digest[IDS];
    private final Digest active;
    private final ReplayMarks marks = new ReplayMarks();

    /** How far the last sender's clock is ahead, in places; 0 if that is nothing to speak of. */
    private long aheadWarned;

    /** Whether it was spoken of. */
    private boolean warned;

    /** The place of the last advertisement that was sent. */
    private long sent;

    TrailerAuthenticator(Protection.Trailer settings) {
        this.settings = settings;
        settings.keys().forEach((id, key) -> digests[id] = Digest.of("HmacSHA256", key));
        Digest signing = digests[settings.activeKey()];
        if (signing == null) {
            throw new IllegalArgumentException("the key that signs is none of the keys");
        }
        active = signing;
    }

    @Override
    public int trailBytes() {
        return settings.mode() == Protection.Mode.RECEIVE_ONLY ? 0 : LENGTH;
    }

    @Override
    public int heardTrailBytes() {
        return LENGTH;
    }

    @Override
    public void advance(long wallNs) {
        long clock = place(wallNs);
        long next = sent + 1;
        boolean beyond = settings.timed() && next - clock > place(settings.windowNs());
        sent = clock - next > 0 || beyond ? clock : next;
    }

    /** A time as a place in an order, with a counter of 0. */
    private static long place(long timeNs) {
        long seconds = timeNs / Nanos.PER_S;
        long fraction = (timeNs % Nanos.PER_S << FRACTION_BITS) / Nanos.PER_S;
        return seconds << SECONDS_SHIFT | fraction << FRACTION_BITS;
    }

    @Override
    void seal(ByteBuffer packet, int messageAt, int messageLength, IpAddress source) {
        if (trailBytes() == 0) {
            return;
        }
        int at = messageAt + messageLength;
        packet.put(at, TYPE);
        packet.put(at + KEY_ID, (byte) settings.activeKey());
        packet.putShort(at + RESERVED, (short) 0);
        packet.putLong(at + PLACE, sent);
        cover(active, packet, messageAt, messageLength, source).write(packet, at + HEAD, MAC_LENGTH);
    }

    private static Digest cover(Digest digest, ByteBuffer packet, int at, int messageLength, IpAddress source) {
        boolean ipv4 = source.family() == Family.IPV4;
        digest.addByte(ipv4 ? 4 : 6)
                .addByte(Advertisement.version(packet, at))
                .addByte(Advertisement.vrid(packet, at))
                .addByte(0);
        if (ipv4) {
            digest.addLong((long) source.ipv4Bits() << Integer.SIZE).addLong(0);
        } else {
            digest.addLong(source.high()).addLong(source.low());
        }
        int behindChecksum = Advertisement.CHECKSUM + Short.BYTES;
        return digest.add(packet, at, Advertisement.CHECKSUM)
                .addZeros(Short.BYTES)
                .add(packet, at + behindChecksum, messageLength - behindChecksum + HEAD)
                .addZeros(MAC_LENGTH);
    }

    @Override
    @Nullable
    public DropReason judgeTrail(Datagram heard, int messageLength) {
        if (heard.lengthBytes() != messageLength + LENGTH) {
            return settings.mode() == Protection.Mode.ENFORCE ? DropReason.TRAILER_MISSING : null;
        }
        ByteBuffer packet = heard.buffer();
        int at = heard.at() + messageLength;
        if (packet.get(at) != TYPE || packet.getShort(at + RESERVED) != 0) {
            return DropReason.TRAILER_MALFORMED;
        }
        long place = packet.getLong(at + PLACE);
        long clock = place(heard.wallNs());
        long window = place(settings.windowNs());
        long ahead = place - clock;
        if (settings.timed() && (ahead > window || ahead < -window)) {
            return DropReason.TRAILER_STALE;
        }
        Digest digest = digests[packet.get(at + KEY_ID) & 0xff];
        if (digest == null) {
            return DropReason.TRAILER_UNKNOWN_KEY;
        }
        if (!cover(digest, packet, heard.at(), messageLength, heard.source()).stands(packet, at + HEAD, MAC_LENGTH)) {
            return DropReason.TRAILER_INVALID;
        }
        long forgotten = settings.timed() ? clock - window : ReplayMarks.NEVER_FORGOTTEN;
        if (!marks.advance(heard.source(), place, forgotten)) {
            return DropReason.TRAILER_REPLAYED;
        }
        aheadWarned = settings.timed() && Math.abs(ahead) > window / 2 ? ahead : 0;
        return null;
    }

    @Override
    public long takeClockAheadNs() {
        if (aheadWarned == 0 || warned) {
            return 0;
        }
        warned = true;
        return ((aheadWarned >> FRACTION_BITS) * Nanos.PER_S) >> FRACTION_BITS;
    }

    @Override
    public void inherit(Authenticator old) {
        if (old instanceof TrailerAuthenticator trailer) {
            sent = trailer.sent;
            warned = trailer.warned;
            marks.copy(trailer.marks);
        }
    }
}
