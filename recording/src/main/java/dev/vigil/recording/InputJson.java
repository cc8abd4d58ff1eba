package dev.vigil.recording;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.Transition;
import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;

/** Inputs of virtual routers as members of a JSON object, both ways. */
final class InputJson {
    /** The highest time on a monotonic clock; sums with any span stay below 64 bits. */
    static final long TIME_MAX_NS = 1L << 60;

    static final int PRIORITY_MAX = 255;

    private InputJson() {}

    static void write(RouterInput input, JsonWriter json) {
        put(json, "input", word(input));
        switch (input) {
            case RouterInput.Created created -> SettingsJson.write(created.settings(), created.tracks(), json);
            case RouterInput.Restored restored -> SnapshotJson.write(restored.snapshot(), json);
            case RouterInput.Started started -> putWhy(json, started.cause(), new Cause.Started());
            case RouterInput.DeadlineReached _, RouterInput.RemovalRefused _ -> {}
            case RouterInput.Heard heard -> {
                put(json, "priority", heard.priority());
                put(json, "interval_ns", heard.intervalNs());
                put(json, "source", heard.source().toString());
            }
            case RouterInput.Advertised advertised -> put(json, "sent_ns", advertised.sentNs());
            case RouterInput.Seen seen -> {
                put(json, "kind", seen.kind().name());
                put(json, "name", seen.name());
                put(json, "condition", seen.condition().name());
                put(json, "detail", seen.detail());
            }
            case RouterInput.FileSeen seen -> {
                put(json, "name", seen.name());
                put(json, "value", seen.value());
                put(json, "detail", seen.detail());
            }
            case RouterInput.SourceChanged changed ->
                put(json, "address", changed.source().toString());
            case RouterInput.AddressLost lost ->
                put(json, "address", lost.address().toString());
            case RouterInput.Refused refused -> put(json, "operation", refused.operation());
            case RouterInput.Unheard unheard -> {
                put(json, "operation", unheard.operation());
                put(json, "hold_ns", unheard.holdNs());
            }
            case RouterInput.Ordered ordered -> {
                put(json, "order", ordered.order().name());
                SnapshotJson.writeCauses("why", ordered.why(), json);
            }
            case RouterInput.Steered steered -> {
                put(json, "order", steered.order().name());
                put(json, "why", steered.why().text());
            }
            case RouterInput.DefectFound defect -> put(json, "invariant", defect.invariant());
            case RouterInput.Reconfigured changed -> SettingsJson.write(changed.settings(), changed.tracks(), json);
            case RouterInput.Stopped stopped -> {
                put(json, "kind", stopped.kind().name());
                putWhy(json, stopped.cause(), RouterInput.Stopped.usual(stopped.kind()));
            }
        }
    }

    static RouterInput read(JsonLine line) {
        return switch (line.text("input")) {
            case "created" -> new RouterInput.Created(SettingsJson.settings(line), SettingsJson.tracks(line));
            case "restored" -> new RouterInput.Restored(SnapshotJson.read(line));
            case "started" -> new RouterInput.Started(why(line, new Cause.Started()));
            case "heard" ->
                new RouterInput.Heard(
                        line.integer("priority", 0, PRIORITY_MAX),
                        line.number("interval_ns", 0, SettingsJson.SPAN_MAX_NS),
                        SettingsJson.address(line, "source"));
            case "deadline" -> new RouterInput.DeadlineReached();
            case "advertised" -> new RouterInput.Advertised(line.number("sent_ns", 0, TIME_MAX_NS));
            case "seen" ->
                new RouterInput.Seen(
                        line.constant("kind", Track.Kind.class),
                        line.text("name"),
                        line.constant("condition", Condition.class),
                        line.text("detail"));
            case "file" ->
                new RouterInput.FileSeen(
                        line.text("name"),
                        line.integer("value", Integer.MIN_VALUE, Integer.MAX_VALUE),
                        line.text("detail"));
            case "source" -> new RouterInput.SourceChanged(SettingsJson.address(line, "address"));
            case "address_lost" -> new RouterInput.AddressLost(SettingsJson.address(line, "address"));
            case "refused" -> new RouterInput.Refused(line.text("operation"));
            case "unheard" ->
                new RouterInput.Unheard(line.text("operation"), line.number("hold_ns", 0, SettingsJson.SPAN_MAX_NS));
            case "removal_refused" -> new RouterInput.RemovalRefused();
            case "group" ->
                new RouterInput.Ordered(line.constant("order", GroupOrder.class), SnapshotJson.causes(line, "why"));
            case "steered" ->
                new RouterInput.Steered(
                        line.constant("order", SteeringOrder.class), new Cause.Recorded(line.text("why")));
            case "defect" -> new RouterInput.DefectFound(line.text("invariant"));
            case "reconfigured" -> new RouterInput.Reconfigured(SettingsJson.settings(line), SettingsJson.tracks(line));
            case "stopped" -> {
                Transition.Kind kind = line.constant("kind", Transition.Kind.class);
                yield new RouterInput.Stopped(kind, why(line, RouterInput.Stopped.usual(kind)));
            }
            default -> throw new JsonException("there is no input '" + line.text("input") + "'");
        };
    }

    /** The reason, where it is not the usual one. */
    private static void putWhy(JsonWriter json, Cause cause, Cause usual) {
        if (!cause.equals(usual)) {
            put(json, "why", cause.text());
        }
    }

    private static Cause why(JsonLine line, Cause usual) {
        return line.has("why") ? new Cause.Recorded(line.text("why")) : usual;
    }

    private static String word(RouterInput input) {
        return switch (input) {
            case RouterInput.Created _ -> "created";
            case RouterInput.Restored _ -> "restored";
            case RouterInput.Started _ -> "started";
            case RouterInput.Heard _ -> "heard";
            case RouterInput.DeadlineReached _ -> "deadline";
            case RouterInput.Advertised _ -> "advertised";
            case RouterInput.Seen _ -> "seen";
            case RouterInput.FileSeen _ -> "file";
            case RouterInput.SourceChanged _ -> "source";
            case RouterInput.AddressLost _ -> "address_lost";
            case RouterInput.Refused _ -> "refused";
            case RouterInput.Unheard _ -> "unheard";
            case RouterInput.RemovalRefused _ -> "removal_refused";
            case RouterInput.Ordered _ -> "group";
            case RouterInput.Steered _ -> "steered";
            case RouterInput.DefectFound _ -> "defect";
            case RouterInput.Reconfigured _ -> "reconfigured";
            case RouterInput.Stopped _ -> "stopped";
        };
    }

    static void put(JsonWriter json, String name, String value) {
        json.name(name);
        json.value(value);
    }

    static void put(JsonWriter json, String name, long value) {
        json.name(name);
        json.value(value);
    }

    static void put(JsonWriter json, String name, boolean value) {
        json.name(name);
        json.value(value);
    }
}
