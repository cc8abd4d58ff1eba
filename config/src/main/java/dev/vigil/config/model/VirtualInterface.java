package dev.vigil.config.model;

import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An interface that an instance creates and runs on. */
public sealed interface VirtualInterface {
    /** The name of the interface; made from a prefix and the VRID if it is not given. */
    Optional<String> name();

    /** The group of the interface, a number or a name. */
    Optional<Named> group();

    /** The same interface with a name. */
    VirtualInterface named(String newName);

    /**
     * A macvlan interface with the virtual router's MAC address.
     *
     * @param mac a MAC address of its own, 6 bytes
     * @param transmitOnBase keyword {@code vmac_xmit_base}: advertisements leave from the base interface
     * @param netlinkNotify {@code netlink_notify_msg}
     */
    record Macvlan(
            Optional<String> name,
            Optional<Named> group,
            Optional<List<Integer>> mac,
            boolean transmitOnBase,
            boolean netlinkNotify)
            implements VirtualInterface {
        @Override
        public Macvlan named(String newName) {
            return new Macvlan(Optional.of(newName), group, mac, transmitOnBase, netlinkNotify);
        }
    }

    /**
     * An ipvlan interface.
     *
     * @param source its address and, if given, the length of its network
     */
    record Ipvlan(
            Optional<String> name,
            Optional<Named> group,
            Mode mode,
            Optional<IpAddress> source,
            OptionalInt prefixLength)
            implements VirtualInterface {
        @Override
        public Ipvlan named(String newName) {
            return new Ipvlan(Optional.of(newName), group, mode, source, prefixLength);
        }

        /** How ipvlan interfaces of one base reach each other. */
        public enum Mode {
            BRIDGE,
            PRIVATE,
            VEPA
        }
    }
}
