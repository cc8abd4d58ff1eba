package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.OutgoingAdvertisement;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/** A stranger on a segment: a foreign VRRP router, a misconfigured one, or an attacker. */
public final class Intruder {
    /** The interval that a foreign advertisement claims at most, as a multiple of the right one. */
    static final int INTERVAL_FACTOR_MAX = 4;

    private static final int PASSWORD = 1;
    private static final List<Byte> WRONG =
            List.of((byte) 'w', (byte) 'r', (byte) 'o', (byte) 'n', (byte) 'g', (byte) 0, (byte) 0, (byte) 7);

    /** What the stranger sends. */
    public enum Kind {
        /** Random bytes. */
        NOISE(true),
        /** An advertisement that ends too early. */
        TRUNCATED(true),
        /** An advertisement that was forwarded by a router. */
        FORWARDED(true),
        /** Another version of VRRP. */
        OTHER_VERSION(true),
        BAD_CHECKSUM(true),
        /** Another password, or one where none is expected; version 2 only. */
        BAD_PASSWORD(true),
        /** An interval of 0, which nobody can follow. */
        NO_INTERVAL(true),
        /** Our own advertisement, brought back by the network. */
        ECHO(true),
        /** A sound advertisement of the lowest priority. */
        WEAKER(false),
        /** A sound advertisement of our priority. */
        EQUAL(false),
        /** A sound advertisement of the highest priority. */
        STRONGER(false),
        /** A sound advertisement of priority 0, in the name of whoever may be master. */
        RESIGNING(false);

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
        boolean multicast = to.expectation().peers().isEmpty();
        IpAddress destination = multicast ? to.expectation().group() : own;
        int ttl = kind == Kind.FORWARDED ? Advertisement.TTL - 1 : Advertisement.TTL;
        if (kind == Kind.NOISE) {
            byte[] bytes = new byte[chance.nextInt(80)];
            chance.nextBytes(bytes);
            return new Packet(ByteBuffer.wrap(bytes), source, destination, ttl, true);
        }
        Advertisement message = message(kind, to, chance);
        ByteBuffer bytes = ByteBuffer.allocate(OutgoingAdvertisement.lengthBytes(message, to.family()));
        int length = new OutgoingAdvertisement(
                        bytes, message, source, destination, to.expectation().group(), ttl, to.checksum())
                .stamp(message.priority());
        int start = to.family() == Family.IPV4 ? Ipv4Header.LENGTH : 0;
        if (kind == Kind.BAD_CHECKSUM) {
            bytes.put(start + 6, (byte) (bytes.get(start + 6) ^ 0x5a));
            bytes.put(start + 7, (byte) (bytes.get(start + 7) ^ 0x33));
        }
        int kept = kind == Kind.TRUNCATED ? start + chance.nextInt(Advertisement.HEADER_LENGTH) : length;
        byte[] sent = new byte[kept];
        bytes.get(0, sent);
        return new Packet(ByteBuffer.wrap(sent), source, destination, ttl, kind.hostile);
    }

    /** What is asked for, or something alike where that cannot be told from what is sound. */
    private static Kind possible(Kind asked, MemberPlan to) {
        return switch (asked) {
            case FORWARDED -> to.expectation().peers().isEmpty() ? asked : Kind.OTHER_VERSION;
            case BAD_PASSWORD -> to.message().version() == 2 && to.family() == Family.IPV4 ? asked : Kind.OTHER_VERSION;
            case BAD_CHECKSUM -> to.family() == Family.IPV4 ? asked : Kind.TRUNCATED;
            case NOISE, TRUNCATED, OTHER_VERSION, NO_INTERVAL, ECHO, WEAKER, EQUAL, STRONGER, RESIGNING -> asked;
        };
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
            case WEAKER -> 1;
            case EQUAL -> to.settings().rules().priority();
            case STRONGER -> 254 + chance.nextInt(2);
            case RESIGNING -> 0;
            case NOISE, TRUNCATED, FORWARDED, OTHER_VERSION, BAD_CHECKSUM, BAD_PASSWORD, NO_INTERVAL, ECHO ->
                chance.nextInt(256);
        };
        int version = kind == Kind.OTHER_VERSION ? 5 - sound.version() : sound.version();
        boolean withAuth = version == 2 && to.family() == Family.IPV4;
        boolean badPassword = kind == Kind.BAD_PASSWORD;
        Authentication said = sound.authentication();
        List<Byte> data = said.data().isEmpty() || badPassword ? WRONG : said.data();
        return new Advertisement(
                version,
                sound.vrid(),
                priority,
                interval(kind, sound, chance),
                new Authentication(badPassword ? PASSWORD : said.type(), withAuth ? data : List.of()),
                sound.addresses());
    }

    private static int interval(Kind kind, Advertisement sound, RandomGenerator chance) {
        if (kind == Kind.NO_INTERVAL) {
            return 0;
        }
        // Version 2 demands the right one.
        int factor = sound.version() == 3 ? chance.nextInt(1, INTERVAL_FACTOR_MAX + 1) : 1;
        return Math.min(Advertisement.INTERVAL_CS_MAX, sound.interval() * factor);
    }
}
