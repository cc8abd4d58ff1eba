package dev.vigil.core.vrrp;

import dev.vigil.core.track.Tracks;

/** What every role of a virtual router goes by: its settings, its priority now, and the interval of the master. */
final class Terms {
    final Steering steering = new Steering();
    RouterSettings settings;

    /** The effective priority. */
    int priority;

    /** The interval of the master, adopted from its advertisements in version 3. */
    long masterIntervalNs;

    Terms(RouterSettings settings, Tracks tracks) {
        this.settings = settings;
        priority = tracks.effectivePriority(settings.rules().priority());
        masterIntervalNs = settings.rules().intervalNs();
    }

    RouterSettings.Rules rules() {
        return settings.rules();
    }

    /** Whether a live master of lower priority is taken over from. */
    boolean preempts() {
        return rules().preempt() || isPromoted();
    }

    /** How long such a master is left alone first. */
    long preemptDelayNs() {
        return isPromoted() ? 0 : rules().preemptDelayNs();
    }

    private boolean isPromoted() {
        return steering.stage == SteeringStage.PROMOTED;
    }

    /** The priority that tracked objects and operators make. */
    int priorityBy(Tracks tracks) {
        return steering.priority(tracks.effectivePriority(rules().priority()));
    }

    /** Between two advertisements of our own. */
    long intervalNs() {
        return settings.rules().intervalNs();
    }

    void adoptInterval(long intervalNs) {
        if (rules().version() == 3) {
            masterIntervalNs = intervalNs;
        }
    }

    /** Forgets the interval of a master that is none any more. */
    void expectOwnInterval() {
        masterIntervalNs = intervalNs();
    }

    long skewNs() {
        return skewNs(priority);
    }

    long skewNs(int ofPriority) {
        return Timing.skewNs(rules().version(), ofPriority, masterIntervalNs);
    }

    /** How long the master may be silent. */
    long masterDownNs() {
        return Timing.masterDownNs(rules().version(), priority, masterIntervalNs, rules().downTimerAdverts());
    }

    void copy(Terms other) {
        steering.copy(other.steering);
        settings = other.settings;
        priority = other.priority;
        masterIntervalNs = other.masterIntervalNs;
    }
}
