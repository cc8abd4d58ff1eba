package dev.vigil.core.vrrp;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.Protection;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one virtual router accepts as an advertisement: the checks in keepalived's order, each refusal counted. Nothing is
 * allocated.
 */
public final class Reception {
    /** The shortest Ethernet payload; a shorter packet may arrive with padding behind it. */
    private static final int ETHERNET_PAYLOAD_MIN = 46;

    private static final int IPV6_HEADER_LENGTH = 40;

    /** A unicast peer and the TTLs that its advertisements may arrive with. */
    public record Peer(IpAddress address, int ttlMin, int ttlMax) {}

    /**
     * What is expected of an advertisement.
     *
     * @param authentication what version 2 demands
     * @param intervalNs our own interval, which version 2 demands of everyone
     * @param addresses our own addresses, in order
     * @param peers the unicast peers; empty for multicast
     * @param checkSource whether a unicast source must be one of the peers
     * @param ignoreAll whether an address owner ignores everything
     */
    public record Expectation(
            int version,
            Family family,
            Authentication authentication,
            long intervalNs,
            List<IpAddress> addresses,
            IpAddress group,
            List<Peer> peers,
            boolean checkSource,
            boolean ignoreAll) {}

    private final Expectation expected;
    private final Authenticator authenticator;
    private final long[] drops = new long[DropReason.values().length];
    private Rivals rivals = new Rivals();
    private long received;
    private long resignations;
    private long addressListErrors;

    /** Without proofs. */
    public Reception(Expectation expected) {
        this(expected, new Protection.None());
    }

    public Reception(Expectation expected, Protection protection) {
        this.expected = expected;
        authenticator = protection.authenticator();
    }

    /** What proves the advertisements of this virtual router, in both directions. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /**
     * Judges a message.
     *
     * @param own our own source address
     * @return null if it is to be handed to the virtual router
     */
    public @Nullable DropReason admit(Datagram heard, IpAddress own) {
        DropReason reason = judge(heard, own);
        if (reason != null) {
            drops[reason.ordinal()]++;
            hearRefused(heard, reason);
        }
        return reason;
    }

    /** A refused message may come from a node that means this virtual router, but is configured differently. */
    private void hearRefused(Datagram heard, DropReason reason) {
        Rivals.Dispute dispute = switch (reason) {
            case VERSION -> Rivals.Dispute.VERSION;
            case AUTH_TYPE_MISMATCH -> Rivals.Dispute.AUTHENTICATION;
            case AUTH_FAILED -> Rivals.Dispute.PASSWORD;
            case TRAILER_MISSING, TRAILER_MALFORMED, TRAILER_UNKNOWN_KEY, TRAILER_INVALID ->
                Rivals.Dispute.AUTHENTICATION;
            case INTERVAL -> Rivals.Dispute.INTERVAL;
            case CAST_MISMATCH -> Rivals.Dispute.CAST;
            case ADDRESS_COUNT_ZERO -> Rivals.Dispute.ADDRESSES;
            case LENGTH,
                    IP_HEADER,
                    TTL,
                    UNKNOWN_VRID,
                    AUTH_TYPE_INVALID,
                    AUTH_REPLAYED,
                    TRAILER_STALE,
                    TRAILER_REPLAYED,
                    INTERVAL_ZERO,
                    TYPE,
                    CHECKSUM,
                    OWNER_IGNORES,
                    UNKNOWN_PEER,
                    OWN_ADVERTISEMENT,
                    NOT_LISTENING -> null;
        };
        if (dispute != null && isWhole(heard)) {
            rivals.hear(heard, dispute.bit());
        }
    }

    /** Whether it is an advertisement with a sound checksum: the reasons for a refusal come before that is looked at. */
    private boolean isWhole(Datagram heard) {
        int version = heard.version();
        if ((version != 2 && version != 3) || heard.type() != Advertisement.TYPE || heard.intervalNs() == 0) {
            return false;
        }
        int due = Advertisement.expectedLength(version, expected.family, heard.addressCount());
        return heard.lengthBytes() >= due
                && (expected.family == Family.IPV6 || Advertisement.checksumForm(heard, due, expected.group) != null);
    }

    /** Counts a refusal that was decided elsewhere. */
    public void count(DropReason reason) {
        drops[reason.ordinal()]++;
    }

    private @Nullable DropReason judge(Datagram heard, IpAddress own) {
        if (heard.lengthBytes() < Advertisement.HEADER_LENGTH) {
            return DropReason.LENGTH;
        }
        if (heard.source().equals(own)) {
            return DropReason.OWN_ADVERTISEMENT;
        }
        DropReason byLead = authenticator.judgeLead(heard);
        if (byLead != null) {
            return byLead;
        }
        int version = heard.version();
        int due = Advertisement.expectedLength(expected.version, expected.family, heard.addressCount());
        if (version == expected.version && !isLong(heard.lengthBytes(), due)) {
            return DropReason.LENGTH;
        }
        Peer peer = peer(heard.source());
        if (isTtlWrong(heard, peer)) {
            return DropReason.TTL;
        }
        if (version != expected.version) {
            return DropReason.VERSION;
        }
        DropReason byTrail = judgeTrail(heard, due, peer);
        if (byTrail != null) {
            return byTrail;
        }
        DropReason byVersion = version == 2 ? judgeV2(heard, due) : judgeV3(heard);
        return byVersion != null ? byVersion : judgeRest(heard, due, peer);
    }

    private @Nullable DropReason judgeTrail(Datagram heard, int due, @Nullable Peer peer) {
        boolean trailed = heard.lengthBytes() - due == authenticator.heardTrailBytes() && heard.lengthBytes() != due;
        // The order of a sender is remembered, and only peers have one.
        if (trailed && peer == null && !expected.peers.isEmpty()) {
            return DropReason.UNKNOWN_PEER;
        }
        return authenticator.judgeTrail(heard, due);
    }

    private @Nullable DropReason judgeV2(Datagram heard, int length) {
        if (heard.authType() > 2) {
            return DropReason.AUTH_TYPE_INVALID;
        }
        Authentication demanded = expected.authentication;
        if (heard.authType() != demanded.type()) {
            return DropReason.AUTH_TYPE_MISMATCH;
        }
        if (!demanded.isProvedBy(heard.buffer(), heard.at() + length - Advertisement.AUTH_LENGTH)) {
            return DropReason.AUTH_FAILED;
        }
        if (heard.intervalNs() == 0) {
            return DropReason.INTERVAL_ZERO;
        }
        return heard.intervalNs() == expected.intervalNs ? null : DropReason.INTERVAL;
    }

    private static @Nullable DropReason judgeV3(Datagram heard) {
        return heard.intervalNs() == 0 ? DropReason.INTERVAL_ZERO : null;
    }

    private @Nullable DropReason judgeRest(Datagram heard, int length, @Nullable Peer peer) {
        if (heard.type() != Advertisement.TYPE) {
            return DropReason.TYPE;
        }
        ChecksumForm form = Advertisement.checksumForm(heard, length, expected.group);
        if (form == null && expected.family == Family.IPV4) {
            return DropReason.CHECKSUM;
        }
        if (heard.destination().isMulticast() != expected.peers.isEmpty()) {
            return DropReason.CAST_MISMATCH;
        }
        if (expected.ignoreAll) {
            return DropReason.OWNER_IGNORES;
        }
        if (heard.addressCount() == 0 && !expected.addresses.isEmpty()) {
            return DropReason.ADDRESS_COUNT_ZERO;
        }
        if (expected.checkSource && peer == null) {
            return DropReason.UNKNOWN_PEER;
        }
        countAccepted(heard);
        return null;
    }

    private void countAccepted(Datagram heard) {
        received++;
        int differences = 0;
        // Version 2 accepts no other interval than ours.
        if (heard.intervalNs() != expected.intervalNs) {
            differences |= Rivals.Dispute.INTERVAL.bit();
        }
        if (heard.priority() == 0) {
            resignations++;
        }
        if (!isOurList(heard)) {
            addressListErrors++;
            differences |= Rivals.Dispute.ADDRESSES.bit();
        }
        rivals.hear(heard, differences);
    }

    /** Whether a message has its due length, with whatever may stand behind it. */
    private boolean isLong(int length, int due) {
        int trail = authenticator.heardTrailBytes();
        return length == due || (trail != 0 && length == due + trail) || isPadded(length, due);
    }

    /** Whether a message carries padding of an Ethernet frame, with any number of VLAN tags, behind it. */
    private boolean isPadded(int length, int due) {
        int header = expected.family == Family.IPV4 ? Ipv4Header.LENGTH : IPV6_HEADER_LENGTH;
        return length > due && header + length <= ETHERNET_PAYLOAD_MIN && (length - due) % 4 == 2;
    }

    // RFC 9568 7.1 for multicast; the limits of the peer for unicast.
    private static boolean isTtlWrong(Datagram heard, @Nullable Peer peer) {
        int ttl = heard.ttl();
        if (heard.destination().isMulticast()) {
            return ttl != Advertisement.TTL;
        }
        return peer != null && (ttl < peer.ttlMin || ttl > peer.ttlMax);
    }

    private @Nullable Peer peer(IpAddress source) {
        for (int index = 0; index < expected.peers.size(); index++) {
            if (expected.peers.get(index).address.equals(source)) {
                return expected.peers.get(index);
            }
        }
        return null;
    }

    /** Whether the addresses are ours, in any order. */
    private boolean isOurList(Datagram heard) {
        ByteBuffer buffer = heard.buffer();
        int count = heard.addressCount();
        if (count != expected.addresses.size()) {
            return false;
        }
        int step = expected.family.lengthBytes();
        for (int index = 0; index < count; index++) {
            IpAddress address = expected.addresses.get(index);
            int first = heard.at() + Advertisement.HEADER_LENGTH;
            // The order is usually ours, too, so the search is rare.
            if (!isAt(buffer, first + index * step, address) && !contains(buffer, first, count, step, address)) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(ByteBuffer buffer, int first, int count, int step, IpAddress address) {
        for (int index = 0; index < count; index++) {
            if (isAt(buffer, first + index * step, address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(ByteBuffer buffer, int position, IpAddress address) {
        return address.family() == Family.IPV4
                ? buffer.getInt(position) == (int) address.low()
                : buffer.getLong(position) == address.high() && buffer.getLong(position + Long.BYTES) == address.low();
    }

    /** The nodes that speak for this virtual router and should not, or not so. */
    public Rivals rivals() {
        return rivals;
    }

    public long received() {
        return received;
    }

    /** Accepted advertisements with priority 0. */
    public long resignations() {
        return resignations;
    }

    /** Accepted advertisements whose addresses are not ours. */
    public long addressListErrors() {
        return addressListErrors;
    }

    public long dropped(DropReason reason) {
        return drops[reason.ordinal()];
    }

    /**
     * Continues the counters of a reception that this one replaces, and its order of advertisements, and goes on watching
     * the rivals that it knows.
     */
    public void inherit(Reception old) {
        authenticator.inherit(old.authenticator);
        System.arraycopy(old.drops, 0, drops, 0, drops.length);
        rivals = old.rivals;
        received = old.received;
        resignations = old.resignations;
        addressListErrors = old.addressListErrors;
    }
}
