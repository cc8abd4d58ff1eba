package dev.vigil.recording;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Transition;
import java.util.ArrayList;
import java.util.List;

/**
 * The last inputs of all virtual routers of a process, in a ring of bounded size, with the transitions that followed. It is
 * used by the thread that runs the virtual routers. Noting an advertisement or a deadline allocates nothing.
 *
 * <p>A replay needs a beginning, so the ring has two halves. Whenever one is full, the other is begun anew, with where every
 * virtual router stands at that moment. What can be told reaches back to the beginning of the older half: to between half
 * and all of the capacity.
 */
public final class Recorder {
    private final RingHalf[] halves;
    private final List<RecordedRouter> routers = new ArrayList<>();
    private int current;
    private long transitions;

    /** @param entriesMax the capacity, of which a half is used before anything is forgotten; an entry takes 25 bytes */
    public Recorder(int entriesMax) {
        halves = new RingHalf[] {new RingHalf(0, entriesMax / 2), new RingHalf(1, entriesMax / 2)};
    }

    // What happens

    void create(RecordedRouter router, RouterInput.Created created, long nowNs) {
        note(router, created, nowNs);
        routers.add(router);
    }

    void forget(RecordedRouter router) {
        routers.remove(router);
    }

    void noteHeard(RecordedRouter router, int priority, long intervalNs, IpAddress source, long nowNs) {
        room(nowNs).addHeard(router, priority, intervalNs, source, nowNs);
    }

    void noteDeadline(RecordedRouter router, long nowNs) {
        room(nowNs).addDeadline(router, nowNs);
    }

    void note(RecordedRouter router, RouterInput input, long nowNs) {
        room(nowNs).add(router, input, nowNs);
    }

    void noteTransition(RecordedRouter router, Transition transition) {
        transitions++;
        halves[current].addTransition(router, transition);
    }

    private RingHalf room(long nowNs) {
        if (halves[current].isFull()) {
            current = 1 - current;
            halves[current].begin(routers, nowNs);
        }
        return halves[current];
    }

    // What is told of it

    /** How many transitions were noted since the process started. */
    public long transitions() {
        return transitions;
    }

    /** A copy of what is remembered, for another thread to write. To be called between two inputs. */
    public Excerpt excerpt(long nowNs) {
        RingHalf older = halves[1 - current];
        RingHalf newer = halves[current];
        return older.isUsed()
                ? new Excerpt(nowNs, older.starts(), List.of(older.copy(), newer.copy()))
                : new Excerpt(nowNs, newer.starts(), List.of(newer.copy()));
    }
}
