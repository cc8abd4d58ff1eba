package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.bfd.BfdDrop;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.recording.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a question may see of the loop, while it is asked. Nothing of it may be kept. */
public interface LoopView {
    /** The monotonic time of this turn. */
    long nowNs();

    /** The virtual routers in their order; each is looked at when it is asked for. */
    List<? extends InstanceView> instances();

    /** How many configurations have come into force: as long as that stays, the instances are the same. */
    long adoptions();

    /** How many packets were refused before a virtual router was found for them, by interface; no count of 0. */
    Map<String, Map<DropReason, Long>> strays();

    /** What the loop remembers of its inputs; this may be kept. */
    Excerpt excerpt();

    /** When the loop was much too late for the last time; empty if it never was. */
    Optional<Pause> lastPause();

    /** How often advertisements were sent in the place of the loop. */
    Bridged bridged();

    /** How many BFD packets were refused; no count of 0. */
    Map<BfdDrop, Long> bfdDrops();

    /** The BFD sessions in the order of the configuration. */
    List<BfdSession> bfd();

    /** One virtual router. */
    interface InstanceView {
        VrrpInstance config();

        VirtualRouter router();

        /** Whether the kernel has the address on its interface now. */
        boolean isPresent(VirtualAddress address);

        /** What a MASTER serves without, one sentence each; empty if it has everything. */
        List<String> lacking();

        /** A second master, and nodes that are configured differently. */
        List<Rivals.Rival> rivals();

        long dropped(DropReason reason);

        Counters counters();
    }

    /**
     * The loop did what was due much too late.
     *
     * @param endedNs when it went on
     */
    record Pause(long endedNs, long lateNs) {}

    /**
     * Advertisements that left while the loop waited in the kernel.
     *
     * @param times in how many waits, or several in a row, that was needed
     * @param longestNs the longest wait of those
     */
    record Bridged(long times, long adverts, long longestNs) {
        static final Bridged NONE = new Bridged(0, 0, 0);

        Bridged and(long more, long waitNs) {
            return new Bridged(times + 1, adverts + more, Math.max(longestNs, waitNs));
        }
    }

    /**
     * The counters of one virtual router since the daemon started.
     *
     * @param sent advertisements, those with priority 0 apart
     * @param addressListErrors accepted advertisements whose addresses are not ours
     */
    record Counters(
            long sent,
            long received,
            long zeroSent,
            long zeroReceived,
            long becameMaster,
            long releasedMaster,
            long addressListErrors,
            long sendErrors) {}
}
