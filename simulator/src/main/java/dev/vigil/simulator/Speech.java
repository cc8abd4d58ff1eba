package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a MASTER owes to its segment: advertisements, answers to others, and announcements of its addresses, each counted in
 * every turn and held against what was said.
 */
final class Speech {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long TOLERANCE_NS = 2_000;

    /** So many others are answered between two regular advertisements. */
    private static final int ANSWERS_MAX = 4;

    private final Member member;

    // What is planned
    private long advertNs = NEVER;
    private long secondNs = NEVER;
    private long refreshNs = NEVER;
    private long contestNs = NEVER;
    private boolean postponed;
    private int answers;
    private int contests;

    // The turn
    private boolean serving;
    private int owedAdverts;
    private int mayAdvertise;
    private int adverts;
    private int owedRounds;
    private int mayAnnounce;
    private int rounds;
    private boolean began;
    private final Set<IpAddress> came = new HashSet<>();
    private final Map<IpAddress, Integer> announced = new HashMap<>();
    private final List<IpAddress> absent = new ArrayList<>();

    Speech(Member member) {
        this.member = member;
    }

    private RouterSettings settings() {
        return member.plan().settings();
    }

    private long nowNs() {
        return member.nowNs();
    }

    void reset() {
        silence();
        begin();
    }

    void begin() {
        serving = false;
        began = false;
        owedAdverts = 0;
        mayAdvertise = 0;
        adverts = 0;
        owedRounds = 0;
        mayAnnounce = 0;
        rounds = 0;
        came.clear();
        announced.clear();
        absent.clear();
    }

    // What makes it speak

    /** It became MASTER: a first advertisement and the first announcements are out. */
    void takesOver() {
        RouterSettings.Announcements plan = settings().announcements();
        began = true;
        answers = 0;
        contests = 0;
        postponed = false;
        owedAdverts++;
        owedRounds += plan.repeat();
        advertNs = nowNs() + settings().rules().intervalNs();
        secondNs = plan.delayNs() > 0 ? nowNs() + plan.delayNs() : NEVER;
        refreshNs = plan.refreshNs() > 0 ? nowNs() + plan.delayNs() + plan.refreshNs() : NEVER;
        contestNs = NEVER;
    }

    /** It is no MASTER any more. */
    void silence() {
        advertNs = NEVER;
        secondNs = NEVER;
        refreshNs = NEVER;
        contestNs = NEVER;
        postponed = false;
    }

    /** A MASTER stays one although it has resigned. */
    void servesAgain() {
        serving = false;
        RouterSettings.Announcements plan = settings().announcements();
        answers = 0;
        contests = 0;
        owedAdverts++;
        refreshNs = plan.refreshNs() > 0 ? nowNs() + plan.refreshNs() : NEVER;
    }

    /** A MASTER does what is due. */
    void serves() {
        RouterSettings.Announcements plan = settings().announcements();
        serving = true;
        if (advertNs <= nowNs()) {
            owedAdverts++;
            long lateNs = nowNs() - advertNs - patienceNs();
            if (lateNs > TOLERANCE_NS) {
                owedRounds += plan.repeat();
            } else if (lateNs > -TOLERANCE_NS) {
                mayAnnounce += plan.repeat();
            }
            answers = 0;
            contests = 0;
            postponed = false;
        }
        if (secondNs <= nowNs()) {
            secondNs = NEVER;
            owedRounds += plan.repeat();
        }
        if (contestNs <= nowNs()) {
            contestNs = NEVER;
            owedRounds += plan.lowerPriorityRepeat();
        }
        if (refreshNs <= nowNs()) {
            refreshNs = nowNs() + plan.refreshNs();
            owedRounds += plan.refreshRepeat();
        }
    }

    /** So late an advertisement must be for a backup of the highest priority to have given this MASTER up. */
    private long patienceNs() {
        RouterSettings.Rules rules = settings().rules();
        long unitNs = rules.version() == 2 ? Nanos.PER_S : rules.intervalNs();
        return (rules.downTimerAdverts() - 1) * rules.intervalNs() + 2 * unitNs / 256;
    }

    /** A MASTER that stays one heard somebody who resigned, or whose priority is lower. */
    void stands(int priority) {
        serving = false;
        if (priority == 0) {
            answer(true);
            return;
        }
        if (!settings().rules().lowerPriorityNoAdvert()) {
            answer(false);
        }
        RouterSettings.Announcements plan = settings().announcements();
        contests++;
        if (contests == 1 && plan.lowerPriorityRepeat() > 0) {
            owedRounds += plan.lowerPriorityRepeat();
            contestNs = plan.lowerPriorityDelayNs() > 0 ? nowNs() + plan.lowerPriorityDelayNs() : NEVER;
        }
    }

    /** Its sync group has it announce, because another member heard somebody weaker. */
    void contests() {
        serving = false;
        RouterSettings.Announcements plan = settings().announcements();
        if (plan.lowerPriorityRepeat() > 0) {
            owedRounds += plan.lowerPriorityRepeat();
            contestNs = plan.lowerPriorityDelayNs() > 0 ? nowNs() + plan.lowerPriorityDelayNs() : NEVER;
        }
    }

    private void answer(boolean later) {
        if (answers < ANSWERS_MAX) {
            answers++;
            owedAdverts++;
        } else {
            postponed |= later;
        }
    }

    /** Something took an address, which is to be put back. */
    void loses() {
        serving = false;
        owedRounds++;
    }

    void reconfigures() {
        serving = false;
        RouterSettings.Announcements plan = settings().announcements();
        if (advertNs != NEVER) {
            advertNs = Math.min(advertNs, nowNs() + settings().rules().intervalNs());
            refreshNs = plan.refreshNs() > 0 ? Math.min(refreshNs, nowNs() + plan.refreshNs()) : NEVER;
        }
    }

    // What it says

    void advertises() {
        adverts++;
        long intervalNs = settings().rules().intervalNs();
        if (serving && advertNs <= nowNs()) {
            // A regular one does not move those that follow, unless it is very late.
            advertNs = advertNs + intervalNs > nowNs() ? advertNs + intervalNs : nowNs() + intervalNs;
            return;
        }
        if (serving && postponed) {
            postponed = false;
            mayAdvertise++;
        }
        advertNs = nowNs() + intervalNs;
    }

    void announces(int itsRounds) {
        rounds += itsRounds;
    }

    /** One round for some addresses leaves. */
    void leaves(IpAddress address, boolean there) {
        announced.merge(address, 1, Integer::sum);
        if (!there) {
            absent.add(address);
        }
    }

    /** The kernel added an address for it. */
    void gets(IpAddress address) {
        came.add(address);
    }

    // The end of a turn, as a MASTER

    /** What is wrong with its answers; null for nothing. */
    @Nullable
    String wrongAnswers() {
        if (adverts < owedAdverts) {
            return "it owed " + owedAdverts + " advertisements in this turn and sent " + adverts;
        }
        return adverts > owedAdverts + mayAdvertise
                ? "it sent " + adverts + " advertisements in this turn, where " + (owedAdverts + mayAdvertise)
                        + " were due"
                : null;
    }

    /** What is wrong with its announcements; null for nothing. */
    @Nullable
    String wrongAnnouncements() {
        if (rounds < owedRounds || rounds > owedRounds + mayAnnounce) {
            return "it owed " + owedRounds + " rounds of announcements in this turn, and it were " + rounds;
        }
        if (Math.min(Math.min(secondNs, refreshNs), contestNs) <= nowNs()) {
            return "announcements that were due did not come";
        }
        if (!absent.isEmpty()) {
            return "it announced " + absent + ", which the kernel does not have";
        }
        if (!began && !member.isLinkUp()) {
            // Nobody would hear it.
            return null;
        }
        int least = began ? settings().announcements().repeat() : 1;
        for (IpAddress address : began ? member.heldAddresses() : came) {
            if (announced.getOrDefault(address, 0) < least) {
                return "it got " + address + " and did not announce it";
            }
        }
        return null;
    }
}
