package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.place.PlacedEntry;
import dev.vigil.core.place.Refusal;
import dev.vigil.core.place.RoutingRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one member does, done to the simulated kernel and network. Nothing here decides. */
final class SimulatedEdge implements Edge {
    private final Simulation simulation;
    private final Member member;
    private final MemberPlan plan;
    private final Authenticator authenticator;
    private List<OutgoingAdvertisement> outgoing = List.of();
    private List<ByteBuffer> buffers = List.of();
    private @Nullable IpAddress source;

    /** Whether one of its advertisements was read; those that follow differ in the priority alone. */
    private boolean read;

    SimulatedEdge(Simulation simulation, Member member, MemberPlan plan, Authenticator authenticator) {
        this.authenticator = authenticator;
        this.simulation = simulation;
        this.member = member;
        this.plan = plan;
    }

    @Override
    public @Nullable String attach(Link link, IpAddress from) {
        List<OutgoingAdvertisement> advertisements = new ArrayList<>();
        List<ByteBuffer> packets = new ArrayList<>();
        for (IpAddress destination : plan.destinations()) {
            ByteBuffer buffer = ByteBuffer.allocate(
                    OutgoingAdvertisement.lengthBytes(plan.message(), plan.family(), authenticator));
            packets.add(buffer);
            advertisements.add(new OutgoingAdvertisement(
                    buffer,
                    plan.message(),
                    from,
                    destination,
                    plan.expectation().group(),
                    plan.ttl(),
                    plan.checksum(),
                    authenticator));
        }
        outgoing = List.copyOf(advertisements);
        buffers = List.copyOf(packets);
        source = from;
        read = false;
        return null;
    }

    @Override
    public void serve() {
        member.serveBy(this);
    }

    @Override
    public void detach() {
        source = null;
        outgoing = List.of();
        buffers = List.of();
    }

    @Nullable
    IpAddress source() {
        return source;
    }

    boolean isAttached() {
        return source != null;
    }

    @Override
    public void place(List<PlacedAddress> addresses) {}

    @Override
    public int send(int priority) {
        IpAddress from = source;
        if (from == null) {
            return 0;
        }
        simulation.digest.add(simulation.nowNs(), member.node().index(), 1, priority);
        long atNs = member.node().spend();
        if (member.node().mood().refusesPackets()) {
            return outgoing.size();
        }
        authenticator.advance(member.node().wallNs());
        for (int to = 0; to < outgoing.size(); to++) {
            byte[] bytes = new byte[outgoing.get(to).stamp(priority)];
            buffers.get(to).get(0, bytes);
            IpAddress destination = plan.destinations().get(to);
            Packet packet = new Packet(ByteBuffer.wrap(bytes), from, destination, plan.ttl(), false);
            if (!read) {
                check(packet, priority);
            }
            simulation.network.send(member, packet, atNs);
        }
        read = true;
        return 0;
    }

    private void check(Packet packet, int priority) {
        int at = packet.isIpv4() ? Ipv4Header.LENGTH : 0;
        ByteBuffer bytes = packet.bytes();
        Wire wire = Wire.read(bytes, at, bytes.capacity() - at, plan.family());
        boolean sound = wire != null
                && wire.isSound(
                        bytes,
                        at,
                        packet.source(),
                        packet.destination(),
                        plan.expectation().group());
        String wrong = wire == null ? "it sent what is no advertisement" : wire.wrongFrom(plan, priority);
        if (wrong != null || !sound) {
            throw simulation.broken(
                    Rule.SENT_AS_CONFIGURED, member.place(), wrong == null ? "its checksum is wrong" : wrong);
        }
    }

    @Override
    public int destinations() {
        return outgoing.size();
    }

    @Override
    public String sendRefusal() {
        return "send advertisement: operation not permitted";
    }

    @Override
    public void change(List<AddressRequest> requests, Refusals refusals) {
        List<HostAddress> firsts =
                List.of(member.node().kernel().virtual(plan, plan.addresses().getFirst()));
        boolean[] removalRefused = {false};
        Set<IpAddress> had = new HashSet<>();
        member.node()
                .kernel()
                .change(
                        requests,
                        (request, refusal) -> {
                            removalRefused[0] |= request.kind() == AddressRequest.Kind.REMOVE
                                    && refusal.kind() == Refusal.Kind.REFUSED;
                            had.add(request.address().address());
                            refusals.refused(request, refusal);
                        },
                        firsts);
        for (AddressRequest request : requests) {
            IpAddress address = request.address().address();
            if (request.kind() != AddressRequest.Kind.REMOVE && !had.contains(address)) {
                member.referee().speech().gets(address);
            }
        }
        if (requests.stream().anyMatch(request -> request.kind() == AddressRequest.Kind.REMOVE)) {
            member.removed(removalRefused[0]);
        }
    }

    @Override
    public void placeRouting(List<PlacedEntry> entries) {}

    @Override
    public void changeRouting(List<RoutingRequest> requests, RoutingRefusals refusals) {}

    @Override
    public void announce(List<PlacedAddress> addresses) {
        addresses.forEach(each -> member.announced(each.address()));
    }

    @Override
    public void withdraw(List<PlacedAddress> addresses) {}

    @Override
    public void announceSource() {}
}
