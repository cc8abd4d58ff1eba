package dev.vigil.simulator;

import org.jspecify.annotations.Nullable;

/** What a virtual router owes to others while its own kernel refuses its advertisements. */
final class Silence {
    /** More refused advertisements than this, one after the other, are more than a loss that is doubted for a moment. */
    private static final int REFUSED_MAX = 12;

    private int refused;
    private int yields;
    private boolean heardOther;

    /** It advertises. */
    void sends(int priority, boolean refuses, boolean linkUp) {
        if (!refuses) {
            refused = 0;
            yields = 0;
        } else if (priority != 0 && linkUp) {
            refused++;
        }
    }

    void hears(int priority) {
        heardOther |= priority != 0;
    }

    /** It yields because nobody hears it; what is wrong with that, or null. */
    @Nullable
    String yields() {
        if (yields > 0 && !heardOther) {
            return "it yields again although it heard nobody";
        }
        yields++;
        heardOther = false;
        return null;
    }

    /** Another state begins. */
    void leaves() {
        refused = 0;
    }

    /** What is wrong with staying MASTER, or null. */
    @Nullable
    String wrongInMaster() {
        return refused > REFUSED_MAX && yields == 0
                ? "none of its last " + refused + " advertisements left, and it stays"
                : null;
    }
}
