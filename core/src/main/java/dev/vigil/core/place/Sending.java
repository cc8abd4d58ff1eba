package dev.vigil.core.place;

import org.jspecify.annotations.Nullable;

/** The advertisements of one router: what left, what was refused, and what the state machine must hear of that. */
final class Sending {
    private final SendFailures failures = new SendFailures();
    private final RouterCounters counters = new RouterCounters();

    /** Why nobody hears this MASTER, which the state machine has not heard of yet. */
    private @Nullable String unheard;

    /** Whether the last advertisement was one with priority 0, and left. */
    private boolean resigned;

    RouterCounters counters() {
        return counters;
    }

    boolean isUnheard() {
        return failures.isUnheard();
    }

    /**
     * Sends one.
     *
     * @param firm whether nothing is known that could hold it up
     * @return a refusal of the kernel that is to be reported; null if there is none
     */
    @Nullable
    String send(int priority, Edge edge, boolean firm) {
        resigned = false;
        int destinations = edge.destinations();
        if (destinations == 0) {
            return null;
        }
        int refused = edge.send(priority);
        if (refused < destinations) {
            resigned = priority == 0;
            counters.countSent(priority);
        }
        if (refused == 0) {
            failures.sent();
            return null;
        }
        counters.sendErrors += refused;
        boolean expected = priority == 0 || !firm;
        return expected ? null : note(refused == destinations, edge);
    }

    private @Nullable String note(boolean all, Edge edge) {
        return switch (failures.failed(all)) {
            case REPORT -> edge.sendRefusal();
            case YIELD -> {
                unheard = edge.sendRefusal();
                yield null;
            }
            case NOTHING, SERVE -> null;
        };
    }

    /** Another master was heard. */
    void hear(boolean asMaster, Edge edge) {
        if (failures.heard(asMaster)) {
            unheard = edge.sendRefusal();
        }
    }

    void leaveMaster() {
        failures.leaveMaster();
    }

    /** Whether the end of being MASTER was advertised, once. */
    boolean takeResigned() {
        boolean taken = resigned;
        resigned = false;
        return taken;
    }

    /** Why nobody hears this MASTER, so that it must yield; null if it need not, or that was taken before. */
    @Nullable
    String takeUnheard() {
        String taken = unheard;
        unheard = null;
        return taken;
    }

    /** How long to yield, given the time that another node needs to take over. */
    long holdNs(long takeoverNs) {
        return failures.holdNs(takeoverNs);
    }
}
