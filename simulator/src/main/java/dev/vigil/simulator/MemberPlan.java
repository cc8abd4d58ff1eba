package dev.vigil.simulator;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
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
 */
public record MemberPlan(
        RouterSettings settings,
        String interfaceName,
        List<Track> tracks,
        Reception.Expectation expectation,
        Advertisement message,
        ChecksumForm checksum,
        int ttl,
        List<IpAddress> addresses) {
    public MemberPlan {
        tracks = List.copyOf(tracks);
        addresses = List.copyOf(addresses);
    }

    /** What an instance of a configuration contributes. */
    public static MemberPlan of(VrrpInstance instance, Config config, IpAddress source) {
        return new MemberPlan(
                Assemble.router(instance, source),
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
                        .toList());
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
        long skewMaxNs = rules.version() == 2 ? Referee.NS_PER_S : intervalMaxNs;
        return rules.downTimerAdverts() * intervalMaxNs + skewMaxNs + rules.preemptDelayNs();
    }
}
