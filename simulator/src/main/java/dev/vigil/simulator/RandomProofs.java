package dev.vigil.simulator;

import dev.vigil.core.packet.Protection;
import dev.vigil.core.time.Nanos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Proofs by chance: a third of the virtual routers of version 3 have {@code auth_hmac}, with keys that their members share
 * and clocks that differ. What is drawn here is drawn apart from everything else.
 */
final class RandomProofs {
    private static final long SALT = 0x484d_4143_0000_0001L;
    private static final int KEYS_MAX = 3;
    private static final int KEY_BYTES_MAX = 40;
    private static final int NUMBERS = 255;
    private static final int PACKETS_MAX = 6;

    private final RandomGenerator chance;
    private final boolean plain;

    /** By the VRID. */
    private final Map<Integer, ProofPlan> plans = new TreeMap<>();

    RandomProofs(long seed) {
        chance = new SplittableRandom(seed ^ SALT);
        plain = seed <= RandomGroups.PLAIN_SEEDS;
    }

    RandomGenerator chance() {
        return chance;
    }

    boolean isDrawn() {
        return !plans.isEmpty();
    }

    List<NodePlan> proved(List<NodePlan> nodes) {
        for (NodePlan node : nodes) {
            for (MemberPlan member : node.members()) {
                int vrid = member.settings().vrid();
                if (!plain
                        && member.settings().rules().version() == 3
                        && !plans.containsKey(vrid)
                        && chance.nextInt(3) == 0) {
                    plans.put(vrid, any());
                }
            }
        }
        return isDrawn() ? nodes.stream().map(this::proved).toList() : nodes;
    }

    private NodePlan proved(NodePlan node) {
        List<MemberPlan> members = new ArrayList<>();
        for (MemberPlan member : node.members()) {
            members.add(member.proving(plans.getOrDefault(member.settings().vrid(), ProofPlan.NONE)));
        }
        return new NodePlan(node.name(), node.interfaces(), members, node.scripts(), node.startupDelayNs());
    }

    private ProofPlan any() {
        Map<Integer, List<Byte>> keys = new HashMap<>();
        int count = chance.nextInt(1, KEYS_MAX + 1);
        while (keys.size() < count) {
            keys.put(chance.nextInt(1, NUMBERS + 1), anyKey());
        }
        Protection.Mode mode = chance.nextInt(3) > 0
                ? Protection.Mode.ENFORCE
                : Protection.Mode.values()[chance.nextInt(Protection.Mode.values().length)];
        return new ProofPlan(keys, anyOf(keys), chance.nextLong(5, 20) * Nanos.PER_S, chance.nextInt(4) > 0, mode);
    }

    private List<Byte> anyKey() {
        byte[] bytes = new byte[chance.nextInt(1, KEY_BYTES_MAX)];
        chance.nextBytes(bytes);
        List<Byte> key = new ArrayList<>();
        for (byte each : bytes) {
            key.add(each);
        }
        return List.copyOf(key);
    }

    private int anyOf(Map<Integer, List<Byte>> keys) {
        return keys.keySet().stream()
                .sorted()
                .skip(chance.nextInt(keys.size()))
                .findFirst()
                .orElseThrow();
    }

    /** The stages of a rotation: everybody knows the new key, everybody signs with it, nobody knows the old ones. */
    List<ProofPlan> rotation(ProofPlan old) {
        Map<Integer, List<Byte>> more = new HashMap<>(old.keys());
        int number = old.activeKey() % NUMBERS + 1;
        more.put(number, anyKey());
        return List.of(
                old.with(more, old.activeKey()),
                old.with(more, number),
                old.with(Map.of(number, more.get(number)), number));
    }

    /** Keys that nobody else has. */
    ProofPlan wrong(ProofPlan old) {
        Map<Integer, List<Byte>> keys = new HashMap<>();
        old.keys().keySet().forEach(number -> keys.put(number, anyKey()));
        return old.with(keys, old.activeKey());
    }

    /** The clock of a node is set, by no more than a few windows. */
    Action.WallClock clock(int node) {
        return new Action.WallClock(node, chance.nextLong(-60, 60) * Nanos.PER_S);
    }

    /** The clock is as right as clocks of different nodes are. */
    Action.WallClock soundClock(int node) {
        return new Action.WallClock(node, chance.nextLong(-1000, 1000) * Nanos.PER_MS);
    }

    /** A stranger without the keys. */
    Action.Intrude intruder(int node, int member) {
        long gapNs = 1 + chance.nextLong(Nanos.PER_S);
        return new Action.Intrude(node, member, Intruder.Kind.BAD_PROOF, chance.nextInt(1, PACKETS_MAX), gapNs);
    }
}
