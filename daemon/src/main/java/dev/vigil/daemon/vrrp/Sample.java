package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.GarpSettings;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A virtual router on an interface that does not exist, to rehearse and to practise with. */
record Sample(Family family, int version, boolean unicast) {
    static final String NAME = "rehearsal";
    static final int PRIORITY = 100;
    private static final int IFINDEX = 0x7fff_fff0;
    private static final long INTERVAL_NS = 1_000_000_000L;
    private static final int HOPS_MAX = 255;
    private static final Link LINK = new Link(IFINDEX, NAME, true, true, false, true, 0x0200_0000_0001L);

    /** One of each kind that a configuration has. */
    static Set<Sample> of(Config config) {
        Set<Sample> kinds = new LinkedHashSet<>();
        for (VrrpInstance instance : config.instances()) {
            boolean unicast = !instance.transport().peers().isEmpty();
            kinds.add(new Sample(instance.family(), instance.election().version(), unicast));
        }
        return kinds;
    }

    private IpAddress address(int last) {
        return IpAddress.of((family == Family.IPV4 ? "192.0.2." : "fe80::") + last);
    }

    private IpAddress own() {
        return address(1);
    }

    IpAddress peer() {
        return address(2);
    }

    private IpAddress group() {
        return family == Family.IPV4 ? Advertisement.GROUP_IPV4 : Advertisement.GROUP_IPV6;
    }

    /** Where what a peer says goes. */
    IpAddress destination() {
        return unicast ? own() : group();
    }

    /** A host with its interface. */
    Host host() {
        Host host = new Host();
        host.put(LINK);
        host.put(new HostAddress(IFINDEX, own(), family == Family.IPV4 ? 24 : 64, false, false, false));
        return host;
    }

    /** The virtual address, as a kernel shows it. */
    HostAddress virtual() {
        return new HostAddress(IFINDEX, address(3), family == Family.IPV4 ? 32 : 128, false, false, true);
    }

    /** The whole configuration, which is this one instance. */
    static Config whole(VrrpInstance config) {
        return new Config(GlobalDefs.DEFAULT, List.of(), List.of(config));
    }

    VrrpInstance config() {
        Election election = new Election(version, false, PRIORITY, INTERVAL_NS, true, 0, 3, false, false, false, false);
        Transport transport = new Transport(
                NAME,
                Optional.of(own()),
                group(),
                unicast ? List.of(new Transport.UnicastPeer(peer(), 0, HOPS_MAX)) : List.of(),
                Advertisement.TTL,
                false,
                false,
                Transport.ChecksumMode.PSEUDO_HEADER,
                new Transport.Authentication.None(),
                false);
        VirtualAddress address = new VirtualAddress(
                address(3),
                family == Family.IPV4 ? 32 : 128,
                NAME,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                SourcePlace.NOWHERE);
        Notifications silent = new Notifications(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        return new VrrpInstance(
                NAME,
                family,
                1,
                election,
                transport,
                List.of(address),
                List.of(),
                true,
                new Tracking(true, List.of(), List.of()),
                new GarpSettings(5, 5 * INTERVAL_NS, 0, 1, 5, 5 * INTERVAL_NS),
                silent,
                SourcePlace.NOWHERE);
    }
}
