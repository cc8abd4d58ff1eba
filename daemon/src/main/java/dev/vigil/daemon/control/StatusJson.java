package dev.vigil.daemon.control;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The JSON form of a {@link StatusReport}. Names never change their meaning; new ones may be added. Where keepalived's JSON
 * has a name for the same thing it is kept: iname, ifp_ifname, vrid, version, base_priority, effective_priority, and in
 * {@code stats} advert_sent, advert_rcvd, become_master, release_master, pri_zero_sent, pri_zero_rcvd, addr_list_err. Moments named
 * {@code ..._epoch_ms} are wall-clock time, those named {@code ..._ns} are on the monotonic clock of {@code taken_ns}.
 *
 * <pre>{@code
 * {"taken_epoch_ms":..., "taken_ns":...,
 *  "daemon":{"pid":1,"version":"0.1.0","started_epoch_ms":...,"config_file":"...",
 *            "last_reload":{"at_epoch_ms":...,"accepted":true,"summary":"..."},
 *            "without":{"keywords":["..."],"omissions":["..."]},
 *            "last_pause":{"ended_epoch_ms":...,"ended_ns":...,"late_ns":...},
 *            "startup_delay_ns":0,"defects":[{"where":"VI_1","count":1}],
 *            "bridged_waits":{"times":1,"adverts":17,"longest_ns":...},"bfd":{"drops":{"ttl":1}},
 *            "mail":{"sent":4,"lost":0,"waiting":1,"last_failure":"..."}},
 *  "instances":[{"iname":"VI_1","ifp_ifname":"eth0","vrid":51,"family":"ipv4","version":2,
 *     "state":"MASTER","since_epoch_ms":...,"since_ns":...,"why":["...","..."],
 *     "holds_because":"...","would_change":"...",
 *     "last_transition":{"from":"BACKUP","to":"MASTER","at_epoch_ms":...,"at_ns":...},
 *     "interval_ns":...,"master_interval_ns":...,"master_down_ns":...,"preempt":true,"preempt_delay_ns":0,
 *     "wantstate":"MASTER",
 *     "announcements":{"repeat":5,"delay_ns":...,"refresh_ns":0,"refresh_repeat":1,"lower_priority_repeat":5,
 *        "lower_priority_delay_ns":...},
 *     "base_priority":100,"effective_priority":80,
 *     "priority_parts":[{"kind":"script","name":"chk","condition":"down","delta":-20,"fault":false,"detail":"..."}],
 *     "master":{"address":"10.0.0.2","priority":150,"heard_ns":...},
 *     "vips":[{"address":"10.0.0.9/24","interface":"eth0","present":true}],
 *     "stats":{"advert_sent":0,...,"drops":{"ttl":3}},
 *     "notify":{"runs":0,"failed":0,"skipped":0,"waiting":0,"last":{RUN}},
 *     "rivals":[{"address":"10.0.0.2","mac":"02:...","disputes":["master_too"],"text":"is master, too","priority":90,
 *        "since_ns":...,"heard_ns":...}],
 *     "degraded":["..."],
 *     "steering":{"stage":"out","text":"drained by user root: ...","who":"user root","reason":"...",
 *        "asked_epoch_ms":...,"until_epoch_ms":...}}],
 *  "groups":[{"name":"G","state":"MASTER","members":["VI_1","VI_2"],"priority_contribution":-20,
 *     "trackers":[{"kind":"script","name":"chk",...}]}],
 *  "scripts":[{"name":"chk","condition":"up","since_epoch_ms":...,"running":false,"command":["/x"],"user":"root",
 *     "interval_ns":..., "last":{"program":"/x","outcome":"exited with status 0","output":"","duration_ns":...,
 *     "ended_epoch_ms":...}}],
 *  "strays":[{"interface":"eth0","drops":{"ip_header":1,"length":2,"unknown_vrid":3}}],
 *  "balancing":{...},"intents":[...]}
 * }</pre>
 *
 * {@code strays} counts what was refused before a virtual router was found for it, for each interface that is listened on.
 * {@code value} is the number that a tracked file holds, and absent for everything else.
 * {@code why} is how the state came about, {@code holds_because} what holds it now. {@code degraded} says what a MASTER
 * serves without. {@code last_reload}, {@code last_pause}, {@code last_transition}, {@code master}, {@code mac},
 * {@code steering}, {@code until_epoch_ms} and {@code last} are absent where there is none. An instance that an operator has
 * taken out of service is in MAINTENANCE, which keepalived's formats show as FAULT.
 */
public final class StatusJson {
    private StatusJson() {}

    // Writing

    public static void write(StatusReport report, JsonWriter json) {
        json.beginObject();
        number(json, "taken_epoch_ms", report.takenEpochMs());
        number(json, "taken_ns", report.takenNs());
        object(json, "daemon", () -> writeDaemon(report.daemon(), json));
        objects(json, "instances", report.instances(), each -> writeInstance(each, json));
        objects(json, "groups", report.groups(), each -> {
            text(json, "name", each.name());
            text(json, "state", each.state().name());
            texts(json, "members", each.members());
            number(json, "priority_contribution", each.contribution());
            objects(json, "trackers", each.trackers(), part -> writePart(part, json));
        });
        objects(json, "scripts", report.scripts(), each -> writeScript(each, json));
        objects(json, "strays", report.strays(), each -> {
            text(json, "interface", each.interfaceName());
            writeDrops(each.drops(), json);
        });
        ServiceJson.write(report.balancing(), json);
        objects(json, "intents", report.intents(), each -> ServiceJson.write(each, json));
        json.endObject();
    }

    private static void writeDaemon(StatusReport.Daemon daemon, JsonWriter json) {
        number(json, "pid", daemon.pid());
        text(json, "version", daemon.version());
        number(json, "started_epoch_ms", daemon.startedEpochMs());
        text(json, "config_file", daemon.configFile());
        daemon.ownConfigFile().ifPresent(file -> text(json, "vigil_config_file", file));
        daemon.lastReload()
                .ifPresent(reload -> object(json, "last_reload", () -> {
                    number(json, "at_epoch_ms", reload.atEpochMs());
                    truth(json, "accepted", reload.accepted());
                    text(json, "summary", reload.summary());
                }));
        object(json, "without", () -> {
            texts(json, "keywords", daemon.without().keywords());
            texts(json, "omissions", daemon.without().omissions());
        });
        daemon.lastPause()
                .ifPresent(pause -> object(json, "last_pause", () -> {
                    number(json, "ended_epoch_ms", pause.endedEpochMs());
                    number(json, "ended_ns", pause.endedNs());
                    number(json, "late_ns", pause.lateNs());
                }));
        number(json, "startup_delay_ns", daemon.startupDelayNs());
        objects(json, "defects", daemon.health().defects(), defects -> {
            text(json, "where", defects.where());
            number(json, "count", defects.count());
        });
        StatusReport.Bridged bridged = daemon.health().bridged();
        object(json, "bridged_waits", () -> {
            number(json, "times", bridged.times());
            number(json, "adverts", bridged.adverts());
            number(json, "longest_ns", bridged.longestNs());
        });
        object(json, "bfd", () -> writeDrops(daemon.health().bfdDrops(), json));
        daemon.health()
                .mail()
                .ifPresent(mail -> object(json, "mail", () -> {
                    number(json, "sent", mail.sent());
                    number(json, "lost", mail.lost());
                    number(json, "waiting", mail.waiting());
                    mail.lastFailure().ifPresent(failure -> text(json, "last_failure", failure));
                }));
    }

    private static void writeInstance(StatusReport.Instance instance, JsonWriter json) {
        text(json, "iname", instance.name());
        text(json, "ifp_ifname", instance.interfaceName());
        number(json, "vrid", instance.vrid());
        text(json, "family", word(instance.family()));
        number(json, "version", instance.version());
        text(json, "state", instance.stateWord());
        number(json, "since_epoch_ms", instance.sinceEpochMs());
        number(json, "since_ns", instance.sinceNs());
        writeReasons(instance, json);
        writeRules(instance.rules(), json);
        number(json, "base_priority", instance.priority().base());
        number(json, "effective_priority", instance.priority().effective());
        objects(json, "priority_parts", instance.priority().parts(), part -> writePart(part, json));
        instance.master()
                .ifPresent(master -> object(json, "master", () -> {
                    text(json, "address", master.address().toString());
                    number(json, "priority", master.priority());
                    number(json, "heard_ns", master.heardNs());
                }));
        objects(json, "vips", instance.addresses(), address -> {
            text(json, "address", address.text());
            text(json, "interface", address.interfaceName());
            truth(json, "present", address.present());
        });
        object(json, "stats", () -> writeCounters(instance.counters(), json));
        object(json, "notify", () -> writeNotify(instance.notifications(), json));
        objects(json, "rivals", instance.rivals(), rival -> writeRival(rival, json));
        texts(json, "degraded", instance.lacking());
        instance.steering()
                .ifPresent(steering -> object(json, "steering", () -> {
                    text(json, "stage", word(steering.stage()));
                    text(json, "text", steering.text());
                    text(json, "who", steering.who());
                    text(json, "reason", steering.reason());
                    number(json, "asked_epoch_ms", steering.askedEpochMs());
                    steering.untilEpochMs().ifPresent(until -> number(json, "until_epoch_ms", until));
                }));
    }

    private static void writeReasons(StatusReport.Instance instance, JsonWriter json) {
        StatusReport.Reasons why = instance.why();
        texts(json, "why", why.cameAbout());
        text(json, "holds_because", why.now());
        text(json, "would_change", why.otherwise());
        why.cameFrom()
                .ifPresent(from -> object(json, "last_transition", () -> {
                    text(json, "from", from.name());
                    text(json, "to", instance.stateWord());
                    number(json, "at_epoch_ms", instance.sinceEpochMs());
                    number(json, "at_ns", instance.sinceNs());
                }));
    }

    private static void writeRules(StatusReport.Rules rules, JsonWriter json) {
        number(json, "interval_ns", rules.intervalNs());
        number(json, "master_interval_ns", rules.masterIntervalNs());
        number(json, "master_down_ns", rules.masterDownNs());
        truth(json, "preempt", rules.preempt());
        number(json, "preempt_delay_ns", rules.preemptDelayNs());
        text(json, "wantstate", rules.wanted().name());
        object(json, "announcements", () -> writeAnnouncements(rules.announcements(), json));
    }

    private static void writeAnnouncements(RouterSettings.Announcements announcements, JsonWriter json) {
        number(json, "repeat", announcements.repeat());
        number(json, "delay_ns", announcements.delayNs());
        number(json, "refresh_ns", announcements.refreshNs());
        number(json, "refresh_repeat", announcements.refreshRepeat());
        number(json, "lower_priority_repeat", announcements.lowerPriorityRepeat());
        number(json, "lower_priority_delay_ns", announcements.lowerPriorityDelayNs());
    }

    private static void writeRival(StatusReport.Rival rival, JsonWriter json) {
        text(json, "address", rival.address().toString());
        rival.mac().ifPresent(mac -> text(json, "mac", mac));
        texts(json, "disputes", rival.disputes());
        text(json, "text", rival.text());
        number(json, "priority", rival.priority());
        number(json, "since_ns", rival.sinceNs());
        number(json, "heard_ns", rival.heardNs());
    }

    private static void writePart(StatusReport.Part part, JsonWriter json) {
        text(json, "kind", part.kind());
        text(json, "name", part.name());
        text(json, "condition", word(part.condition()));
        number(json, "delta", part.delta());
        truth(json, "fault", part.fault());
        part.value().ifPresent(value -> number(json, "value", value));
        text(json, "detail", part.detail());
    }

    private static void writeCounters(StatusReport.Counters counters, JsonWriter json) {
        number(json, "advert_sent", counters.advertsSent());
        number(json, "advert_rcvd", counters.advertsReceived());
        number(json, "become_master", counters.becameMaster());
        number(json, "release_master", counters.releasedMaster());
        number(json, "pri_zero_sent", counters.priorityZeroSent());
        number(json, "pri_zero_rcvd", counters.priorityZeroReceived());
        number(json, "addr_list_err", counters.addressListErrors());
        writeDrops(counters.drops(), json);
    }

    private static void writeDrops(Map<String, Long> drops, JsonWriter json) {
        object(json, "drops", () -> new TreeMap<>(drops).forEach((reason, count) -> number(json, reason, count)));
    }

    private static void writeNotify(StatusReport.Notify notify, JsonWriter json) {
        number(json, "runs", notify.runs());
        number(json, "failed", notify.failed());
        number(json, "skipped", notify.skipped());
        number(json, "waiting", notify.waiting());
        notify.last().ifPresent(run -> object(json, "last", () -> writeRun(run, json)));
    }

    private static void writeScript(StatusReport.Script script, JsonWriter json) {
        text(json, "name", script.name());
        text(json, "condition", word(script.condition()));
        number(json, "since_epoch_ms", script.sinceEpochMs());
        truth(json, "running", script.running());
        texts(json, "command", script.command());
        text(json, "user", script.user());
        number(json, "interval_ns", script.intervalNs());
        script.last().ifPresent(run -> object(json, "last", () -> writeRun(run, json)));
    }

    private static void writeRun(StatusReport.Run run, JsonWriter json) {
        text(json, "program", run.program());
        text(json, "outcome", run.outcome());
        text(json, "output", run.output());
        number(json, "duration_ns", run.durationNs());
        number(json, "ended_epoch_ms", run.endedEpochMs());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static void text(JsonWriter json, String name, String value) {
        json.name(name);
        json.value(value);
    }

    static void number(JsonWriter json, String name, long value) {
        json.name(name);
        json.value(value);
    }

    static void truth(JsonWriter json, String name, boolean value) {
        json.name(name);
        json.value(value);
    }

    static void texts(JsonWriter json, String name, List<String> values) {
        json.name(name);
        json.beginArray();
        values.forEach(json::value);
        json.endArray();
    }

    static void object(JsonWriter json, String name, Runnable members) {
        json.name(name);
        json.beginObject();
        members.run();
        json.endObject();
    }

    static <T> void objects(JsonWriter json, String name, List<T> values, Consumer<T> members) {
        json.name(name);
        json.beginArray();
        for (T value : values) {
            json.beginObject();
            members.accept(value);
            json.endObject();
        }
        json.endArray();
    }

    // Reading

    /** @throws JsonException if the text is not the JSON form of a report */
    public static StatusReport read(String text) {
        JsonTree tree = JsonTree.parse(text);
        try {
            return new StatusReport(
                    tree.number("taken_epoch_ms"),
                    tree.number("taken_ns"),
                    readDaemon(tree.object("daemon")),
                    tree.objects("instances", StatusJson::readInstance),
                    tree.has("groups") ? tree.objects("groups", StatusJson::readGroup) : List.of(),
                    tree.objects("scripts", StatusJson::readScript),
                    tree.objects(
                            "strays",
                            strays -> new StatusReport.Strays(
                                    strays.text("interface"), readDrops(strays.object("drops")))),
                    tree.optional("balancing", ServiceJson::read).orElse(ServiceReport.NONE),
                    tree.has("intents") ? tree.objects("intents", ServiceJson::readIntent) : List.of());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new JsonException("not a status report: " + e.getMessage(), e);
        }
    }

    private static StatusReport.Group readGroup(JsonTree tree) {
        return new StatusReport.Group(
                tree.text("name"),
                State.valueOf(tree.text("state")),
                tree.texts("members"),
                tree.objects("trackers", StatusJson::readPart));
    }

    private static StatusReport.Daemon readDaemon(JsonTree tree) {
        return new StatusReport.Daemon(
                tree.number("pid"),
                tree.text("version"),
                tree.number("started_epoch_ms"),
                tree.text("config_file"),
                tree.has("vigil_config_file") ? Optional.of(tree.text("vigil_config_file")) : Optional.empty(),
                tree.optional(
                        "last_reload",
                        reload -> new StatusReport.Reload(
                                reload.number("at_epoch_ms"), reload.truth("accepted"), reload.text("summary"))),
                tree.optional("without", StatusJson::readWithout).orElse(StatusReport.Without.NOTHING),
                tree.optional(
                        "last_pause",
                        pause -> new StatusReport.Pause(
                                pause.number("ended_epoch_ms"), pause.number("ended_ns"), pause.number("late_ns"))),
                tree.number("startup_delay_ns"),
                new StatusReport.Health(
                        tree.objects(
                                "defects",
                                defects -> new StatusReport.Defects(defects.text("where"), defects.number("count"))),
                        readBridged(tree.object("bridged_waits")),
                        tree.has("bfd") ? readDrops(tree.object("bfd").object("drops")) : Map.of(),
                        tree.optional("mail", StatusJson::readMail)));
    }

    private static StatusReport.Bridged readBridged(JsonTree tree) {
        return new StatusReport.Bridged(tree.number("times"), tree.number("adverts"), tree.number("longest_ns"));
    }

    private static StatusReport.Mail readMail(JsonTree tree) {
        return new StatusReport.Mail(
                tree.number("sent"),
                tree.number("lost"),
                tree.number("waiting"),
                tree.has("last_failure") ? Optional.of(tree.text("last_failure")) : Optional.empty());
    }

    private static StatusReport.Without readWithout(JsonTree tree) {
        return new StatusReport.Without(tree.texts("keywords"), tree.texts("omissions"));
    }

    private static StatusReport.Instance readInstance(JsonTree tree) {
        return new StatusReport.Instance(
                tree.text("iname"),
                tree.text("ifp_ifname"),
                tree.integer("vrid"),
                Family.valueOf(constant(tree, "family")),
                tree.integer("version"),
                readState(tree.text("state")),
                tree.number("since_epoch_ms"),
                tree.number("since_ns"),
                readReasons(tree),
                readRules(tree),
                new StatusReport.Priority(
                        tree.integer("base_priority"),
                        tree.integer("effective_priority"),
                        tree.objects("priority_parts", StatusJson::readPart)),
                tree.optional("master", StatusJson::readMaster),
                tree.objects(
                        "vips",
                        address -> new StatusReport.Address(
                                address.text("address"), address.text("interface"), address.truth("present"))),
                readCounters(tree.object("stats")),
                readNotify(tree.object("notify")),
                tree.objects("rivals", StatusJson::readRival),
                tree.texts("degraded"),
                tree.optional("steering", StatusJson::readSteering));
    }

    private static State readState(String word) {
        return word.equals(StatusReport.MAINTENANCE) ? State.FAULT : State.valueOf(word);
    }

    private static StatusReport.Steering readSteering(JsonTree tree) {
        return new StatusReport.Steering(
                SteeringStage.valueOf(constant(tree, "stage")),
                tree.text("text"),
                tree.text("who"),
                tree.text("reason"),
                tree.number("asked_epoch_ms"),
                tree.has("until_epoch_ms") ? OptionalLong.of(tree.number("until_epoch_ms")) : OptionalLong.empty());
    }

    private static StatusReport.Reasons readReasons(JsonTree tree) {
        return new StatusReport.Reasons(
                tree.text("holds_because"),
                tree.text("would_change"),
                tree.texts("why"),
                tree.optional("last_transition", last -> State.valueOf(last.text("from"))));
    }

    private static StatusReport.Rules readRules(JsonTree tree) {
        return new StatusReport.Rules(
                tree.number("interval_ns"),
                tree.number("master_interval_ns"),
                tree.number("master_down_ns"),
                tree.truth("preempt"),
                tree.number("preempt_delay_ns"),
                State.valueOf(tree.text("wantstate")),
                readAnnouncements(tree.object("announcements")));
    }

    private static RouterSettings.Announcements readAnnouncements(JsonTree tree) {
        return new RouterSettings.Announcements(
                tree.integer("repeat"),
                tree.number("delay_ns"),
                tree.number("refresh_ns"),
                tree.integer("refresh_repeat"),
                tree.integer("lower_priority_repeat"),
                tree.number("lower_priority_delay_ns"));
    }

    private static StatusReport.Rival readRival(JsonTree tree) {
        return new StatusReport.Rival(
                IpAddress.of(tree.text("address")),
                tree.has("mac") ? Optional.of(tree.text("mac")) : Optional.empty(),
                tree.texts("disputes"),
                tree.text("text"),
                tree.integer("priority"),
                tree.number("since_ns"),
                tree.number("heard_ns"));
    }

    private static StatusReport.Part readPart(JsonTree tree) {
        return new StatusReport.Part(
                tree.text("kind"),
                tree.text("name"),
                Condition.valueOf(constant(tree, "condition")),
                tree.integer("delta"),
                tree.truth("fault"),
                tree.has("value") ? OptionalInt.of(tree.integer("value")) : OptionalInt.empty(),
                tree.text("detail"));
    }

    private static StatusReport.Master readMaster(JsonTree tree) {
        return new StatusReport.Master(
                IpAddress.of(tree.text("address")), tree.integer("priority"), tree.number("heard_ns"));
    }

    private static StatusReport.Counters readCounters(JsonTree tree) {
        return new StatusReport.Counters(
                tree.number("advert_sent"),
                tree.number("advert_rcvd"),
                tree.number("become_master"),
                tree.number("release_master"),
                tree.number("pri_zero_sent"),
                tree.number("pri_zero_rcvd"),
                tree.has("addr_list_err") ? tree.number("addr_list_err") : 0,
                readDrops(tree.object("drops")));
    }

    private static Map<String, Long> readDrops(JsonTree reasons) {
        Map<String, Long> drops = new TreeMap<>();
        for (Object reason : reasons.members().keySet()) {
            drops.put(reason.toString(), reasons.number(reason.toString()));
        }
        return drops;
    }

    private static StatusReport.Notify readNotify(JsonTree tree) {
        return new StatusReport.Notify(
                tree.number("runs"),
                tree.number("failed"),
                tree.number("skipped"),
                tree.integer("waiting"),
                tree.optional("last", StatusJson::readRun));
    }

    private static StatusReport.Script readScript(JsonTree tree) {
        return new StatusReport.Script(
                tree.text("name"),
                Condition.valueOf(constant(tree, "condition")),
                tree.number("since_epoch_ms"),
                tree.truth("running"),
                tree.texts("command"),
                tree.text("user"),
                tree.number("interval_ns"),
                tree.optional("last", StatusJson::readRun));
    }

    private static StatusReport.Run readRun(JsonTree tree) {
        return new StatusReport.Run(
                tree.text("program"),
                tree.text("outcome"),
                tree.text("output"),
                tree.number("duration_ns"),
                tree.number("ended_epoch_ms"));
    }

    private static String constant(JsonTree tree, String name) {
        return tree.text(name).toUpperCase(Locale.ROOT);
    }
}
