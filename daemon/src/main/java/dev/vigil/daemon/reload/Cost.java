package dev.vigil.daemon.reload;

import dev.vigil.config.model.Election;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a change costs if this node is MASTER.
 *
 * @param ns how long the addresses are away, or are waited for; 0 where that has no end or no length
 */
public record Cost(Kind kind, long ns) {
    /** What becomes of the addresses. */
    public enum Kind {
        /** They stay where they are. */
        NONE,
        /** They stay, but nodes that do not change as well refuse its advertisements, and become MASTER beside it. */
        PEERS,
        /** They go, and come back after a time. */
        AWAY,
        /** They go for good. */
        GONE,
        /** They were not there, and come after a time. */
        COMING;

        /** The word that JSON uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Cost NONE = new Cost(Kind.NONE, 0);
    static final Cost GONE = new Cost(Kind.GONE, 0);

    private static final long NS_PER_TENTH = 100_000_000L;

    /** What sender and receiver must agree on, or the receiver drops what it hears. */
    private static final Set<String> AGREED = Set.of(
            "auth_type",
            "auth_pass",
            "auth_hmac",
            "key",
            "active_key",
            "mode",
            "mcast_dst_ip",
            "v3_checksum_as_v2",
            "old_unicast_checksum");

    /** That of going on with other values. */
    static Cost inPlace(List<ValueChange> changes, VrrpInstance next) {
        boolean agreed = changes.stream()
                .map(ValueChange::keyword)
                .anyMatch(keyword -> AGREED.contains(keyword)
                        // RFC 3768 7.1: in version 2 the interval of the sender must be that of the receiver.
                        || (keyword.equals("advert_int") && next.election().version() == 2));
        return agreed ? new Cost(Kind.PEERS, 0) : NONE;
    }

    /** That of beginning anew as another virtual router. */
    static Cost away(VrrpInstance next) {
        return new Cost(Kind.AWAY, firstWaitNs(next));
    }

    static Cost coming(VrrpInstance next) {
        return new Cost(Kind.COMING, firstWaitNs(next));
    }

    /** How long a virtual router listens before it takes over where nobody else is; an address owner does not listen. */
    private static long firstWaitNs(VrrpInstance instance) {
        Election election = instance.election();
        return election.priority() == Tracks.PRIORITY_OWNER
                ? 0
                : Timing.masterDownNs(
                        election.version(),
                        election.priority(),
                        election.advertIntervalNs(),
                        election.downTimerAdverts());
    }

    /** For people, to stand behind a colon. */
    public String text() {
        return switch (kind) {
            case NONE -> "no interruption";
            case PEERS ->
                "no interruption here, but nodes that do not change as well refuse its advertisements and become MASTER"
                        + " beside it";
            case AWAY -> "its addresses are away for " + about();
            case GONE -> "its addresses go";
            case COMING -> "its addresses come after " + about() + " if no other node has them";
        };
    }

    private String about() {
        long tenths = (ns + NS_PER_TENTH / 2) / NS_PER_TENTH;
        return tenths == 0 ? "a moment" : "about " + tenths / 10 + "." + tenths % 10 + " s";
    }
}
