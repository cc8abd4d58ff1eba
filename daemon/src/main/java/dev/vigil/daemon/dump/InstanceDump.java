package dev.vigil.daemon.dump;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.vrrp.LoopView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the dumps show of one instance, as the VRRP loop has it at one moment.
 *
 * @param sinceNs when it entered its state, on the monotonic clock
 * @param dueNs when its timer fires; {@link VirtualRouter#NEVER} without one
 * @param source where its advertisements come from
 * @param master the master that a BACKUP listens to
 * @param masterPriority that of {@code master}
 * @param carried whether the interface is up that it brings with it, or is on
 * @param present for each address, and then for each excluded one, whether the kernel has it
 */
record InstanceDump(
        VrrpInstance config,
        State state,
        long sinceNs,
        long dueNs,
        long masterDownNs,
        long masterIntervalNs,
        IpAddress source,
        int priority,
        Optional<IpAddress> master,
        int masterPriority,
        int faults,
        int awaited,
        boolean carried,
        List<Boolean> present,
        Statistics statistics) {
    static InstanceDump of(LoopView.InstanceView view) {
        VirtualRouter router = view.router();
        long dueNs = router.state() == State.BACKUP ? router.takeOverNs() : router.deadlineNs();
        boolean timed = router.isListening() && dueNs != VirtualRouter.NEVER;
        return new InstanceDump(
                view.config(),
                router.state(),
                router.stateSinceNs(),
                timed ? dueNs : VirtualRouter.NEVER,
                router.masterDownNs(),
                router.masterIntervalNs(),
                router.settings().source(),
                router.effectivePriority(),
                router.master(),
                router.master().isPresent() ? router.masterPriority() : 0,
                router.tracks().faults().size(),
                router.tracks().awaited().size(),
                isCarried(view.config(), router),
                present(view),
                statistics(view));
    }

    private static boolean isCarried(VrrpInstance config, VirtualRouter router) {
        return router.tracks().all().stream()
                .filter(track -> track.kind() == Track.Kind.INTERFACE)
                .filter(track -> track.name().equals(config.ownInterface()))
                .noneMatch(track -> track.condition() == Condition.DOWN);
    }

    private static List<Boolean> present(LoopView.InstanceView view) {
        List<Boolean> present = new ArrayList<>();
        for (VirtualAddress address : view.config().addresses()) {
            present.add(view.isPresent(address));
        }
        for (VirtualAddress address : view.config().excludedAddresses()) {
            present.add(view.isPresent(address));
        }
        return present;
    }

    private static Statistics statistics(LoopView.InstanceView view) {
        LoopView.Counters counters = view.counters();
        return new Statistics(
                counters.received(),
                counters.sent(),
                counters.becameMaster(),
                counters.releasedMaster(),
                view.dropped(DropReason.LENGTH),
                view.dropped(DropReason.INTERVAL) + view.dropped(DropReason.INTERVAL_ZERO),
                view.dropped(DropReason.TTL),
                view.dropped(DropReason.TYPE),
                counters.addressListErrors(),
                view.dropped(DropReason.AUTH_TYPE_INVALID),
                view.dropped(DropReason.AUTH_TYPE_MISMATCH),
                view.dropped(DropReason.AUTH_FAILED),
                counters.zeroReceived(),
                counters.zeroSent());
    }

    String name() {
        return config.name();
    }

    /** Whether it holds its addresses. */
    boolean hasAddresses() {
        return state == State.MASTER;
    }

    /** The state that it would have if nothing were in the way, as keepalived counts it. */
    State wanted() {
        boolean begins = state == State.INIT && config.election().startAsMaster();
        return begins ? State.MASTER : state == State.INIT ? State.BACKUP : state;
    }

    /** The addresses as the dumps write them. */
    List<String> addresses() {
        return texts(config.addresses(), 0);
    }

    List<String> excludedAddresses() {
        return texts(config.excludedAddresses(), config.addresses().size());
    }

    private List<String> texts(List<VirtualAddress> addresses, int from) {
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < addresses.size(); index++) {
            boolean set = hasAddresses() && present.get(from + index);
            texts.add(AddressText.of(addresses.get(index)) + (set ? " set" : ""));
        }
        return texts;
    }

    InstanceDump with(Statistics others) {
        return new InstanceDump(
                config,
                state,
                sinceNs,
                dueNs,
                masterDownNs,
                masterIntervalNs,
                source,
                priority,
                master,
                masterPriority,
                faults,
                awaited,
                carried,
                present,
                others);
    }
}
