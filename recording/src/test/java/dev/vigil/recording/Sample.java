package dev.vigil.recording;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;

/** A virtual router with a recorder, and the text of what it recorded. */
final class Sample {
    static final IpAddress MASTER = IpAddress.of("10.77.0.2");
    static final long INTERVAL_NS = 1_000_000_000L;

    /** More than what fits into the 53 bits that a floating-point number is exact in. */
    static final long BEGIN_NS = (1L << 53) + 1;

    final Recorder recorder;
    final RecordedRouter router;
    long nowNs = BEGIN_NS;

    Sample(int entriesMax) {
        recorder = new Recorder(entriesMax);
        RouterSettings settings = new RouterSettings(
                "VI_1",
                51,
                IpAddress.of("10.77.0.1"),
                new RouterSettings.Rules(3, 100, INTERVAL_NS, true, 0, 3, false, false),
                new RouterSettings.Announcements(5, 5 * INTERVAL_NS, 0, 1, 1, 5 * INTERVAL_NS));
        Track check =
                new Track(Track.Kind.SCRIPT, "check", new Weight(-60, false), Condition.UP, "exited with status 0");
        router = new RecordedRouter(
                new VirtualRouter(settings, new Tracks(List.of(check))), new Silent(), recorder, nowNs);
    }

    /** Starts, hears a master for some seconds, and takes over when it is silent. */
    Sample takeOver() {
        router.start(new Cause.Started(), nowNs);
        for (int second = 0; second < 10; second++) {
            hear(150);
        }
        expire();
        return this;
    }

    void hear(int priority) {
        nowNs += INTERVAL_NS;
        router.onAdvertisement(priority, INTERVAL_NS, MASTER, nowNs);
    }

    void expire() {
        nowNs = router.router().deadlineNs();
        router.onDeadline(nowNs);
    }

    List<String> lines() {
        StringBuilder text = new StringBuilder();
        recorder.excerpt(nowNs).write(new Excerpt.Label("node-a", "a test", "vigil 0", 1), text);
        return text.toString().lines().toList();
    }

    private static final class Silent implements Effects {
        @Override
        public void sendAdvertisement(int priority) {}

        @Override
        public void addAddresses() {}

        @Override
        public void removeAddresses() {}

        @Override
        public void announceAddresses(int rounds) {}

        @Override
        public void reportTransition(Transition transition) {}

        @Override
        public void reportPriority(int from, int to, State state, Cause why) {}

        @Override
        public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {}
    }
}
