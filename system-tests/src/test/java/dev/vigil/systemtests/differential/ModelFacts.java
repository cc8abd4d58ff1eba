package dev.vigil.systemtests.differential;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.GarpSettings;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.Authentication;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.track.Weight;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The facts of Vigil's model in the words of keepalived's dump. Every fact that is compared is here. */
final class ModelFacts {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final int PASSWORD_LENGTH = 8;
    private static final int OWNER = 255;
    private static final Map<Integer, String> SCOPES = Map.of(0, "global", 253, "link", 254, "host");
    private static final Map<String, String> IDS = Map.of("root", "0", "nobody", "65534", "nogroup", "65534");

    private final Map<String, String> facts = new TreeMap<>();
    private final Config config;
    private String owner = "";

    private ModelFacts(Config config) {
        this.config = config;
    }

    static Map<String, String> of(Config config) {
        ModelFacts writer = new ModelFacts(config);
        config.instances().forEach(writer::instance);
        // keepalived forgets scripts that nothing tracks.
        config.scripts().stream().filter(writer::isTracked).forEach(writer::script);
        config.syncGroups().forEach(writer::group);
        return writer.facts;
    }

    private boolean isTracked(VrrpScript script) {
        return config.instances().stream()
                .flatMap(instance -> instance.tracking().scripts().stream())
                .anyMatch(tracked -> tracked.name().equals(script.name()));
    }

    private void instance(VrrpInstance instance) {
        owner = instance.name();
        Optional<SyncGroup> group = config.syncGroups().stream()
                .filter(each -> each.members().contains(instance.name()))
                .findFirst();
        group.ifPresent(known -> put("Sync group", known.name()));
        put("Virtual Router ID", instance.vrid());
        put("Accept", instance.accept() ? "enabled" : "disabled");
        putUnless("", "Virtual IP", addresses(instance.addresses()));
        putUnless("", "Virtual IP Excluded", addresses(instance.excludedAddresses()));
        election(instance.election());
        put(
                "Wantstate",
                group.map(this::allAreOwners).orElse(instance.election().startAsMaster()) ? "MASTER" : "BACKUP");
        garp(instance.garp());
        transport(instance.transport(), instance.election().version());
        notifications(instance.notifications());
        putUnless("", "Tracked interfaces", tracked(instance.tracking().interfaces()));
        putUnless("", "Tracked scripts", tracked(instance.tracking().scripts()));
    }

    private void group(SyncGroup group) {
        owner = "group " + group.name();
        put("VRRP member instances", String.join("; ", group.members()));
        transition("Master state transition script", group.notifications().master());
    }

    /** A group starts as master if all of its members are address owners. */
    private boolean allAreOwners(SyncGroup group) {
        return config.instances().stream()
                .filter(instance -> group.members().contains(instance.name()))
                .allMatch(instance -> instance.election().priority() == OWNER);
    }

    private void election(Election election) {
        put("VRRP Version", election.version());
        put("Priority", election.priority());
        put(
                "Advert interval",
                election.version() == 2
                        ? election.advertIntervalNs() / SECOND_NS + " sec"
                        : election.advertIntervalNs() / MILLISECOND_NS + " milli-sec");
        put("Preempt", election.preempt() ? "enabled" : "disabled");
        putUnless("0 secs", "Preempt delay", seconds(election.preemptDelayNs()) + " secs");
        put("Down timer adverts", election.downTimerAdverts());
        put("Send advert after receive lower priority advert", !election.lowerPriorityNoAdvert());
        put("Send advert after receive higher priority advert", election.higherPrioritySendAdvert());
    }

    private void garp(GarpSettings garp) {
        put("Gratuitous ARP delay", seconds(garp.delayNs()));
        put("Gratuitous ARP repeat", garp.repeat());
        put("Gratuitous ARP refresh", seconds(garp.refreshNs()));
        put("Gratuitous ARP refresh repeat", garp.refreshRepeat());
        put("Gratuitous ARP lower priority delay", seconds(garp.lowerPriorityDelayNs()));
        put("Gratuitous ARP lower priority repeat", garp.lowerPriorityRepeat());
    }

    private void transport(Transport transport, int version) {
        put("Interface", transport.interfaceName());
        put("Using src_ip", transport.source().map(Object::toString).orElse("of the interface"));
        if (transport.peers().isEmpty()) {
            put("Multicast address", transport.group());
        } else {
            put("Unicast TTL", transport.unicastTtl());
            put("Check unicast src", transport.checkUnicastSource() ? "yes" : "no");
            put(
                    "Unicast Peer",
                    transport.peers().stream()
                            .map(peer -> peer.address() + " min_ttl " + peer.ttlMin() + " max_ttl " + peer.ttlMax())
                            .collect(Collectors.joining("; ")));
        }
        if (transport.authentication() instanceof Authentication.Password(var secret) && version == 2) {
            String password = new String(secret.reveal(), StandardCharsets.UTF_8);
            put("Authentication type", "SIMPLE_PASSWORD");
            put("Password", password.substring(0, Math.min(PASSWORD_LENGTH, password.length())));
        } else if (transport.authentication() instanceof Authentication.Header) {
            put("Authentication type", "IPSEC_AH");
        }
    }

    private void notifications(Notifications notifications) {
        transition("Master state transition script", notifications.master());
        transition("Backup state transition script", notifications.backup());
        transition("Fault state transition script", notifications.fault());
        transition("Generic state transition script", notifications.any());
        put("Notify priority changes", notifications.priorityChanges());
    }

    private void transition(String key, Optional<Command> command) {
        command.ifPresent(program -> put(key, words(program) + ", uid:gid " + ids(program.user())));
    }

    private void script(VrrpScript script) {
        owner = script.name();
        put("Command", words(script.command()));
        put("Interval", seconds(script.intervalNs()) + " sec");
        // keepalived writes 0 where the timeout is left to the interval.
        put(
                "Timeout",
                script.timeoutNs() == script.intervalNs() ? "the interval" : seconds(script.timeoutNs()) + " sec");
        put("Weight", weight(script.weight()));
        put("Rise", script.rise());
        put("Fall", script.fall());
        put("Script uid:gid", ids(script.command().user()));
    }

    /** keepalived shows as it stands what it hands to a shell. */
    private static String words(Command command) {
        if (command.arguments().size() == 3 && command.arguments().getFirst().equals("/bin/sh")) {
            return command.arguments().getLast();
        }
        return command.arguments().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    private String ids(Optional<UserGroup> given) {
        UserGroup user = given.or(() -> config.global().scriptUser()).orElseThrow();
        String group = user.group().orElse(user.user());
        return IDS.get(user.user()) + ":" + IDS.get(group);
    }

    private static String tracked(List<Tracked> tracked) {
        return tracked.stream()
                .map(one -> one.name() + " weight " + weight(one.weight()))
                .collect(Collectors.joining("; "));
    }

    private static String weight(Weight weight) {
        return weight.value() + (weight.reversed() ? " reverse" : "");
    }

    private static String addresses(List<VirtualAddress> addresses) {
        return addresses.stream().map(ModelFacts::address).collect(Collectors.joining("; "));
    }

    private static String address(VirtualAddress address) {
        String length = address.prefixLength() == 32 ? "" : "/" + address.prefixLength();
        return address.address() + length
                + address.broadcast().map(broadcast -> " brd " + broadcast).orElse("")
                + " dev " + address.interfaceName()
                + " scope " + SCOPES.get(address.scope())
                + address.label().map(label -> " label " + label).orElse("")
                + (address.tracked() ? "" : " no_track");
    }

    /** Seconds without superfluous zeros. */
    private static String seconds(long timeNs) {
        return BigDecimal.valueOf(timeNs, 9).stripTrailingZeros().toPlainString();
    }

    private void putUnless(String absent, String key, String value) {
        if (!value.equals(absent)) {
            put(key, value);
        }
    }

    private void put(String key, Object value) {
        facts.put(owner + ": " + key, value.toString());
    }
}
