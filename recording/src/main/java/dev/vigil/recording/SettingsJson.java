package dev.vigil.recording;

import static dev.vigil.recording.InputJson.put;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.RouterSettings;
import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import java.util.List;

/** The members {@code settings} and {@code tracks}, both ways. What is read is within what the core can reckon with. */
final class SettingsJson {
    /** Longer than any time span that can be configured: a thousand days. */
    static final long SPAN_MAX_NS = 86_400_000_000_000_000L;

    private static final int BYTE_MAX = 255;
    private static final int ROUNDS_MAX = 1_000_000;
    private static final int WEIGHT_MAX = 1_000;

    private SettingsJson() {}

    static void write(RouterSettings settings, List<Track> tracks, JsonWriter json) {
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
        if (rules.lateTimerPriority() > 0) {
            put(json, "timer_expired_backup", rules.lateTimerPriority());
        }
        put(json, "garp_repeat", announcements.repeat());
        put(json, "garp_delay_ns", announcements.delayNs());
        put(json, "garp_refresh_ns", announcements.refreshNs());
        put(json, "garp_refresh_repeat", announcements.refreshRepeat());
        put(json, "garp_lower_prio_repeat", announcements.lowerPriorityRepeat());
        put(json, "garp_lower_prio_delay_ns", announcements.lowerPriorityDelayNs());
        if (settings.isGrouped()) {
            put(json, "group", settings.group());
        }
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
            if (track.kind() == Track.Kind.FILE) {
                put(json, "value", track.value());
            }
            put(json, "detail", track.detail());
            json.endObject();
        }
        json.endArray();
    }

    static RouterSettings settings(JsonLine line) {
        JsonLine settings = line.object("settings");
        return new RouterSettings(
                line.text("router"),
                settings.integer("vrid", 1, BYTE_MAX),
                address(settings, "source"),
                new RouterSettings.Rules(
                        settings.integer("version", 2, 3),
                        settings.integer("priority", 1, BYTE_MAX),
                        settings.number("interval_ns", 1, SPAN_MAX_NS),
                        settings.truth("preempt"),
                        settings.number("preempt_delay_ns", 0, SPAN_MAX_NS),
                        settings.integer("down_timer_adverts", 1, BYTE_MAX),
                        settings.truth("lower_prio_no_advert"),
                        settings.truth("higher_prio_send_advert"),
                        settings.has("timer_expired_backup")
                                ? settings.integer("timer_expired_backup", 1, BYTE_MAX)
                                : 0),
                new RouterSettings.Announcements(
                        settings.integer("garp_repeat", 0, ROUNDS_MAX),
                        settings.number("garp_delay_ns", 0, SPAN_MAX_NS),
                        settings.number("garp_refresh_ns", 0, SPAN_MAX_NS),
                        settings.integer("garp_refresh_repeat", 0, ROUNDS_MAX),
                        settings.integer("garp_lower_prio_repeat", 0, ROUNDS_MAX),
                        settings.number("garp_lower_prio_delay_ns", 0, SPAN_MAX_NS)),
                settings.has("group") ? settings.text("group") : "");
    }

    static List<Track> tracks(JsonLine line) {
        return line.objects("tracks").stream()
                .map(track -> new Track(
                        track.constant("kind", Track.Kind.class),
                        track.text("name"),
                        new Weight(track.integer("weight", -WEIGHT_MAX, WEIGHT_MAX), track.truth("reversed")),
                        track.constant("condition", Condition.class),
                        track.has("value") ? track.integer("value", Integer.MIN_VALUE, Integer.MAX_VALUE) : 0,
                        track.text("detail")))
                .toList();
    }

    static IpAddress address(JsonLine line, String name) {
        return IpAddress.parse(line.text(name))
                .orElseThrow(() -> new JsonException("the member " + name + " is no address: " + line.text(name)));
    }
}
