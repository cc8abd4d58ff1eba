package dev.vigil.recording;

import static dev.vigil.recording.InputJson.TIME_MAX_NS;
import static dev.vigil.recording.InputJson.put;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.PriorityChange;
import dev.vigil.core.vrrp.RouterSnapshot;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.Verdict;
import dev.vigil.core.vrrp.VirtualRouter;
import io.avaje.json.JsonWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a virtual router remembers, as members of a line, both ways. A time that is absent is one of nothing due. */
final class SnapshotJson {
    private static final int COUNT_MAX = 1_000_000;

    private SnapshotJson() {}

    static void write(RouterSnapshot snapshot, JsonWriter json) {
        SettingsJson.write(snapshot.settings(), snapshot.tracks(), json);
        writeStanding(snapshot.standing(), json);
        writeTimers(snapshot, json);
        snapshot.heard().ifPresent(heard -> {
            json.name("heard");
            json.beginObject();
            put(json, "source", heard.source().toString());
            put(json, "priority", heard.priority());
            put(json, "at_ns", heard.atNs());
            put(json, "verdict", heard.verdict().name());
            json.endObject();
        });
        writeLosses(snapshot.losses(), json);
        json.name("answers");
        json.beginObject();
        put(json, "replies", snapshot.answers().replies());
        put(json, "contests", snapshot.answers().contests());
        putTime(json, "due_ns", snapshot.answers().dueNs());
        put(json, "listened_after_stall", snapshot.answers().listenedAfterStall());
        json.endObject();
        snapshot.rival().ifPresent(rival -> {
            json.name("rival");
            json.beginObject();
            put(json, "first_ns", rival.firstNs());
            put(json, "last_ns", rival.lastNs());
            json.endObject();
        });
    }

    private static void writeStanding(RouterSnapshot.Standing standing, JsonWriter json) {
        json.name("standing");
        json.beginObject();
        put(json, "state", standing.state().name());
        put(json, "started", standing.started());
        put(json, "addresses_present", standing.addressesPresent());
        put(json, "since_ns", standing.sinceNs());
        writeCauses("why", standing.why(), json);
        standing.hold().ifPresent(cause -> put(json, "hold", cause.text()));
        standing.change().ifPresent(change -> {
            json.name("change");
            json.beginObject();
            put(json, "from", change.from());
            put(json, "to", change.to());
            writeCauses("why", change.why(), json);
            json.endObject();
        });
        standing.wish().ifPresent(wish -> writeCauses("wish", wish, json));
        standing.asked().why().ifPresent(why -> {
            json.name("asked");
            json.beginObject();
            put(json, "stage", standing.asked().stage().name());
            put(json, "why", why.text());
            putTime(json, "bound_ns", standing.asked().boundNs());
            json.endObject();
        });
        json.endObject();
    }

    private static void writeTimers(RouterSnapshot snapshot, JsonWriter json) {
        json.name("timers");
        json.beginObject();
        put(json, "master_interval_ns", snapshot.masterIntervalNs());
        putTime(json, "timer_ns", snapshot.timers().timerNs());
        putTime(json, "preempt_ns", snapshot.timers().preemptNs());
        putTime(json, "hold_ns", snapshot.timers().holdNs());
        putTime(json, "removal_ns", snapshot.timers().removalNs());
        putTime(json, "second_burst_ns", snapshot.announcing().secondBurstNs());
        putTime(json, "refresh_ns", snapshot.announcing().refreshNs());
        putTime(json, "contest_burst_ns", snapshot.announcing().contestBurstNs());
        json.endObject();
    }

    private static void writeLosses(RouterSnapshot.Losses losses, JsonWriter json) {
        json.name("losses");
        json.beginObject();
        put(json, "window_start_ns", losses.windowStartNs());
        json.name("addresses");
        json.beginArray();
        losses.times().forEach((address, times) -> {
            json.beginObject();
            put(json, "address", address.toString());
            put(json, "times", times);
            json.endObject();
        });
        json.endArray();
        json.endObject();
    }

    private static void putTime(JsonWriter json, String name, long timeNs) {
        if (timeNs != VirtualRouter.NEVER) {
            put(json, name, timeNs);
        }
    }

    static void writeCauses(String name, List<Cause> causes, JsonWriter json) {
        json.name(name);
        json.beginArray();
        causes.stream().map(Cause::text).forEach(json::value);
        json.endArray();
    }

    static RouterSnapshot read(JsonLine line) {
        JsonLine timers = line.object("timers");
        JsonLine answers = line.object("answers");
        return new RouterSnapshot(
                SettingsJson.settings(line),
                SettingsJson.tracks(line),
                standing(line.object("standing")),
                new RouterSnapshot.Timers(
                        time(timers, "timer_ns"),
                        time(timers, "preempt_ns"),
                        time(timers, "hold_ns"),
                        time(timers, "removal_ns")),
                new RouterSnapshot.Announcing(
                        time(timers, "second_burst_ns"), time(timers, "refresh_ns"), time(timers, "contest_burst_ns")),
                timers.number("master_interval_ns", 0, SettingsJson.SPAN_MAX_NS),
                line.optional(
                        "heard",
                        heard -> new RouterSnapshot.Heard(
                                SettingsJson.address(heard, "source"),
                                heard.integer("priority", 0, InputJson.PRIORITY_MAX),
                                heard.number("at_ns", 0, TIME_MAX_NS),
                                heard.constant("verdict", Verdict.class))),
                losses(line.object("losses")),
                new RouterSnapshot.Answers(
                        answers.integer("replies", 0, COUNT_MAX),
                        answers.integer("contests", 0, COUNT_MAX),
                        time(answers, "due_ns"),
                        answers.truth("listened_after_stall")),
                line.optional(
                        "rival",
                        rival -> new RouterSnapshot.Rival(
                                rival.number("first_ns", 0, TIME_MAX_NS), rival.number("last_ns", 0, TIME_MAX_NS))));
    }

    private static RouterSnapshot.Standing standing(JsonLine standing) {
        return new RouterSnapshot.Standing(
                standing.constant("state", State.class),
                standing.truth("started"),
                standing.truth("addresses_present"),
                standing.number("since_ns", 0, TIME_MAX_NS),
                causes(standing),
                standing.has("hold") ? Optional.of(new Cause.Recorded(standing.text("hold"))) : Optional.empty(),
                standing.optional(
                        "change",
                        change -> new PriorityChange(
                                change.integer("from", 0, InputJson.PRIORITY_MAX),
                                change.integer("to", 0, InputJson.PRIORITY_MAX),
                                causes(change))),
                standing.has("wish") ? Optional.of(causes(standing, "wish")) : Optional.empty(),
                standing.optional(
                                "asked",
                                asked -> new RouterSnapshot.Asked(
                                        asked.constant("stage", SteeringStage.class),
                                        Optional.of(new Cause.Recorded(asked.text("why"))),
                                        time(asked, "bound_ns")))
                        .orElse(RouterSnapshot.Asked.NOTHING));
    }

    private static RouterSnapshot.Losses losses(JsonLine losses) {
        Map<IpAddress, Integer> times = new HashMap<>();
        for (JsonLine each : losses.objects("addresses")) {
            times.put(SettingsJson.address(each, "address"), each.integer("times", 0, COUNT_MAX));
        }
        return new RouterSnapshot.Losses(losses.number("window_start_ns", 0, TIME_MAX_NS), times);
    }

    private static List<Cause> causes(JsonLine line) {
        return causes(line, "why");
    }

    static List<Cause> causes(JsonLine line, String name) {
        return line.texts(name).stream().<Cause>map(Cause.Recorded::new).toList();
    }

    private static long time(JsonLine timers, String name) {
        return timers.has(name) ? timers.number(name, 0, TIME_MAX_NS) : VirtualRouter.NEVER;
    }
}
