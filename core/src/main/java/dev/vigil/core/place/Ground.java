package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.VirtualRouter;
import org.jspecify.annotations.Nullable;

/**
 * What a placed router stands on: an interface, an address to speak from, the sockets for both, and the interfaces that it
 * tracks. It follows the host, and its virtual router hears what it finds.
 */
final class Ground {
    private final Host host;
    private final Story story;
    private final RouterInputs inputs;
    private final Doubts doubts = new Doubts();
    private Site site;
    private Edge edge;

    /** What the open sockets stand on; null without sockets. */
    private @Nullable Footing footing;

    /** Why the sockets for {@link #refusedFooting} could not be opened; null if they were, or nobody tried. */
    private @Nullable String attachRefusal;

    private @Nullable Footing refusedFooting;

    /** When they are tried again. */
    private long retryNs = VirtualRouter.NEVER;

    Ground(Host host, Story story, RouterInputs inputs, Prepared prepared) {
        this.host = host;
        this.story = story;
        this.inputs = inputs;
        site = prepared.site();
        edge = prepared.edge();
        takeOver(prepared);
    }

    /** Stands on what was prepared, from now on. */
    void takeOver(Prepared prepared) {
        site = prepared.site();
        edge = prepared.edge();
        doubts.clear();
        attachRefusal = null;
        retryNs = VirtualRouter.NEVER;
        footing = prepared.isAttached() ? prepared.footing() : null;
        if (footing != null) {
            edge.serve();
        }
    }

    /** The address that the sockets speak from; another one without sockets. */
    IpAddress sourceOr(IpAddress other) {
        return footing == null ? other : footing.fromAddress();
    }

    long deadlineNs() {
        return Math.min(doubts.deadlineNs(), retryNs);
    }

    /** Whether an advertisement may well leave: the interface carries, as far as is known, and no loss is doubted. */
    boolean isFirm() {
        return carries(host.link(site.interfaceName())) && carries(host.link(site.carrier())) && !doubts.any();
    }

    /** Looks at the host again. */
    void look(long nowNs) {
        Footing seen = Footing.of(site, host);
        if (seen.holds()) {
            doubts.end(Track.Kind.SOURCE_ADDRESS);
            stand(seen, nowNs);
        } else if (footing == null || !isDoubted(Track.Kind.SOURCE_ADDRESS, doubtNs(footing), nowNs)) {
            retryNs = VirtualRouter.NEVER;
            attachRefusal = null;
            // A MASTER resigns by the sockets that it still has, from the address that it had.
            see(Track.Kind.SOURCE_ADDRESS, site.interfaceName(), Condition.DOWN, seen.obstacle(), nowNs);
            release();
        }
        for (Track track : inputs.router().tracks().all()) {
            if (track.kind() == Track.Kind.INTERFACE) {
                lookAt(track, nowNs);
            }
        }
    }

    private void stand(Footing seen, long nowNs) {
        if ((footing == null || !seen.fits(footing)) && !attach(seen, nowNs)) {
            return;
        }
        if (!seen.fromAddress().equals(inputs.router().settings().source())) {
            inputs.onSource(seen.fromAddress(), nowNs);
        }
        String detail = seen.fromAddress().toString();
        see(Track.Kind.SOURCE_ADDRESS, site.interfaceName(), Condition.UP, detail, nowNs);
    }

    private boolean attach(Footing seen, long nowNs) {
        boolean waits = attachRefusal != null && seen.equals(refusedFooting) && nowNs < retryNs;
        if (waits) {
            return false;
        }
        String known = attachRefusal;
        attachRefusal = edge.attach(seen.onLink(), seen.fromAddress());
        if (attachRefusal == null) {
            retryNs = VirtualRouter.NEVER;
            footing = seen;
            edge.serve();
            return true;
        }
        refusedFooting = seen;
        retryNs = nowNs + PlacedRouter.RETRY_NS;
        if (!attachRefusal.equals(known)) {
            story.refused(inputs.router().settings().name(), attachRefusal);
        }
        see(Track.Kind.SOURCE_ADDRESS, site.interfaceName(), Condition.DOWN, attachRefusal, nowNs);
        release();
        return false;
    }

    private void lookAt(Track track, long nowNs) {
        Link link = host.link(track.name());
        Site.Patience patience = site.patienceWith(track.name());
        Return back = new Return(track.name());
        if (carries(link)) {
            doubts.end(track.name());
            if (track.condition() != Condition.DOWN || !isAwaited(back, patience.upNs(), nowNs)) {
                see(Track.Kind.INTERFACE, track.name(), Condition.UP, "", nowNs);
            }
        } else {
            doubts.end(back);
            if (track.condition() != Condition.UP || !isLossDoubted(track.name(), patience.downNs(), nowNs)) {
                String detail = link == null ? "it does not exist" : link.obstacle();
                see(Track.Kind.INTERFACE, track.name(), Condition.DOWN, detail, nowNs);
            }
        }
    }

    /** The return of an interface, which is doubted beside its loss. */
    private record Return(String link) {}

    private boolean isAwaited(Object what, long lengthNs, long nowNs) {
        return lengthNs > 0 && doubts.isDoubted(what, lengthNs, nowNs);
    }

    private boolean isLossDoubted(String link, long lengthNs, long nowNs) {
        return lengthNs > Doubts.LENGTH_NS
                ? doubts.isDoubted(link, lengthNs, nowNs)
                : isDoubted(link, Doubts.LENGTH_NS, nowNs);
    }

    /**
     * How long the loss of the source address is doubted. An IPv6 address that comes back is shown at once and usable after its
     * duplicate address detection, but the sockets that are bound to it send all the while.
     */
    private long doubtNs(Footing lost) {
        boolean detecting = host.isTentative(baseOf(lost).ifindex(), lost.fromAddress());
        return detecting ? Doubts.DETECTION_NS : Doubts.LENGTH_NS;
    }

    /** The interface whose address a footing has. */
    private Link baseOf(Footing known) {
        Link base = host.link(site.interfaceName());
        return base == null ? known.onLink() : base;
    }

    /** Whether a loss is not believed yet. One that costs nothing is believed at once. */
    private boolean isDoubted(Object what, long lengthNs, long nowNs) {
        if (inputs.router().isListening()) {
            return doubts.isDoubted(what, lengthNs, nowNs);
        }
        doubts.end(what);
        return false;
    }

    private static boolean carries(@Nullable Link link) {
        return link != null && link.carries();
    }

    private void see(Track.Kind kind, String name, Condition condition, String detail, long nowNs) {
        inputs.onTrack(kind, name, condition, detail, nowNs);
    }

    /** Gives the sockets back. */
    void release() {
        footing = null;
        edge.detach();
    }

    /** Nothing is waited for any more. */
    void end() {
        doubts.clear();
        retryNs = VirtualRouter.NEVER;
    }
}
