package dev.vigil.daemon.web;

import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.web.Exposition.Measure;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The metrics that only Vigil has, with units in their names; docs/use/metrics.md lists them. */
final class VigilMetrics {
    private final Scrape scrape;
    private final Exposition out;

    private VigilMetrics(Scrape scrape, Exposition out) {
        this.scrape = scrape;
        this.out = out;
    }

    static void write(Scrape scrape, Exposition out) {
        VigilMetrics metrics = new VigilMetrics(scrape, out);
        metrics.daemon(scrape.report().daemon());
        metrics.states();
        metrics.priorities();
        metrics.others();
        metrics.addresses();
        metrics.packets();
        metrics.scripts(scrape.report().scripts());
        metrics.notifications();
    }

    private void daemon(StatusReport.Daemon daemon) {
        out.family("vigil_build_info", Measure.GAUGE, "The version of the daemon; always 1")
                .sample(Labels.of("version", daemon.version()), 1);
        out.family("vigil_start_time_seconds", Measure.GAUGE, "When the daemon was started, in seconds since 1970")
                .thousandths(Labels.NONE, daemon.startedEpochMs());
        out.family(
                "vigil_reload_success", Measure.GAUGE, "Whether the last reload was accepted; absent before the first");
        daemon.lastReload().ifPresent(reload -> out.sample(Labels.NONE, reload.accepted()));
        out.family(
                "vigil_reload_timestamp_seconds",
                Measure.GAUGE,
                "When the last reload was asked for; absent before the first");
        daemon.lastReload().ifPresent(reload -> out.thousandths(Labels.NONE, reload.atEpochMs()));
        out.family(
                "vigil_loop_pause_timestamp_seconds",
                Measure.GAUGE,
                "When the VRRP loop was much too late for the last time; absent if never");
        daemon.lastPause().ifPresent(pause -> out.thousandths(Labels.NONE, pause.endedEpochMs()));
        out.family("vigil_loop_pause_seconds", Measure.GAUGE, "How late it was then");
        daemon.lastPause().ifPresent(pause -> out.thousandths(Labels.NONE, pause.lateNs() / Nanos.PER_MS));
        out.family("vigil_defects_total", Measure.COUNTER, "Defects of this program, by where they were found");
        daemon.health().defects().forEach(each -> out.sample(Labels.of("where", each.where()), each.count()));
        mail(daemon.health());
        out.family(
                        "vigil_loop_lateness_seconds",
                        Measure.HISTOGRAM,
                        "How late the VRRP loop was when something was due")
                .histogram(scrape.lateness());
        StatusReport.Bridged bridged = daemon.health().bridged();
        out.family(
                        "vigil_bridged_waits_total",
                        Measure.COUNTER,
                        "Waits of the VRRP loop in the kernel in which advertisements were due")
                .sample(Labels.NONE, bridged.times());
        out.family(
                        "vigil_bridged_advertisements_total",
                        Measure.COUNTER,
                        "Advertisements that were sent during those waits")
                .sample(Labels.NONE, bridged.adverts());
    }

    private void mail(StatusReport.Health health) {
        out.family("vigil_mails_sent_total", Measure.COUNTER, "Mail alerts that the mail server took");
        health.mail().ifPresent(mail -> out.sample(Labels.NONE, mail.sent()));
        out.family("vigil_mails_lost_total", Measure.COUNTER, "Mail alerts that will never be sent");
        health.mail().ifPresent(mail -> out.sample(Labels.NONE, mail.lost()));
        out.family("vigil_mails_waiting", Measure.GAUGE, "Mail alerts that wait for the mail server");
        health.mail().ifPresent(mail -> out.sample(Labels.NONE, mail.waiting()));
    }

    private void states() {
        each(
                "vigil_vrrp_master",
                "Whether this node is master: 1 it is, 0 it is not",
                router -> router.state() == State.MASTER ? 1 : 0);
        out.family(
                "vigil_vrrp_state", Measure.GAUGE, "1 for the state that the virtual router is in, 0 for the others");
        for (StatusReport.Instance router : scrape.instances()) {
            for (State state : State.values()) {
                out.sample(labels(router).with("state", word(state)), router.state() == state);
            }
        }
        out.family(
                "vigil_vrrp_state_since_timestamp_seconds",
                Measure.GAUGE,
                "Since when it is in its state, in seconds since 1970");
        scrape.instances().forEach(router -> out.thousandths(labels(router), router.sinceEpochMs()));
        each(
                "vigil_vrrp_degraded",
                "How many things a master serves without; vigil status names them",
                router -> router.lacking().size());
    }

    private void priorities() {
        each(
                "vigil_vrrp_priority",
                "The priority with what trackers add to it",
                router -> router.priority().effective());
        each(
                "vigil_vrrp_priority_configured",
                "The configured priority",
                router -> router.priority().base());
        out.family("vigil_vrrp_priority_part", Measure.GAUGE, "What one tracked object adds to the priority now");
        parts((router, part) -> out.sample(part(router, part), part.delta()));
        out.family(
                "vigil_vrrp_tracked_fault",
                Measure.GAUGE,
                "Whether one tracked object keeps the virtual router in FAULT");
        parts((router, part) -> out.sample(part(router, part), part.fault()));
    }

    /** What is done with one tracked object of a virtual router. */
    private interface PartWriter {
        void write(StatusReport.Instance router, StatusReport.Part part);
    }

    private void parts(PartWriter writer) {
        for (StatusReport.Instance router : scrape.instances()) {
            router.priority().parts().forEach(part -> writer.write(router, part));
        }
    }

    private static Labels part(StatusReport.Instance router, StatusReport.Part part) {
        return labels(router).with("kind", part.kind(), "name", part.name());
    }

    private void others() {
        out.family(
                "vigil_vrrp_master_last_heard_timestamp_seconds",
                Measure.GAUGE,
                "When another node was last heard as master; absent if none is");
        StatusReport report = scrape.report();
        for (StatusReport.Instance router : scrape.instances()) {
            router.master().ifPresent(master -> {
                long ageMs = (report.takenNs() - master.heardNs()) / Nanos.PER_MS;
                out.thousandths(
                        labels(router).with("address", master.address().toString()), report.takenEpochMs() - ageMs);
            });
        }
        each(
                "vigil_vrrp_dual_master",
                "Whether another node is master at the same time",
                router -> router.rivals().stream().anyMatch(StatusReport.Rival::isMaster) ? 1 : 0);
        each(
                "vigil_vrrp_rivals",
                "How many nodes speak for this virtual router and should not, or not so",
                router -> router.rivals().size());
    }

    private void addresses() {
        out.family(
                "vigil_vrrp_address_present",
                Measure.GAUGE,
                "Whether a virtual address is on its interface, by what the kernel says");
        for (StatusReport.Instance router : scrape.instances()) {
            for (StatusReport.Address address : router.addresses()) {
                out.sample(
                        labels(router).with("address", address.text(), "device", address.interfaceName()),
                        address.present());
            }
        }
    }

    private void packets() {
        total("vigil_vrrp_advertisements_sent_total", "Advertisements sent", StatusReport.Counters::advertsSent);
        total(
                "vigil_vrrp_advertisements_received_total",
                "Advertisements accepted",
                StatusReport.Counters::advertsReceived);
        total("vigil_vrrp_became_master_total", "Times this node became master", StatusReport.Counters::becameMaster);
        total(
                "vigil_vrrp_released_master_total",
                "Times this node ceased to be master",
                StatusReport.Counters::releasedMaster);
        total(
                "vigil_vrrp_priority_zero_sent_total",
                "Advertisements with priority 0 sent",
                StatusReport.Counters::priorityZeroSent);
        total(
                "vigil_vrrp_priority_zero_received_total",
                "Advertisements with priority 0 accepted",
                StatusReport.Counters::priorityZeroReceived);
        out.family(
                "vigil_vrrp_refused_total",
                Measure.COUNTER,
                "Packets for this virtual router that were refused, by reason");
        for (StatusReport.Instance router : scrape.instances()) {
            new TreeMap<>(router.counters().drops())
                    .forEach((reason, count) -> out.sample(labels(router).with("reason", reason), count));
        }
        out.family(
                "vigil_vrrp_strays_total",
                Measure.COUNTER,
                "Packets that no virtual router here is meant by, by reason");
        for (StatusReport.Strays strays : scrape.report().strays()) {
            new TreeMap<>(strays.drops())
                    .forEach((reason, count) ->
                            out.sample(Labels.of("device", strays.interfaceName(), "reason", reason), count));
        }
    }

    private void scripts(List<StatusReport.Script> scripts) {
        out.family(
                "vigil_script_up",
                Measure.GAUGE,
                "Whether a tracked script is content; absent before its first run has ended");
        for (StatusReport.Script script : scripts) {
            if (script.condition() != Condition.UNKNOWN) {
                out.sample(Labels.of("name", script.name()), script.condition() == Condition.UP);
            }
        }
        out.family("vigil_script_duration_seconds", Measure.GAUGE, "How long its last run took");
        for (StatusReport.Script script : scripts) {
            script.last()
                    .ifPresent(
                            run -> out.thousandths(Labels.of("name", script.name()), run.durationNs() / Nanos.PER_MS));
        }
    }

    private void notifications() {
        notified(
                "vigil_notifications_run_total",
                Measure.COUNTER,
                "Notification programs that ended",
                StatusReport.Notify::runs);
        notified(
                "vigil_notifications_failed_total",
                Measure.COUNTER,
                "Those that did not end with status 0",
                StatusReport.Notify::failed);
        notified(
                "vigil_notifications_skipped_total",
                Measure.COUNTER,
                "Notifications that newer ones made needless",
                StatusReport.Notify::skipped);
        notified(
                "vigil_notifications_waiting",
                Measure.GAUGE,
                "Notifications that wait or run now",
                StatusReport.Notify::waiting);
    }

    private void notified(String name, Measure type, String help, ToLongFunction<StatusReport.Notify> value) {
        out.family(name, type, help);
        scrape.instances().forEach(router -> out.sample(labels(router), value.applyAsLong(router.notifications())));
    }

    private void total(String name, String help, ToLongFunction<StatusReport.Counters> value) {
        out.family(name, Measure.COUNTER, help);
        scrape.instances().forEach(router -> out.sample(labels(router), value.applyAsLong(router.counters())));
    }

    private void each(String name, String help, ToLongFunction<StatusReport.Instance> value) {
        out.family(name, Measure.GAUGE, help);
        scrape.instances().forEach(router -> out.sample(labels(router), value.applyAsLong(router)));
    }

    private static Labels labels(StatusReport.Instance router) {
        return Labels.of(
                "iname", router.name(),
                "intf", router.interfaceName(),
                "vrid", Integer.toString(router.vrid()),
                "family", word(router.family()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
