package dev.vigil.core.vrrp;

import static dev.vigil.core.vrrp.VirtualRouter.NEVER;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Tracks;
import org.jspecify.annotations.Nullable;

/** The role of a MASTER: it advertises, has the addresses, and answers other masters (RFC 9568 6.4.3). */
final class Master {
    private final Terms terms;
    final AnnouncementSchedule schedule = new AnnouncementSchedule();
    final RivalOwner rival = new RivalOwner();
    final Replies replies = new Replies();
    final AddressLosses losses = new AddressLosses(Hold.LENGTH_NS);

    /** The advertisement timer. */
    long advertNs = NEVER;

    boolean addressesPresent;

    Master(Terms terms) {
        this.terms = terms;
    }

    /** The order of effects: advertisement, addresses, announcements. */
    void begin(long nowNs, Effects effects) {
        replies.begin();
        rival.forget();
        losses.clear();
        effects.sendAdvertisement(terms.priority);
        addressesPresent = true;
        effects.addAddresses();
        schedule.begin(terms.settings.announcements(), nowNs, effects);
        advertNs = nowNs + terms.intervalNs();
    }

    void end() {
        advertNs = NEVER;
        schedule.clear();
        replies.begin();
    }

    void dropAddresses(Effects effects) {
        if (addressesPresent) {
            addressesPresent = false;
            effects.removeAddresses();
        }
    }

    /** It has resigned: until then it keeps its addresses, and neither advertises nor announces them. */
    void leave(long untilNs) {
        schedule.clear();
        replies.begin();
        advertNs = untilNs;
    }

    /** It stays although it has resigned. */
    void serveAgain(long nowNs, Effects effects) {
        replies.begin();
        effects.sendAdvertisement(terms.priority);
        advertNs = nowNs + terms.intervalNs();
        schedule.adopt(terms.settings.announcements(), nowNs);
    }

    long deadlineNs() {
        return Math.min(advertNs, Math.min(schedule.deadlineNs(), replies.dueNs));
    }

    /** Does what is due. */
    void serve(long nowNs, Effects effects) {
        if (advertNs <= nowNs) {
            advertise(nowNs, effects);
        } else if (replies.dueNs <= nowNs) {
            replies.left();
            reply(nowNs, effects);
        }
        schedule.serve(terms.settings.announcements(), nowNs, effects);
    }

    private void advertise(long nowNs, Effects effects) {
        boolean missed = lateNs(nowNs) >= patienceNs(Tracks.PRIORITY_MAX);
        replies.begin();
        effects.sendAdvertisement(terms.priority);
        advertNs += terms.intervalNs();
        if (advertNs <= nowNs) {
            advertNs = nowNs + terms.intervalNs();
        }
        if (missed) {
            // Another node may have taken over meanwhile and told the segment so.
            effects.announceAddresses(terms.settings.announcements().repeat());
        }
    }

    /** One of its advertisements has left without its doing: the next is due an interval later. */
    void advertised(long atNs) {
        long nextNs = atNs + terms.intervalNs();
        if (nextNs > advertNs) {
            replies.begin();
            advertNs = nextNs;
        }
    }

    /** How late its advertisement is. */
    long lateNs(long nowNs) {
        return nowNs - advertNs;
    }

    /** Whether it is so late that the best of the other nodes must have taken over. */
    boolean isReplaced(long nowNs) {
        int other = terms.rules().lateTimerPriority();
        return other > 0 && lateNs(nowNs) >= patienceNs(other);
    }

    /** How late an advertisement may be before a backup of a priority gives its master up. */
    private long patienceNs(int priority) {
        RouterSettings.Rules rules = terms.rules();
        return (rules.downTimerAdverts() - 1) * rules.intervalNs()
                + Timing.skewNs(rules.version(), priority, rules.intervalNs());
    }

    /**
     * Another master is heard.
     *
     * @return why it is given way to; null if it is not
     */
    // RFC 9568 6.4.3 (725)-(785)
    @Nullable
    Cause hear(int priority, long intervalNs, IpAddress source, long nowNs, Effects effects) {
        if (priority == 0) {
            answerResignation(nowNs, effects);
            return null;
        }
        IpAddress own = terms.settings.source();
        if (isStronger(priority, intervalNs, source, nowNs)) {
            return Cause.ofYielding(source, priority, terms.priority, own);
        }
        stand(priority, source, nowNs, effects);
        return null;
    }

    private boolean isStronger(int priority, long intervalNs, IpAddress source, long nowNs) {
        return priority > terms.priority
                || (priority == terms.priority && source.compareTo(terms.settings.source()) > 0)
                || (priority == Tracks.PRIORITY_OWNER && rival.persists(terms.intervalNs(), intervalNs, nowNs));
    }

    /** Another master must yield to this one: it is told, and so is the segment. */
    private void stand(int priority, IpAddress source, long nowNs, Effects effects) {
        if (!terms.rules().lowerPriorityNoAdvert() && replies.take()) {
            reply(nowNs, effects);
        }
        if (!replies.contest()) {
            return;
        }
        if (replies.contests == 1) {
            schedule.contest(terms.settings.announcements(), nowNs, effects);
            effects.reportContest();
        }
        effects.reportLowerPriority(source, priority, terms.priority);
    }

    /** Backups wait for a skew time only now: those that are no better than this MASTER hear it before. */
    private void answerResignation(long nowNs, Effects effects) {
        if (replies.take()) {
            reply(nowNs, effects);
        } else {
            replies.putOff(nowNs + Math.max(terms.skewNs() / 2, terms.intervalNs() / Replies.PUT_OFF_MAX));
        }
    }

    private void reply(long nowNs, Effects effects) {
        effects.sendAdvertisement(terms.priority);
        advertNs = nowNs + terms.intervalNs();
    }

    void reconfigure(long nowNs) {
        advertNs = Math.min(advertNs, nowNs + terms.intervalNs());
        schedule.adopt(terms.settings.announcements(), nowNs);
    }

    void copy(Master other) {
        schedule.copy(other.schedule);
        rival.copy(other.rival);
        replies.copy(other.replies);
        losses.copy(other.losses);
        advertNs = other.advertNs;
        addressesPresent = other.addressesPresent;
    }
}
