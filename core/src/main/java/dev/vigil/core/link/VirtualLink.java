package dev.vigil.core.link;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interface that the daemon makes on another one for a virtual router: a macvlan interface with its MAC address
 * (RFC 9568 7.3), or an ipvlan interface, which has that of its base.
 *
 * @param base the interface that it stands on
 * @param mac the 48 bits of its Ethernet address
 * @param group the number of its group of interfaces; empty for that of its base
 * @param family that of the virtual router
 * @param ipv6 whether there may be IPv6 addresses on it
 * @param linkLocal whether IPv6 packets of this node leave from it, for which it has the link-local addresses of its base
 * @param sharing what is different about an ipvlan interface; empty for a macvlan interface
 */
public record VirtualLink(
        String name,
        String base,
        long mac,
        OptionalInt group,
        Family family,
        boolean ipv6,
        boolean linkLocal,
        Optional<Sharing> sharing) {
    private static final HexFormat OCTETS = HexFormat.ofDelimiter(":");
    private static final Pattern TEXT =
            Pattern.compile("link ([^ /]{1,15}) ([^ /]{1,15}) ((?:[0-9a-f]{2}:){5}[0-9a-f]{2}|ipvlan)");

    /** RFC 9568 7.3: 00-00-5E-00-01-{VRID}, and 02 instead of 01 over IPv6. */
    private static final long MAC_OF_IPV4 = 0x0000_5e00_0100L;

    private static final long MAC_OF_IPV6 = 0x0000_5e00_0200L;

    /** A macvlan interface. */
    public VirtualLink(
            String name, String base, long mac, OptionalInt group, Family family, boolean ipv6, boolean linkLocal) {
        this(name, base, mac, group, family, ipv6, linkLocal, Optional.empty());
    }

    /**
     * An ipvlan interface: it shares the MAC address of its base.
     *
     * @param address its own address, from which advertisements leave; empty for the link-local one that the kernel makes
     * @param prefixLength that of the address
     */
    public record Sharing(Mode mode, Optional<IpAddress> address, int prefixLength) {
        /** How ipvlan interfaces of one base reach each other. */
        public enum Mode {
            BRIDGE,
            PRIVATE,
            VEPA
        }

        /** As {@code bridge 10.0.0.51/24}. */
        @Override
        public String toString() {
            String text = mode.name().toLowerCase(Locale.ROOT);
            return address.map(own -> text + " " + own + "/" + prefixLength).orElse(text);
        }
    }

    private static final String IPVLAN = "ipvlan";

    /** The kernel's word for its kind. */
    public String kind() {
        return sharing.isPresent() ? IPVLAN : "macvlan";
    }

    public static long mac(Family family, int vrid) {
        return (family == Family.IPV4 ? MAC_OF_IPV4 : MAC_OF_IPV6) | vrid;
    }

    /**
     * The text form in a journal, which the guardian reads as well: {@code link vrrp.51 eth0 00:00:5e:00:01:33}, or
     * {@code link vrrp.51 eth0 ipvlan}.
     */
    public String text() {
        return "link " + name + " " + base + " " + (sharing.isPresent() ? IPVLAN : macText());
    }

    /** Reads the text form; what it does not hold is not known any more. */
    public static Optional<VirtualLink> parse(String line) {
        Matcher words = TEXT.matcher(line);
        if (!words.matches()) {
            return Optional.empty();
        }
        if (words.group(3).equals(IPVLAN)) {
            Sharing sharing = new Sharing(Sharing.Mode.BRIDGE, Optional.empty(), 0);
            return Optional.of(new VirtualLink(
                    words.group(1),
                    words.group(2),
                    0,
                    OptionalInt.empty(),
                    Family.IPV4,
                    false,
                    false,
                    Optional.of(sharing)));
        }
        long mac = bits(OCTETS.parseHex(words.group(3)));
        return Optional.of(
                new VirtualLink(words.group(1), words.group(2), mac, OptionalInt.empty(), Family.IPV4, true, false));
    }

    private static long bits(byte[] octets) {
        long bits = 0;
        for (byte octet : octets) {
            bits = bits << 8 | (octet & 0xff);
        }
        return bits;
    }

    /** As {@code 00:00:5e:00:01:33}. */
    public String macText() {
        byte[] octets = new byte[6];
        for (int index = 0; index < octets.length; index++) {
            octets[index] = (byte) (mac >>> (40 - 8 * index));
        }
        return OCTETS.formatHex(octets);
    }

    /** As {@code interface vrrp.51 on eth0}. */
    @Override
    public String toString() {
        return "interface " + name + " on " + base;
    }
}
