package dev.vigil.daemon.control;

import static dev.vigil.daemon.control.StatusJson.number;
import static dev.vigil.daemon.control.StatusJson.object;
import static dev.vigil.daemon.control.StatusJson.objects;
import static dev.vigil.daemon.control.StatusJson.text;
import static dev.vigil.daemon.control.StatusJson.texts;
import static dev.vigil.daemon.control.StatusJson.truth;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.balance.Steering;
import dev.vigil.daemon.intent.Intent;
import io.avaje.json.JsonWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The JSON form of what a report holds about virtual servers and about the intents of operators.
 *
 * <pre>{@code
 * "balancing":{"plane":"IPVS","virtual_servers":[
 *   {"name":"[192.0.2.80]:tcp:80","protocol":"TCP","entries":["192.0.2.80:80"],"scheduler":"rr","up":true,"since_ns":...,
 *    "quorum":1,"hysteresis":0,"weight_sum":2,"weight_needed":1,"alive":2,"suspended":false,
 *    "sorry_server":{"name":"[10.0.0.99]:tcp:80","serves":false},
 *    "real_servers":[
 *      {"name":"[10.0.0.11]:tcp:8080","address":"10.0.0.11","port":8080,"alive":true,"weight":1,"configured_weight":1,
 *       "since_ns":...,"steering":"drain","refusal":"...",
 *       "checks":[{"kind":"TCP_CHECK","target":"10.0.0.11:8080","belief":"passes","suspended":false,"answer":"passed",
 *                  "answered_ns":...,"duration_ns":...,"next_ns":...,"since_ns":...,"failures":0,"retries":1,
 *                  "attempts":7,"attempts_failed":0,"weight_change":0}]}]}]},
 * "intents":[{"subject":"server","object":"[192.0.2.80]:tcp:80 [10.0.0.11]:tcp:8080","kind":"server_drain","who":"user root",
 *             "when_epoch_ms":...,"reason":"kernel","keep":true,"value":5,"until_epoch_ms":...}]
 * }</pre>
 */
final class ServiceJson {
    private ServiceJson() {}

    static void write(ServiceReport report, JsonWriter json) {
        object(json, "balancing", () -> {
            text(json, "plane", report.plane());
            objects(json, "virtual_servers", report.services(), service -> write(service, json));
        });
    }

    static void write(ServiceView service, JsonWriter json) {
        text(json, "name", service.name());
        text(json, "protocol", service.protocol());
        texts(json, "entries", service.entries());
        text(json, "scheduler", service.scheduler());
        truth(json, "up", service.up());
        moment(json, "since_ns", service.sinceNs());
        number(json, "quorum", service.quorum().quorum());
        number(json, "hysteresis", service.quorum().hysteresis());
        number(json, "weight_sum", service.quorum().sum());
        number(json, "weight_needed", service.quorum().needed(service.up()));
        number(json, "alive", service.alive());
        truth(json, "suspended", service.suspended());
        service.sorry()
                .ifPresent(sorry -> object(json, "sorry_server", () -> {
                    text(json, "name", sorry.name());
                    truth(json, "serves", sorry.serves());
                }));
        objects(json, "real_servers", service.servers(), server -> write(server, json));
    }

    private static void write(ServiceView.Server server, JsonWriter json) {
        text(json, "name", server.name());
        text(json, "address", server.address());
        number(json, "port", server.port());
        truth(json, "alive", server.alive());
        number(json, "weight", server.weight());
        number(json, "configured_weight", server.configuredWeight());
        moment(json, "since_ns", server.sinceNs());
        server.steering().ifPresent(steering -> text(json, "steering", word(steering)));
        server.refusal().ifPresent(refusal -> text(json, "refusal", refusal));
        objects(json, "checks", server.checks(), check -> write(check, json));
    }

    private static void write(ServiceView.OneCheck check, JsonWriter json) {
        text(json, "kind", check.kind());
        text(json, "target", check.target());
        text(json, "belief", check.belief().name().toLowerCase(Locale.ROOT));
        truth(json, "suspended", check.suspended());
        text(json, "answer", check.answer());
        moment(json, "answered_ns", check.answeredNs());
        moment(json, "duration_ns", check.durationNs());
        moment(json, "next_ns", check.nextNs());
        moment(json, "since_ns", check.sinceNs());
        number(json, "failures", check.failures());
        number(json, "retries", check.retries());
        number(json, "attempts", check.attempts());
        number(json, "attempts_failed", check.attemptsFailed());
        number(json, "weight_change", check.weightChange());
    }

    private static void moment(JsonWriter json, String name, OptionalLong ns) {
        ns.ifPresent(value -> number(json, name, value));
    }

    private static String word(Steering steering) {
        return switch (steering) {
            case Steering.Weight _ -> "weight";
            case Steering.Drain _ -> "drain";
            case Steering.Out _ -> "disable";
        };
    }

    static void write(Intent intent, JsonWriter json) {
        text(json, "subject", intent.kind().subject().name().toLowerCase(Locale.ROOT));
        text(json, "object", intent.object());
        text(json, "kind", intent.kind().name().toLowerCase(Locale.ROOT));
        text(json, "who", intent.who());
        number(json, "when_epoch_ms", intent.whenEpochMs());
        text(json, "reason", intent.reason());
        truth(json, "keep", intent.keep());
        moment(json, "value", intent.value());
        moment(json, "until_epoch_ms", intent.untilEpochMs());
    }

    // Reading

    static ServiceReport read(JsonTree tree) {
        return new ServiceReport(tree.text("plane"), tree.objects("virtual_servers", ServiceJson::readService));
    }

    static ServiceView readService(JsonTree tree) {
        return new ServiceView(
                tree.text("name"),
                tree.text("protocol"),
                tree.texts("entries"),
                tree.text("scheduler"),
                tree.truth("up"),
                readMoment(tree, "since_ns"),
                new ServiceView.Quorum(tree.number("quorum"), tree.number("hysteresis"), tree.number("weight_sum")),
                tree.optional(
                        "sorry_server", sorry -> new ServiceView.Sorry(sorry.text("name"), sorry.truth("serves"))),
                tree.truth("suspended"),
                tree.objects("real_servers", ServiceJson::readServer));
    }

    private static ServiceView.Server readServer(JsonTree tree) {
        return new ServiceView.Server(
                tree.text("name"),
                tree.text("address"),
                tree.integer("port"),
                tree.truth("alive"),
                tree.number("weight"),
                tree.number("configured_weight"),
                readMoment(tree, "since_ns"),
                tree.has("steering")
                        ? Optional.of(steering(tree.text("steering"), tree.number("weight")))
                        : Optional.empty(),
                tree.has("refusal") ? Optional.of(tree.text("refusal")) : Optional.empty(),
                tree.objects("checks", ServiceJson::readCheck));
    }

    private static Steering steering(String word, long weight) {
        return switch (word) {
            case "weight" -> new Steering.Weight(weight);
            case "drain" -> new Steering.Drain();
            default -> new Steering.Out();
        };
    }

    private static ServiceView.OneCheck readCheck(JsonTree tree) {
        return new ServiceView.OneCheck(
                tree.text("kind"),
                tree.text("target"),
                ServiceView.Belief.valueOf(tree.text("belief").toUpperCase(Locale.ROOT)),
                tree.truth("suspended"),
                tree.text("answer"),
                readMoment(tree, "answered_ns"),
                readMoment(tree, "duration_ns"),
                readMoment(tree, "next_ns"),
                readMoment(tree, "since_ns"),
                tree.number("failures"),
                tree.number("retries"),
                tree.number("attempts"),
                tree.number("attempts_failed"),
                tree.number("weight_change"));
    }

    static Intent readIntent(JsonTree tree) {
        return new Intent(
                Intent.Kind.valueOf(tree.text("kind").toUpperCase(Locale.ROOT)),
                tree.text("object"),
                readMoment(tree, "value"),
                tree.text("who"),
                tree.number("when_epoch_ms"),
                tree.text("reason"),
                tree.truth("keep"),
                readMoment(tree, "until_epoch_ms"));
    }

    private static OptionalLong readMoment(JsonTree tree, String name) {
        return tree.has(name) ? OptionalLong.of(tree.number(name)) : OptionalLong.empty();
    }
}
