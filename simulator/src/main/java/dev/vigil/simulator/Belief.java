package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * What a virtual router takes for true of its interfaces and of the address that it speaks from, held against the kernel.
 * It may be wrong for a moment: a loss is doubted first.
 */
final class Belief {
    /** For so long it may be wrong while the daemon gets time. */
    private static final long PATIENCE_NS = 50_000_000L;

    private final Member member;
    private @Nullable String known;
    private long wrongSinceNs;

    Belief(Member member) {
        this.member = member;
    }

    void reset() {
        known = null;
    }

    /** What it has believed wrongly for too long, now that the daemon has read everything; null for nothing. */
    @Nullable
    String wrong(long nowNs) {
        String wrong = wrongNow();
        if (wrong == null) {
            known = null;
            return null;
        }
        if (!wrong.equals(known)) {
            known = wrong;
            wrongSinceNs = nowNs;
        }
        return nowNs - wrongSinceNs > PATIENCE_NS ? wrong : null;
    }

    private @Nullable String wrongNow() {
        IpAddress source = member.sourceOfKernel();
        for (Track track : member.router().tracks().all()) {
            String wrong = switch (track.kind()) {
                case INTERFACE -> {
                    int index = member.node().plan().interfaceIndex(track.name());
                    boolean up = index >= 0 && member.node().kernel().isLinkUp(index);
                    yield differs(track, up);
                }
                case SOURCE_ADDRESS -> differs(track, source != null);
                default -> null;
            };
            if (wrong != null) {
                return wrong;
            }
        }
        if (source == null) {
            return null;
        }
        if (!source.equals(member.source())) {
            return "it takes " + member.source() + " for its address, which is " + source;
        }
        IpAddress spoken = member.speaksFrom();
        return source.equals(spoken) ? null : "its sockets speak from " + spoken + ", and its address is " + source;
    }

    private static @Nullable String differs(Track track, boolean up) {
        boolean believed = track.condition() == Condition.UP;
        return believed == up
                ? null
                : "it takes " + track.kind().word() + " " + track.name() + " for " + track.condition() + ", and it is "
                        + (up ? Condition.UP : Condition.DOWN);
    }
}
