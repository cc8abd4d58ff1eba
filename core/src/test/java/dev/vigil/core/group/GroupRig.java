package dev.vigil.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Virtual routers of one sync group with a clock; after every input the group brings the others in line. */
final class GroupRig {
    static final long MS = 1_000_000;
    static final IpAddress OTHER = IpAddress.of("10.77.0.9");
    private static final IpAddress OWN = IpAddress.of("10.77.0.2");

    final SyncGroup group = new SyncGroup("G");
    private final Map<String, VirtualRouter> members = new LinkedHashMap<>();
    private final List<String> done = new ArrayList<>();
    private long nowNs = 1_000_000 * MS;
    private String lastNews = "";

    /** One that is not started yet, with version 3, an interval of a second, a link and perhaps a script. */
    GroupRig member(String name, int priority, Track... more) {
        members.put(name, make(name, priority, true, more));
        adopt();
        return this;
    }

    static Track script(Condition condition) {
        return new Track(Track.Kind.SCRIPT, "chk", Weight.FAULT_ON_FAILURE, condition, "");
    }

    static VirtualRouter make(String name, int priority, boolean grouped, Track... more) {
        return make(name, priority, grouped, true, more);
    }

    static VirtualRouter make(String name, int priority, boolean grouped, boolean preempt, Track... more) {
        List<Track> tracks = new ArrayList<>(List.of(more));
        tracks.add(new Track(Track.Kind.INTERFACE, "eth0", Weight.FAULT_ON_FAILURE, Condition.UP, ""));
        return new VirtualRouter(settings(name, priority, grouped, preempt), new Tracks(tracks));
    }

    static RouterSettings settings(String name, int priority, boolean grouped, boolean preempt) {
        return new RouterSettings(
                        name,
                        51,
                        OWN,
                        new RouterSettings.Rules(3, priority, 1000 * MS, preempt, 0, 3, false, false),
                        new RouterSettings.Announcements(5, 0, 0, 1, 3, 0))
                .in(grouped ? "G" : "");
    }

    void put(String name, VirtualRouter router) {
        members.put(name, router);
        adopt();
    }

    void remove(String name) {
        members.remove(name);
        adopt();
    }

    private void adopt() {
        group.adopt(List.copyOf(members.values()));
    }

    GroupRig started() {
        members.keySet().forEach(this::start);
        return this;
    }

    /** All BACKUP, having heard nobody; what was done so far is forgotten. */
    static GroupRig backup(String... names) {
        GroupRig rig = new GroupRig();
        for (String name : names) {
            rig.member(name, 100);
        }
        rig.started();
        rig.done();
        return rig;
    }

    /** All MASTER; what was done so far is forgotten. */
    static GroupRig master(String... names) {
        GroupRig rig = backup(names);
        rig.pass(5000);
        rig.expect(State.MASTER);
        rig.done();
        return rig;
    }

    // What is read of it

    VirtualRouter router(String name) {
        return members.get(name);
    }

    /** Why the group changed its state last. */
    String lastNews() {
        return lastNews;
    }

    long nowNs() {
        return nowNs;
    }

    /** What was done since the last call. */
    List<String> done() {
        List<String> taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    String why(String name) {
        return router(name).why().stream().map(Cause::text).collect(Collectors.joining("; "));
    }

    void expect(State state) {
        members.forEach((name, router) -> assertThat(router.state()).as(name).isEqualTo(state));
        assertThat(group.state()).isEqualTo(state);
    }

    // Inputs

    void start(String name) {
        take(name, () -> router(name).start(new Cause.Started(), nowNs, effects(name)));
    }

    void stop(String name) {
        take(name, () -> router(name).stop(Transition.Kind.STOPPED, new Cause.Stopped(), nowNs, effects(name)));
    }

    void hear(String name, int priority) {
        take(name, () -> router(name).onAdvertisement(priority, 1000 * MS, OTHER, nowNs, effects(name)));
    }

    void link(String name, Condition condition) {
        take(name, () -> router(name).onTrack(Track.Kind.INTERFACE, "eth0", condition, "", nowNs, effects(name)));
    }

    void script(String name, Condition condition) {
        take(name, () -> router(name).onTrack(Track.Kind.SCRIPT, "chk", condition, "", nowNs, effects(name)));
    }

    /** An operator asks for something of these members at once. */
    void steer(SteeringOrder order, String... names) {
        for (String name : names) {
            router(name).onSteering(order, new Cause.Steered(order, "user root", "", 0), nowNs, effects(name));
            check(name);
        }
        bringInLine(names[0]);
    }

    void refuse(String name) {
        take(name, () -> router(name).onRefusal("no address", nowNs, effects(name)));
    }

    void reconfigure(String name, boolean grouped) {
        VirtualRouter router = router(name);
        take(
                name,
                () -> router.reconfigure(
                        settings(name, router.settings().rules().priority(), grouped, true),
                        new Tracks(router.tracks().all()),
                        nowNs,
                        effects(name)));
    }

    /** Asks the group without an input. */
    void look() {
        bringInLine(members.keySet().iterator().next());
    }

    private void take(String name, Runnable input) {
        input.run();
        check(name);
        bringInLine(name);
    }

    private void bringInLine(String name) {
        VirtualRouter touched = router(name);
        for (int taken = 0; ; taken++) {
            GroupStep step = group.next(touched, nowNs);
            note();
            if (step == null) {
                return;
            }
            assertThat(taken).as("steps until %s agrees, last: %s", done, step).isLessThan(30);
            String member = List.copyOf(members.keySet()).get(step.member());
            router(member).onGroup(step.order(), step.why(), nowNs, effects(member));
            check(member);
        }
    }

    private void note() {
        GroupTransition news = group.takeNews();
        if (news != null) {
            lastNews = news.why().stream().map(Cause::text).collect(Collectors.joining("; "));
            done.add("GROUP " + (news.stopped() ? "stops" : news.to()));
        }
    }

    private void check(String name) {
        assertThat(Invariants.violated(router(name), nowNs)).as(name).isNull();
    }

    // Time

    /** Lets time pass; every deadline on the way is served at its very time. */
    void pass(long ms) {
        long untilNs = nowNs + ms * MS;
        while (true) {
            String next = null;
            for (String name : members.keySet()) {
                if (next == null || router(name).deadlineNs() < router(next).deadlineNs()) {
                    next = name;
                }
            }
            String due = next;
            if (due == null || router(due).deadlineNs() > untilNs) {
                break;
            }
            nowNs = Math.max(nowNs, router(due).deadlineNs());
            take(due, () -> router(due).onDeadline(nowNs, effects(due)));
        }
        nowNs = untilNs;
    }

    private Effects effects(String name) {
        return new Effects() {
            @Override
            public void sendAdvertisement(int priority) {
                if (priority == 0) {
                    done.add(name + " resigns");
                }
            }

            @Override
            public void addAddresses() {
                done.add(name + " adds");
            }

            @Override
            public void removeAddresses() {
                done.add(name + " removes");
            }

            @Override
            public void announceAddresses(int rounds) {
                done.add(name + " announces " + rounds);
            }

            @Override
            public void reportTransition(Transition transition) {
                done.add(name + " " + transition.to());
            }

            @Override
            public void reportPriority(int from, int to, State state, Cause why) {}

            @Override
            public void reportContest() {
                done.add(name + " is contested");
            }

            @Override
            public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {}
        };
    }
}
