package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.PlacedRouter;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.recording.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs every transition once before it matters. A hand-over happens once in months, so in a JVM it would run cold: classes
 * not loaded, code interpreted. The rehearsal uses the real sockets with an interface and a destination that cannot exist,
 * so the kernel refuses every effect and nothing leaves. The shipped AOT cache is trained on the same list.
 */
public final class Rehearsal {
    private static final int ROUNDS = 3;
    private static final int RECORDED_MAX = 64;

    private final Function<VrrpInstance, Edge> edges;
    private final Teller teller;
    private final Recorder recorder = new Recorder(RECORDED_MAX);

    private long nowNs = MonotonicClock.nowNs();

    private Rehearsal(Function<VrrpInstance, Edge> edges, Teller teller) {
        this.edges = edges;
        this.teller = teller;
    }

    /** @param edges makes an edge whose sockets are real, hear nobody and reach nobody */
    public static void on(Function<VrrpInstance, Edge> edges) {
        on(edges, new SilentTeller());
    }

    static void on(Function<VrrpInstance, Edge> edges, Teller teller) {
        new Rehearsal(edges, teller).run();
    }

    /** Runs the list for both versions of the protocol. */
    private void run() {
        for (int round = 0; round < ROUNDS; round++) {
            for (int version = 2; version <= 3; version++) {
                perform(version);
            }
        }
    }

    private void perform(int version) {
        VrrpInstance config = sample(version).config();
        Config whole = Sample.whole(config);
        Host host = sample(version).host();
        Instance instance = new Instance(config, new Unguarded());
        instance.take(Instance.Place.of(config, whole, _ -> edges.apply(config), host), host, teller, recorder);
        try {
            steps(instance, host).forEach(Runnable::run);
        } finally {
            instance.placed().release();
        }
    }

    private final class Unguarded implements Instance.Guard {
        @Override
        public Optional<Wishes.Wish> wish(String name) {
            return Optional.empty();
        }

        @Override
        public void settled(Instance instance) {}

        @Override
        public void contain(Instance instance, Throwable defect) {
            throw new IllegalStateException(defect);
        }

        @Override
        public long nowNs() {
            return nowNs;
        }
    }

    /** Everything that can happen to a virtual router, in an order that reaches it all. */
    private List<Runnable> steps(Instance instance, Host host) {
        PlacedRouter router = instance.placed();
        List<Runnable> list = new ArrayList<>();
        list.add(() -> router.start(new Cause.Started(), nowNs));
        list.add(() -> router.look(nowNs));
        list.add(() -> hear(instance, Sample.PRIORITY + 1));
        list.add(() -> hear(instance, Sample.PRIORITY - 1));
        list.add(() -> hear(instance, 0));
        list.add(() -> expire(router));
        list.add(() -> expire(router));
        list.add(() -> hear(instance, Sample.PRIORITY - 1));
        list.add(() -> lose(router, host));
        list.add(() -> hear(instance, Sample.PRIORITY + 1));
        list.add(() -> expire(router));
        list.add(() -> router.onScript(Sample.NAME, Condition.UP, "", nowNs));
        list.add(() -> router.onScript(Sample.NAME, Condition.DOWN, "", nowNs));
        list.add(() -> expire(router));
        list.add(() -> expire(router));
        list.add(() -> expire(router));
        list.add(() -> router.stop(Transition.Kind.DELETED, new Cause.Removed(), nowNs));
        return list;
    }

    /** Something takes the virtual address. */
    private void lose(PlacedRouter router, Host host) {
        host.remove(sample(3).virtual());
        router.compare(nowNs);
    }

    private void expire(PlacedRouter router) {
        long deadlineNs = router.deadlineNs();
        nowNs = deadlineNs == VirtualRouter.NEVER ? nowNs : Math.max(nowNs, deadlineNs);
        router.onDeadline(nowNs);
    }

    /** A peer's advertisement, through reception. */
    private void hear(Instance instance, int priority) {
        new SamplePeer(sample(instance.config().election().version()), instance.config())
                .say(instance, priority, nowNs);
    }

    private static Sample sample(int version) {
        return new Sample(Family.IPV4, version, false);
    }
}
