package dev.vigil.daemon;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdDrop;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.vrrp.Teller;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the story of the VRRP loop to several listeners beside each other: what befalls one of them, or what it leaves out,
 * keeps nothing from the others.
 */
final class FanOut implements Teller {
    private final List<Teller> listeners;

    FanOut(Teller... listeners) {
        this.listeners = List.of(listeners);
    }

    /** Brings it to all of them; a defect in one comes out when everybody has heard. */
    private void each(Consumer<Teller> call) {
        @Nullable RuntimeException first = null;
        for (Teller listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException defect) {
                first = first == null ? defect : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void transition(String instance, Transition transition, boolean resigned) {
        each(listener -> listener.transition(instance, transition, resigned));
    }

    @Override
    public void steering(String instance, SteeringStage from, SteeringStage to, Cause why) {
        each(listener -> listener.steering(instance, from, to, why));
    }

    @Override
    public void group(GroupTransition transition) {
        each(listener -> listener.group(transition));
    }

    @Override
    public void priority(String instance, int from, int to, State state, Cause why) {
        each(listener -> listener.priority(instance, from, to, state, why));
    }

    @Override
    public void lowerPriority(String instance, IpAddress other, int theirPriority, int ourPriority) {
        each(listener -> listener.lowerPriority(instance, other, theirPriority, ourPriority));
    }

    @Override
    public void mastersMet(String instance, IpAddress other, int theirPriority, List<String> interfaces) {
        each(listener -> listener.mastersMet(instance, other, theirPriority, interfaces));
    }

    @Override
    public void refused(String instance, String refusal) {
        each(listener -> listener.refused(instance, refusal));
    }

    @Override
    public void addressLost(String instance, IpAddress address, String interfaceName, boolean restored) {
        each(listener -> listener.addressLost(instance, address, interfaceName, restored));
    }

    @Override
    public void routingLost(String instance, RoutingEntry entry, boolean restored) {
        each(listener -> listener.routingLost(instance, entry, restored));
    }

    @Override
    public void dropped(String instance, DropReason reason, IpAddress source, long total) {
        each(listener -> listener.dropped(instance, reason, source, total));
    }

    @Override
    public void rival(String instance, Rivals.News news) {
        each(listener -> listener.rival(instance, news));
    }

    @Override
    public void announced(String instance, List<PlacedAddress> addresses, int rounds) {
        each(listener -> listener.announced(instance, addresses, rounds));
    }

    @Override
    public void degraded(String instance, List<String> lacking) {
        each(listener -> listener.degraded(instance, lacking));
    }

    @Override
    public void bridged(int adverts, long longestNs) {
        each(listener -> listener.bridged(adverts, longestNs));
    }

    @Override
    public void bfd(BfdSession session, String reason) {
        each(listener -> listener.bfd(session, reason));
    }

    @Override
    public void bfdDropped(BfdDrop reason, IpAddress source, long total) {
        each(listener -> listener.bfdDropped(reason, source, total));
    }

    @Override
    public void bfdRefused(String session, String reason) {
        each(listener -> listener.bfdRefused(session, reason));
    }

    @Override
    public void late(long lateNs) {
        each(listener -> listener.late(lateNs));
    }

    @Override
    public void link(String interfaceName, boolean up) {
        each(listener -> listener.link(interfaceName, up));
    }

    @Override
    public void address(String interfaceName, IpAddress address, boolean added) {
        each(listener -> listener.address(interfaceName, address, added));
    }

    @Override
    public void clockDiffers(String instance, IpAddress source, long aheadNs) {
        each(listener -> listener.clockDiffers(instance, source, aheadNs));
    }

    @Override
    public void stranger(String interfaceName, int vrid, IpAddress source) {
        each(listener -> listener.stranger(interfaceName, vrid, source));
    }

    @Override
    public void defect(String instance, Throwable defect) {
        each(listener -> listener.defect(instance, defect));
    }
}
