package dev.vigil.simulator;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one node contributes to one virtual router.
 *
 * @param interfaceName where its advertisements leave and arrive
 * @param tracks what it tracks; nothing of it has been looked at
 * @param message what it sends; the priority is set for each sending
 * @param ttl of what it sends
 * @param addresses those that it owns as MASTER, advertised or not
 * @param secret the password as it is configured, of any length; empty for none
 * @param proofs what else proves who sends
 */
public record MemberPlan(
        RouterSettings settings,
        String interfaceName,
        List<Track> tracks,
        Reception.Expectation expectation,
        Advertisement message,
        ChecksumForm checksum,
        int ttl,
        List<IpAddress> addresses,
        List<Byte> secret,
        ProofPlan proofs) {
    /** One whose messages prove nothing but the password. */
    public MemberPlan(
            RouterSettings settings,
            String interfaceName,
            List<Track> tracks,
            Reception.Expectation expectation,
            Advertisement message,
            ChecksumForm checksum,
            int ttl,
            List<IpAddress> addresses,
            List<Byte> secret) {
        this(settings, interfaceName, tracks, expectation, message, checksum, ttl, addresses, secret, ProofPlan.NONE);
    }

    /** The type of a simple password in a message. */
    static final int PASSWORD = 1;

    /** So many bytes of a password are in a message. */
    static final int PROOF_LENGTH = 8;

    public MemberPlan {
        tracks = List.copyOf(tracks);
        addresses = List.copyOf(addresses);
        secret = List.copyOf(secret);
    }

    /** What an instance of a configuration contributes. */
    public static MemberPlan of(VrrpInstance instance, Config config, IpAddress source) {
        return new MemberPlan(
                Assemble.router(instance, config, source),
                instance.transport().interfaceName(),
                Assemble.tracks(instance, config).all(),
                Assemble.expectation(instance),
                Assemble.advertisement(instance),
                Assemble.checksumForm(instance.transport().checksum()),
                instance.transport().peers().isEmpty()
                        ? Advertisement.TTL
                        : instance.transport().unicastTtl(),
                Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                        .map(VirtualAddress::address)
                        .toList(),
                secret(Assemble.expectation(instance).authentication()));
    }

    /** The same with other settings, tracking other objects. */
    MemberPlan with(RouterSettings otherSettings, List<Track> otherTracks) {
        return new MemberPlan(
                otherSettings,
                interfaceName,
                otherTracks,
                expectation,
                message,
                checksum,
                ttl,
                addresses,
                secret,
                proofs);
    }

    /** The same with other proofs. */
    MemberPlan proving(ProofPlan otherProofs) {
        return new MemberPlan(
                settings, interfaceName, tracks, expectation, message, checksum, ttl, addresses, secret, otherProofs);
    }

    private static List<Byte> secret(Authentication authentication) {
        return authentication.type() == PASSWORD ? authentication.data() : List.of();
    }

    /** The bytes of a message of version 2 over IPv4 that prove the password, or say nothing without one. */
    List<Byte> proof() {
        List<Byte> bytes = new ArrayList<>(secret.subList(0, Math.min(secret.size(), PROOF_LENGTH)));
        while (bytes.size() < PROOF_LENGTH) {
            bytes.add((byte) 0);
        }
        return bytes;
    }

    /** The type of authentication that goes with it. */
    int proofType() {
        return secret.isEmpty() ? 0 : PASSWORD;
    }

    /** Whether members with these plans hear each other as members of one virtual router. */
    boolean agreesWith(MemberPlan other) {
        RouterSettings.Rules rules = settings.rules();
        RouterSettings.Rules others = other.settings.rules();
        boolean version2 = rules.version() == 2;
        return rules.version() == others.version()
                && proofs.agreesWith(other.proofs)
                && (!version2 || rules.intervalNs() == others.intervalNs())
                && (!version2 || (proofType() == other.proofType() && proof().equals(other.proof())));
    }

    public Family family() {
        return expectation.family();
    }

    /** Where its advertisements go: to the group, or to each unicast peer. */
    List<IpAddress> destinations() {
        return expectation.peers().isEmpty()
                ? List.of(expectation.group())
                : expectation.peers().stream().map(Reception.Peer::address).toList();
    }

    /** How far a master may go with the slowest of its timers, for judging when a group has settled. */
    long slowestNs(long intervalMaxNs) {
        RouterSettings.Rules rules = settings.rules();
        long skewMaxNs = rules.version() == 2 ? Nanos.PER_S : intervalMaxNs;
        return rules.downTimerAdverts() * intervalMaxNs + skewMaxNs + rules.preemptDelayNs();
    }
}
