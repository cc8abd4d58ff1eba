package dev.vigil.core.vrrp;

import dev.vigil.core.track.Tracks;

/** What every role of a virtual router goes by: its settings, its priority now, and the interval of the master. */
final class Terms {
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
        settings = other.settings;
        priority = other.priority;
        masterIntervalNs = other.masterIntervalNs;
    }
}
