package dev.vigil.core.vrrp;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.Checksum;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One advertisement on the wire, sound unless it is varied. */
final class Arriving {
    static final int AT = 20;
    static final IpAddress OWN = IpAddress.of("10.77.0.2");
    static final IpAddress SENDER = IpAddress.of("10.77.0.1");
    static final IpAddress GROUP = Advertisement.GROUP_IPV4;
    static final List<IpAddress> ADDRESSES = all("10.77.0.100", "10.77.0.101");

    private final Datagram heard = new Datagram();
    private int version = 3;
    private int priority = 150;
    private int interval = 100;
    private int authType;
    private String password = "";
    private List<IpAddress> addresses = ADDRESSES;
    private int type = Advertisement.TYPE;
    private int countDifference;
    private int extraBytes;
    private int ttl = 255;
    private IpAddress source = SENDER;
    private IpAddress destination = GROUP;
    private ChecksumForm form = ChecksumForm.PSEUDO_HEADER;
    private int checksumError;
    private long atNs;

    Arriving version2() {
        version = 2;
        interval = 1;
        form = ChecksumForm.MESSAGE_ONLY;
        return this;
    }

    Arriving password(int type, String value) {
        authType = type;
        password = value;
        return version2();
    }

    Arriving version(int value) {
        version = value;
        return this;
    }

    Arriving priority(int value) {
        priority = value;
        return this;
    }

    Arriving interval(int value) {
        interval = value;
        return this;
    }

    Arriving addresses(String... value) {
        addresses = all(value);
        return this;
    }

    Arriving type(int value) {
        type = value;
        return this;
    }

    Arriving counted(int difference) {
        countDifference = difference;
        return this;
    }

    Arriving extra(int bytes) {
        extraBytes = bytes;
        return this;
    }

    Arriving ttl(int value) {
        ttl = value;
        return this;
    }

    Arriving from(String value) {
        source = IpAddress.of(value);
        return this;
    }

    Arriving to(IpAddress value) {
        destination = value;
        return this;
    }

    Arriving form(ChecksumForm value) {
        form = value;
        return this;
    }

    Arriving checksumError(int value) {
        checksumError = value;
        return this;
    }

    Arriving atNs(long value) {
        atNs = value;
        return this;
    }

    /** What it was handed over as; valid until the next time. */
    Datagram heard() {
        return heard;
    }

    DropReason at(Reception reception) {
        ByteBuffer buffer = ByteBuffer.allocate(4200);
        int length = encode(buffer);
        heard.message(buffer, AT, length + extraBytes)
                .from(source, ttl)
                .to(destination)
                .arrivedAt(atNs);
        return reception.admit(heard, OWN);
    }

    int encode(ByteBuffer buffer) {
        List<Byte> auth = version == 2 && source.family() == Family.IPV4 ? padded(password) : List.of();
        int length = new Advertisement(version, 51, priority, interval, new Authentication(authType, auth), addresses)
                .encode(buffer, AT);
        buffer.put(AT, (byte) (version << 4 | type));
        buffer.put(AT + 3, (byte) (addresses.size() + countDifference));
        IpAddress covered = form == ChecksumForm.OLD_UNICAST ? GROUP : destination;
        long pseudo = form == ChecksumForm.MESSAGE_ONLY
                ? 0
                : Checksum.pseudoHeader(source, covered, Advertisement.PROTOCOL, length);
        int checksum = Checksum.fold(Checksum.sum(pseudo, buffer, AT, length)) + checksumError;
        buffer.putShort(AT + 6, (short) checksum);
        return length;
    }

    static List<IpAddress> all(String... texts) {
        return Stream.of(texts).map(IpAddress::of).toList();
    }

    static List<Byte> octets(String text) {
        List<Byte> octets = new ArrayList<>();
        text.chars().forEach(letter -> octets.add((byte) letter));
        return octets;
    }

    static List<Byte> padded(String text) {
        List<Byte> octets = octets(text);
        while (octets.size() < Advertisement.AUTH_LENGTH) {
            octets.add((byte) 0);
        }
        return octets.subList(0, Advertisement.AUTH_LENGTH);
    }
}
