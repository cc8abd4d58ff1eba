package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.place.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one member does, done to the simulated kernel and network. Nothing here decides. */
final class SimulatedEdge implements Edge {
    private final Simulation simulation;
    private final Member member;
    private final MemberPlan plan;
    private List<OutgoingAdvertisement> outgoing = List.of();
    private List<ByteBuffer> buffers = List.of();
    private @Nullable IpAddress source;

    SimulatedEdge(Simulation simulation, Member member, MemberPlan plan) {
        this.simulation = simulation;
        this.member = member;
        this.plan = plan;
    }

    @Override
    public @Nullable String attach(Link link, IpAddress from) {
        List<OutgoingAdvertisement> advertisements = new ArrayList<>();
        List<ByteBuffer> packets = new ArrayList<>();
        for (IpAddress destination : plan.destinations()) {
            ByteBuffer buffer = ByteBuffer.allocate(OutgoingAdvertisement.lengthBytes(plan.message(), plan.family()));
            packets.add(buffer);
            advertisements.add(new OutgoingAdvertisement(
                    buffer,
                    plan.message(),
                    from,
                    destination,
                    plan.expectation().group(),
                    plan.ttl(),
                    plan.checksum()));
        }
        outgoing = List.copyOf(advertisements);
        buffers = List.copyOf(packets);
        source = from;
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
        for (int to = 0; to < outgoing.size(); to++) {
            byte[] bytes = new byte[outgoing.get(to).stamp(priority)];
            buffers.get(to).get(0, bytes);
            IpAddress destination = plan.destinations().get(to);
            Packet packet = new Packet(ByteBuffer.wrap(bytes), from, destination, plan.ttl(), false);
            simulation.network.send(member, packet, atNs);
        }
        return 0;
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
        member.node()
                .kernel()
                .change(
                        requests,
                        (request, refusal) -> {
                            removalRefused[0] |= request.kind() == AddressRequest.Kind.REMOVE
                                    && refusal.kind() == Refusal.Kind.REFUSED;
                            refusals.refused(request, refusal);
                        },
                        firsts);
        if (requests.stream().anyMatch(request -> request.kind() == AddressRequest.Kind.REMOVE)) {
            member.removed(removalRefused[0]);
        }
    }

    @Override
    public void announce(List<PlacedAddress> addresses) {}

    @Override
    public void withdraw(List<PlacedAddress> addresses) {}

    @Override
    public void announceSource() {}
}
