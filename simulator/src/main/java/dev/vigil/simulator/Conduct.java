package dev.vigil.simulator;

import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a virtual router does within one turn: the order of its effects, and whether they belong to its state. */
final class Conduct {
    /** No turn does more than this. */
    private static final int EFFECTS_MAX = 64;

    /** What is done to the world. */
    enum Effect {
        ADVERTISE,
        RESIGN,
        ADD,
        REMOVE,
        ANNOUNCE
    }

    private final Effect[] done = new Effect[EFFECTS_MAX];
    private int count;

    /** Notes an effect; false if there are too many in one turn. */
    boolean note(Effect effect) {
        if (count == EFFECTS_MAX) {
            return false;
        }
        done[count++] = effect;
        return true;
    }

    void clear() {
        count = 0;
    }

    /** What is wrong with the effects that led to a transition; null if nothing is. */
    @Nullable
    String wrongFor(Transition transition, RouterSettings settings, @Nullable GroupOrder order, boolean succeeded) {
        boolean right = transition.to() == State.MASTER
                ? is(Effect.ADVERTISE, Effect.ADD, Effect.ANNOUNCE)
                : transition.from() == State.MASTER
                        ? isLeaving(transition.to(), settings, order, succeeded)
                        : count == 0;
        return right ? null : "from " + transition.from() + " to " + transition.to() + " it did " + text();
    }

    /** What a master did in the same turn before it left may precede. */
    private boolean isLeaving(State to, RouterSettings settings, @Nullable GroupOrder order, boolean succeeded) {
        if (to != State.BACKUP && succeeded) {
            // Its farewell was said before.
            return count > 0 && done[count - 1] == Effect.REMOVE && isServing(count - 1);
        }
        if (to == State.BACKUP && order != GroupOrder.RESIGN) {
            boolean lastWord = order == null && settings.rules().higherPrioritySendAdvert();
            boolean spoke = !lastWord || (count > 1 && done[count - 2] == Effect.ADVERTISE);
            return spoke && count > 0 && done[count - 1] == Effect.REMOVE && isServing(count - 1);
        }
        return count > 1
                && done[count - 2] == Effect.RESIGN
                && done[count - 1] == Effect.REMOVE
                && isServing(count - 2);
    }

    /** What is wrong with the effects since the last transition of the turn; null if nothing is. */
    @Nullable
    String wrongIn(State state) {
        boolean right = count == 0 || (state == State.MASTER && isServing(count));
        return right ? null : "in " + state + " it did " + text();
    }

    /** Whether the first effects are those of a master that remains one. */
    private boolean isServing(int length) {
        for (int index = 0; index < length; index++) {
            if (done[index] == Effect.RESIGN || done[index] == Effect.REMOVE) {
                return false;
            }
        }
        return true;
    }

    private boolean is(Effect... wanted) {
        return Arrays.equals(done, 0, count, wanted, 0, wanted.length);
    }

    private String text() {
        return Arrays.toString(Arrays.copyOf(done, count));
    }
}
