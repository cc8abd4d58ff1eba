package dev.vigil.core.place;

import dev.vigil.core.filter.DroppedAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a placed router does about packets to and from its addresses: a master that does not own them may have to drop these
 * packets, from before it has the addresses until it has them no more. A refusal leaves everything else in service.
 */
final class HeldFilter {
    private final Story story;
    private final VirtualRouter router;
    private Optional<FilterSettings> settings;
    private Edge edge;
    private Set<DroppedAddress> asked = Set.of();

    /** Ends what was asked of the edge before this one; null if nothing was. */
    private @Nullable Runnable formerly;

    /** Why packets are not dropped; null unless the kernel refused. */
    private @Nullable String refusal;

    /** When the kernel is asked again. */
    private long retryNs = VirtualRouter.NEVER;

    HeldFilter(Story story, VirtualRouter router, Prepared prepared) {
        this.story = story;
        this.router = router;
        settings = prepared.site().filter();
        edge = prepared.edge();
    }

    long deadlineNs() {
        return retryNs;
    }

    boolean isLacking() {
        return refusal != null;
    }

    void lacking(List<String> list) {
        if (refusal != null) {
            list.add("packets to its addresses are not dropped (no_accept): " + refusal);
        }
    }

    /** Drops and stops to drop once, so that a refusal is known before it matters, and tables are there. */
    void practise(List<PlacedAddress> placed, long nowNs) {
        if (!router.addressesPresent()) {
            begin(placed, nowNs);
            end(nowNs);
        }
    }

    /** Another site and edge from now on; what is dropped stays dropped until {@link #follow}. */
    void takeOver(Prepared prepared) {
        Edge old = edge;
        settings.filter(_ -> !asked.isEmpty())
                .ifPresent(former -> formerly = () -> {
                    String _ = old.drop(former, Set.of());
                });
        settings = prepared.site().filter();
        edge = prepared.edge();
        asked = Set.of();
    }

    /** Drops packets of these addresses and of no others, if this is a master that drops. */
    void follow(List<PlacedAddress> placed, long nowNs) {
        ask(router.addressesPresent() ? wanted(placed) : Set.of(), nowNs);
        Runnable end = formerly;
        formerly = null;
        if (end != null) {
            end.run();
        }
    }

    /** Before the addresses come. */
    void begin(List<PlacedAddress> placed, long nowNs) {
        ask(wanted(placed), nowNs);
    }

    /** After the addresses went. */
    void end(long nowNs) {
        ask(Set.of(), nowNs);
    }

    /** Asks again for what was refused, if that is due. */
    void retry(List<PlacedAddress> placed, long nowNs) {
        if (retryNs <= nowNs) {
            retryNs = VirtualRouter.NEVER;
            asked = Set.of();
            follow(placed, nowNs);
        }
    }

    /** Nothing is waited for any more. */
    void stop() {
        retryNs = VirtualRouter.NEVER;
    }

    private static Set<DroppedAddress> wanted(List<PlacedAddress> placed) {
        Set<DroppedAddress> wanted = new TreeSet<>();
        placed.forEach(each -> wanted.add(DroppedAddress.of(each.address(), each.ifindex())));
        return wanted;
    }

    private void ask(Set<DroppedAddress> wanted, long nowNs) {
        if (settings.isEmpty() || wanted.equals(asked)) {
            return;
        }
        String known = refusal;
        refusal = edge.drop(settings.get(), wanted);
        asked = wanted;
        if (refusal == null) {
            retryNs = VirtualRouter.NEVER;
            return;
        }
        retryNs = wanted.isEmpty() ? VirtualRouter.NEVER : nowNs + PlacedRouter.RETRY_NS;
        if (!refusal.equals(known)) {
            story.refused(router.settings().name(), refusal);
        }
    }
}
