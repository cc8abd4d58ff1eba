package dev.vigil.fuzz;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.Reception.Expectation;
import dev.vigil.fuzz.VrrpInput.Arrival;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A received packet on its way from the socket to the virtual router. The input is laid out as {@link VrrpInput} says.
 *
 * <ul>
 *   <li>Nothing throws, and no byte of the packet changes.
 *   <li>The judgement is a function of packet and expectation.
 *   <li>A refusal counts one drop and changes nothing else that can be read.
 *   <li>What is accepted fulfils the RFCs as {@link Rfc} reads them, without sharing code.
 *   <li>What is accepted is decoded, and encoding that gives the same bytes.
 *   <li>What is accepted is accepted again when Vigil itself sends it.
 *   <li>After it the virtual router's invariants hold.
 * </ul>
 */
public final class VrrpPacketFuzz {
    private VrrpPacketFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Optional<Arrival> arrival = VrrpInput.read(input);
        if (arrival.isPresent()) {
            judge(arrival.get());
        }
    }

    private static void judge(Arrival arrival) {
        ByteBuffer packet = arrival.packet();
        byte[] before = bytes(packet);
        Reception reception = new Reception(arrival.expected());
        DropReason reason = admit(reception, arrival);
        Property.holds(Arrays.equals(before, bytes(packet)), "judging a packet leaves its bytes alone");
        Reception again = new Reception(arrival.expected());
        Property.equal(reason, admit(again, arrival), "the judgement is a function of packet and expectation");
        Optional<Advertisement> decoded = Advertisement.decode(
                packet, arrival.at(), arrival.length(), arrival.expected().family());
        decoded.ifPresent(message -> assertSameBytes(arrival, message, arrival.length()));
        if (reason != null) {
            assertOnlyDropped(reception, reason);
            return;
        }
        Property.holds(Rfc.conforms(arrival), "what is accepted conforms to the RFC");
        assertOnlyReceived(reception);
        assertReadable(arrival);
        HeardByRouter.accept(arrival);
    }

    private static byte[] bytes(ByteBuffer packet) {
        byte[] bytes = new byte[packet.capacity()];
        packet.get(0, bytes);
        return bytes;
    }

    private static DropReason admit(Reception reception, Arrival arrival) {
        return reception.admit(
                arrival.heard(), VrrpInput.OWN.get(arrival.expected().family()));
    }

    private static void assertOnlyDropped(Reception reception, DropReason reason) {
        for (DropReason each : DropReason.values()) {
            Property.equal(each == reason ? 1L : 0L, reception.dropped(each), "a refusal counts once: " + each);
        }
        long others = reception.received() + reception.resignations() + reception.addressListErrors();
        Property.equal(0L, others, "a refused packet changes no other counter");
    }

    private static void assertOnlyReceived(Reception reception) {
        Property.equal(1L, reception.received(), "an accepted packet counts once");
        for (DropReason each : DropReason.values()) {
            Property.equal(0L, reception.dropped(each), "an accepted packet counts for no drop");
        }
    }

    private static void assertReadable(Arrival arrival) {
        Expectation expected = arrival.expected();
        int count = Advertisement.addressCount(arrival.packet(), arrival.at());
        int due = Advertisement.expectedLength(expected.version(), expected.family(), count);
        Advertisement message = Advertisement.decode(arrival.packet(), arrival.at(), due, expected.family())
                .orElseThrow(() -> new AssertionError("an accepted advertisement cannot be decoded"));
        Property.equal(expected.version(), message.version(), "the version is the expected one");
        assertSameBytes(arrival, message, due);
        assertAcceptedFromUs(arrival, message);
    }

    /** Encoding gives the bytes that were decoded, but for the checksum and bits that are reserved. */
    private static void assertSameBytes(Arrival arrival, Advertisement message, int length) {
        byte[] original = new byte[length];
        arrival.packet().get(arrival.at(), original);
        original[6] = 0;
        original[7] = 0;
        if (message.version() == 3) {
            original[4] &= 0xf;
        }
        ByteBuffer encoded = ByteBuffer.allocate(length);
        Property.equal(length, message.encode(encoded, 0), "the encoded length is the decoded one");
        Property.holds(Arrays.equals(original, encoded.array()), "encode(decode(x)) is x");
        Property.equal(
                Optional.of(message),
                Advertisement.decode(encoded, 0, length, arrival.expected().family()),
                "decode(encode(x)) is x");
    }

    private static void assertAcceptedFromUs(Arrival arrival, Advertisement message) {
        Family family = arrival.expected().family();
        IpAddress source = arrival.source();
        ByteBuffer buffer = ByteBuffer.allocate(OutgoingAdvertisement.lengthBytes(message, family));
        OutgoingAdvertisement outgoing = new OutgoingAdvertisement(
                buffer,
                message,
                source,
                arrival.destination(),
                arrival.expected().group(),
                Advertisement.TTL,
                ChecksumForm.PSEUDO_HEADER);
        int length = outgoing.stamp(message.priority());
        int at = 0;
        if (family == Family.IPV4) {
            DropReason header = Ipv4Header.check(buffer, length, Advertisement.PROTOCOL);
            Property.holds(header == null, "the IP header that Vigil sends is sound");
            at = Ipv4Header.headerLength(buffer);
        }
        Arrival sent = new Arrival(
                arrival.expected(), buffer, at, length - at, Advertisement.TTL, source, arrival.destination());
        DropReason reason = admit(new Reception(arrival.expected()), sent);
        Property.holds(reason == null, "Vigil accepts what it sends: " + reason);
    }
}
