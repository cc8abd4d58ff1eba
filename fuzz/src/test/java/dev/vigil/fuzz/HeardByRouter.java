package dev.vigil.fuzz;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.fuzz.VrrpInput.Arrival;
import java.util.List;

/** Hands an accepted advertisement to a BACKUP and to a MASTER and looks at what they are afterwards. */
final class HeardByRouter {
    private static final long NOW_NS = 1_000_000_000_000L;
    private static final long INTERVAL_NS = 1_000_000_000L;

    private HeardByRouter() {}

    static void accept(Arrival arrival) {
        int priority = Advertisement.priority(arrival.packet(), arrival.at());
        long intervalNs = Advertisement.intervalNs(arrival.packet(), arrival.at());
        VirtualRouter backup = started(arrival, 100);
        backup.onAdvertisement(priority, intervalNs, arrival.source(), NOW_NS, Nothing.HAPPENS);
        Property.equal(State.BACKUP, backup.state(), "an advertisement makes no MASTER");
        assertSound(backup);
        VirtualRouter master = started(arrival, Tracks.PRIORITY_OWNER);
        master.onAdvertisement(priority, intervalNs, arrival.source(), NOW_NS, Nothing.HAPPENS);
        boolean yields = priority == Tracks.PRIORITY_OWNER
                && arrival.source().compareTo(master.settings().source()) > 0;
        Property.equal(
                yields ? State.BACKUP : State.MASTER, master.state(), "an address owner yields to a higher owner only");
        assertSound(master);
    }

    private static VirtualRouter started(Arrival arrival, int priority) {
        RouterSettings settings = new RouterSettings(
                "fuzz",
                51,
                VrrpInput.OWN.get(arrival.expected().family()),
                new RouterSettings.Rules(arrival.expected().version(), priority, INTERVAL_NS, true, 0, 3, false, false),
                new RouterSettings.Announcements(5, 5 * INTERVAL_NS, 0, 1, 5, 5 * INTERVAL_NS));
        VirtualRouter router = new VirtualRouter(settings, new Tracks(List.of()));
        router.start(new Cause.Started(), NOW_NS, Nothing.HAPPENS);
        return router;
    }

    private static void assertSound(VirtualRouter router) {
        String violated = Invariants.violated(router, NOW_NS);
        Property.holds(violated == null, "the invariants: " + violated);
        Property.holds(router.deadlineNs() > NOW_NS, "the next deadline is ahead");
    }

    private enum Nothing implements Effects {
        HAPPENS;

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
