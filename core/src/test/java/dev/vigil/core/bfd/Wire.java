package dev.vigil.core.bfd;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A wire without a kernel, and what sessions tell. */
final class Wire implements BfdWire, BfdStory {
    static final IpAddress NEIGHBOR = IpAddress.of("192.0.2.2");

    /** What was sent, as "Down P 0": the state, the flags, and the diagnostic. */
    final List<String> sent = new ArrayList<>();

    /** When each of them was sent. */
    final List<Long> sentNs = new ArrayList<>();

    /** What was told, as "up Down". */
    final List<String> told = new ArrayList<>();

    /** Refusals by what is done, as "open up", "send up" or "listen". */
    final Map<String, String> refusals = new HashMap<>();

    /** What was told of refused packets, as "TTL 192.0.2.2 1". */
    final List<String> dropped = new ArrayList<>();

    final List<String> done = new ArrayList<>();
    final ControlPacket last = new ControlPacket();
    Set<BfdKind> listening = Set.of();
    long nowNs;

    static BfdSettings.Timing timing(int minRxMs, int minTxMs, int multiplier) {
        return new BfdSettings.Timing(
                minRxMs * Nanos.PER_MS, minTxMs * Nanos.PER_MS, Nanos.PER_S, multiplier, false, 0);
    }

    static BfdSettings settings(String name, IpAddress neighbor, BfdSettings.Timing timing) {
        return new BfdSettings(name, new BfdSettings.Path(neighbor, Optional.empty(), false, 255), timing);
    }

    /** A packet of a neighbour with discriminator 77. */
    static ByteBuffer packet(BfdState state, int flags, int yours, int desiredMs, int requiredMs, int multiplier) {
        ByteBuffer packet = ByteBuffer.allocate(ControlPacket.LENGTH);
        packet.put(0, (byte) 0x20).put(1, (byte) (state.ordinal() << 6 | flags));
        packet.put(2, (byte) multiplier).put(3, (byte) ControlPacket.LENGTH);
        packet.putInt(4, 77).putInt(8, yours).putInt(12, desiredMs * 1000).putInt(16, requiredMs * 1000);
        return packet;
    }

    @Override
    public void dropped(BfdDrop reason, IpAddress source, long total) {
        dropped.add(reason + " " + source + ' ' + total);
    }

    @Override
    public @Nullable String open(BfdSession session) {
        done.add("open " + session.name());
        return refusals.get("open " + session.name());
    }

    @Override
    public @Nullable String send(BfdSession session, ControlPacket packet) {
        ByteBuffer bytes = ByteBuffer.allocate(ControlPacket.LENGTH);
        packet.write(bytes, 0);
        BfdDrop drop = last.read(bytes, 0, ControlPacket.LENGTH);
        if (drop != null) {
            throw new AssertionError("a session sent what it would refuse itself: " + drop);
        }
        sent.add(packet.state().word() + (packet.isPoll() ? " P" : "") + (packet.isFinal() ? " F" : "") + " "
                + packet.diagnostic());
        sentNs.add(nowNs);
        return refusals.get("send " + session.name());
    }

    @Override
    public void close(BfdSession session) {
        done.add("close " + session.name());
    }

    @Override
    public @Nullable String listen(Set<BfdKind> kinds) {
        listening = Set.copyOf(kinds);
        return refusals.get("listen");
    }

    @Override
    public void became(BfdSession session) {
        told.add(session.name() + " " + session.state().word());
    }

    @Override
    public void refused(String session, String reason) {
        told.add(session + " refused: " + reason);
    }
}
