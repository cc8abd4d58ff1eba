package dev.vigil.simulator;

import dev.vigil.core.packet.Key;
import dev.vigil.core.packet.Protection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The proofs of {@code auth_hmac} as they are configured.
 *
 * @param keys by their numbers; none: nothing is proved
 */
public record ProofPlan(
        Map<Integer, List<Byte>> keys, int activeKey, long windowNs, boolean timed, Protection.Mode mode) {
    static final ProofPlan NONE = new ProofPlan(Map.of(), 0, 0, false, Protection.Mode.RECEIVE_ONLY);

    public ProofPlan {
        keys = Map.copyOf(keys);
    }

    boolean isNone() {
        return keys.isEmpty();
    }

    boolean demands() {
        return !isNone() && mode == Protection.Mode.ENFORCE;
    }

    Protection protection() {
        if (isNone()) {
            return new Protection.None();
        }
        Map<Integer, Key> made = new HashMap<>();
        keys.forEach((number, bytes) -> made.put(number, Key.of(array(bytes))));
        return new Protection.Trailer(made, activeKey, windowNs, timed, mode);
    }

    static byte[] array(List<Byte> bytes) {
        byte[] array = new byte[bytes.size()];
        for (int at = 0; at < array.length; at++) {
            array[at] = bytes.get(at);
        }
        return array;
    }

    /** Whether what one of two sends is proved to the other, and the other way round. */
    boolean agreesWith(ProofPlan other) {
        return isNone() == other.isNone()
                && mode == other.mode
                && timed == other.timed
                && windowNs == other.windowNs
                && knows(other)
                && other.knows(this);
    }

    private boolean knows(ProofPlan other) {
        return other.isNone() || Objects.equals(other.keys.get(other.activeKey), keys.get(other.activeKey));
    }

    ProofPlan with(Map<Integer, List<Byte>> otherKeys, int active) {
        return new ProofPlan(otherKeys, active, windowNs, timed, mode);
    }
}
