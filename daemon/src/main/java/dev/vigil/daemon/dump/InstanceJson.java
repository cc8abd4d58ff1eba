package dev.vigil.daemon.dump;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.GarpSettings;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.Transport.Authentication;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.vrrp.State;
import io.avaje.json.JsonWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One instance of the JSON dump. Names, their order, and what is a number where a truth value would do are keepalived's.
 */
final class InstanceJson {
    private final InstanceDump instance;
    private final Snapshot snapshot;
    private final JsonWriter json;

    InstanceJson(InstanceDump instance, Snapshot snapshot, JsonWriter json) {
        this.instance = instance;
        this.snapshot = snapshot;
        this.json = json;
    }

    void write() {
        json.beginObject();
        json.name("data");
        json.beginObject();
        place();
        garp(instance.config().garp());
        election(instance.config().election());
        notifications(instance.config().notifications());
        list("vips", instance.addresses());
        list("evips", instance.excludedAddresses());
        list("vroutes", instance.config().routes().stream().map(RouteText::of).toList());
        list("vrules", instance.config().rules().stream().map(RuleText::of).toList());
        tracking(instance.config().tracking());
        authentication(instance.config());
        json.endObject();
        json.name("stats");
        statistics(instance.statistics());
        json.endObject();
    }

    private void place() {
        VrrpInstance config = instance.config();
        put("iname", config.name());
        put("dont_track_primary", bit(!config.tracking().ownInterface()));
        put("skip_check_adv_addr", bit(config.transport().skipCheckAddresses()));
        put("strict_mode", bit(config.election().strict()));
        put(
                "vmac_ifname",
                config.ipvlan().isPresent()
                        ? config.sourceInterface()
                        : config.macvlan().isPresent() ? config.ownInterface() : "");
        put("ifp_ifname", config.sourceInterface());
        put("master_priority", instance.masterPriority());
        put("last_transition", BigDecimal.valueOf(snapshot.epochUs(instance.sinceNs()), 6));
    }

    private void garp(GarpSettings garp) {
        put("garp_delay", seconds(garp.delayNs()));
        put("garp_refresh", seconds(garp.refreshNs()));
        put("garp_rep", garp.repeat());
        put("garp_refresh_rep", garp.refreshRepeat());
        put("garp_lower_prio_delay", seconds(garp.lowerPriorityDelayNs()));
        put("garp_lower_prio_rep", garp.lowerPriorityRepeat());
    }

    private void election(Election election) {
        put("lower_prio_no_advert", bit(election.lowerPriorityNoAdvert()));
        put("higher_prio_send_advert", bit(election.higherPrioritySendAdvert()));
        put("vrid", instance.config().vrid());
        put("base_priority", election.priority());
        put("effective_priority", instance.priority());
        put("vipset", instance.hasAddresses());
        put("promote_secondaries", instance.config().promoteSecondaries());
        put("adver_int", seconds(election.advertIntervalNs()));
        put("master_adver_int", seconds(instance.masterIntervalNs()));
        put("accept", bit(instance.config().accept()));
        put("nopreempt", !election.preempt());
        put("preempt_delay", seconds(election.preemptDelayNs()));
        put("state", number(instance.state()));
        put("wantstate", number(instance.wanted()));
        put("version", election.version());
    }

    private static int number(State state) {
        return switch (state) {
            case INIT -> 0;
            case BACKUP -> 1;
            case MASTER -> 2;
            case FAULT -> 3;
        };
    }

    private void notifications(Notifications notifications) {
        put("smtp_alert", notifications.mail());
        put("notify_deleted", notifications.reportDeleted());
        program("script_backup", notifications.backup());
        program("script_master", notifications.master());
        program("script_fault", notifications.fault());
        program("script_stop", notifications.stop());
        program("script_deleted", notifications.deleted());
        program("script", notifications.any());
        program("script_master_rx_lower_pri", notifications.masterRxLowerPriority());
    }

    private void program(String name, Optional<Command> command) {
        command.ifPresent(program -> put(name, Owners.words(program)));
    }

    private void tracking(Tracking tracking) {
        list("track_ifp", tracking.interfaces().stream().map(Tracked::name).toList());
        list("track_script", tracking.scripts().stream().map(this::command).toList());
        list("track_process", tracking.processes().stream().map(Tracked::name).toList());
    }

    /** A tracked script is named by what is run. */
    private String command(Tracked tracked) {
        return snapshot.config().scripts().stream()
                .filter(script -> script.name().equals(tracked.name()))
                .findFirst()
                .map(script -> Owners.words(script.command()))
                .orElse(tracked.name());
    }

    private void authentication(VrrpInstance config) {
        Authentication authentication = config.transport().authentication();
        int type = switch (authentication) {
            case Authentication.None _ -> 0;
            case Authentication.Password _ -> 1;
            case Authentication.Header _ -> 2;
        };
        boolean used = type > 0 && config.election().version() == 2;
        put("auth_type", used ? type : 0);
        if (used) {
            put("auth_data", InstanceText.HIDDEN);
        }
    }

    private void statistics(Statistics statistics) {
        json.beginObject();
        put("advert_rcvd", statistics.received());
        put("advert_sent", statistics.sent());
        put("become_master", statistics.becameMaster());
        put("release_master", statistics.releasedMaster());
        put("packet_len_err", statistics.lengthErrors());
        put("advert_interval_err", statistics.intervalErrors());
        put("ip_ttl_err", statistics.ttlErrors());
        put("invalid_type_rcvd", statistics.invalidTypes());
        put("addr_list_err", statistics.addressListErrors());
        put("invalid_authtype", statistics.invalidAuthenticationTypes());
        put("authtype_mismatch", statistics.authenticationTypeMismatches());
        put("auth_failure", statistics.authenticationFailures());
        put("pri_zero_rcvd", statistics.zeroReceived());
        put("pri_zero_sent", statistics.zeroSent());
        json.endObject();
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }

    private static BigDecimal seconds(long timeNs) {
        return new BigDecimal(Lines.seconds(timeNs));
    }

    private void put(String name, String value) {
        json.name(name);
        json.value(value);
    }

    private void put(String name, long value) {
        json.name(name);
        json.value(value);
    }

    private void put(String name, boolean value) {
        json.name(name);
        json.value(value);
    }

    private void put(String name, BigDecimal value) {
        json.name(name);
        json.value(value);
    }

    /** A list of texts; nothing where it is empty. */
    private void list(String name, List<String> values) {
        if (!values.isEmpty()) {
            json.name(name);
            json.beginArray();
            values.forEach(json::value);
            json.endArray();
        }
    }
}
