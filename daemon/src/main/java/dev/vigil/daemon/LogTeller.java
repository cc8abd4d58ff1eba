package dev.vigil.daemon;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.VrrpEvent;
import dev.vigil.daemon.vrrp.Teller;
import java.util.List;

/** Brings the story of the VRRP loop to the log and to the notification programs. */
final class LogTeller implements Teller {
    private final EventLog log;
    private final Listener listener;

    /** Who else is told about transitions; a call only queues. */
    interface Listener {
        void transition(String instance, Transition transition);

        void priority(String instance, int priority, State state);

        void lowerPriority(String instance, int ourPriority);
    }

    LogTeller(EventLog log, Listener listener) {
        this.log = log;
        this.listener = listener;
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
                    log.put(new VrrpEvent.StateEntered(instance, transition));
                    tellRelease(instance, transition, resigned);
                }
            }
            case STOPPED, DELETED -> {
                tellRelease(instance, transition, resigned);
                log.put(new VrrpEvent.StoppedOrRemoved(instance, transition));
            }
        }
        listener.transition(instance, transition);
    }

    private void tellRelease(String instance, Transition transition, boolean resigned) {
        if (transition.from() == State.MASTER) {
            if (resigned) {
                log.put(new VrrpEvent.PriorityZeroSent(instance));
            }
            log.put(new VrrpEvent.AddressesRemoved(instance));
        }
    }

    @Override
    public void priority(String instance, int from, int to, State state, Cause why) {
        log.put(new VrrpEvent.PriorityChanged(instance, from, to, state, List.of(why)));
        listener.priority(instance, to, state);
    }

    @Override
    public void lowerPriority(String instance, IpAddress other, int theirPriority, int ourPriority) {
        log.put(new VrrpEvent.LowerPriorityHeard(instance, other, theirPriority, ourPriority));
        listener.lowerPriority(instance, ourPriority);
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
    public void dropped(String instance, DropReason reason, IpAddress source, long total) {
        log.put(new VrrpEvent.AdvertisementDropped(instance, reason, source, total));
    }

    @Override
    public void drifted(String instance, IpAddress source) {
        log.put(new VrrpEvent.PeerDiffers(instance, source, "its virtual addresses are not those configured here"));
    }

    @Override
    public void link(String interfaceName, boolean up) {
        log.put(new VrrpEvent.InterfaceChanged(interfaceName, up));
    }

    @Override
    public void defect(String instance, RuntimeException defect) {
        log.put(new DaemonEvent.Defect(instance, defect));
    }
}
