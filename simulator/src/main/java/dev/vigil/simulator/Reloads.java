package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What reloads make of a configuration that all members of a virtual router share: each changes one thing, by chance, and
 * leaves the rest as it is.
 */
final class Reloads {
    private static final int SECRET_MAX = 12;
    private static final int TTL_MAX = 255;

    /** So many addresses are drawn from, in a net of {@link #HOSTS}. */
    private static final int ADDRESSES = 8;

    private static final long HOSTS = 0xff;

    private final RandomGenerator chance;

    Reloads(RandomGenerator chance) {
        this.chance = chance;
    }

    // What may be drawn

    /** A password of any length; what comes after the eighth byte says nothing. */
    List<Byte> anySecret() {
        List<Byte> secret = new ArrayList<>();
        int length = chance.nextInt(1, SECRET_MAX + 1);
        for (int at = 0; at < length; at++) {
            secret.add((byte) chance.nextInt('a', 'z' + 1));
        }
        return secret;
    }

    /** Another one that proves the same. */
    List<Byte> alike(List<Byte> secret) {
        if (secret.size() < MemberPlan.PROOF_LENGTH || chance.nextBoolean()) {
            return secret;
        }
        List<Byte> other = new ArrayList<>(secret.subList(0, MemberPlan.PROOF_LENGTH));
        other.addAll(anySecret());
        return other;
    }

    /** An interval that the version can say, not far from another. */
    long anyInterval(int version, long ofNs) {
        if (version == 2) {
            return chance.nextLong(1, 4) * Nanos.PER_S;
        }
        long centiseconds = ofNs / Nanos.PER_CS;
        return chance.nextLong(centiseconds, 2 * centiseconds + 2) * Nanos.PER_CS;
    }

    /** Another list: shorter, longer, or with another address in it. */
    List<IpAddress> anyAddresses(List<IpAddress> of) {
        List<IpAddress> addresses = new ArrayList<>(of);
        IpAddress more = another(addresses);
        switch (chance.nextInt(3)) {
            case 0 -> addresses.add(more);
            case 1 -> addresses.set(addresses.size() - 1, more);
            default -> {
                addresses.add(0, more);
                if (addresses.size() > 2) {
                    addresses.removeLast();
                    addresses.remove(1);
                }
            }
        }
        return List.copyOf(addresses.subList(0, Math.min(addresses.size(), 4)));
    }

    /** An address of the same net that is not in a list. */
    IpAddress another(List<IpAddress> than) {
        IpAddress one = than.getFirst();
        IpAddress other;
        do {
            other = new IpAddress(one.family(), one.high(), (one.low() & ~HOSTS) | chance.nextInt(ADDRESSES));
        } while (than.contains(other));
        return other;
    }

    /** Limits for what a peer sends with a TTL. */
    Reception.Peer limits(IpAddress peer, int ttl) {
        if (chance.nextInt(3) == 0) {
            return new Reception.Peer(peer, 0, TTL_MAX);
        }
        return new Reception.Peer(
                peer, Math.max(0, ttl - chance.nextInt(3)), Math.min(TTL_MAX, ttl + chance.nextInt(3)));
    }

    // What it makes of a plan

    MemberPlan withInterval(MemberPlan plan, long intervalNs) {
        RouterSettings.Rules old = plan.settings().rules();
        // With one missed advertisement only the skew is left for delays, and that is short where the interval is.
        int adverts = intervalNs >= Nanos.PER_S ? old.downTimerAdverts() : Math.max(2, old.downTimerAdverts());
        RouterSettings.Rules rules = new RouterSettings.Rules(
                old.version(),
                old.priority(),
                intervalNs,
                old.preempt(),
                old.preemptDelayNs(),
                adverts,
                old.lowerPriorityNoAdvert(),
                old.higherPrioritySendAdvert(),
                old.lateTimerPriority());
        Advertisement message = plan.message();
        int said = (int) (intervalNs / (message.version() == 2 ? Nanos.PER_S : Nanos.PER_CS));
        return new MemberPlan(
                with(plan.settings(), rules),
                plan.interfaceName(),
                plan.tracks(),
                expecting(plan, plan.expectation().authentication(), intervalNs, plan.addresses(), peers(plan)),
                with(message, said, message.authentication(), message.addresses()),
                plan.checksum(),
                plan.ttl(),
                plan.addresses(),
                plan.secret(),
                plan.proofs());
    }

    MemberPlan withSecret(MemberPlan plan, List<Byte> secret) {
        Authentication demanded = secret.isEmpty() ? Authentication.NONE : Authentication.password(secret);
        Advertisement message = plan.message();
        return new MemberPlan(
                plan.settings(),
                plan.interfaceName(),
                plan.tracks(),
                expecting(plan, demanded, plan.expectation().intervalNs(), plan.addresses(), peers(plan)),
                with(message, message.interval(), demanded, message.addresses()),
                plan.checksum(),
                plan.ttl(),
                plan.addresses(),
                secret,
                plan.proofs());
    }

    MemberPlan withAddresses(MemberPlan plan, List<IpAddress> addresses) {
        Reception.Expectation old = plan.expectation();
        Advertisement message = plan.message();
        return new MemberPlan(
                plan.settings(),
                plan.interfaceName(),
                plan.tracks(),
                expecting(plan, old.authentication(), old.intervalNs(), addresses, peers(plan)),
                with(message, message.interval(), message.authentication(), addresses),
                plan.checksum(),
                plan.ttl(),
                addresses,
                plan.secret(),
                plan.proofs());
    }

    /** Other limits around what each peer sends with, which lies within the old ones. */
    MemberPlan withLimits(MemberPlan plan, List<Reception.Peer> peers) {
        Reception.Expectation old = plan.expectation();
        return new MemberPlan(
                plan.settings(),
                plan.interfaceName(),
                plan.tracks(),
                expecting(plan, old.authentication(), old.intervalNs(), plan.addresses(), peers),
                plan.message(),
                plan.checksum(),
                plan.ttl(),
                plan.addresses(),
                plan.secret(),
                plan.proofs());
    }

    private static List<Reception.Peer> peers(MemberPlan plan) {
        return plan.expectation().peers();
    }

    private static RouterSettings with(RouterSettings old, RouterSettings.Rules rules) {
        return new RouterSettings(old.name(), old.vrid(), old.source(), rules, old.announcements(), old.group());
    }

    private static Reception.Expectation expecting(
            MemberPlan plan,
            Authentication authentication,
            long intervalNs,
            List<IpAddress> addresses,
            List<Reception.Peer> peers) {
        Reception.Expectation old = plan.expectation();
        return new Reception.Expectation(
                old.version(),
                old.family(),
                authentication,
                intervalNs,
                addresses,
                old.group(),
                peers,
                old.checkSource(),
                old.ignoreAll());
    }

    private static Advertisement with(
            Advertisement old, int interval, Authentication authentication, List<IpAddress> addresses) {
        return new Advertisement(old.version(), old.vrid(), old.priority(), interval, authentication, addresses);
    }

    /** Whether a plan has a place for a password. */
    static boolean hasSecret(MemberPlan plan) {
        return plan.message().version() == 2 && plan.family() == Family.IPV4;
    }
}
