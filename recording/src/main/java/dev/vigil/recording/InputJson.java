package dev.vigil.recording;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.Transition;
import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import java.util.List;

/** Inputs of virtual routers as members of a JSON object, both ways. */
final class InputJson {
    private InputJson() {}

    static void write(RouterInput input, JsonWriter json) {
        put(json, "input", word(input));
        switch (input) {
            case RouterInput.Created created -> writeSettings(created.settings(), created.tracks(), json);
            case RouterInput.Started _, RouterInput.DeadlineReached _, RouterInput.RemovalRefused _ -> {}
            case RouterInput.Heard heard -> {
                put(json, "priority", heard.priority());
                put(json, "interval_ns", heard.intervalNs());
                put(json, "source", heard.source().toString());
            }
            case RouterInput.Seen seen -> {
                put(json, "kind", seen.kind().name());
                put(json, "name", seen.name());
                put(json, "condition", seen.condition().name());
                put(json, "detail", seen.detail());
            }
            case RouterInput.SourceChanged changed ->
                put(json, "address", changed.source().toString());
            case RouterInput.AddressLost lost ->
                put(json, "address", lost.address().toString());
            case RouterInput.Refused refused -> put(json, "operation", refused.operation());
            case RouterInput.DefectFound defect -> put(json, "invariant", defect.invariant());
            case RouterInput.Reconfigured changed -> writeSettings(changed.settings(), changed.tracks(), json);
            case RouterInput.Stopped stopped -> put(json, "kind", stopped.kind().name());
        }
    }

    static RouterInput read(JsonLine line) {
        return switch (line.text("input")) {
            case "created" -> new RouterInput.Created(settings(line), tracks(line));
            case "started" -> new RouterInput.Started();
            case "heard" ->
                new RouterInput.Heard(line.integer("priority"), line.number("interval_ns"), address(line, "source"));
            case "deadline" -> new RouterInput.DeadlineReached();
            case "seen" ->
                new RouterInput.Seen(
                        line.constant("kind", Track.Kind.class),
                        line.text("name"),
                        line.constant("condition", Condition.class),
                        line.text("detail"));
            case "source" -> new RouterInput.SourceChanged(address(line, "address"));
            case "address_lost" -> new RouterInput.AddressLost(address(line, "address"));
            case "refused" -> new RouterInput.Refused(line.text("operation"));
            case "removal_refused" -> new RouterInput.RemovalRefused();
            case "defect" -> new RouterInput.DefectFound(line.text("invariant"));
            case "reconfigured" -> new RouterInput.Reconfigured(settings(line), tracks(line));
            case "stopped" -> new RouterInput.Stopped(line.constant("kind", Transition.Kind.class));
            default -> throw new JsonException("there is no input '" + line.text("input") + "'");
        };
    }

    private static String word(RouterInput input) {
        return switch (input) {
            case RouterInput.Created _ -> "created";
            case RouterInput.Started _ -> "started";
            case RouterInput.Heard _ -> "heard";
            case RouterInput.DeadlineReached _ -> "deadline";
            case RouterInput.Seen _ -> "seen";
            case RouterInput.SourceChanged _ -> "source";
            case RouterInput.AddressLost _ -> "address_lost";
            case RouterInput.Refused _ -> "refused";
            case RouterInput.RemovalRefused _ -> "removal_refused";
            case RouterInput.DefectFound _ -> "defect";
            case RouterInput.Reconfigured _ -> "reconfigured";
            case RouterInput.Stopped _ -> "stopped";
        };
    }

    private static IpAddress address(JsonLine line, String name) {
        return IpAddress.parse(line.text(name))
                .orElseThrow(() -> new JsonException("the member " + name + " is no address: " + line.text(name)));
    }

    private static void writeSettings(RouterSettings settings, List<Track> tracks, JsonWriter json) {
        RouterSettings.Rules rules = settings.rules();
        RouterSettings.Announcements announcements = settings.announcements();
        json.name("settings");
        json.beginObject();
        put(json, "vrid", settings.vrid());
        put(json, "source", settings.source().toString());
        put(json, "version", rules.version());
        put(json, "priority", rules.priority());
        put(json, "interval_ns", rules.intervalNs());
        put(json, "preempt", rules.preempt());
        put(json, "preempt_delay_ns", rules.preemptDelayNs());
        put(json, "down_timer_adverts", rules.downTimerAdverts());
        put(json, "lower_prio_no_advert", rules.lowerPriorityNoAdvert());
        put(json, "higher_prio_send_advert", rules.higherPrioritySendAdvert());
        put(json, "garp_repeat", announcements.repeat());
        put(json, "garp_delay_ns", announcements.delayNs());
        put(json, "garp_refresh_ns", announcements.refreshNs());
        put(json, "garp_refresh_repeat", announcements.refreshRepeat());
        put(json, "garp_lower_prio_repeat", announcements.lowerPriorityRepeat());
        put(json, "garp_lower_prio_delay_ns", announcements.lowerPriorityDelayNs());
        json.endObject();
        json.name("tracks");
        json.beginArray();
        for (Track track : tracks) {
            json.beginObject();
            put(json, "kind", track.kind().name());
            put(json, "name", track.name());
            put(json, "weight", track.weight().value());
            put(json, "reversed", track.weight().reversed());
            put(json, "condition", track.condition().name());
            put(json, "detail", track.detail());
            json.endObject();
        }
        json.endArray();
    }

    private static RouterSettings settings(JsonLine line) {
        JsonLine settings = line.object("settings");
        return new RouterSettings(
                line.text("router"),
                settings.integer("vrid"),
                address(settings, "source"),
                new RouterSettings.Rules(
                        settings.integer("version"),
                        settings.integer("priority"),
                        settings.number("interval_ns"),
                        settings.truth("preempt"),
                        settings.number("preempt_delay_ns"),
                        settings.integer("down_timer_adverts"),
                        settings.truth("lower_prio_no_advert"),
                        settings.truth("higher_prio_send_advert")),
                new RouterSettings.Announcements(
                        settings.integer("garp_repeat"),
                        settings.number("garp_delay_ns"),
                        settings.number("garp_refresh_ns"),
                        settings.integer("garp_refresh_repeat"),
                        settings.integer("garp_lower_prio_repeat"),
                        settings.number("garp_lower_prio_delay_ns")));
    }

    private static List<Track> tracks(JsonLine line) {
        return line.objects("tracks").stream()
                .map(track -> new Track(
                        track.constant("kind", Track.Kind.class),
                        track.text("name"),
                        new Weight(track.integer("weight"), track.truth("reversed")),
                        track.constant("condition", Condition.class),
                        track.text("detail")))
                .toList();
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
