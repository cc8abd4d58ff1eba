package dev.vigil.recording;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs and transitions in their order, in arrays of a fixed size, and who was there at the beginning. */
final class RingHalf {
    /** The most entries of one half that may hold more than an advertisement or a deadline does. */
    static final int RARE_MAX = 4_096;

    /** The room that is kept for the transitions that follow from one input. */
    private static final int OUTPUTS_MAX = 8;

    private final int index;
    private final long[] atNs;
    private final long[] intervalsNs;
    private final byte[] priorities;
    private final @Nullable RecordedRouter[] routers;

    /** The source of an advertisement, another input, a transition; null for a deadline. */
    private final @Nullable Object[] details;

    private final List<RecordedRouter> present = new ArrayList<>();
    private long beganNs;
    private int count;
    private int rare;

    RingHalf(int index, int size) {
        this.index = index;
        atNs = new long[size];
        intervalsNs = new long[size];
        priorities = new byte[size];
        routers = new @Nullable RecordedRouter[size];
        details = new @Nullable Object[size];
    }

    private RingHalf(RingHalf other) {
        index = other.index;
        atNs = Arrays.copyOf(other.atNs, other.count);
        intervalsNs = Arrays.copyOf(other.intervalsNs, other.count);
        priorities = Arrays.copyOf(other.priorities, other.count);
        routers = Arrays.copyOf(other.routers, other.count);
        details = Arrays.copyOf(other.details, other.count);
        beganNs = other.beganNs;
        count = other.count;
        rare = other.rare;
    }

    /** Only what is used, for another thread. */
    RingHalf copy() {
        return new RingHalf(this);
    }

    /** Forgets everything and notes where all virtual routers stand. */
    void begin(List<RecordedRouter> all, long nowNs) {
        Arrays.fill(routers, 0, count, null);
        Arrays.fill(details, 0, count, null);
        count = 0;
        rare = 0;
        beganNs = nowNs;
        present.clear();
        for (int at = 0; at < all.size(); at++) {
            RecordedRouter router = all.get(at);
            router.keep(index);
            present.add(router);
        }
    }

    boolean isFull() {
        return count + OUTPUTS_MAX >= atNs.length || rare + OUTPUTS_MAX >= RARE_MAX;
    }

    boolean isUsed() {
        return count > 0;
    }

    void addHeard(RecordedRouter router, int priority, long intervalNs, IpAddress source, long nowNs) {
        priorities[count] = (byte) priority;
        intervalsNs[count] = intervalNs;
        append(router, source, nowNs);
    }

    void addDeadline(RecordedRouter router, long nowNs) {
        append(router, null, nowNs);
    }

    void add(RecordedRouter router, RouterInput input, long nowNs) {
        rare++;
        append(router, input, nowNs);
    }

    /** Beyond the room that is kept for it, a transition is not noted; a replay then shows one more than the recording. */
    void addTransition(RecordedRouter router, Transition transition) {
        if (count < atNs.length) {
            rare++;
            append(router, transition, transition.atNs());
        }
    }

    private void append(RecordedRouter router, @Nullable Object detail, long nowNs) {
        routers[count] = router;
        details[count] = detail;
        atNs[count] = nowNs;
        count++;
    }

    List<Excerpt.Start> starts() {
        return present.stream()
                .map(router -> new Excerpt.Start(beganNs, router.name(), router.kept(index)))
                .toList();
    }

    /** Writes every entry. */
    void write(String node, RecordingWriter writer) {
        for (int at = 0; at < count; at++) {
            RecordedRouter router = routers[at];
            if (router != null) {
                write(at, node, router.name(), writer);
            }
        }
    }

    private void write(int at, String node, String router, RecordingWriter writer) {
        Object detail = details[at];
        if (detail instanceof Transition transition) {
            writer.transition(atNs[at], node, transition);
        } else if (detail instanceof RouterInput input) {
            writer.input(atNs[at], node, router, input);
        } else if (detail instanceof IpAddress source) {
            int priority = Byte.toUnsignedInt(priorities[at]);
            writer.input(atNs[at], node, router, new RouterInput.Heard(priority, intervalsNs[at], source));
        } else {
            writer.input(atNs[at], node, router, new RouterInput.DeadlineReached());
        }
    }
}
