package dev.vigil.daemon.web;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.balance.Steering;
import dev.vigil.core.time.Nanos;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.intent.Intent;
import dev.vigil.daemon.web.Exposition.Measure;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** The metrics of virtual servers, their real servers and their checks, and of what operators want. */
final class ServerMetrics {
    private final StatusReport report;
    private final List<ServiceView> services;
    private final Exposition out;

    private ServerMetrics(StatusReport report, Exposition out) {
        this.report = report;
        services = report.balancing().services();
        this.out = out;
    }

    static void write(StatusReport report, Exposition out) {
        ServerMetrics metrics = new ServerMetrics(report, out);
        metrics.services();
        metrics.servers();
        metrics.checks();
        metrics.intents();
    }

    private void services() {
        each("vigil_virtual_server_up", "Whether a virtual server has its quorum", service -> service.up() ? 1 : 0);
        out.family(
                "vigil_virtual_server_since_timestamp_seconds",
                Measure.GAUGE,
                "Since when it has, or lacks, its quorum, in seconds since 1970");
        services.forEach(service -> moment(labels(service), service.sinceNs()));
        each(
                "vigil_virtual_server_weight",
                "What its real servers weigh together that are alive",
                service -> service.quorum().sum());
        each(
                "vigil_virtual_server_weight_needed",
                "What they must weigh for it to be up, or to stay so",
                service -> service.quorum().needed(service.up()));
        each(
                "vigil_virtual_server_real_servers",
                "How many real servers it has",
                service -> service.servers().size());
        each("vigil_virtual_server_real_servers_alive", "How many of them are alive", ServiceView::alive);
        each(
                "vigil_virtual_server_sorry_server",
                "Whether its sorry server serves",
                service -> service.sorry().filter(ServiceView.Sorry::serves).isPresent() ? 1 : 0);
        each(
                "vigil_virtual_server_suspended",
                "Whether it is not checked, because this host has none of its addresses",
                service -> service.suspended() ? 1 : 0);
    }

    private void each(String name, String help, ToLongFunction<ServiceView> value) {
        out.family(name, Measure.GAUGE, help);
        services.forEach(service -> out.sample(labels(service), value.applyAsLong(service)));
    }

    private void servers() {
        eachServer(
                "vigil_real_server_up",
                "Whether a real server serves: checks pass, no operator has taken it out, the kernel has taken it",
                server -> server.alive() ? 1 : 0);
        eachServer("vigil_real_server_weight", "Its weight while it is up", ServiceView.Server::weight);
        eachServer(
                "vigil_real_server_weight_configured",
                "The same without what checks and operators make of it",
                ServiceView.Server::configuredWeight);
        out.family(
                "vigil_real_server_since_timestamp_seconds",
                Measure.GAUGE,
                "Since when it is up, or out, in seconds since 1970");
        servers((labels, server) -> moment(labels, server.sinceNs()));
        out.family(
                "vigil_real_server_steered",
                Measure.GAUGE,
                "1 for what an operator wants of it: drain, weight or disable; absent for nothing");
        servers((labels, server) ->
                server.steering().ifPresent(steering -> out.sample(labels.with("steering", word(steering)), 1)));
    }

    private static String word(Steering steering) {
        return switch (steering) {
            case Steering.Weight _ -> "weight";
            case Steering.Drain _ -> "drain";
            case Steering.Out _ -> "disable";
        };
    }

    private void eachServer(String name, String help, ToLongFunction<ServiceView.Server> value) {
        out.family(name, Measure.GAUGE, help);
        servers((labels, server) -> out.sample(labels, value.applyAsLong(server)));
    }

    /** What is done with one of the servers. */
    private interface ServerWriter {
        void write(Labels labels, ServiceView.Server server);
    }

    private void servers(ServerWriter writer) {
        for (ServiceView service : services) {
            Labels labels = labels(service);
            service.servers().forEach(server -> writer.write(labels.with("real_server", server.name()), server));
        }
    }

    private void checks() {
        out.family("vigil_check_success", Measure.GAUGE, "Whether a check passes; absent before its first answer");
        checks((labels, check) -> {
            if (check.answeredNs().isPresent()) {
                out.sample(labels, check.belief().passes());
            }
        });
        out.family("vigil_check_duration_seconds", Measure.GAUGE, "How long its last attempt took");
        checks((labels, check) -> check.durationNs().ifPresent(took -> out.millionths(labels, took / Nanos.PER_US)));
        out.family("vigil_check_attempts_total", Measure.COUNTER, "Attempts that have ended");
        checks((labels, check) -> out.sample(labels, check.attempts()));
        out.family("vigil_check_attempts_failed_total", Measure.COUNTER, "Those that failed");
        checks((labels, check) -> out.sample(labels, check.attemptsFailed()));
    }

    /** What is done with one of the checks. */
    private interface CheckWriter {
        void write(Labels labels, ServiceView.OneCheck check);
    }

    /** Two checks of a server may be alike but for their options, so they are numbered. */
    private void checks(CheckWriter writer) {
        servers((labels, server) -> {
            int number = 0;
            for (ServiceView.OneCheck check : server.checks()) {
                number++;
                writer.write(labels.with("check", check.kind(), "number", Integer.toString(number)), check);
            }
        });
    }

    private void intents() {
        out.family(
                "vigil_intent_timestamp_seconds",
                Measure.GAUGE,
                "When an operator asked for what holds of an instance or a server, in seconds since 1970");
        for (Intent intent : report.intents()) {
            Labels labels = Labels.of(
                    "subject", intent.kind().subject().name().toLowerCase(Locale.ROOT),
                    "object", intent.object(),
                    "wish", intent.kind().command());
            out.thousandths(labels, intent.whenEpochMs());
        }
    }

    private void moment(Labels labels, OptionalLong ns) {
        if (ns.isPresent()) {
            out.thousandths(labels, report.takenEpochMs() - (report.takenNs() - ns.getAsLong()) / Nanos.PER_MS);
        }
    }

    private static Labels labels(ServiceView service) {
        return Labels.of("virtual_server", service.name(), "protocol", service.protocol());
    }
}
