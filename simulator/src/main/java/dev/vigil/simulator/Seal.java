package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The trailers of {@code auth_hmac} that one virtual router hears, read and computed in the simulator's own way, and how far
 * each sender has come in its order.
 */
final class Seal {
    static final int LENGTH = 28;

    private static final int PLACE = 4;
    private static final int HEAD = 12;
    private static final int CODE = 16;
    private static final int CHECKSUM = 6;
    private static final int ADDRESS = 16;
    private static final double UNITS = 4_294_967_296.0;
    private static final double NS = 1_000_000_000.0;

    /** Trailers count in 1/65536 s; what is no further than that from the edge of the window may be either. */
    private static final double ROUNDING_NS = NS / 65_536;

    /** What a trailer is worth. */
    enum Verdict {
        GOOD,
        /** It comes from somebody with other keys, or from nobody. */
        WRONG,
        /** It is too old, or older than what its sender said since. */
        OLD
    }

    private final Map<IpAddress, Long> places = new HashMap<>();

    void forget() {
        places.clear();
    }

    /** Judges what stands behind a message, and remembers its place if it is good. */
    Verdict judge(ProofPlan plan, Packet packet, IpAddress source, int at, Wire wire, int length, long wallNs) {
        ByteBuffer bytes = packet.bytes();
        if (length != wire.length() + LENGTH) {
            return plan.demands() ? Verdict.WRONG : Verdict.GOOD;
        }
        int trailer = at + wire.length();
        if (bytes.get(trailer) != 1 || bytes.getShort(trailer + 2) != 0) {
            return Verdict.WRONG;
        }
        long place = bytes.getLong(trailer + PLACE);
        // Seconds in the upper half.
        double saidNs = place / UNITS * NS;
        if (plan.timed() && Math.abs(saidNs - wallNs) > plan.windowNs() + ROUNDING_NS) {
            return Verdict.OLD;
        }
        List<Byte> key = plan.keys().get(bytes.get(trailer + 1) & 0xff);
        if (key == null || !isRight(key, bytes, source, at, wire)) {
            return Verdict.WRONG;
        }
        Long last = places.get(source);
        double rememberedNs = wallNs - plan.windowNs() + ROUNDING_NS;
        if (last != null && place <= last && (!plan.timed() || last / UNITS * NS >= rememberedNs)) {
            return Verdict.OLD;
        }
        places.put(source, place);
        return Verdict.GOOD;
    }

    private static boolean isRight(List<Byte> key, ByteBuffer bytes, IpAddress source, int at, Wire wire) {
        boolean ipv4 = source.family() == Family.IPV4;
        int covered = wire.length() + HEAD;
        ByteBuffer input = ByteBuffer.allocate(PLACE + ADDRESS + covered + CODE);
        input.put((byte) (ipv4 ? 4 : 6))
                .put((byte) wire.version())
                .put((byte) wire.vrid())
                .put((byte) 0);
        if (ipv4) {
            input.putInt(source.ipv4Bits()).putInt(0).putLong(0);
        } else {
            input.putLong(source.high()).putLong(source.low());
        }
        int message = input.position();
        for (int place = 0; place < covered; place++) {
            input.put(bytes.get(at + place));
        }
        input.putShort(message + CHECKSUM, (short) 0);
        byte[] code = code(key, input.array());
        for (int place = 0; place < CODE; place++) {
            if (code[place] != bytes.get(at + covered + place)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] code(List<Byte> key, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ProofPlan.array(key), "HmacSHA256"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
