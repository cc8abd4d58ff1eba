package dev.vigil.core.address;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address. The 128 bits are kept in network order in {@code high} and {@code low}; an IPv4 address has
 * only the lowest 32 bits of {@code low} set. The order is that of unsigned numbers, which is how VRRP decides between
 * equal priorities (RFC 9568 6.4.3); every IPv4 address sorts before every IPv6 address.
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {
    private static final int GROUPS = 8;

    public IpAddress {
        if (family == Family.IPV4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /** The IPv4 address whose network-order value is {@code bits}. */
    public static IpAddress ipv4(int bits) {
        return new IpAddress(Family.IPV4, 0, Integer.toUnsignedLong(bits));
    }

    public static IpAddress ipv6(long high, long low) {
        return new IpAddress(Family.IPV6, high, low);
    }

    /** Parses a literal address; never asks DNS. Accepts what inet_pton accepts: no leading zeros, no zone. */
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? parseIpv6(text) : parseIpv4(text);
    }

    /** The address in {@code text}, which is known to be a literal. */
    public static IpAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    /** Reads an address at an absolute position of a big-endian buffer. */
    public static IpAddress read(ByteBuffer buffer, int position, Family family) {
        return family == Family.IPV4
                ? ipv4(buffer.getInt(position))
                : ipv6(buffer.getLong(position), buffer.getLong(position + Long.BYTES));
    }

    /** Writes {@code family().lengthBytes()} bytes at an absolute position of a big-endian buffer. */
    public void write(ByteBuffer buffer, int position) {
        if (family == Family.IPV4) {
            buffer.putInt(position, (int) low);
        } else {
            buffer.putLong(position, high);
            buffer.putLong(position + Long.BYTES, low);
        }
    }

    /** Whether this IPv4 address has the given network-order value; false for IPv6. */
    public boolean isIpv4(int bits) {
        return family == Family.IPV4 && (int) low == bits;
    }

    /** The network-order value of an IPv4 address. */
    public int ipv4Bits() {
        if (family != Family.IPV4) {
            throw new IllegalStateException("not an IPv4 address: " + this);
        }
        return (int) low;
    }

    public boolean isMulticast() {
        return family == Family.IPV4 ? (low >>> 28) == 0xe : (high >>> 56) == 0xff;
    }

    public boolean isLinkLocal() {
        return family == Family.IPV4 ? (low >>> 16) == 0xa9fe : (high >>> 54) == 0x3fa;
    }

    /** 0.0.0.0 or ::. */
    public boolean isAny() {
        return high == 0 && low == 0;
    }

    // Written out, because the one that a record gets by itself is linked at its first use, in the middle of a
    // hand-over.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address
                && family == address.family
                && high == address.high
                && low == address.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimal, or the canonical IPv6 text of RFC 5952. */
    @Override
    public String toString() {
        return family == Family.IPV4 ? dotted(low) : canonicalIpv6();
    }

    private static String dotted(long bits) {
        return ((bits >>> 24) & 0xff) + "." + ((bits >>> 16) & 0xff) + "." + ((bits >>> 8) & 0xff) + "."
                + (bits & 0xff);
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
    }

    private String canonicalIpv6() {
        if (high == 0 && low >>> 32 == 0xffff) {
            return "::ffff:" + dotted(low & 0xffffffffL);
        }
        // RFC 5952 4.2: the longest run of at least two zero groups is shortened, the first of equal ones.
        int bestStart = -1;
        int bestLength = 1;
        for (int start = 0; start < GROUPS; start++) {
            int length = 0;
            while (start + length < GROUPS && group(start + length) == 0) {
                length++;
            }
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int index = 0; index < GROUPS; index++) {
            if (index == bestStart) {
                text.append("::");
                index += bestLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(index)));
            }
        }
        return text.toString();
    }

    private static Optional<IpAddress> parseIpv4(String text) {
        long bits = parseDotted(text);
        return bits < 0 ? Optional.empty() : Optional.of(new IpAddress(Family.IPV4, 0, bits));
    }

    /** The value of a dotted quad, or -1. */
    private static long parseDotted(String text) {
        long bits = 0;
        int position = 0;
        for (int octet = 0; octet < 4; octet++) {
            int start = position;
            int value = 0;
            while (position < text.length() && position - start < 3 && isDigit(text.charAt(position))) {
                value = value * 10 + (text.charAt(position++) - '0');
            }
            boolean leadingZero = position - start > 1 && text.charAt(start) == '0';
            if (position == start || value > 255 || leadingZero) {
                return -1;
            }
            if (octet < 3 && (position >= text.length() || text.charAt(position++) != '.')) {
                return -1;
            }
            bits = bits << 8 | value;
        }
        return position == text.length() ? bits : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Optional<IpAddress> parseIpv6(String text) {
        int gap = text.indexOf("::");
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return parseGroups(text, groups, true) == GROUPS ? Optional.of(fromGroups(groups)) : Optional.empty();
        }
        // A second gap is an empty group in what follows the first.
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int[] tail = new int[GROUPS];
        int headLength = before.isEmpty() ? 0 : parseGroups(before, groups, false);
        int tailLength = after.isEmpty() ? 0 : parseGroups(after, tail, true);
        if (headLength < 0 || tailLength < 0 || headLength + tailLength > GROUPS - 1) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, groups, GROUPS - tailLength, tailLength);
        return Optional.of(fromGroups(groups));
    }

    /** Parses colon-separated groups, the last of which may be a dotted quad; returns their number or -1. */
    private static int parseGroups(String text, int[] groups, boolean dottedAllowed) {
        int count = 0;
        int position = 0;
        while (true) {
            int end = text.indexOf(':', position);
            String word = end < 0 ? text.substring(position) : text.substring(position, end);
            if (end < 0 && dottedAllowed && word.indexOf('.') >= 0) {
                long bits = parseDotted(word);
                if (bits < 0 || count > GROUPS - 2) {
                    return -1;
                }
                groups[count++] = (int) (bits >>> 16);
                groups[count++] = (int) (bits & 0xffff);
                return count;
            }
            int value = parseGroup(word);
            if (value < 0 || count == GROUPS) {
                return -1;
            }
            groups[count++] = value;
            if (end < 0) {
                return count;
            }
            position = end + 1;
        }
    }

    private static int parseGroup(String word) {
        if (word.isEmpty() || word.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IpAddress fromGroups(int[] groups) {
        long high = 0;
        long low = 0;
        for (int index = 0; index < 4; index++) {
            high = high << 16 | groups[index];
            low = low << 16 | groups[index + 4];
        }
        return ipv6(high, low);
    }
}
