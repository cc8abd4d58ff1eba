package dev.vigil.systemtests.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An advertisement built by hand: correct in everything that is not made wrong on purpose. Both checksums follow the
 * other fields, unless they themselves are made wrong.
 */
public final class ForgedAdvert {
    private static final String MULTICAST_MAC = "01005e000012";

    private final int version;
    private String source = "10.77.0.9";
    private String destination = "224.0.0.18";
    private String destinationMac = MULTICAST_MAC;
    private int ttl = 255;
    private int wireVersion;
    private int type = 1;
    private int vrid = 51;
    private int priority = 254;
    private int authenticationType;
    private String password = "";
    private int interval;
    private String[] addresses = {"10.77.0.100"};
    private int addressCount = 1;
    private int checksumError;
    private int ipChecksumError;
    private byte[] excess = {};
    private int cutTo = Integer.MAX_VALUE;

    /** An advertisement of a v2 router with an interval of 1 s, or of a v3 router with 0.5 s. */
    public ForgedAdvert(int version) {
        this.version = version;
        this.wireVersion = version;
        this.interval = version == 2 ? 1 : 50;
    }

    public ForgedAdvert source(String ip) {
        source = ip;
        return this;
    }

    public ForgedAdvert unicastTo(Node node) {
        destination = node.address();
        destinationMac = node.mac().replace(":", "");
        return this;
    }

    public ForgedAdvert ttl(int value) {
        ttl = value;
        return this;
    }

    public ForgedAdvert wireVersion(int value) {
        wireVersion = value;
        return this;
    }

    public ForgedAdvert type(int value) {
        type = value;
        return this;
    }

    public ForgedAdvert vrid(int value) {
        vrid = value;
        return this;
    }

    public ForgedAdvert priority(int value) {
        priority = value;
        return this;
    }

    /** Type 1 is a password, of which the first 8 bytes count. */
    public ForgedAdvert authentication(int authType, String text) {
        authenticationType = authType;
        password = text;
        return this;
    }

    /** In the unit of the version: seconds or centiseconds. */
    public ForgedAdvert interval(int value) {
        interval = value;
        return this;
    }

    public ForgedAdvert addresses(String... ips) {
        addresses = ips;
        addressCount = ips.length;
        return this;
    }

    /** The count alone: it no longer fits the list. */
    public ForgedAdvert addressCount(int value) {
        addressCount = value;
        return this;
    }

    public ForgedAdvert wrongChecksum() {
        checksumError = 0x0101;
        return this;
    }

    public ForgedAdvert wrongIpChecksum() {
        ipChecksumError = 0x0101;
        return this;
    }

    /** Appends bytes to the message; the IP header counts them. */
    public ForgedAdvert excess(int length) {
        excess = new byte[length];
        return this;
    }

    /** Ends the message early; the IP header says so. */
    public ForgedAdvert cutTo(int length) {
        cutTo = length;
        return this;
    }

    /** The whole frame in hexadecimal digits. */
    public String hex() {
        byte[] message = message();
        byte[] ip = new byte[20];
        ip[0] = 0x45;
        ip[1] = (byte) 0xc0;
        put16(ip, 2, ip.length + message.length);
        put16(ip, 4, 1);
        ip[8] = (byte) ttl;
        ip[9] = 112;
        System.arraycopy(ipBytes(source), 0, ip, 12, 4);
        System.arraycopy(ipBytes(destination), 0, ip, 16, 4);
        put16(ip, 10, checksum(ip) ^ ipChecksumError);
        HexFormat hex = HexFormat.of();
        return destinationMac + "02000000feed" + "0800" + hex.formatHex(ip) + hex.formatHex(message);
    }

    private byte[] message() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        output.write(wireVersion << 4 | type);
        output.write(vrid);
        output.write(priority);
        output.write(addressCount);
        output.write(version == 2 ? authenticationType : interval >> 8);
        output.write(interval);
        output.write(0);
        output.write(0);
        for (String address : addresses) {
            output.writeBytes(ipBytes(address));
        }
        if (version == 2) {
            output.writeBytes(Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), 8));
        }
        output.writeBytes(excess);
        byte[] whole = output.toByteArray();
        byte[] message = Arrays.copyOf(whole, Math.min(cutTo, whole.length));
        if (message.length >= 8) {
            put16(message, 6, (version == 2 ? checksum(message) : checksum(withPseudoHeader(message))) ^ checksumError);
        }
        return message;
    }

    /** RFC 9568 5.2.8, in the form that keepalived uses: source, destination, 0, protocol, length, message. */
    private byte[] withPseudoHeader(byte[] message) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        output.writeBytes(ipBytes(source));
        output.writeBytes(ipBytes(destination));
        output.writeBytes(new byte[] {0, 112, (byte) (message.length >> 8), (byte) message.length});
        output.writeBytes(message);
        return output.toByteArray();
    }

    /** RFC 1071. */
    private static int checksum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return ~sum & 0xffff;
    }

    private static void put16(byte[] bytes, int offset, int value) {
        bytes[offset] = (byte) (value >> 8);
        bytes[offset + 1] = (byte) value;
    }

    private static byte[] ipBytes(String ip) {
        byte[] bytes = new byte[4];
        String[] parts = ip.split("\\.", 4);
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }
}
