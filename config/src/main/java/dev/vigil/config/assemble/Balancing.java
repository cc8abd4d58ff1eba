package dev.vigil.config.assemble;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.config.model.VirtualServer.Forwarding;
import dev.vigil.config.model.VirtualServerGroup;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServerSettings;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.ServiceName;
import dev.vigil.core.balance.ServiceSettings;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Where virtual servers of a configuration become those of the core. */
public final class Balancing {
    private static final int SORRY_WEIGHT = 1;

    private Balancing() {}

    /** The virtual servers, in the order of the file. */
    public static List<ServiceSettings> services(Config config) {
        return config.virtualServers().stream()
                .map(server -> service(server, config))
                .toList();
    }

    /** The name of a virtual server. */
    public static ServiceName name(VirtualServer server) {
        String shown = switch (server.target()) {
            case VirtualServer.Target.Endpoint(IpAddress address, int port) -> name(address, port, server);
            case VirtualServer.Target.Mark(long value) -> "FWM " + value;
            case VirtualServer.Target.Group(String group) -> "[" + group + "]:0";
        };
        return server.protocol()
                .map(protocol -> new ServiceName(shown, protocol.name()))
                .orElseGet(() -> ServiceName.of(shown));
    }

    /** The name of a real server of it. */
    public static String name(RealServer server, VirtualServer of) {
        return name(server.address(), server.port(), of);
    }

    private static String name(IpAddress address, int port, VirtualServer server) {
        String protocol = server.protocol()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .orElse("none");
        return "[" + address + "]:" + protocol + ":" + port;
    }

    /** What the kernel knows it by: one service for each address of a group. */
    private static List<ServiceKey> keys(VirtualServer server, Config config) {
        return switch (server.target()) {
            case VirtualServer.Target.Endpoint(IpAddress address, int port) -> List.of(key(server, address, port));
            case VirtualServer.Target.Mark(long value) -> List.of(new ServiceKey.Mark(value, server.family()));
            case VirtualServer.Target.Group(String name) ->
                config.virtualServerGroups().stream()
                        .filter(group -> group.name().equals(name))
                        .flatMap(group -> group.members().stream())
                        .flatMap(member -> keys(server, member))
                        .distinct()
                        .toList();
        };
    }

    private static Stream<ServiceKey> keys(VirtualServer server, VirtualServerGroup.Member member) {
        return switch (member) {
            case VirtualServerGroup.Member.Addresses(IpAddress first, IpAddress last, int port) ->
                LongStream.rangeClosed(0, last.low() - first.low())
                        .mapToObj(offset ->
                                key(server, new IpAddress(first.family(), first.high(), first.low() + offset), port));
            case VirtualServerGroup.Member.Mark mark ->
                Stream.of(new ServiceKey.Mark(mark.value(), mark.family(server.family())));
        };
    }

    private static ServiceKey key(VirtualServer server, IpAddress address, int port) {
        return new ServiceKey.Endpoint(protocol(server.protocol().orElse(VirtualServer.Protocol.UDP)), address, port);
    }

    private static Protocol protocol(VirtualServer.Protocol protocol) {
        return switch (protocol) {
            case TCP -> Protocol.TCP;
            case UDP -> Protocol.UDP;
            case SCTP -> Protocol.SCTP;
        };
    }

    private static ServiceSettings service(VirtualServer server, Config config) {
        return new ServiceSettings(
                name(server),
                keys(server, config).stream().map(key -> entry(server, key)).toList(),
                server.realServers().stream().map(each -> server(each, server)).toList(),
                server.sorryServer()
                        .map(sorry -> new ServiceSettings.Sorry(
                                name(sorry.address(), sorry.port(), server),
                                new Destination(
                                        new Destination.Key(sorry.address(), sorry.port()),
                                        forwarding(sorry.forwarding()),
                                        SORRY_WEIGHT,
                                        0,
                                        0),
                                sorry.inhibit())),
                server.quorum(),
                server.hysteresis(),
                server.suspendWithoutAddress(),
                new ServiceSettings.Tells(config.global().checking().notifyInitial(), server.notifyAtStop()));
    }

    private static ServiceEntry entry(VirtualServer server, ServiceKey key) {
        int prefixMax = key.family().prefixMax();
        int flags = server.schedulerFlags()
                | (server.persistence().isPresent() ? ServiceEntry.PERSISTENT : 0)
                | (server.onePacket() ? ServiceEntry.ONE_PACKET : 0);
        return new ServiceEntry(
                key,
                server.scheduler(),
                server.persistenceEngine().orElse(""),
                flags,
                server.persistence().map(VirtualServer.Persistence::timeoutS).orElse(0),
                server.persistence()
                        .map(VirtualServer.Persistence::prefixLength)
                        // keepalived has no granularity for groups.
                        .filter(_ -> !(server.target() instanceof VirtualServer.Target.Group))
                        .orElse(prefixMax));
    }

    private static ServerSettings server(RealServer server, VirtualServer of) {
        return new ServerSettings(
                name(server, of),
                new Destination(
                        new Destination.Key(server.address(), server.port()),
                        forwarding(server.forwarding()),
                        server.weight(),
                        server.upperThreshold(),
                        server.lowerThreshold()),
                server.inhibitOnFailure(),
                server.startDown(),
                server.checkers().stream().flatMap(Checking::check).toList());
    }

    private static Destination.Forwarding forwarding(Forwarding forwarding) {
        return switch (forwarding.method()) {
            case NAT -> new Destination.Forwarding(Destination.Forwarding.NAT, 0, 0, 0);
            case DIRECT_ROUTING -> new Destination.Forwarding(Destination.Forwarding.DIRECT, 0, 0, 0);
            case TUNNEL -> tunnel(forwarding.tunnel());
        };
    }

    private static Destination.Forwarding tunnel(Forwarding.Tunnel tunnel) {
        int type = switch (tunnel.type()) {
            case IPIP -> 0;
            case GUE -> 1;
            case GRE -> 2;
        };
        int flags = switch (tunnel.checksum()) {
            case NONE -> 0;
            case CHECKSUM -> 1;
            case REMOTE -> 2;
        };
        return new Destination.Forwarding(Destination.Forwarding.TUNNEL, type, tunnel.port(), flags);
    }
}
