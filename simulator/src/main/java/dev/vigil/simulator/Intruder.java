package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.Key;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.packet.Protection;
import dev.vigil.core.vrrp.Reception;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A stranger on a segment: a foreign VRRP router, a misconfigured one, or an attacker. */
public final class Intruder {
    /** The interval that a foreign advertisement claims at most, as a multiple of the right one. */
    static final int INTERVAL_FACTOR_MAX = 4;

    /** What the stranger sends. */
    public enum Kind {
        /** Random bytes. */
        NOISE(true),
        /** An advertisement that ends too early. */
        TRUNCATED(true),
        /** An advertisement that was forwarded by a router, or comes with a TTL beyond the limits of a peer. */
        FORWARDED(true),
        /** Another version of VRRP. */
        OTHER_VERSION(true),
        BAD_CHECKSUM(true),
        /** Another password, however little it differs, or one where none is expected; version 2 only. */
        BAD_PASSWORD(true),
        /** Another interval; version 2 only. */
        OTHER_INTERVAL(true),
        /** An interval of 0, which nobody can follow. */
        NO_INTERVAL(true),
        /** Our own advertisement, brought back by the network. */
        ECHO(true),
        /** A sound advertisement of the lowest priority, for other addresses. */
        OTHER_ADDRESSES(false),
        /** A sound advertisement of the lowest priority. */
        WEAKER(false),
        /** A sound advertisement of our priority. */
        EQUAL(false),
        /** A sound advertisement of the highest priority. */
        STRONGER(false),
        /** A sound advertisement of priority 0, in the name of whoever may be master. */
        RESIGNING(false),
        /** An advertisement that is sealed with another key; where nothing is proved, one of another version. */
        BAD_PROOF(true);

        /** So many of them come first that need no proof to be told apart. */
        static final int WITHOUT_PROOF = BAD_PROOF.ordinal();

        private final boolean hostile;

        Kind(boolean hostile) {
            this.hostile = hostile;
        }

        /** Whether it must be dropped. */
        boolean isHostile() {
            return hostile;
        }
    }

    private Intruder() {}

    /**
     * A packet for one member.
     *
     * @param sources the addresses of its group, in whose names the stranger may speak
     */
    static Packet packet(Kind asked, Member at, List<IpAddress> sources, RandomGenerator chance) {
        MemberPlan to = at.plan();
        Kind kind = possible(asked, to);
        IpAddress own = at.source();
        IpAddress source = kind == Kind.ECHO ? own : other(own, sources, chance);
        if (kind == Kind.FORWARDED && !to.expectation().peers().isEmpty()) {
            source = limited(to).get(chance.nextInt(limited(to).size())).address();
        }
        boolean multicast = to.expectation().peers().isEmpty();
        IpAddress destination = multicast ? to.expectation().group() : own;
        int ttl = ttl(kind, to, source, chance);
        if (kind == Kind.NOISE) {
            byte[] bytes = new byte[chance.nextInt(80)];
            chance.nextBytes(bytes);
            return new Packet(ByteBuffer.wrap(bytes), source, destination, ttl, true);
        }
        Advertisement message = message(kind, to, chance);
        Authenticator authenticator = kind == Kind.BAD_PROOF ? wrong(at, chance) : Authenticator.none();
        ByteBuffer bytes = ByteBuffer.allocate(OutgoingAdvertisement.lengthBytes(message, to.family(), authenticator));
        int length = new OutgoingAdvertisement(
                        bytes,
                        message,
                        source,
                        destination,
                        to.expectation().group(),
                        ttl,
                        to.checksum(),
                        authenticator)
                .stamp(message.priority());
        int start = to.family() == Family.IPV4 ? Ipv4Header.LENGTH : 0;
        if (kind == Kind.BAD_CHECKSUM) {
            bytes.put(start + 6, (byte) (bytes.get(start + 6) ^ 0x5a));
            bytes.put(start + 7, (byte) (bytes.get(start + 7) ^ 0x33));
        }
        int kept = kind == Kind.TRUNCATED ? start + chance.nextInt(Advertisement.HEADER_LENGTH) : length;
        byte[] sent = new byte[kept];
        bytes.get(0, sent);
        return new Packet(ByteBuffer.wrap(sent), source, destination, ttl, kind.hostile, to);
    }

    /** What seals with a key of the right number, and of other bytes. */
    private static Authenticator wrong(Member at, RandomGenerator chance) {
        ProofPlan proofs = at.plan().proofs();
        byte[] bytes = new byte[chance.nextInt(1, 64)];
        chance.nextBytes(bytes);
        Authenticator authenticator = new Protection.Trailer(
                        Map.of(proofs.activeKey(), Key.of(bytes)),
                        proofs.activeKey(),
                        proofs.windowNs(),
                        proofs.timed(),
                        Protection.Mode.ENFORCE)
                .authenticator();
        authenticator.advance(at.node().wallNs());
        return authenticator;
    }

    /** What is asked for, or something alike where that cannot be told from what is sound. */
    private static Kind possible(Kind asked, MemberPlan to) {
        return switch (asked) {
            case FORWARDED -> to.expectation().peers().isEmpty() || !limited(to).isEmpty() ? asked : Kind.OTHER_VERSION;
            case OTHER_INTERVAL -> to.message().version() == 2 ? asked : Kind.OTHER_ADDRESSES;
            case BAD_PASSWORD -> to.message().version() == 2 && to.family() == Family.IPV4 ? asked : Kind.OTHER_VERSION;
            case BAD_PROOF -> to.proofs().isNone() ? Kind.OTHER_VERSION : asked;
            case BAD_CHECKSUM -> to.family() == Family.IPV4 ? asked : Kind.TRUNCATED;
            case NOISE,
                    TRUNCATED,
                    OTHER_VERSION,
                    NO_INTERVAL,
                    ECHO,
                    OTHER_ADDRESSES,
                    WEAKER,
                    EQUAL,
                    STRONGER,
                    RESIGNING -> asked;
        };
    }

    /** The peers from which not every TTL is accepted. */
    private static List<Reception.Peer> limited(MemberPlan to) {
        return to.expectation().peers().stream()
                .filter(peer -> peer.ttlMin() > 0 || peer.ttlMax() < Advertisement.TTL)
                .toList();
    }

    private static int ttl(Kind kind, MemberPlan to, IpAddress source, RandomGenerator chance) {
        boolean wrong = kind == Kind.FORWARDED;
        for (Reception.Peer peer : to.expectation().peers()) {
            if (peer.address().equals(source)) {
                boolean below = peer.ttlMin() > 0 && (peer.ttlMax() == Advertisement.TTL || chance.nextBoolean());
                int beyond = below ? peer.ttlMin() - 1 : peer.ttlMax() + 1;
                return wrong ? beyond : chance.nextInt(peer.ttlMin(), peer.ttlMax() + 1);
            }
        }
        return wrong ? chance.nextInt(Advertisement.TTL) : Advertisement.TTL;
    }

    private static IpAddress other(IpAddress own, List<IpAddress> sources, RandomGenerator chance) {
        IpAddress drawn = sources.get(chance.nextInt(sources.size()));
        if (!drawn.equals(own)) {
            return drawn;
        }
        // A stranger whose address is higher or lower than everybody's.
        long low = chance.nextBoolean() ? own.low() ^ 0x8000 : own.low() ^ 0x4000;
        return new IpAddress(own.family(), own.high(), low);
    }

    private static Advertisement message(Kind kind, MemberPlan to, RandomGenerator chance) {
        Advertisement sound = to.message();
        int priority = switch (kind) {
            case WEAKER, OTHER_ADDRESSES -> 1;
            case EQUAL -> to.settings().rules().priority();
            case STRONGER -> 254 + chance.nextInt(2);
            case RESIGNING -> 0;
            case NOISE,
                    TRUNCATED,
                    FORWARDED,
                    OTHER_VERSION,
                    BAD_CHECKSUM,
                    BAD_PASSWORD,
                    OTHER_INTERVAL,
                    NO_INTERVAL,
                    BAD_PROOF,
                    ECHO -> chance.nextInt(256);
        };
        int version = kind == Kind.OTHER_VERSION ? 5 - sound.version() : sound.version();
        boolean withAuth = version == 2 && to.family() == Family.IPV4;
        Authentication said = new Authentication(to.proofType(), to.proof());
        if (kind == Kind.BAD_PASSWORD) {
            said = BadPassword.of(to, chance);
        }
        IpAddress other = new Reloads(chance).another(sound.addresses());
        return new Advertisement(
                version,
                sound.vrid(),
                priority,
                interval(kind, sound, chance),
                withAuth ? said : Authentication.ABSENT,
                kind == Kind.OTHER_ADDRESSES ? List.of(other) : sound.addresses());
    }

    private static int interval(Kind kind, Advertisement sound, RandomGenerator chance) {
        if (kind == Kind.NO_INTERVAL) {
            return 0;
        }
        if (kind == Kind.OTHER_INTERVAL) {
            return sound.interval() + 1;
        }
        // Version 2 demands the right one.
        int factor = sound.version() == 3 ? chance.nextInt(1, INTERVAL_FACTOR_MAX + 1) : 1;
        return Math.min(Advertisement.INTERVAL_CS_MAX, sound.interval() * factor);
    }
}
