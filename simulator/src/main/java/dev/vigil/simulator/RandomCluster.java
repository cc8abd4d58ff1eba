package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A cluster by chance: 2 to 7 nodes on one or two segments with up to three virtual routers, whose configurations differ in
 * everything in which those of sound clusters may differ.
 */
final class RandomCluster {
    static final String CHECK = "check";

    /** What the members of one virtual router have in common. */
    private record Shared(
            int vrid,
            int version,
            Family family,
            int segment,
            boolean unicast,
            List<Byte> secret,
            long intervalNs,
            boolean sameInterval,
            boolean samePriority,
            int preempting,
            List<IpAddress> addresses) {}

    private final RandomGenerator chance;
    private final int size;
    private final int segments;
    private final List<Shared> groups = new ArrayList<>();

    /** Which address each node has, so that its position says nothing about it. */
    private final List<Integer> hosts = new ArrayList<>();

    /** With which TTL each address sends to unicast peers; the first place is nobody's. */
    private final List<Integer> ttls = new ArrayList<>();

    private final Reloads reloads;

    private long intervalMinNs = Long.MAX_VALUE;

    RandomCluster(RandomGenerator chance) {
        this.chance = chance;
        reloads = new Reloads(chance);
        size = chance.nextInt(3) > 0 ? chance.nextInt(2, 5) : chance.nextInt(2, 8);
        segments = chance.nextInt(1, 3);
        for (int host = 0; host < size; host++) {
            hosts.add(chance.nextInt(hosts.size() + 1), host + 1);
        }
        for (int host = 0; host <= size; host++) {
            ttls.add(chance.nextBoolean() ? Advertisement.TTL : chance.nextInt(1, Advertisement.TTL));
        }
        int count = chance.nextInt(1, 4);
        long usualNs = anyInterval();
        for (int index = 0; index < count; index++) {
            groups.add(shared(index, chance.nextInt(4) == 0 ? anyInterval() : usualNs));
        }
    }

    /** The shortest interval that anybody advertises with. */
    long intervalMinNs() {
        return intervalMinNs;
    }

    private long anyInterval() {
        return switch (chance.nextInt(8)) {
            case 0 -> chance.nextLong(1, 100) * Nanos.PER_CS;
            case 1 -> 100 * Nanos.PER_MS;
            case 2 -> chance.nextLong(2, 6) * Nanos.PER_S;
            default -> Nanos.PER_S;
        };
    }

    private Shared shared(int index, long intervalNs) {
        int version = intervalNs % Nanos.PER_S == 0 ? chance.nextInt(2, 4) : 3;
        Family family = version == 3 && chance.nextInt(4) == 0 ? Family.IPV6 : Family.IPV4;
        List<IpAddress> addresses = new ArrayList<>();
        int count = chance.nextInt(1, 4);
        for (int address = 0; address < count; address++) {
            addresses.add(host(family, 100 + index, address));
        }
        return new Shared(
                51 + index,
                version,
                family,
                chance.nextInt(segments),
                chance.nextInt(5) == 0,
                version == 2 && chance.nextInt(2) == 0 ? reloads.anySecret() : List.of(),
                intervalNs,
                version == 2 || chance.nextInt(3) > 0,
                chance.nextInt(5) == 0,
                chance.nextInt(3),
                addresses);
    }

    private static IpAddress host(Family family, int net, int host) {
        return family == Family.IPV4
                ? IpAddress.ipv4(0x0a4d0000 + (net << 8) + host)
                : IpAddress.ipv6(0xfe80000000000000L, ((long) net << 16) + host);
    }

    List<NodePlan> nodes() {
        List<List<MemberPlan>> members = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            members.add(new ArrayList<>());
        }
        for (Shared group : groups) {
            int ownerAt = chance.nextInt(10) == 0 ? chance.nextInt(size) : -1;
            // Sometimes a second node claims to be the owner, by mistake.
            int otherOwnerAt = ownerAt >= 0 && chance.nextInt(3) == 0 ? chance.nextInt(size) : -1;
            for (int node = 0; node < size; node++) {
                if (node < 2 || chance.nextInt(5) > 0) {
                    members.get(node).add(member(group, node, node == ownerAt || node == otherOwnerAt));
                }
            }
        }
        List<NodePlan> nodes = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            List<NodePlan.InterfacePlan> interfaces = new ArrayList<>();
            for (int segment = 0; segment < segments; segment++) {
                interfaces.add(new NodePlan.InterfacePlan("eth" + segment, segment));
            }
            NodePlan.ScriptPlan check = new NodePlan.ScriptPlan(CHECK, 0, 1, 1);
            long delayNs = chance.nextInt(10) == 0 ? chance.nextLong(5 * Nanos.PER_S) : 0;
            nodes.add(new NodePlan(
                    "node-" + (char) ('a' + node), interfaces, members.get(node), List.of(check), delayNs));
        }
        return nodes;
    }

    private MemberPlan member(Shared group, int node, boolean owner) {
        IpAddress source = host(group.family, group.segment, hosts.get(node));
        long intervalNs = group.sameInterval
                ? group.intervalNs
                : Math.min(4 * Nanos.PER_S, group.intervalNs * chance.nextLong(1, 4));
        intervalMinNs = Math.min(intervalMinNs, intervalNs);
        RouterSettings settings = new RouterSettings(
                "VI_" + group.vrid, group.vrid, source, rules(group, intervalNs, owner), announcements());
        boolean version2 = group.version == 2;
        List<Byte> secret = reloads.alike(group.secret);
        Authentication demanded = secret.isEmpty() ? Authentication.NONE : Authentication.password(secret);
        Advertisement message = new Advertisement(
                group.version,
                group.vrid,
                0,
                (int) (intervalNs / (version2 ? Nanos.PER_S : Nanos.PER_CS)),
                version2 ? demanded : Authentication.ABSENT,
                group.addresses);
        String own = "eth" + group.segment;
        return new MemberPlan(
                settings,
                own,
                tracks(own),
                expectation(group, intervalNs, demanded, hosts.get(node)),
                message,
                ChecksumForm.PSEUDO_HEADER,
                group.unicast ? ttls.get(hosts.get(node)) : Advertisement.TTL,
                group.addresses,
                secret);
    }

    private Reception.Expectation expectation(Shared group, long intervalNs, Authentication demanded, int own) {
        List<Reception.Peer> peers = new ArrayList<>();
        if (group.unicast) {
            for (int host : hosts) {
                if (host != own) {
                    peers.add(reloads.limits(host(group.family, group.segment, host), ttls.get(host)));
                }
            }
        }
        IpAddress multicast =
                group.family == Family.IPV4 ? Advertisement.GROUP_IPV4 : IpAddress.ipv6(0xff02000000000000L, 0x12);
        return new Reception.Expectation(
                group.version,
                group.family,
                demanded,
                intervalNs,
                group.addresses,
                multicast,
                peers,
                group.unicast && chance.nextBoolean(),
                false);
    }

    private RouterSettings.Rules rules(Shared group, long intervalNs, boolean owner) {
        int priority = owner ? Tracks.PRIORITY_OWNER : group.samePriority ? 100 : chance.nextInt(1, 255);
        boolean preempt = owner || group.preempting == 0 || (group.preempting == 1 && chance.nextBoolean());
        boolean delayed = preempt && !owner && chance.nextInt(4) == 0;
        // With one missed advertisement only the skew is left for delays, and that is short where the interval is.
        int downTimerAdverts = intervalNs >= Nanos.PER_S ? chance.nextInt(1, 5) : chance.nextInt(2, 5);
        return new RouterSettings.Rules(
                group.version,
                priority,
                intervalNs,
                preempt,
                delayed ? chance.nextLong(1, 10_000) * Nanos.PER_MS : 0,
                downTimerAdverts,
                chance.nextInt(4) == 0,
                chance.nextInt(4) == 0);
    }

    /** The same member with other rules, as after a reload; what all members share stays. */
    MemberPlan reconfigured(MemberPlan plan) {
        RouterSettings.Rules old = plan.settings().rules();
        boolean owner = old.priority() == Tracks.PRIORITY_OWNER;
        boolean preempt = owner || chance.nextBoolean();
        RouterSettings.Rules rules = new RouterSettings.Rules(
                old.version(),
                owner ? Tracks.PRIORITY_OWNER : chance.nextInt(1, 255),
                old.intervalNs(),
                preempt,
                preempt && !owner && chance.nextInt(3) == 0 ? chance.nextLong(1, 10_000) * Nanos.PER_MS : 0,
                old.downTimerAdverts(),
                chance.nextInt(4) == 0,
                chance.nextInt(4) == 0);
        RouterSettings settings = new RouterSettings(
                plan.settings().name(), plan.settings().vrid(), plan.settings().source(), rules, announcements());
        return new MemberPlan(
                settings,
                plan.interfaceName(),
                tracks(plan.interfaceName()),
                plan.expectation(),
                plan.message(),
                plan.checksum(),
                plan.ttl(),
                plan.addresses(),
                plan.secret(),
                plan.proofs());
    }

    /** The same member with other limits for the TTLs of its peers. */
    MemberPlan limited(MemberPlan plan) {
        List<Reception.Peer> peers = plan.expectation().peers().stream()
                .map(peer -> reloads.limits(
                        peer.address(), ttls.get((int) peer.address().low() & 0xff)))
                .toList();
        return reloads.withLimits(plan, peers);
    }

    /** The shortest interval that a member of this virtual router began with. */
    long intervalNs(MemberPlan plan) {
        return groups.stream()
                .filter(group -> group.vrid == plan.settings().vrid())
                .findFirst()
                .orElseThrow()
                .intervalNs;
    }

    Reloads reloads() {
        return reloads;
    }

    private RouterSettings.Announcements announcements() {
        return new RouterSettings.Announcements(
                chance.nextInt(6),
                chance.nextInt(3) * 2500L * Nanos.PER_MS,
                chance.nextInt(3) == 0 ? chance.nextLong(5, 60) * Nanos.PER_S : 0,
                1,
                chance.nextInt(3),
                chance.nextInt(2) * 1000L * Nanos.PER_MS);
    }

    private List<Track> tracks(String own) {
        List<Track> tracks = new ArrayList<>();
        if (chance.nextInt(10) > 0) {
            tracks.add(unknown(Track.Kind.INTERFACE, own, Weight.FAULT_ON_FAILURE));
        }
        tracks.add(unknown(Track.Kind.SOURCE_ADDRESS, own, Weight.FAULT_ON_FAILURE));
        if (segments > 1 && chance.nextInt(3) == 0) {
            String other = own.equals("eth0") ? "eth1" : "eth0";
            tracks.add(unknown(Track.Kind.INTERFACE, other, weight()));
        }
        if (chance.nextInt(3) > 0) {
            tracks.add(unknown(Track.Kind.SCRIPT, CHECK, weight()));
        }
        return tracks;
    }

    private Weight weight() {
        return new Weight(chance.nextInt(3) == 0 ? 0 : chance.nextInt(-253, 254), chance.nextInt(5) == 0);
    }

    private static Track unknown(Track.Kind kind, String name, Weight weight) {
        return new Track(kind, name, weight, Condition.UNKNOWN, "");
    }
}
