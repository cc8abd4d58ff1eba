package dev.vigil.core.place;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a placed router is configured to be: on eth0 with two addresses, priority 100, one second; to be varied. */
final class Given {
    String name = "VI_1";
    private String group = "";
    private int priority = 100;
    private long intervalMs = 1000;
    private int repeat = 1;
    private int contestRepeat;
    private int contestDelayMs;
    private Optional<IpAddress> source = Optional.empty();
    private Family family = Family.IPV4;
    private boolean multicast = true;
    private final String interfaceName;
    private String carrier;
    private Site.Extra extra = Site.Extra.NONE;
    private final List<AddressSpec> addresses = new ArrayList<>();
    private final List<RoutingSpec> routing = new ArrayList<>();
    private Optional<FilterSettings> filter = Optional.empty();
    private final Map<String, Site.Patience> patience = new HashMap<>();
    private final List<Track> tracks = new ArrayList<>();

    Given() {
        this("eth0");
    }

    Given(String interfaceName) {
        this.interfaceName = interfaceName;
        carrier = interfaceName;
        tracks.add(unknown(Track.Kind.INTERFACE, interfaceName));
        tracks.add(unknown(Track.Kind.SOURCE_ADDRESS, interfaceName));
    }

    /** On eth0 with 10.77.0.100 and 10.77.0.101. */
    static Given two() {
        return new Given().address("10.77.0.100", 32).address("10.77.0.101", 32);
    }

    private static Track unknown(Track.Kind kind, String name) {
        return new Track(kind, name, Weight.FAULT_ON_FAILURE, Condition.UNKNOWN, "");
    }

    Given name(String value) {
        name = value;
        return this;
    }

    /** In a sync group. */
    Given in(String value) {
        group = value;
        return this;
    }

    Given priority(int value) {
        priority = value;
        return this;
    }

    Given owner() {
        return priority(255);
    }

    Given intervalMs(long value) {
        intervalMs = value;
        return this;
    }

    Given repeat(int value) {
        repeat = value;
        return this;
    }

    /** What is announced when another master is heard, and how much later again. */
    Given contest(int rounds, int delayMs) {
        contestRepeat = rounds;
        contestDelayMs = delayMs;
        return this;
    }

    Given source(String value) {
        source = Optional.of(IpAddress.of(value));
        return this;
    }

    Given ipv6() {
        family = Family.IPV6;
        return this;
    }

    /** Its advertisements leave from a virtual link on its interface. */
    Given carrier(String value) {
        carrier = value;
        return link(value);
    }

    /** One address of each of these interfaces is announced so often. */
    Given extra(long periodMs, String... interfaces) {
        extra = new Site.Extra(periodMs * 1_000_000, Set.of(interfaces));
        return this;
    }

    Given unicast() {
        multicast = false;
        return this;
    }

    Given address(String value, int prefixLength) {
        return address(value, prefixLength, interfaceName, true);
    }

    Given address(String value, int prefixLength, String on, boolean tracked) {
        addresses.add(new AddressSpec(
                IpAddress.of(value),
                prefixLength,
                on,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                tracked));
        return this;
    }

    Given routing(RoutingEntry entry) {
        return routing(entry, true);
    }

    Given routing(RoutingEntry entry, boolean tracked) {
        routing.add(new RoutingSpec(entry, tracked));
        return this;
    }

    /** A master drops packets for its addresses. */
    Given dropping(String table) {
        filter = Optional.of(new FilterSettings(table, -1, false));
        return this;
    }

    Given patience(String on, long downMs, long upMs) {
        patience.put(on, new Site.Patience(downMs * 1_000_000, upMs * 1_000_000));
        return this;
    }

    Given link(String on) {
        tracks.add(unknown(Track.Kind.INTERFACE, on));
        return this;
    }

    Given script(String script, Condition condition) {
        tracks.add(new Track(Track.Kind.SCRIPT, script, Weight.FAULT_ON_FAILURE, condition, ""));
        return this;
    }

    Site site() {
        return new Site(interfaceName, family, source, multicast, addresses, routing, filter, patience, extra, carrier);
    }

    Tracks tracks() {
        return new Tracks(tracks);
    }

    RouterSettings settings() {
        long ms = 1_000_000;
        return new RouterSettings(
                name,
                51,
                IpAddress.of("0.0.0.0"),
                new RouterSettings.Rules(3, priority, intervalMs * ms, true, 0, 3, false, false),
                new RouterSettings.Announcements(repeat, 0, 0, 1, contestRepeat, contestDelayMs * 1_000_000L),
                group);
    }

    Reception reception() {
        return new Reception(new Reception.Expectation(
                3,
                family,
                new Authentication(0, List.of()),
                intervalMs * 1_000_000,
                addresses.stream().map(AddressSpec::address).toList(),
                Advertisement.GROUP_IPV4,
                List.of(),
                false,
                false));
    }

    HostNeeds.Guest guest() {
        return new HostNeeds.Guest(name, site(), priority == 255);
    }
}
