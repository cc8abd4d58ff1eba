package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds in an instance what can be read and cannot work as it is written. */
final class Nonsense {
    private static final String LOOPBACK = "lo";
    private static final int IPV4_LOOPBACK_NETWORK = 127;
    private static final IpAddress IPV6_LOOPBACK = IpAddress.of("::1");
    private static final IpAddress BROADCAST = IpAddress.of("255.255.255.255");

    /** RFC 3021: longer prefixes have neither a network address nor a broadcast address. */
    private static final int NETWORK_LENGTH_MAX = 30;

    private final VrrpInstance instance;
    private final Section section;
    private final Problems problems;

    private Nonsense(VrrpInstance instance, Section section, Problems problems) {
        this.instance = instance;
        this.section = section;
        this.problems = problems;
    }

    static void find(VrrpInstance instance, Section section, boolean owner, Problems problems) {
        Nonsense search = new Nonsense(instance, section, problems);
        search.loopback();
        search.addresses();
        search.peers();
        if (!owner) {
            search.source();
        }
    }

    private Stream<VirtualAddress> all() {
        return Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream());
    }

    /** No peer can be heard there, so every node would be master. */
    private void loopback() {
        Transport transport = instance.transport();
        if (transport.interfaceName().equals(LOOPBACK) && transport.peers().isEmpty()) {
            problems.add(
                    ProblemCode.LOOPBACK_MULTICAST,
                    argument("interface"),
                    "multicast on the loopback interface reaches no other node, so every node would be master",
                    "Name the interface of the network that the nodes share; addresses go to lo with: ADDRESS dev lo");
        }
    }

    private void addresses() {
        Set<String> known = new HashSet<>();
        all().forEach(address -> {
            unusable(address)
                    .ifPresent(reason -> problems.add(
                            ProblemCode.UNUSABLE_ADDRESS,
                            address.place(),
                            address.address() + " is " + reason + ": no host can be reached by it",
                            "Write an address that a host of the network may have."));
            if (!known.add(address.address() + " " + address.interfaceName())) {
                problems.add(
                        ProblemCode.DUPLICATE_ADDRESS,
                        address.place(),
                        address.address() + " is listed already in vrrp_instance " + instance.name()
                                + ": the interface gets it once, and peers count it twice",
                        "Remove one of the two lines, on every node.");
            }
        });
    }

    private static Optional<String> unusable(VirtualAddress virtual) {
        IpAddress address = virtual.address();
        boolean loopback = address.family() == Family.IPV4
                ? address.ipv4Bits() >>> 24 == IPV4_LOOPBACK_NETWORK
                : address.equals(IPV6_LOOPBACK);
        if (loopback && !virtual.interfaceName().equals(LOOPBACK)) {
            return Optional.of("a loopback address");
        }
        return noHost(address).or(() -> endOfNetwork(address, virtual.prefixLength()));
    }

    /** What an address is instead of that of one host. */
    private static Optional<String> noHost(IpAddress address) {
        if (address.isMulticast()) {
            return Optional.of("a multicast address");
        }
        if (address.isAny()) {
            return Optional.of("the address that stands for none");
        }
        return address.equals(BROADCAST) ? Optional.of("the broadcast address") : Optional.empty();
    }

    private static Optional<String> endOfNetwork(IpAddress address, int length) {
        if (address.family() == Family.IPV6 || length > NETWORK_LENGTH_MAX || length == 0) {
            return Optional.empty();
        }
        int hostBits = 0xffff_ffff >>> length;
        int host = address.ipv4Bits() & hostBits;
        if (host == hostBits) {
            return Optional.of("the broadcast address of its network, /" + length);
        }
        return host == 0 ? Optional.of("the number of its network, /" + length + ", itself") : Optional.empty();
    }

    /** Peers from which nothing is heard; an error if there are no others, as every node would be master then. */
    private void peers() {
        Map<IpAddress, SourcePlace> places = section.entries("unicast_peer").stream()
                .flatMap(entry ->
                        IpAddress.parse(entry.name()).stream().map(address -> Map.entry(address, entry.place())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        Set<IpAddress> virtual = all().map(VirtualAddress::address).collect(Collectors.toSet());
        List<UnicastPeer> peers = instance.transport().peers();
        boolean none = peers.stream()
                .allMatch(peer -> isSelf(peer) || unheard(peer, virtual).isPresent());
        for (UnicastPeer peer : peers) {
            Optional<String> self = none && isSelf(peer)
                    ? Optional.of(peer.address() + " is the address that this node sends from")
                    : Optional.empty();
            self.or(() -> unheard(peer, virtual))
                    .ifPresent(reason -> problems.add(
                            none ? ProblemCode.NO_PEER_HEARD : ProblemCode.PEER_NOT_HEARD,
                            places.getOrDefault(peer.address(), instance.place()),
                            reason + (none ? "; no peer is left, so every node would be master" : ""),
                            "List the own addresses of the other nodes."));
        }
    }

    /** Beside others, a node may be in its own list: that of all nodes is often the same. */
    private boolean isSelf(UnicastPeer peer) {
        return instance.transport().source().equals(Optional.of(peer.address()));
    }

    private static Optional<String> unheard(UnicastPeer peer, Set<IpAddress> virtual) {
        if (virtual.contains(peer.address())) {
            return Optional.of(peer.address() + " is a virtual address of this instance: what is sent to it reaches the"
                    + " master itself");
        }
        if (peer.ttlMin() > peer.ttlMax()) {
            return Optional.of("min_ttl " + peer.ttlMin() + " is above max_ttl " + peer.ttlMax()
                    + ": every advertisement from " + peer.address() + " is dropped");
        }
        return noHost(peer.address()).map(what -> peer.address() + " is " + what + ", not that of another node");
    }

    private void source() {
        Optional<IpAddress> source = instance.transport().source();
        boolean virtual = source.isPresent()
                && all().anyMatch(address -> address.address().equals(source.get()));
        Optional<String> reason = virtual
                ? Optional.of("a virtual address of this instance, which a backup does not have")
                : source.flatMap(Nonsense::noHost);
        reason.ifPresent(text -> problems.add(
                ProblemCode.SOURCE_NOT_OWN,
                argument("mcast_src_ip"),
                "advertisements are sent from " + source.orElseThrow() + ", which is " + text,
                "Write an address that this node always has, or remove the line."));
    }

    private SourcePlace argument(String keyword) {
        return section.last(keyword).map(Statement::argumentPlace).orElse(instance.place());
    }
}
