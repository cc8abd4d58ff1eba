package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An advertisement as RFC 3768 5.1 and RFC 9568 5.2 draw it, read here in the simulator's own way.
 *
 * @param intervalNs what it says of its sender's interval
 * @param proof the authentication data of version 2 over IPv4; empty otherwise
 * @param length so many bytes it should have
 */
record Wire(
        int version,
        int type,
        int vrid,
        int priority,
        int authType,
        long intervalNs,
        Set<IpAddress> addresses,
        List<Byte> proof,
        int length) {
    private static final int HEADER = 8;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int PROTOCOL = 112;

    Wire {
        addresses = Set.copyOf(addresses);
        proof = List.copyOf(proof);
    }

    /** Reads a message; null if it is shorter than it says, or of no known version. */
    static @Nullable Wire read(ByteBuffer bytes, int at, int length, Family family) {
        int version = (bytes.get(at) & 0xf0) >> 4;
        if (length < HEADER || version < 2 || version > 3) {
            return null;
        }
        int count = bytes.get(at + 3) & 0xff;
        int size = family == Family.IPV4 ? IPV4_BYTES : IPV6_BYTES;
        boolean proving = version == 2 && family == Family.IPV4;
        int due = HEADER + count * size + (proving ? MemberPlan.PROOF_LENGTH : 0);
        if (length < due) {
            return null;
        }
        Set<IpAddress> addresses = new HashSet<>();
        for (int index = 0; index < count; index++) {
            int place = at + HEADER + index * size;
            addresses.add(
                    family == Family.IPV4
                            ? IpAddress.ipv4(bytes.getInt(place))
                            : IpAddress.ipv6(bytes.getLong(place), bytes.getLong(place + IPV6_BYTES / 2)));
        }
        List<Byte> proof = new ArrayList<>();
        for (int place = at + due - MemberPlan.PROOF_LENGTH; proving && place < at + due; place++) {
            proof.add(bytes.get(place));
        }
        long intervalNs = version == 2
                ? (bytes.get(at + 5) & 0xff) * Nanos.PER_S
                : (bytes.getShort(at + 4) & 0xfff) * Nanos.PER_S / 100;
        return new Wire(
                version,
                bytes.get(at) & 0xf,
                bytes.get(at + 1) & 0xff,
                bytes.get(at + 2) & 0xff,
                version == 2 ? bytes.get(at + 4) & 0xff : 0,
                intervalNs,
                addresses,
                proof,
                due);
    }

    /** Whether the checksum of a message over IPv4 is one that its receivers know. */
    boolean isSound(ByteBuffer bytes, int at, IpAddress source, IpAddress destination, IpAddress group) {
        if (source.family() == Family.IPV6) {
            return true;
        }
        long sum = 0;
        for (int place = at; place < at + length; place += 2) {
            sum += bytes.getShort(place) & 0xffff;
        }
        if (folds(sum)) {
            return true;
        }
        boolean old = !destination.isMulticast() && folds(sum + pseudo(source, group));
        return version == 3 && (old || folds(sum + pseudo(source, destination)));
    }

    private long pseudo(IpAddress source, IpAddress destination) {
        return halves(source.ipv4Bits()) + halves(destination.ipv4Bits()) + PROTOCOL + length;
    }

    private static long halves(int bits) {
        return (bits >>> 16) + (bits & 0xffffL);
    }

    /** Whether a sum is minus zero in the arithmetic of one's complement. */
    private static boolean folds(long sum) {
        return sum != 0 && sum % 0xffff == 0;
    }

    /** What is wrong with it as an advertisement of a member; null for nothing. */
    @Nullable
    String wrongFrom(MemberPlan plan, int itsPriority) {
        boolean version2 = plan.settings().rules().version() == 2;
        boolean right = version == plan.settings().rules().version()
                && type == 1
                && vrid == plan.settings().vrid()
                && priority == itsPriority
                && intervalNs == plan.message().interval() * (version2 ? Nanos.PER_S : Nanos.PER_S / 100)
                && addresses.equals(Set.copyOf(plan.message().addresses()))
                && authType == (version2 ? plan.proofType() : 0)
                && (proof.isEmpty() || proof.equals(plan.proof()));
        return right ? null : "it sent " + this;
    }
}
