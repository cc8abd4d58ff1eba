package dev.vigil.daemon;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Explanation;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.vrrp.LoopView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns what the VRRP loop holds into the instances of a {@link StatusReport}. Runs on the loop. */
final class StatusSource {

    private final Function<String, StatusReport.Notify> notifications;

    /** When what an operator asked of an instance ends by itself. */
    private final Function<String, OptionalLong> ends;

    StatusSource(Function<String, StatusReport.Notify> notifications, Function<String, OptionalLong> ends) {
        this.notifications = notifications;
        this.ends = ends;
    }

    /** So many instances from one on: the loop has no time for thousands at once. */
    Slices.Slice<StatusReport.Instance> slice(LoopView view, int from, int countMax, long nowEpochMs) {
        var all = view.instances();
        List<StatusReport.Instance> instances = new ArrayList<>();
        for (int index = from; index < Math.min(all.size(), from + countMax); index++) {
            instances.add(instance(all.get(index), view.nowNs(), nowEpochMs));
        }
        return new Slices.Slice<>(view.adoptions(), all.size(), instances);
    }

    private StatusReport.Instance instance(LoopView.InstanceView view, long nowNs, long nowEpochMs) {
        VirtualRouter router = view.router();
        return new StatusReport.Instance(
                view.config().name(),
                view.config().transport().interfaceName(),
                view.config().vrid(),
                view.config().family(),
                view.config().election().version(),
                router.state(),
                nowEpochMs - (nowNs - router.stateSinceNs()) / Nanos.PER_MS,
                router.stateSinceNs(),
                reasons(router, nowNs),
                rules(view),
                priority(router),
                master(router),
                addresses(view),
                counters(view),
                notifications.apply(view.config().name()),
                view.rivals().stream().map(StatusSource::rival).toList(),
                view.lacking(),
                steering(view.config().name(), router));
    }

    private Optional<StatusReport.Steering> steering(String name, VirtualRouter router) {
        return router.steeredBy().map(why -> {
            boolean known = why instanceof Cause.Steered;
            Cause.Steered steered = known ? (Cause.Steered) why : new Cause.Steered(SteeringOrder.DRAIN, "", "", 0);
            return new StatusReport.Steering(
                    router.stage(),
                    why.text(),
                    steered.by(),
                    steered.reason(),
                    steered.askedEpochMs(),
                    ends.apply(name));
        });
    }

    private static StatusReport.Reasons reasons(VirtualRouter router, long nowNs) {
        Explanation why = Explanation.of(router, nowNs);
        return new StatusReport.Reasons(why.now(), why.otherwise(), why.cameAbout(), router.cameFrom());
    }

    private static StatusReport.Rules rules(LoopView.InstanceView view) {
        RouterSettings.Rules rules = view.router().settings().rules();
        return new StatusReport.Rules(
                rules.intervalNs(),
                view.router().masterIntervalNs(),
                view.router().masterDownNs(),
                rules.preempt(),
                rules.preemptDelayNs(),
                view.config().election().startAsMaster() ? State.MASTER : State.BACKUP,
                view.router().settings().announcements());
    }

    /** Its hardware address is looked for elsewhere: the loop has no time for that. */
    private static StatusReport.Rival rival(Rivals.Rival rival) {
        return new StatusReport.Rival(
                rival.address(),
                Optional.empty(),
                rival.disputes().stream().sorted().map(StatusSource::word).toList(),
                rival.text(),
                rival.priority(),
                rival.sinceNs(),
                rival.heardNs());
    }

    static Optional<StatusReport.Pause> lastPause(LoopView view, long nowEpochMs) {
        return view.lastPause()
                .map(pause -> new StatusReport.Pause(
                        nowEpochMs - (view.nowNs() - pause.endedNs()) / Nanos.PER_MS, pause.endedNs(), pause.lateNs()));
    }

    static StatusReport.Bridged bridged(LoopView view) {
        LoopView.Bridged bridged = view.bridged();
        return new StatusReport.Bridged(bridged.times(), bridged.adverts(), bridged.longestNs());
    }

    static StatusReport.Health health(
            Map<String, Long> defects,
            StatusReport.Bridged bridged,
            Map<String, Long> bfdDrops,
            Optional<StatusReport.Mail> mail) {
        List<StatusReport.Defects> places = new ArrayList<>();
        defects.forEach((where, count) -> places.add(new StatusReport.Defects(where, count)));
        return new StatusReport.Health(places, bridged, bfdDrops, mail);
    }

    static Map<String, Long> bfdDrops(LoopView view) {
        Map<String, Long> drops = new TreeMap<>();
        view.bfdDrops().forEach((reason, count) -> drops.put(word(reason), count));
        return drops;
    }

    static List<StatusReport.Strays> strays(LoopView view) {
        List<StatusReport.Strays> strays = new ArrayList<>();
        view.strays().forEach((interfaceName, counts) -> {
            Map<String, Long> drops = new TreeMap<>();
            counts.forEach((reason, count) -> drops.put(word(reason), count));
            strays.add(new StatusReport.Strays(interfaceName, drops));
        });
        return strays;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static StatusReport.Priority priority(VirtualRouter router) {
        List<StatusReport.Part> parts =
                router.tracks().all().stream().map(StatusSource::part).toList();
        return new StatusReport.Priority(router.settings().rules().priority(), router.effectivePriority(), parts);
    }

    private static StatusReport.Part part(Track track) {
        return new StatusReport.Part(
                track.kind().word(),
                track.name(),
                track.condition(),
                track.delta(),
                track.isFault(),
                track.kind() == Track.Kind.FILE && track.condition() != Condition.UNKNOWN
                        ? OptionalInt.of(track.value())
                        : OptionalInt.empty(),
                track.detail());
    }

    private static Optional<StatusReport.Master> master(VirtualRouter router) {
        return router.master()
                .map(address -> new StatusReport.Master(address, router.masterPriority(), router.masterHeardNs()));
    }

    private static List<StatusReport.Address> addresses(LoopView.InstanceView view) {
        List<StatusReport.Address> addresses = new ArrayList<>();
        for (List<VirtualAddress> list :
                List.of(view.config().addresses(), view.config().excludedAddresses())) {
            for (VirtualAddress address : list) {
                addresses.add(new StatusReport.Address(
                        address.address() + "/" + address.prefixLength(),
                        address.interfaceName(),
                        view.isPresent(address)));
            }
        }
        return addresses;
    }

    private static StatusReport.Counters counters(LoopView.InstanceView view) {
        Map<String, Long> drops = new TreeMap<>();
        for (DropReason reason : DropReason.values()) {
            if (view.dropped(reason) > 0) {
                drops.put(word(reason), view.dropped(reason));
            }
        }
        LoopView.Counters counters = view.counters();
        return new StatusReport.Counters(
                counters.sent(),
                counters.received(),
                counters.becameMaster(),
                counters.releasedMaster(),
                counters.zeroSent(),
                counters.zeroReceived(),
                counters.addressListErrors(),
                drops);
    }
}
