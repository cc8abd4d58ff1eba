package dev.vigil.core.nat;

import dev.vigil.core.balance.Destination;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of servers, by which connections are marked. A server has one for each service that it is in, and keeps it as
 * long as the service is there, so that its clients come back to it, and that connections of one server are not taken for
 * those of another.
 */
final class ServerNumbers {
    /** Above the marks that people give by hand. */
    static final int FIRST = 0x56490001;

    static final int LAST = 0x565fffff;

    /** By the names of services, as they stand in the kernel. */
    private final Map<String, Map<Destination.Key, Integer>> numbers = new HashMap<>();

    private final Set<Integer> taken = new HashSet<>();
    private int next = FIRST;

    /** An earlier run has given this number; one that is no such number is passed over. */
    void recall(String service, Destination.Key server, int number) {
        if (number >= FIRST && number <= LAST && taken.add(number)) {
            numbers.computeIfAbsent(service, _ -> new HashMap<>()).put(server, number);
            next = Math.max(next, number == LAST ? FIRST : number + 1);
        }
    }

    int of(String service, Destination.Key server) {
        return numbers.computeIfAbsent(service, _ -> new HashMap<>()).computeIfAbsent(server, _ -> unused());
    }

    /** A service is gone, and its numbers are given again when all others have been. */
    void forget(String service) {
        Map<Destination.Key, Integer> gone = numbers.remove(service);
        if (gone != null) {
            taken.removeAll(gone.values());
        }
    }

    private int unused() {
        int number = next;
        while (!taken.add(number)) {
            number = after(number);
        }
        next = after(number);
        return number;
    }

    private static int after(int number) {
        return number == LAST ? FIRST : number + 1;
    }
}
