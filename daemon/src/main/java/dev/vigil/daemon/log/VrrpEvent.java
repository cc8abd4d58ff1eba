package dev.vigil.daemon.log;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import java.util.List;

/** What virtual routers do and meet; {@code instance} is the name of a {@code vrrp_instance}. */
public sealed interface VrrpEvent extends Event {
    String instance();

    @Override
    default String subject() {
        return instance();
    }

    /** A transition whose kind is {@code ENTERED}. */
    record StateEntered(String instance, Transition transition) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.STATE_ENTERED;
        }
    }

    /** A transition whose kind is {@code STOPPED} or {@code DELETED}. */
    record StoppedOrRemoved(String instance, Transition transition) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.STOPPED_OR_REMOVED;
        }
    }

    record AdvertisementTimeout(String instance) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.ADVERTISEMENT_TIMEOUT;
        }
    }

    record AddressesSet(String instance) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.ADDRESSES_SET;
        }
    }

    record AddressesRemoved(String instance) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.ADDRESSES_REMOVED;
        }
    }

    record PriorityZeroSent(String instance) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.PRIORITY_ZERO_SENT;
        }
    }

    record PriorityChanged(String instance, int from, int to, State state, List<Cause> why) implements VrrpEvent {
        public PriorityChanged {
            why = List.copyOf(why);
        }

        @Override
        public EventKind kind() {
            return EventKind.PRIORITY_CHANGED;
        }
    }

    /** This MASTER heard another one that must yield: for a moment there were two. */
    record LowerPriorityHeard(String instance, IpAddress from, int theirPriority, int ourPriority)
            implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.LOWER_PRIORITY_HEARD;
        }
    }

    /** This MASTER heard another one that wins. */
    record HigherPriorityHeard(String instance, IpAddress from, int theirPriority, int ourPriority)
            implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.HIGHER_PRIORITY_HEARD;
        }
    }

    /** @param total how many were dropped for this reason since the start */
    record AdvertisementDropped(String instance, DropReason reason, IpAddress from, long total) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.ADVERTISEMENT_DROPPED;
        }

        @Override
        public String subject() {
            return instance + ' ' + reason.name();
        }
    }

    /** An interface that instances use or track; {@code instance} is empty, for it may concern many. */
    record InterfaceChanged(String interfaceName, boolean up) implements VrrpEvent {
        @Override
        public String instance() {
            return "";
        }

        @Override
        public String subject() {
            return interfaceName;
        }

        @Override
        public EventKind kind() {
            return EventKind.INTERFACE_CHANGED;
        }
    }

    /** Something else removed an address of this MASTER, and it was put back. */
    record AddressRestored(String instance, IpAddress address, String interfaceName) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.ADDRESS_RESTORED;
        }
    }

    /** Something else removed an address of this MASTER, and it was not put back. */
    record AddressRemovedByOther(String instance, IpAddress address, String interfaceName) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.ADDRESS_REMOVED_BY_OTHER;
        }
    }

    /** Something else removed a route or rule of this MASTER. */
    record RoutingRemovedByOther(String instance, String entry, boolean restored) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return restored ? EventKind.ROUTING_RESTORED : EventKind.ROUTING_REMOVED_BY_OTHER;
        }
    }

    /** The clock of another node is more than half as wrong as {@code auth_hmac} allows. */
    record ClockDiffers(String instance, IpAddress from, long aheadNs) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.CLOCK_DIFFERS;
        }
    }

    /** An advertisement of a VRID that is not configured on the interface; {@code instance} is empty. */
    record UnknownVrid(String interfaceName, int vrid, IpAddress from) implements VrrpEvent {
        @Override
        public String instance() {
            return "";
        }

        @Override
        public EventKind kind() {
            return EventKind.UNKNOWN_VRID;
        }

        @Override
        public String subject() {
            return interfaceName + ' ' + vrid;
        }
    }

    /** Gratuitous ARPs or neighbour advertisements went out. */
    record AddressesAnnounced(String instance, String interfaceName, int addresses, int rounds) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.ADDRESSES_ANNOUNCED;
        }
    }

    /** The kernel refused something that a virtual router wanted. */
    record EffectRefused(String instance, String refusal) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.EFFECT_REFUSED;
        }
    }

    /** A MASTER serves without something that it should have, one sentence each. */
    record Degraded(String instance, List<String> lacking) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.DEGRADED;
        }
    }

    /** A MASTER that was degraded has everything again. */
    record WholeAgain(String instance) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.WHOLE_AGAIN;
        }
    }

    /**
     * Another node goes on as master beside this one.
     *
     * @param trouble what is wrong with it, in words
     */
    record SecondMaster(String instance, IpAddress from, int priority, String trouble) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.SECOND_MASTER;
        }
    }

    /**
     * Two masters met after a time apart, and the other must yield.
     *
     * @param interfaces on which this node has announced its addresses again
     */
    record MastersMet(String instance, IpAddress from, int theirPriority, List<String> interfaces)
            implements VrrpEvent {
        public MastersMet {
            interfaces = List.copyOf(interfaces);
        }

        @Override
        public EventKind kind() {
            return EventKind.MASTERS_MET;
        }
    }

    /**
     * A second master, or a node that differed, does so no more, or is silent.
     *
     * @param trouble what it was
     */
    record RivalGone(String instance, IpAddress from, String trouble) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.RIVAL_GONE;
        }
    }

    /** A node speaks for the virtual router of this one but is configured differently. */
    record PeerDiffers(String instance, IpAddress from, String difference) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.PEER_DIFFERS;
        }
    }

    /** With {@code -a}: an address came to an interface or went; {@code instance} is empty, for it may be nobody's. */
    record AddressSeen(String interfaceName, IpAddress address, boolean added) implements VrrpEvent {
        @Override
        public String instance() {
            return "";
        }

        @Override
        public String subject() {
            return interfaceName + ' ' + address;
        }

        @Override
        public EventKind kind() {
            return EventKind.ADDRESS_SEEN;
        }
    }

    /** Another node has the priority of the address owner, too. */
    record TwoOwners(String instance, IpAddress other) implements VrrpEvent {
        @Override
        public EventKind kind() {
            return EventKind.TWO_OWNERS;
        }
    }

    /**
     * An instance changed its state more often than is written.
     *
     * @param count how many changes were not written
     * @param last the last of them
     */
    record ChangesHeldBack(long count, long withinNs, StateEntered last) implements VrrpEvent {
        @Override
        public String instance() {
            return last.instance();
        }

        @Override
        public EventKind kind() {
            return EventKind.CHANGES_HELD_BACK;
        }
    }

    /** A sync group brings all its members into one state; {@code instance} is the name of the group. */
    record GroupSyncing(String instance, State state, List<Cause> why) implements VrrpEvent {
        public GroupSyncing {
            why = List.copyOf(why);
        }

        @Override
        public EventKind kind() {
            return EventKind.GROUP_SYNCING;
        }
    }
}
