package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Destination.Forwarding;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.TableChange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What ipvsadm 1.31 sends, and a kernel 6.1 answers, byte by byte on a little-endian machine. */
class IpvsMessagesTest {
    private static final int FAMILY = 32;
    private static final ServiceKey WEB = new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("10.0.0.100"), 80);
    private static final ServiceKey SIX = new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("fd00::100"), 80);

    private static final String WEB_KEY = """
            0600 0100 0200 0000
            0600 0200 0600 0000
            1400 0300 0a000064 00000000 00000000 00000000
            0600 0400 0050 0000
            """;

    /** How ipvsadm describes a service of which only the key counts. */
    private static final String WEB_BARE = "5400 0180" + WEB_KEY + """
            0500 0600 00 000000
            0c00 0700 00000000 ffffffff
            0800 0800 00000000
            0800 0900 ffffffff
            """;

    private static Destination destination(
            String address, int port, Forwarding forwarding, long weight, long upper, long lower) {
        return new Destination(new Destination.Key(IpAddress.of(address), port), forwarding, weight, upper, lower);
    }

    private static String hex(TableChange change) {
        NativeBuffer message = IpvsMessages.encode(FAMILY, change);
        byte[] copy = new byte[message.sizeBytes()];
        message.bytes().get(0, copy);
        return HexFormat.of().formatHex(copy);
    }

    private static String message(int length, int command, String attributes) {
        String header = HexFormat.of().formatHex(new byte[] {
            (byte) length, 0, 0, 0, FAMILY, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) command, 1, 0, 0
        });
        return header + attributes.replaceAll("\\s", "");
    }

    @Test
    void aServiceIsAddedAsIpvsadmDoesIt() {
        ServiceEntry entry = new ServiceEntry(WEB, "wrr", "", 0, 0, 32);

        assertThat(hex(new TableChange.AddService(entry))).isEqualTo(message(104, 1, "5400 0180" + WEB_KEY + """
                        0800 0600 77727200
                        0c00 0700 00000000 ffffffff
                        0800 0800 00000000
                        0800 0900 ffffffff
                        """));
    }

    @Test
    void persistenceWithAMaskIsSetAsIpvsadmDoesIt() {
        ServiceEntry entry = new ServiceEntry(WEB, "rr", "", ServiceEntry.PERSISTENT, 300, 24);

        assertThat(hex(new TableChange.SetService(entry))).isEqualTo(message(104, 2, "5400 0180" + WEB_KEY + """
                        0700 0600 727200 00
                        0c00 0700 01000000 ffffffff
                        0800 0800 2c010000
                        0800 0900 ffffff00
                        """));
    }

    @Test
    void aServiceByMarkHasNoAddress() {
        ServiceEntry entry = new ServiceEntry(new ServiceKey.Mark(99, Family.IPV4), "rr", "", 0, 0, 32);

        assertThat(hex(new TableChange.AddService(entry))).isEqualTo(message(76, 1, """
                        3800 0180
                        0600 0100 0200 0000
                        0800 0500 63000000
                        0700 0600 727200 00
                        0c00 0700 00000000 ffffffff
                        0800 0800 00000000
                        0800 0900 ffffffff
                        """));
    }

    @Test
    void theMaskOfIpv6IsALength() {
        ServiceEntry entry = new ServiceEntry(SIX, "mh", "", 0, 0, 128);

        assertThat(hex(new TableChange.AddService(entry))).endsWith("0800090080000000");
    }

    @Test
    void aPersistenceEngineIsNamed() {
        ServiceEntry entry = new ServiceEntry(WEB, "rr", "sip", ServiceEntry.PERSISTENT, 60, 32);

        assertThat(hex(new TableChange.AddService(entry))).contains("08000b0073697000");
    }

    @Test
    void aServiceIsRemovedByItsKey() {
        assertThat(hex(new TableChange.RemoveService(WEB))).isEqualTo(message(104, 3, WEB_BARE));
    }

    @Test
    void aTranslatedDestinationIsAddedAsIpvsadmDoesIt() {
        Destination destination = destination("10.0.0.11", 8080, new Forwarding(Forwarding.NAT, 0, 0, 0), 5, 0, 0);

        assertThat(hex(new TableChange.AddDestination(WEB, destination))).isEqualTo(message(200, 5, WEB_BARE + """
                        6000 0280
                        0600 0b00 0200 0000
                        1400 0100 0a00000b 00000000 00000000 00000000
                        0600 0200 1f90 0000
                        0800 0300 00000000
                        0800 0400 05000000
                        0500 0d00 00 000000
                        0600 0e00 0000 0000
                        0600 0f00 0000 0000
                        0800 0500 00000000
                        0800 0600 00000000
                        """));
    }

    @Test
    void aTunnelAndThresholdsAreSetAsIpvsadmDoesIt() {
        Destination destination =
                destination("10.0.0.13", 80, new Forwarding(Forwarding.TUNNEL, 1, 6080, 1), 1, 100, 50);

        assertThat(hex(new TableChange.SetDestination(WEB, destination))).isEqualTo(message(200, 6, WEB_BARE + """
                        6000 0280
                        0600 0b00 0200 0000
                        1400 0100 0a00000d 00000000 00000000 00000000
                        0600 0200 0050 0000
                        0800 0300 02000000
                        0800 0400 01000000
                        0500 0d00 01 000000
                        0600 0e00 17c0 0000
                        0600 0f00 0100 0000
                        0800 0500 64000000
                        0800 0600 32000000
                        """));
    }

    @Test
    void aDestinationIsRemovedByCommand7() {
        Destination destination = destination("fd00::11", 80, new Forwarding(Forwarding.DIRECT, 0, 0, 0), 1, 0, 0);

        assertThat(hex(new TableChange.RemoveDestination(SIX, destination)))
                .contains("0701000054000180")
                .contains("06000b000a000000" + "14000100fd000000000000000000000000000011");
    }

    // What the kernel lists

    private static NetlinkReader reader(String attributes) {
        byte[] body = HexFormat.of().parseHex(attributes.replaceAll("\\s", ""));
        ByteBuffer bytes = ByteBuffer.allocate(20 + body.length).order(ByteOrder.nativeOrder());
        bytes.putInt(0, 20 + body.length).putShort(4, (short) FAMILY).put(20, body);
        NetlinkReader reader = new NetlinkReader(bytes);
        reader.begin(bytes.capacity());
        assertThat(reader.next()).isTrue();
        return reader;
    }

    @Test
    void aListedServiceIsWhatWasAdded() {
        Optional<ServiceEntry> found = IpvsMessages.service(reader("5400 0100" + WEB_KEY + """
                0700 0600 727200 00
                0c00 0700 03000000 ffffffff
                0800 0800 2c010000
                0800 0900 ffffff00
                """));

        assertThat(found).contains(new ServiceEntry(WEB, "rr", "", ServiceEntry.PERSISTENT, 300, 24));
    }

    @Test
    void aListedServiceByMarkIsKnownByIt() {
        Optional<ServiceEntry> found = IpvsMessages.service(reader("""
                2400 0100
                0600 0100 0a00 0000
                0800 0500 63000000
                0700 0600 727200 00
                0800 0900 80000000
                """));

        assertThat(found).contains(new ServiceEntry(new ServiceKey.Mark(99, Family.IPV6), "rr", "", 0, 0, 128));
    }

    @Test
    void aListedTunnelIsWhatWasAdded() {
        Optional<Destination> found = IpvsMessages.destination(reader("""
                6000 0200
                1400 0100 0a00000d 00000000 00000000 00000000
                0600 0200 0050 0000
                0800 0300 02000000
                0800 0400 01000000
                0500 0d00 01 000000
                0600 0e00 17c0 0000
                0600 0f00 0100 0000
                0800 0500 64000000
                0800 0600 32000000
                0600 0b00 0200 0000
                """), Family.IPV6);

        assertThat(found)
                .contains(destination("10.0.0.13", 80, new Forwarding(Forwarding.TUNNEL, 1, 6080, 1), 1, 100, 50));
    }

    @Test
    void whatIsNotUnderstoodIsNothing() {
        assertThat(IpvsMessages.service(reader("0400 0100"))).isEmpty();
        assertThat(IpvsMessages.service(reader("0400 0900"))).isEmpty();
        assertThat(IpvsMessages.destination(reader("0400 0200"), Family.IPV4)).isEmpty();
        assertThat(IpvsMessages.destination(reader("0400 0900"), Family.IPV4)).isEmpty();
        assertThat(IpvsMessages.familyNumber(reader("0400 0900"))).isZero();
    }

    @Test
    void theNumberOfTheFamilyIsRead() {
        assertThat(IpvsMessages.familyNumber(reader("0900 0200 49505653 00000000 0600 0100 2000 0000")))
                .isEqualTo(FAMILY);
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(11);
        for (int run = 0; run < 20_000; run++) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            for (int at = 0; at + 4 <= noise.length; at += 4 + random.nextInt(12)) {
                noise[at] = (byte) random.nextInt(40);
                noise[at + 1] = 0;
                noise[at + 2] = (byte) random.nextInt(16);
                noise[at + 3] = 0;
            }
            NetlinkReader reader = reader(HexFormat.of().formatHex(noise));
            Optional<ServiceEntry> _ = IpvsMessages.service(reader);
            Optional<Destination> _ = IpvsMessages.destination(reader, Family.IPV4);
            int _ = IpvsMessages.familyNumber(reader);
        }
    }
}
