package dev.vigil.daemon.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdKind;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.bfd.BfdSessions;
import dev.vigil.core.bfd.BfdWire;
import dev.vigil.core.bfd.ControlPacket;
import dev.vigil.daemon.kernel.BfdArrival;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wire of BFD without a kernel; it notes what leaves on its machine, as "bfd up Down". */
final class FakeBfd implements BfdWire {
    private final FakeMachine machine;
    private final BfdArrival arrival;
    private final Map<String, Integer> discriminators = new HashMap<>();

    FakeBfd(FakeMachine machine, BfdArrival arrival) {
        this.machine = machine;
        this.arrival = arrival;
        machine.bfd = this;
    }

    /** A neighbour says its state with a detection time of 3 s; it knows the session if that has ever sent. */
    void hear(String session, String neighbor, int state) {
        ByteBuffer packet = ByteBuffer.allocate(ControlPacket.LENGTH);
        packet.put(0, (byte) 0x20).put(1, (byte) (state << 6)).put(2, (byte) 3).put(3, (byte) ControlPacket.LENGTH);
        packet.putInt(4, 77).putInt(8, discriminators.getOrDefault(session, 0));
        packet.putInt(12, 1_000_000).putInt(16, 1_000_000);
        IpAddress source = IpAddress.of(neighbor);
        arrival.arrive(packet, new BfdSessions.Origin(new BfdKind(source.family(), false), source, 255));
    }

    @Override
    public @Nullable String open(BfdSession session) {
        machine.doing("bfd " + session.name() + " open");
        return null;
    }

    @Override
    public @Nullable String send(BfdSession session, ControlPacket packet) {
        discriminators.put(session.name(), packet.myDiscriminator());
        machine.doing("bfd " + session.name() + " " + packet.state().word());
        return null;
    }

    @Override
    public void close(BfdSession session) {
        machine.doing("bfd " + session.name() + " close");
    }

    @Override
    public @Nullable String listen(Set<BfdKind> kinds) {
        machine.doing("bfd listen " + kinds.size());
        return null;
    }
}
