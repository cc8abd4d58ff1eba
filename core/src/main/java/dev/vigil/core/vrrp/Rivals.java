package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Datagram;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes with which something is wrong: those that speak for this virtual router but are configured differently,
 * and a second master. A node is a rival until it was silent for three of its intervals, resigned, or agrees again.
 *
 * <p>A second master is one that this MASTER stood against, and of which it hears again when the other has had one and a
 * half of our intervals to hear it: whoever listens has yielded by then. So the single advertisement that crosses ours in a
 * hand-over or a preemption is no alarm, and neither is an advertisement with priority 0, whatever else it says.
 *
 * <p>There is room for {@link #RIVALS_MAX} of them, so that senders of forged advertisements cannot make it grow; a second
 * master takes the place of one that only differs. While there is no rival, nothing is allocated or searched.
 */
public final class Rivals {
    public static final int RIVALS_MAX = 8;

    /** After so many of its intervals of silence a rival is gone. */
    static final int SILENT_INTERVALS_MAX = 3;

    /** So many rivals are reported within {@link #NEWS_WITHIN_NS}. */
    static final int NEWS_MAX = 8;

    static final long NEWS_WITHIN_NS = 60_000_000_000L;

    /** What is wrong with a rival. */
    public enum Dispute {
        /** It is master at the same time. */
        MASTER_TOO("is master, too"),
        VERSION("speaks another version of VRRP"),
        AUTHENTICATION("has another type of authentication"),
        PASSWORD("has another password"),
        INTERVAL("has another advertisement interval"),
        ADDRESSES("has other virtual addresses"),
        CAST("sends unicast where this node sends multicast, or the other way round");

        private final String text;

        Dispute(String text) {
            this.text = text;
        }

        int bit() {
            return 1 << ordinal();
        }
    }

    /**
     * One rival.
     *
     * @param priority that it advertised last
     * @param intervalNs between two of its advertisements, as they say
     * @param sinceNs when it was heard for the first time
     * @param heardNs when it was heard last
     */
    public record Rival(
            IpAddress address, Set<Dispute> disputes, int priority, long intervalNs, long sinceNs, long heardNs) {
        public Rival {
            disputes = Set.copyOf(disputes);
        }

        /** What is wrong with it, in the order of {@link Dispute}. */
        public String text() {
            List<String> texts = new ArrayList<>();
            for (Dispute dispute : Dispute.values()) {
                if (disputes.contains(dispute)) {
                    texts.add(dispute.text);
                }
            }
            return String.join(", and ", texts);
        }
    }

    /** A rival that came or went. */
    public record News(Rival rival, boolean over) {}

    /** The place of one rival. */
    private static final class Place {
        @Nullable
        IpAddress address;

        int disputes;
        int priority;
        long intervalNs;
        long sinceNs;
        long heardNs;

        /** Since when this MASTER stands against it; NEVER while it does not. */
        long contestedNs;

        /** What was reported of it; 0 for nothing. */
        int reported;

        /** Whether it resigned or agrees again. */
        boolean over;

        boolean isSilent(long nowNs) {
            return nowNs - heardNs > SILENT_INTERVALS_MAX * intervalNs;
        }

        Rival rival(int shown) {
            Set<Dispute> set = EnumSet.noneOf(Dispute.class);
            for (Dispute dispute : Dispute.values()) {
                if ((shown & dispute.bit()) != 0) {
                    set.add(dispute);
                }
            }
            IpAddress known = address;
            if (known == null) {
                throw new IllegalStateException("a place without a rival");
            }
            return new Rival(known, set, priority, intervalNs, sinceNs, heardNs);
        }
    }

    private final Place[] places = new Place[RIVALS_MAX];

    /** The places that are taken. */
    private int taken;

    private long newsWindowNs = Long.MIN_VALUE / 2;
    private int newsInWindow;

    Rivals() {
        for (int index = 0; index < places.length; index++) {
            places[index] = new Place();
        }
    }

    // What is heard

    /**
     * A node was heard.
     *
     * @param differences the bits of the disputes in its message; 0 if it agrees
     */
    void hear(Datagram heard, int differences) {
        if (differences == 0 && taken == 0) {
            return;
        }
        boolean resigning = heard.priority() == 0;
        Place place = find(heard.source());
        if (place == null) {
            if (resigning || differences == 0) {
                return;
            }
            place = take(heard, false);
        }
        if (place == null) {
            return;
        }
        if (place.isSilent(heard.atNs())) {
            place.sinceNs = heard.atNs();
            place.contestedNs = VirtualRouter.NEVER;
            place.disputes = 0;
        }
        note(place, heard);
        place.disputes = (place.disputes & Dispute.MASTER_TOO.bit()) | differences;
        place.over = resigning || (place.disputes == 0 && place.contestedNs == VirtualRouter.NEVER);
        if (place.over && place.reported == 0) {
            free(place);
        }
    }

    /** A virtual router has handled an advertisement that was accepted: it may be a MASTER that stood against it. */
    public void judge(VirtualRouter router, Datagram heard) {
        if (router.state() != State.MASTER || router.stage().isLeaving()) {
            endContests();
        } else if (heard.priority() > 0) {
            contest(heard, router.settings().rules().intervalNs());
        }
    }

    private void contest(Datagram heard, long ourIntervalNs) {
        Place place = find(heard.source());
        if (place == null) {
            place = take(heard, true);
        }
        if (place == null) {
            return;
        }
        note(place, heard);
        place.over = false;
        if (place.contestedNs == VirtualRouter.NEVER) {
            place.contestedNs = heard.atNs();
        } else if (heard.atNs() - place.contestedNs >= ourIntervalNs + ourIntervalNs / 2) {
            place.disputes |= Dispute.MASTER_TOO.bit();
        }
    }

    /** This node is no MASTER any more, so there are not two of them. */
    private void endContests() {
        for (int index = 0; taken > 0 && index < places.length; index++) {
            Place place = places[index];
            if (place.address != null && place.contestedNs != VirtualRouter.NEVER) {
                place.contestedNs = VirtualRouter.NEVER;
                place.disputes &= ~Dispute.MASTER_TOO.bit();
                place.over |= place.disputes == 0;
                if (place.over && place.reported == 0) {
                    free(place);
                }
            }
        }
    }

    private static void note(Place place, Datagram heard) {
        place.priority = heard.priority();
        place.intervalNs = heard.intervalNs();
        place.heardNs = heard.atNs();
    }

    private @Nullable Place find(IpAddress source) {
        for (int index = 0; taken > 0 && index < places.length; index++) {
            if (source.equals(places[index].address)) {
                return places[index];
            }
        }
        return null;
    }

    /**
     * A place for a new rival: a free one, or one whose rival is gone and need not be reported; a second master takes that
     * of the longest silent.
     */
    private @Nullable Place take(Datagram heard, boolean urgent) {
        Place found = null;
        for (Place place : places) {
            boolean gone = place.over || place.isSilent(heard.atNs());
            boolean free = place.address == null || (gone && place.reported == 0);
            if (free) {
                found = place;
                break;
            }
            boolean yields = urgent && place.contestedNs == VirtualRouter.NEVER;
            if (yields && (found == null || place.heardNs < found.heardNs)) {
                found = place;
            }
        }
        if (found == null) {
            return null;
        }
        if (found.address == null) {
            taken++;
        }
        found.address = heard.source();
        found.disputes = 0;
        found.reported = 0;
        found.over = false;
        found.contestedNs = VirtualRouter.NEVER;
        found.sinceNs = heard.atNs();
        note(found, heard);
        return found;
    }

    private void free(Place place) {
        place.address = null;
        place.over = false;
        place.reported = 0;
        taken--;
    }

    // What is read of it

    /** The rivals of now, by address. */
    public List<Rival> present(VirtualRouter router, long nowNs) {
        List<Rival> rivals = new ArrayList<>();
        for (Place place : places) {
            int shown = shown(place, router, nowNs);
            if (shown != 0) {
                rivals.add(place.rival(shown));
            }
        }
        rivals.sort((one, other) -> one.address.compareTo(other.address));
        return List.copyOf(rivals);
    }

    /** The bits of what is wrong with a rival now. */
    private static int shown(Place place, VirtualRouter router, long nowNs) {
        if (place.address == null || place.over || place.isSilent(nowNs)) {
            return 0;
        }
        return router.state() == State.MASTER ? place.disputes : place.disputes & ~Dispute.MASTER_TOO.bit();
    }

    /**
     * The next thing to report: a rival that came, one whose disputes are others now, or one that is gone. To be asked
     * until it is empty. Of more than {@link #NEWS_MAX} within a minute the rest stays unsaid.
     */
    public Optional<News> news(VirtualRouter router, long nowNs) {
        if (router.state() != State.MASTER) {
            endContests();
        }
        for (int index = 0; taken > 0 && index < places.length; index++) {
            Place place = places[index];
            int shown = shown(place, router, nowNs);
            if (place.address == null || shown == place.reported) {
                continue;
            }
            if (shown == 0) {
                News gone = new News(place.rival(place.reported), true);
                place.reported = 0;
                forgetIfOver(place, nowNs);
                return Optional.of(gone);
            }
            if (maySay(nowNs)) {
                place.reported = shown;
                return Optional.of(new News(place.rival(shown), false));
            }
        }
        return Optional.empty();
    }

    private void forgetIfOver(Place place, long nowNs) {
        if (place.over || place.isSilent(nowNs)) {
            free(place);
        }
    }

    private boolean maySay(long nowNs) {
        if (nowNs - newsWindowNs >= NEWS_WITHIN_NS) {
            newsWindowNs = nowNs;
            newsInWindow = 0;
        }
        if (newsInWindow >= NEWS_MAX) {
            return false;
        }
        newsInWindow++;
        return true;
    }
}
