package dev.vigil.config.assemble;

import dev.vigil.config.model.BfdInstance;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.Firewall;
import dev.vigil.config.model.GarpSettings;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.HmacSettings;
import dev.vigil.config.model.Links;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.Route;
import dev.vigil.config.model.Rule;
import dev.vigil.config.model.Secret;
import dev.vigil.config.model.Statics;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.ChecksumMode;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdSettings;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Key;
import dev.vigil.core.packet.Protection;
import dev.vigil.core.place.AddressOptions;
import dev.vigil.core.place.AddressSpec;
import dev.vigil.core.place.HostNeeds;
import dev.vigil.core.place.Site;
import dev.vigil.core.place.StaticObjects;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place where configuration becomes parameters of the core. */
public final class Assemble {

    private Assemble() {}

    public static RouterSettings router(VrrpInstance instance, IpAddress source) {
        return new RouterSettings(
                instance.name(), instance.vrid(), source, rules(instance.election()), announcements(instance.garp()));
    }

    /** The same as a member of its sync group. */
    public static RouterSettings router(VrrpInstance instance, Config config, IpAddress source) {
        return router(instance, source)
                .in(config.groupOf(instance.name()).map(SyncGroup::name).orElse(""));
    }

    private static RouterSettings.Rules rules(Election election) {
        return new RouterSettings.Rules(
                election.version(),
                election.priority(),
                election.advertIntervalNs(),
                election.preempt(),
                election.preemptDelayNs(),
                election.downTimerAdverts(),
                election.lowerPriorityNoAdvert(),
                election.higherPrioritySendAdvert(),
                election.lateTimerPriority().orElse(0));
    }

    private static RouterSettings.Announcements announcements(GarpSettings garp) {
        return new RouterSettings.Announcements(
                garp.repeat(),
                garp.delayNs(),
                garp.refreshNs(),
                garp.refreshRepeat(),
                garp.lowerPriorityRepeat(),
                garp.lowerPriorityDelayNs());
    }

    /** Everything that the core and its shell are given for an instance, comparable: what differs here is a change. */
    public static Whole whole(VrrpInstance instance, Config config) {
        Transport transport = instance.transport();
        return new Whole(
                router(instance, config, IpAddress.ipv4(0)),
                tracks(instance, config).all(),
                patience(config),
                expectation(instance),
                protection(instance),
                advertisement(instance),
                VirtualLinks.of(instance),
                new Whole.Sending(
                        transport.interfaceName(),
                        instance.speakingInterface(),
                        transport.source(),
                        transport.trackSource(),
                        transport.group(),
                        transport.unicastTtl(),
                        checksumForm(transport.checksum())),
                withoutPlaces(instance.addresses()),
                withoutPlaces(instance.excludedAddresses()),
                Routing.specs(instance.routes(), instance.rules()),
                filter(instance, config.global()),
                extra(instance),
                receiveBuffer(instance, config),
                instance.promoteSecondaries(),
                instance.notifications().withoutPlaces(),
                config.groupOf(instance.name())
                        .map(group -> new Whole.Told(
                                group.name(), group.notifications().withoutPlaces())));
    }

    /** Who is told of an instance, and of what; its sync group may ask for changes of priority. */
    public static Notifications notifications(VrrpInstance instance, Config config) {
        return config.groupOf(instance.name())
                .filter(group -> group.notifications().priorityChanges())
                .map(_ -> instance.notifications().withPriorityChanges())
                .orElse(instance.notifications());
    }

    /** How large the kernel's queue for the advertisements of an instance is to be. */
    public static ReceiveBuffer receiveBuffer(VrrpInstance instance, Config config) {
        return ReceiveBuffer.of(instance, config.global().interfaces());
    }

    /** How a master that may not accept packets for the addresses drops them. */
    private static Optional<FilterSettings> filter(VrrpInstance instance, GlobalDefs global) {
        return instance.accept() || instance.election().priority() == Tracks.PRIORITY_OWNER
                ? Optional.empty()
                : Optional.of(filter(global));
    }

    /** Where packet filters are. */
    public static FilterSettings filter(GlobalDefs global) {
        Firewall firewall = global.firewall();
        return new FilterSettings(
                firewall.table().orElse(FilterSettings.DEFAULT.table()), firewall.priority(), firewall.counters());
    }

    private static List<VirtualAddress> withoutPlaces(List<VirtualAddress> addresses) {
        return addresses.stream().map(VirtualAddress::withoutPlace).toList();
    }

    /** What an instance asks of the machine. */
    public static Site site(VrrpInstance instance, Config config) {
        return site(instance, config.global(), patience(config));
    }

    /** The same where it does not matter how long changes of interfaces last. */
    public static Site site(VrrpInstance instance) {
        return site(instance, GlobalDefs.DEFAULT, Map.of());
    }

    private static Site site(VrrpInstance instance, GlobalDefs global, Map<String, Site.Patience> patience) {
        List<AddressSpec> addresses = Stream.concat(
                        instance.addresses().stream(), instance.excludedAddresses().stream())
                .map(Assemble::address)
                .toList();
        return new Site(
                instance.sourceInterface(),
                instance.family(),
                instance.transport().source(),
                instance.transport().peers().isEmpty(),
                addresses,
                Routing.specs(instance.routes(), instance.rules()),
                filter(instance, global),
                patience,
                extra(instance),
                instance.speakingInterface());
    }

    /** Interfaces with virtual MACs for single addresses, or all others that have addresses. */
    private static Site.Extra extra(VrrpInstance instance) {
        Set<String> names = Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                .filter(address ->
                        instance.garp().extraInterfacesAll() || address.base().isPresent())
                .map(VirtualAddress::interfaceName)
                .filter(name -> !name.equals(instance.ownInterface()))
                .collect(Collectors.toSet());
        long periodNs = names.isEmpty() ? 0 : instance.garp().extraInterfacesNs();
        return periodNs == 0 ? Site.Extra.NONE : new Site.Extra(periodNs, names);
    }

    private static Map<String, Site.Patience> patience(Config config) {
        return config.links().delays().stream()
                .collect(Collectors.toMap(
                        Links.Delay::interfaceName,
                        delay -> new Site.Patience(delay.downNs(), delay.upNs()),
                        (_, later) -> later));
    }

    /** What is there while the daemon runs, whoever is master. */
    public static StaticObjects.Wanted statics(Config config) {
        Statics statics = config.statics();
        return new StaticObjects.Wanted(
                statics.addresses().stream().map(Assemble::address).toList(),
                Routing.specs(statics.routes(), statics.rules()));
    }

    /** The interfaces that the routes and rules of an instance name. */
    public static List<String> routingInterfaces(VrrpInstance instance) {
        return Routing.interfaces(instance.routes(), instance.rules());
    }

    /** The virtual routers of a configuration, for a host that must go on living beside them. */
    public static List<HostNeeds.Guest> guests(Config config) {
        return config.instances().stream()
                .map(instance -> new HostNeeds.Guest(
                        instance.name(),
                        site(instance, config),
                        instance.election().priority() == Tracks.PRIORITY_OWNER))
                .toList();
    }

    private static AddressSpec address(VirtualAddress address) {
        return new AddressSpec(
                address.address(),
                address.prefixLength(),
                address.interfaceName(),
                address.label(),
                address.scope(),
                address.broadcast(),
                address.peer(),
                address.noPrefixRoute(),
                address.tracked(),
                new AddressOptions(
                        address.ipv6().home(),
                        address.ipv6().manageTemporary(),
                        address.ipv6().detectDuplicates(),
                        address.autoJoin(),
                        address.ipv6().preferredS()));
    }

    /** What an instance tracks; nothing of it has been looked at yet. */
    public static Tracks tracks(VrrpInstance instance, Config config) {
        List<Track> tracks = new ArrayList<>();
        Tracking group =
                config.groupOf(instance.name()).map(SyncGroup::tracking).orElse(Tracking.NOTHING);
        String own = instance.transport().interfaceName();
        if (instance.tracking().ownInterface()) {
            Stream.of(own, instance.ownInterface(), instance.sourceInterface())
                    .distinct()
                    .forEach(name -> tracks.add(unknown(Track.Kind.INTERFACE, name, Weight.FAULT_ON_FAILURE)));
        }
        tracks.add(unknown(Track.Kind.SOURCE_ADDRESS, instance.sourceInterface(), Weight.FAULT_ON_FAILURE));
        if (lacksPeers(instance)) {
            String detail = "it is empty (unicast_fault_no_peer)";
            tracks.add(new Track(Track.Kind.PEERS, instance.name(), Weight.FAULT_ON_FAILURE, Condition.DOWN, detail));
        }
        Set<String> carriers = carriers(instance, config);
        carriers.forEach(name -> tracks.add(unknown(Track.Kind.INTERFACE, name, Weight.FAULT_ON_FAILURE)));
        for (Tracked tracked : both(instance.tracking().interfaces(), group.interfaces())) {
            boolean isOwn = tracked.name().equals(own) || tracked.name().equals(instance.ownInterface());
            if (!isOwn && !carriers.contains(tracked.name())) {
                tracks.add(unknown(Track.Kind.INTERFACE, tracked.name(), tracked.weight()));
            }
        }
        for (Tracked tracked : both(instance.tracking().scripts(), group.scripts())) {
            Condition initial = initFail(tracked.name(), config) ? Condition.DOWN : Condition.UNKNOWN;
            String detail = initial == Condition.DOWN ? "it has not succeeded yet (init_fail)" : "";
            tracks.add(new Track(Track.Kind.SCRIPT, tracked.name(), tracked.weight(), initial, detail));
        }
        for (Tracked tracked : both(instance.tracking().files(), group.files())) {
            tracks.add(unknown(Track.Kind.FILE, tracked.name(), tracked.weight()));
        }
        for (Tracked tracked : both(instance.tracking().processes(), group.processes())) {
            tracks.add(unknown(Track.Kind.PROCESS, tracked.name(), tracked.weight()));
        }
        for (Tracked tracked : both(instance.tracking().bfdInstances(), group.bfdInstances())) {
            tracks.add(unknown(Track.Kind.BFD, tracked.name(), tracked.weight()));
        }
        return new Tracks(tracks);
    }

    /** The BFD sessions of a configuration. */
    public static List<BfdSettings> bfdSessions(Config config) {
        return config.bfdInstances().stream().map(Assemble::bfdSession).toList();
    }

    private static BfdSettings bfdSession(BfdInstance instance) {
        return new BfdSettings(
                instance.name(),
                new BfdSettings.Path(instance.neighbor(), instance.source(), instance.multihop(), instance.ttl()),
                new BfdSettings.Timing(
                        instance.minRxNs(),
                        instance.minTxNs(),
                        instance.idleTxNs(),
                        instance.multiplier(),
                        instance.passive(),
                        instance.hopsMax()));
    }

    /** Whether an instance must have unicast peers and has none. */
    public static boolean lacksPeers(VrrpInstance instance) {
        return instance.transport().faultWithoutPeers()
                && instance.transport().peers().isEmpty();
    }

    /** The other interfaces that addresses, routes and rules name: while one of them is down, they are of no use here. */
    private static Set<String> carriers(VrrpInstance instance, Config config) {
        Stream<String> ofAddresses = Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                .filter(VirtualAddress::tracked)
                .map(VirtualAddress::interfaceName);
        Stream<String> ofRouting = Routing.carriers(instance.routes(), instance.rules()).stream();
        Stream<String> ofGroups = trackGroups(instance, config).flatMap(group -> carriers(group, config));
        return Stream.of(ofAddresses, ofRouting, ofGroups)
                .flatMap(names -> names)
                .filter(name -> !name.equals(instance.transport().interfaceName()))
                .filter(name -> !name.equals(instance.ownInterface()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The {@code track_group}s that an instance is in. */
    public static Stream<Statics.TrackGroup> trackGroups(VrrpInstance instance, Config config) {
        return config.statics().trackGroups().stream()
                .filter(group -> group.instances().contains(instance.name()));
    }

    /** The interfaces without which a static object of a group is of no use. */
    public static Stream<String> carriers(Statics.TrackGroup group, Config config) {
        Optional<String> name = Optional.of(group.name());
        Statics statics = config.statics();
        Stream<String> ofAddresses = statics.addresses().stream()
                .filter(address -> address.trackGroup().equals(name))
                .map(VirtualAddress::interfaceName);
        List<Route> routes = statics.routes().stream()
                .filter(route -> route.trackGroup().equals(name))
                .toList();
        List<Rule> rules = statics.rules().stream()
                .filter(rule -> rule.trackGroup().equals(name))
                .toList();
        return Stream.concat(ofAddresses, Routing.carriers(routes, rules).stream());
    }

    /** What an instance tracks, and what its group tracks besides; where both track the same, the group decides. */
    private static List<Tracked> both(List<Tracked> own, List<Tracked> group) {
        Map<String, Tracked> byName = new LinkedHashMap<>();
        own.forEach(tracked -> byName.put(tracked.name(), tracked));
        group.forEach(tracked -> byName.put(tracked.name(), tracked));
        return List.copyOf(byName.values());
    }

    private static boolean initFail(String script, Config config) {
        return config.scripts().stream()
                .filter(known -> known.name().equals(script))
                .anyMatch(VrrpScript::initFail);
    }

    private static Track unknown(Track.Kind kind, String name, Weight weight) {
        return new Track(kind, name, weight, Condition.UNKNOWN, "");
    }

    public static Reception.Expectation expectation(VrrpInstance instance) {
        return new Reception.Expectation(
                instance.election().version(),
                instance.family(),
                authentication(instance),
                instance.election().advertIntervalNs(),
                advertised(instance),
                instance.transport().group(),
                instance.transport().peers().stream().map(Assemble::peer).toList(),
                instance.transport().checkUnicastSource(),
                instance.election().ownerIgnoresAdverts() && instance.election().priority() == Tracks.PRIORITY_OWNER);
    }

    private static Reception.Peer peer(UnicastPeer peer) {
        return new Reception.Peer(peer.address(), peer.ttlMin(), peer.ttlMax());
    }

    /** The message that an instance sends; the priority is set for each sending. */
    public static Advertisement advertisement(VrrpInstance instance) {
        int version = instance.election().version();
        long intervalNs = instance.election().advertIntervalNs();
        return new Advertisement(
                version,
                instance.vrid(),
                0,
                (int) (version == 2 ? intervalNs / Nanos.PER_S : intervalNs / Nanos.PER_CS),
                authentication(instance),
                advertised(instance));
    }

    private static List<IpAddress> advertised(VrrpInstance instance) {
        return instance.addresses().stream().map(VirtualAddress::address).toList();
    }

    /** What a message of the instance says, and what is demanded of others; absent where the version has none. */
    private static Authentication authentication(VrrpInstance instance) {
        if (instance.election().version() != 2 || instance.family() != Family.IPV4) {
            return Authentication.ABSENT;
        }
        return switch (instance.transport().authentication()) {
            case Transport.Authentication.None _ -> Authentication.NONE;
            case Transport.Authentication.Header _ -> Authentication.HEADER;
            case Transport.Authentication.Password password ->
                Authentication.password(boxed(password.secret().reveal()));
        };
    }

    /** What proves the advertisements of an instance, beside the password of version 2. */
    public static Protection protection(VrrpInstance instance) {
        Transport transport = instance.transport();
        if (transport.hmac().isPresent()) {
            return trailer(transport.hmac().get());
        }
        return transport.authentication() instanceof Transport.Authentication.Header(Secret secret)
                        && authentication(instance).equals(Authentication.HEADER)
                ? new Protection.Header(Key.of(secret.reveal()))
                : new Protection.None();
    }

    private static Protection trailer(HmacSettings hmac) {
        Map<Integer, Key> keys = new LinkedHashMap<>();
        for (HmacSettings.Key key : hmac.keys()) {
            if (key.source() instanceof HmacSettings.KeySource.Given(Secret secret)) {
                keys.put(key.id(), Key.of(secret.reveal()));
            }
        }
        return new Protection.Trailer(
                keys,
                hmac.activeKey(),
                hmac.windowNs(),
                hmac.antiReplay() == HmacSettings.AntiReplay.TIME,
                switch (hmac.mode()) {
                    case ENFORCE -> Protection.Mode.ENFORCE;
                    case PERMISSIVE -> Protection.Mode.PERMISSIVE;
                    case RECEIVE_ONLY -> Protection.Mode.RECEIVE_ONLY;
                });
    }

    private static List<Byte> boxed(byte[] secret) {
        List<Byte> bytes = new ArrayList<>();
        for (byte octet : Arrays.copyOf(secret, Math.min(secret.length, Advertisement.AUTH_LENGTH))) {
            bytes.add(octet);
        }
        return bytes;
    }

    public static ChecksumForm checksumForm(ChecksumMode mode) {
        return switch (mode) {
            case PSEUDO_HEADER -> ChecksumForm.PSEUDO_HEADER;
            case MESSAGE_ONLY -> ChecksumForm.MESSAGE_ONLY;
            case OLD_UNICAST -> ChecksumForm.OLD_UNICAST;
        };
    }
}
