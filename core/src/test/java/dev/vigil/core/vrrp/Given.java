package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.List;

/** Settings for a virtual router: version 3, priority 100, one second, keepalived's defaults; to be varied. */
final class Given {
    private int version = 3;
    private int priority = 100;
    private long intervalMs = 1000;
    private boolean preempt = true;
    private long preemptDelayMs;
    private int downTimerAdverts = 3;
    private boolean lowerPriorityNoAdvert;
    private boolean higherPrioritySendAdvert;
    private int lateTimerPriority;
    private int repeat = 5;
    private long delayMs = 5000;
    private long refreshMs;
    private int refreshRepeat = 1;
    private int lowerPriorityRepeat = 5;
    private long lowerPriorityDelayMs = 5000;
    private final List<Track> tracks = new ArrayList<>();

    Given version(int value) {
        version = value;
        return this;
    }

    Given priority(int value) {
        priority = value;
        return this;
    }

    Given intervalMs(long value) {
        intervalMs = value;
        return this;
    }

    Given nopreempt() {
        preempt = false;
        return this;
    }

    Given preemptDelayMs(long value) {
        preemptDelayMs = value;
        return this;
    }

    Given downTimerAdverts(int value) {
        downTimerAdverts = value;
        return this;
    }

    Given lowerPriorityNoAdvert() {
        lowerPriorityNoAdvert = true;
        return this;
    }

    Given higherPrioritySendAdvert() {
        higherPrioritySendAdvert = true;
        return this;
    }

    /** A late MASTER yields to a node of this priority. */
    Given yieldingWhenLate(int otherPriority) {
        lateTimerPriority = otherPriority;
        return this;
    }

    Given burst(int rounds, long secondAfterMs) {
        repeat = rounds;
        delayMs = secondAfterMs;
        return this;
    }

    Given refresh(long everyMs, int rounds) {
        refreshMs = everyMs;
        refreshRepeat = rounds;
        return this;
    }

    Given lowerPriorityBurst(int rounds, long secondAfterMs) {
        lowerPriorityRepeat = rounds;
        lowerPriorityDelayMs = secondAfterMs;
        return this;
    }

    Given script(String name, int weight) {
        return script(name, weight, Condition.UNKNOWN);
    }

    Given script(String name, int weight, Condition condition) {
        tracks.add(new Track(Track.Kind.SCRIPT, name, new Weight(weight, false), condition, ""));
        return this;
    }

    Given link(String name, Condition condition) {
        tracks.add(new Track(Track.Kind.INTERFACE, name, Weight.FAULT_ON_FAILURE, condition, ""));
        return this;
    }

    RouterSettings settings() {
        return settings(Rig.OWN);
    }

    RouterSettings settings(IpAddress source) {
        long ms = 1_000_000;
        return new RouterSettings(
                "VI_1",
                51,
                source,
                new RouterSettings.Rules(
                        version,
                        priority,
                        intervalMs * ms,
                        preempt,
                        preemptDelayMs * ms,
                        downTimerAdverts,
                        lowerPriorityNoAdvert,
                        higherPrioritySendAdvert,
                        lateTimerPriority),
                new RouterSettings.Announcements(
                        repeat,
                        delayMs * ms,
                        refreshMs * ms,
                        refreshRepeat,
                        lowerPriorityRepeat,
                        lowerPriorityDelayMs * ms));
    }

    Tracks tracks() {
        return new Tracks(tracks);
    }

    /** A virtual router that was not started. */
    Rig idle() {
        return new Rig(settings(), tracks());
    }

    /** A virtual router that was just started. */
    Rig started() {
        Rig rig = idle();
        rig.start();
        return rig;
    }

    /** A BACKUP; what it did so far is forgotten. */
    Rig backup() {
        Rig rig = started();
        rig.expect(State.BACKUP);
        rig.done();
        return rig;
    }

    /** A MASTER that heard no other node; what it did so far is forgotten. */
    Rig master() {
        Rig rig = started();
        if (rig.router().state() == State.BACKUP) {
            rig.fireTimer();
        }
        rig.expect(State.MASTER);
        rig.done();
        return rig;
    }
}
