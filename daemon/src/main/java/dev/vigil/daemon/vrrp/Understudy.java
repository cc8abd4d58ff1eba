package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.place.Host;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.recording.Excerpt;
import dev.vigil.recording.Recorder;
import java.util.List;

/**
 * A virtual router that takes over again and again, through all that the loop runs from the deadline on, and with deadlines,
 * a recorder and a time of its own. On a machine that goes nowhere this has no effect but that the code is compiled.
 */
final class Understudy implements AutoCloseable {
    private static final int RECORDED_MAX = 64;

    private final Teller teller = new SilentTeller();
    private final LoopMemory memory = new LoopMemory(teller, new Forgetful(), RECORDED_MAX);
    private final Instances instances = new Instances(memory, teller);
    private final Instance instance;
    private final SamplePeer peer;
    private long nowNs;

    /** Takes its place as BACKUP. */
    Understudy(Sample sample, Machine nowhere, long nowNs) {
        this.nowNs = nowNs;
        instances.at(nowNs);
        VrrpInstance config = sample.config();
        Host host = sample.host();
        instance = new Instance(config, instances);
        instance.take(instance.prepare(config, Sample.whole(config), host, nowhere), host, teller, recorder());
        peer = new SamplePeer(sample, config);
        instances.adopt(List.of(instance));
        instances.step(instance, () -> instance.placed().start(new Cause.Started(), nowNs));
    }

    private Recorder recorder() {
        return memory.recorder();
    }

    /** Yields to another master, which falls silent, and takes over from it. */
    void play() {
        peer.say(instance, Sample.PRIORITY + 1, nowNs);
        nowNs = instances.nearestNs();
        boolean expected = instances.isTakeOverNext();
        instances.at(nowNs);
        instances.fire(Understudy::isNotOvertaken);
        if (!expected || instance.router().state() != State.MASTER) {
            throw new IllegalStateException(
                    "an understudy is " + instance.router().state());
        }
    }

    private static boolean isNotOvertaken() {
        return false;
    }

    @Override
    public void close() {
        instance.placed().release();
    }

    /** Keeps nothing. */
    private static final class Forgetful implements Archive {
        @Override
        public boolean keepsTransitions() {
            return false;
        }

        @Override
        public boolean isReady(long nowNs) {
            return false;
        }

        @Override
        public void keep(Reason reason, String detail, Excerpt excerpt, long nowNs) {}
    }
}
