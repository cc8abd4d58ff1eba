package dev.vigil.daemon;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdDrop;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.TrackerEvent;
import dev.vigil.daemon.log.VrrpEvent;
import dev.vigil.daemon.vrrp.Teller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings the story of the VRRP loop to the log. */
final class LogTeller implements Teller {
    private final EventLog log;
    private final Options options;

    /**
     * What of the story depends on the command line.
     *
     * @param everyAddress {@code -a}: addresses that come and go are told, whoever's they are
     * @param stopInPlace {@code -V}: a stop removes no addresses
     */
    record Options(boolean everyAddress, boolean stopInPlace) {
        static final Options NONE = new Options(false, false);
    }

    LogTeller(EventLog log, Options options) {
        this.log = log;
        this.options = options;
    }

    @Override
    public void transition(String instance, Transition transition, boolean resigned) {
        switch (transition.kind()) {
            case ENTERED -> {
                if (transition.to() == State.MASTER) {
                    log.put(new VrrpEvent.AdvertisementTimeout(instance));
                    log.put(new VrrpEvent.StateEntered(instance, transition));
                    log.put(new VrrpEvent.AddressesSet(instance));
                } else {
                    tellStronger(instance, transition);
                    log.put(new VrrpEvent.StateEntered(instance, transition));
                    tellRelease(instance, transition, resigned);
                }
            }
            case STOPPED, DELETED -> {
                tellRelease(instance, transition, resigned);
                log.put(new VrrpEvent.StoppedOrRemoved(instance, transition));
            }
        }
        Cause nearest = transition.why().getFirst();
        if (nearest instanceof Cause.MasterEqual equal && equal.priority() == Tracks.PRIORITY_OWNER) {
            log.put(new VrrpEvent.TwoOwners(instance, equal.master()));
        } else if (nearest instanceof Cause.OwnerUnyielding owner) {
            log.put(new VrrpEvent.TwoOwners(instance, owner.master()));
        }
    }

    private void tellStronger(String instance, Transition transition) {
        if (transition.from() == State.MASTER && transition.why().getFirst() instanceof Cause.MasterHigher higher) {
            log.put(new VrrpEvent.HigherPriorityHeard(
                    instance, higher.master(), higher.priority(), higher.ourPriority()));
        }
    }

    private void tellRelease(String instance, Transition transition, boolean resigned) {
        boolean inPlace = options.stopInPlace && transition.kind() == Transition.Kind.STOPPED;
        if (transition.from() == State.MASTER && !inPlace) {
            if (resigned) {
                log.put(new VrrpEvent.PriorityZeroSent(instance));
            }
            log.put(new VrrpEvent.AddressesRemoved(instance));
        }
    }

    @Override
    public void priority(String instance, int from, int to, State state, Cause why) {
        log.put(new VrrpEvent.PriorityChanged(instance, from, to, state, List.of(why)));
    }

    @Override
    public void lowerPriority(String instance, IpAddress other, int theirPriority, int ourPriority) {
        log.put(new VrrpEvent.LowerPriorityHeard(instance, other, theirPriority, ourPriority));
        if (theirPriority == Tracks.PRIORITY_OWNER) {
            log.put(new VrrpEvent.TwoOwners(instance, other));
        }
    }

    @Override
    public void mastersMet(String instance, IpAddress other, int theirPriority, List<String> interfaces) {
        log.put(new VrrpEvent.MastersMet(instance, other, theirPriority, interfaces));
    }

    @Override
    public void refused(String instance, String refusal) {
        log.put(new VrrpEvent.EffectRefused(instance, refusal));
    }

    @Override
    public void addressLost(String instance, IpAddress address, String interfaceName, boolean restored) {
        log.put(
                restored
                        ? new VrrpEvent.AddressRestored(instance, address, interfaceName)
                        : new VrrpEvent.AddressRemovedByOther(instance, address, interfaceName));
    }

    @Override
    public void routingLost(String instance, RoutingEntry entry, boolean restored) {
        log.put(new VrrpEvent.RoutingRemovedByOther(instance, entry.toString(), restored));
    }

    @Override
    public void dropped(String instance, DropReason reason, IpAddress source, long total) {
        log.put(new VrrpEvent.AdvertisementDropped(instance, reason, source, total));
    }

    @Override
    public void clockDiffers(String instance, IpAddress source, long aheadNs) {
        log.put(new VrrpEvent.ClockDiffers(instance, source, aheadNs));
    }

    @Override
    public void stranger(String interfaceName, int vrid, IpAddress source) {
        log.put(new VrrpEvent.UnknownVrid(interfaceName, vrid, source));
    }

    @Override
    public void rival(String instance, Rivals.News news) {
        Rivals.Rival rival = news.rival();
        if (news.over()) {
            log.put(new VrrpEvent.RivalGone(instance, rival.address(), rival.text()));
        } else if (rival.disputes().contains(Rivals.Dispute.MASTER_TOO)) {
            log.put(new VrrpEvent.SecondMaster(instance, rival.address(), rival.priority(), rival.text()));
        } else {
            log.put(new VrrpEvent.PeerDiffers(instance, rival.address(), rival.text()));
        }
    }

    @Override
    public void announced(String instance, List<PlacedAddress> addresses, int rounds) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        addresses.forEach(address -> counts.merge(address.link().name(), 1, Integer::sum));
        counts.forEach((interfaceName, count) ->
                log.put(new VrrpEvent.AddressesAnnounced(instance, interfaceName, count, rounds)));
    }

    @Override
    public void bridged(int adverts, long longestNs) {
        log.put(new DaemonEvent.WaitBridged(adverts, longestNs));
    }

    @Override
    public void bfd(BfdSession session, String reason) {
        log.put(new TrackerEvent.BfdState(
                session.name(),
                session.state().word(),
                session.settings().path().neighbor().toString(),
                reason));
    }

    @Override
    public void bfdDropped(BfdDrop reason, IpAddress source, long total) {
        log.put(new TrackerEvent.BfdDropped(reason, source, total));
    }

    @Override
    public void bfdRefused(String session, String reason) {
        log.put(new TrackerEvent.BfdRefused(session, reason));
    }

    @Override
    public void late(long lateNs) {
        log.put(new DaemonEvent.LoopLate("VRRP", lateNs));
    }

    @Override
    public void link(String interfaceName, boolean up) {
        log.put(new VrrpEvent.InterfaceChanged(interfaceName, up));
    }

    @Override
    public void address(String interfaceName, IpAddress address, boolean added) {
        if (options.everyAddress) {
            log.put(new VrrpEvent.AddressSeen(interfaceName, address, added));
        }
    }

    @Override
    public void degraded(String instance, List<String> lacking) {
        log.put(lacking.isEmpty() ? new VrrpEvent.WholeAgain(instance) : new VrrpEvent.Degraded(instance, lacking));
    }

    @Override
    public void defect(String instance, Throwable defect) {
        log.put(new DaemonEvent.Defect(instance.isEmpty() ? "the VRRP loop" : instance, defect));
    }
}
