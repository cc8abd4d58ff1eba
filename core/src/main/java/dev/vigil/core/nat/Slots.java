package dev.vigil.core.nat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Destination;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Numbers from 0 on, each of which stands for a server: as many for a server as it has of the weight. */
final class Slots {
    /** Weights are exact up to so many slots, and rounded beyond. */
    static final int EXACT_MAX = 4096;

    /** However many servers there are, each has about so many of all slots. */
    private static final int PER_SERVER = 4;

    private static final int HASHED_MIN = 256;
    private static final int HASHED_MAX = 8192;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Slots() {}

    /** A server that has a share. */
    record Share(Destination.Key server, int number, long weight) {}

    /** The {@code turn}-th of the slots of a server, in the middle of its part of the whole. */
    private record Place(Share share, long turn, long of) {
        /** Compares (2 turn + 1) / (2 of) of both, without rounding. */
        static int compare(Place one, Place other) {
            return Long.compare((2 * one.turn + 1) * other.of, (2 * other.turn + 1) * one.of);
        }
    }

    /** The numbers of servers, one after the other and spread, so that each gets its share also of a few connections. */
    static List<Integer> spread(List<Share> shares) {
        long divisor = shares.stream().mapToLong(Share::weight).reduce(0, Slots::gcd);
        long sum = shares.stream().mapToLong(Share::weight).sum();
        long most = Math.max(EXACT_MAX, (long) PER_SERVER * shares.size());
        List<Place> places = new ArrayList<>();
        for (Share share : shares) {
            boolean exact = sum / divisor <= most;
            long turns = exact ? share.weight / divisor : Math.max(1, (share.weight * most + sum / 2) / sum);
            for (long turn = 0; turn < turns; turn++) {
                places.add(new Place(share, turn, turns));
            }
        }
        places.sort(Place::compare);
        return places.stream().map(place -> place.share.number).toList();
    }

    private static long gcd(long one, long other) {
        return other == 0 ? one : gcd(other, one % other);
    }

    /**
     * The numbers of servers by slot, where a server that comes or goes changes hardly more than the slots that are its own.
     * They depend on addresses alone, so that another node with the same servers has the same.
     */
    static List<Integer> hashed(List<Share> shares) {
        int wanted = Math.clamp((long) PER_SERVER * shares.size(), HASHED_MIN, HASHED_MAX);
        int count = Integer.highestOneBit(wanted);
        List<Integer> slots = new ArrayList<>(count);
        for (int slot = 0; slot < count; slot++) {
            int of = slot;
            slots.add(shares.stream()
                    .max(Comparator.comparingDouble(share -> score(share, of)))
                    .orElseThrow()
                    .number);
        }
        return slots;
    }

    /** The greatest of these wins, and does so as often as its weight is a part of all weights. */
    private static double score(Share share, int slot) {
        IpAddress address = share.server.address();
        long bits = mix(mix(mix(address.high() ^ GOLDEN) + address.low()) + ((long) share.server.port() << Short.SIZE))
                + slot * GOLDEN;
        double uniform = ((mix(bits) >>> 11) + 0.5) * 0x1.0p-53;
        return -share.weight / StrictMath.log(uniform);
    }

    private static long mix(long bits) {
        long some = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        long more = (some ^ (some >>> 27)) * 0x94d049bb133111ebL;
        return more ^ (more >>> 31);
    }
}
