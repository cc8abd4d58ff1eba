package dev.vigil.daemon.reload;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.assemble.VirtualLinks;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.GarpSettings;
import dev.vigil.config.model.HmacSettings;
import dev.vigil.config.model.Links;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.core.place.RoutingSpec;
import dev.vigil.core.place.Site;
import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything that an instance is, value by value, under the keywords that people know. */
final class InstanceValues {
    /** Lists that are longer are not shown whole. */
    private static final int SHOWN_MAX = 200;

    private final List<NamedValue> values = new ArrayList<>();

    private InstanceValues() {}

    static List<NamedValue> of(VrrpInstance instance, Config config) {
        InstanceValues all = new InstanceValues();
        all.identity(instance);
        all.election(instance.election());
        all.transport(instance);
        all.addresses("virtual_ipaddress", instance.addresses(), instance);
        all.addresses("virtual_ipaddress_excluded", instance.excludedAddresses(), instance);
        all.routing(instance);
        all.packets(instance, config);
        all.tracks(instance, config);
        all.patience(config);
        all.announcements(instance.garp());
        all.extra(Assemble.site(instance).extra());
        all.notifications("", instance.notifications());
        config.groupOf(instance.name()).ifPresent(all::group);
        return all.values;
    }

    /** What differs, by keyword. */
    static List<ValueChange> changes(List<NamedValue> old, List<NamedValue> next) {
        Map<NamedValue.Name, NamedValue> left = new LinkedHashMap<>();
        old.forEach(value -> left.put(value.name(), value));
        List<ValueChange> changes = new ArrayList<>();
        for (NamedValue value : next) {
            NamedValue before = left.remove(value.name());
            if (before == null || !before.value().equals(value.value())) {
                changes.add(change(Optional.ofNullable(before), Optional.of(value)));
            }
        }
        left.values().forEach(gone -> changes.add(change(Optional.of(gone), Optional.empty())));
        return List.copyOf(changes);
    }

    private static ValueChange change(Optional<NamedValue> old, Optional<NamedValue> next) {
        NamedValue either = next.or(() -> old).orElseThrow();
        if (either.secret()) {
            return ValueChange.secret(either.keyword());
        }
        return new ValueChange(either.keyword(), shown(old), shown(next));
    }

    private static Optional<String> shown(Optional<NamedValue> value) {
        return value.map(NamedValue::text).map(InstanceValues::cut).filter(text -> !text.isEmpty());
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }

    private void put(String keyword, Object value) {
        values.add(NamedValue.of(keyword, value));
    }

    private void seconds(String keyword, long ns) {
        values.add(new NamedValue(keyword, "", ns, Spans.seconds(ns), false));
    }

    private void flag(String keyword, boolean set) {
        put(keyword, set ? "on" : "off");
    }

    private void identity(VrrpInstance instance) {
        put("vrrp_instance", instance.name());
        put("virtual_router_id", instance.vrid());
        put("version", instance.election().version());
        put("interface", instance.transport().interfaceName());
        flag("promote_secondaries", instance.promoteSecondaries());
        links(instance);
        values.add(new NamedValue("native_ipv6", "", instance.family(), "of " + instance.family(), false));
    }

    private void links(VrrpInstance instance) {
        for (VirtualLink link : VirtualLinks.of(instance)) {
            if (link.sharing().isPresent()) {
                String text = link.name() + " on " + link.base() + ": "
                        + link.sharing().get();
                values.add(NamedValue.entry("use_ipvlan", link.name(), text, text));
                continue;
            }
            String text = link.name() + " on " + link.base() + " with " + link.macText();
            String group =
                    link.group().isPresent() ? " in group " + link.group().getAsInt() : "";
            boolean own = instance.macvlan().isPresent() && link.name().equals(instance.ownInterface());
            values.add(NamedValue.entry(own ? "use_vmac" : "use_vmac_addr", link.name(), text + group, text + group));
        }
        if (instance.macvlan().isPresent()) {
            boolean onBase =
                    instance.speakingInterface().equals(instance.transport().interfaceName());
            flag("vmac_xmit_base", onBase);
        }
    }

    private void election(Election election) {
        put("priority", election.priority());
        seconds("advert_int", election.advertIntervalNs());
        flag("nopreempt", !election.preempt());
        seconds("preempt_delay", election.preemptDelayNs());
        put("down_timer_adverts", election.downTimerAdverts());
        flag("lower_prio_no_advert", election.lowerPriorityNoAdvert());
        flag("higher_prio_send_advert", election.higherPrioritySendAdvert());
        election.lateTimerPriority().ifPresent(priority -> put("timer_expired_backup", priority));
        if (election.priority() == Tracks.PRIORITY_OWNER) {
            flag("owner_ignore_adverts", election.ownerIgnoresAdverts());
        }
    }

    private void transport(VrrpInstance instance) {
        Transport transport = instance.transport();
        put("mcast_src_ip", transport.source().map(IpAddress::toString).orElse("the primary address"));
        flag("track_src_ip", transport.trackSource());
        if (transport.peers().isEmpty()) {
            put("mcast_dst_ip", transport.group());
        } else {
            put("unicast_ttl", transport.unicastTtl());
        }
        transport.peers().forEach(this::peer);
        flag("unicast_fault_no_peer", Assemble.lacksPeers(instance));
        flag("check_unicast_src", transport.checkUnicastSource());
        flag("v3_checksum_as_v2", transport.checksum() == Transport.ChecksumMode.MESSAGE_ONLY);
        flag("old_unicast_checksum", transport.checksum() == Transport.ChecksumMode.OLD_UNICAST);
        switch (transport.authentication()) {
            case Transport.Authentication.None _ -> put("auth_type", "none");
            case Transport.Authentication.Password password -> {
                put("auth_type", "PASS");
                values.add(NamedValue.secret("auth_pass", password.secret()));
            }
            case Transport.Authentication.Header header -> {
                put("auth_type", "AH");
                values.add(NamedValue.secret("auth_pass", header.secret()));
            }
        }
        flag("auth_hmac", transport.hmac().isPresent());
        transport.hmac().ifPresent(this::hmac);
    }

    private void hmac(HmacSettings hmac) {
        for (HmacSettings.Key key : hmac.keys()) {
            values.add(new NamedValue("key", String.valueOf(key.id()), key.source(), "", true));
        }
        put("active_key", hmac.activeKey());
        seconds("time_window", hmac.windowNs());
        put("anti_replay", hmac.antiReplay() == HmacSettings.AntiReplay.TIME ? "time" : "monotonic");
        put("mode", hmac.mode().word());
    }

    private void peer(UnicastPeer peer) {
        String address = peer.address().toString();
        String text = address
                + (peer.ttlMin() > 0 ? " min_ttl " + peer.ttlMin() : "")
                + (peer.ttlMax() < 255 ? " max_ttl " + peer.ttlMax() : "");
        values.add(NamedValue.entry("unicast_peer", address, peer, text));
    }

    private void addresses(String keyword, List<VirtualAddress> addresses, VrrpInstance instance) {
        for (VirtualAddress address : addresses) {
            String home = instance.transport().interfaceName();
            String key = address.address() + "/" + address.prefixLength() + " dev " + address.interfaceName();
            values.add(NamedValue.entry(keyword, key, address.withoutPlace(), AddressText.of(address, home)));
        }
    }

    private void routing(VrrpInstance instance) {
        for (RoutingSpec spec : Assemble.site(instance).routing()) {
            boolean route = spec.entry() instanceof RouteEntry;
            String text = spec.entry() + (spec.tracked() ? "" : " no_track");
            values.add(NamedValue.entry(
                    route ? "virtual_routes" : "virtual_rules", spec.entry().toString(), spec, text));
        }
    }

    private void packets(VrrpInstance instance, Config config) {
        put("kernel_rx_buf_size", Assemble.receiveBuffer(instance, config));
        flag("no_accept", !instance.accept());
        Assemble.site(instance, config).filter().ifPresent(settings -> {
            put("nftables", settings.table());
            put("nftables_priority", settings.priority());
            flag("nftables_counters", settings.counters());
        });
    }

    private void tracks(VrrpInstance instance, Config config) {
        flag("dont_track_primary", !instance.tracking().ownInterface());
        Tracking group =
                config.groupOf(instance.name()).map(SyncGroup::tracking).orElse(Tracking.NOTHING);
        Assemble.trackGroups(instance, config)
                .forEach(member -> values.add(NamedValue.entry(
                        "track_group",
                        member.name(),
                        Assemble.carriers(member, config).toList(),
                        member.name())));
        Set<String> interfaces = new HashSet<>();
        instance.tracking().interfaces().forEach(tracked -> interfaces.add(tracked.name()));
        group.interfaces().forEach(tracked -> interfaces.add(tracked.name()));
        for (Track track : Assemble.tracks(instance, config).all()) {
            switch (track.kind()) {
                case SCRIPT -> values.add(entry("track_script", track));
                case FILE -> values.add(entry("track_file", track));
                case PROCESS -> values.add(entry("track_process", track));
                case BFD -> values.add(entry("track_bfd", track));
                case INTERFACE -> {
                    if (interfaces.contains(track.name())) {
                        values.add(entry("track_interface", track));
                    }
                }
                case SOURCE_ADDRESS, PEERS -> {}
            }
        }
    }

    private void patience(Config config) {
        for (Links.Delay delay : config.links().delays()) {
            String text =
                    delay.interfaceName() + " " + Spans.seconds(delay.downNs()) + " " + Spans.seconds(delay.upNs());
            values.add(NamedValue.entry("interface_up_down_delays", delay.interfaceName(), text, text));
        }
    }

    private static NamedValue entry(String keyword, Track track) {
        Weight weight = track.weight();
        String text = track.name()
                + (weight.faults() && !weight.reversed() ? "" : " weight " + weight.value())
                + (weight.reversed() ? " reverse" : "")
                + (track.condition() == Condition.DOWN ? " (init_fail)" : "");
        return NamedValue.entry(keyword, track.name(), track, text);
    }

    private void extra(Site.Extra extra) {
        if (extra.periodNs() > 0) {
            String where = " on " + String.join(", ", new TreeSet<>(extra.interfaces()));
            put("garp_extra_if", Spans.seconds(extra.periodNs()) + where);
        }
    }

    private void announcements(GarpSettings garp) {
        put("garp_master_repeat", garp.repeat());
        seconds("garp_master_delay", garp.delayNs());
        seconds("garp_master_refresh", garp.refreshNs());
        put("garp_master_refresh_repeat", garp.refreshRepeat());
        put("garp_lower_prio_repeat", garp.lowerPriorityRepeat());
        seconds("garp_lower_prio_delay", garp.lowerPriorityDelayNs());
    }

    private void group(SyncGroup group) {
        put("vrrp_sync_group", group.name());
        notifications(" of vrrp_sync_group " + group.name(), group.notifications());
    }

    private void notifications(String whose, Notifications told) {
        command("notify_master" + whose, told.master());
        command("notify_backup" + whose, told.backup());
        command("notify_fault" + whose, told.fault());
        command("notify_stop" + whose, told.stop());
        command("notify_master_rx_lower_pri" + whose, told.masterRxLowerPriority());
        command("notify_deleted" + whose, told.deleted());
        values.add(NamedValue.of("notify_deleted" + whose, told.reportDeleted() ? "on" : "off"));
        command("notify" + whose, told.any());
        if (whose.isEmpty() || told.mail()) {
            flag("smtp_alert" + whose, told.mail());
        }
        if (whose.isEmpty() || told.priorityChanges()) {
            flag("notify_priority_changes" + whose, told.priorityChanges());
        }
    }

    private void command(String keyword, Optional<Command> command) {
        command.map(Command::withoutPlace)
                .ifPresent(found -> values.add(NamedValue.entry(keyword, "", found, CommandText.of(found))));
    }
}
