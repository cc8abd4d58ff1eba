package dev.vigil.daemon.control;

import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A {@link StatusReport} for people. Nothing here is meant for programs: they use {@link StatusJson}. */
public final class StatusText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** A pause that ended so long before a change of state may be why it came. */
    private static final long PAUSE_BEFORE_NS = 10_000_000_000L;

    private StatusText() {}

    /** Everything: the daemon, the table, each instance with its why, the scripts. */
    public static String full(StatusReport report, ZoneId zone) {
        StringBuilder out = new StringBuilder();
        daemon(report, zone, out);
        if (!report.instances().isEmpty() || report.balancing().services().isEmpty()) {
            out.append('\n').append(table(report));
        }
        report.groups().forEach(group -> group(group, out));
        for (StatusReport.Instance instance : report.instances()) {
            out.append('\n').append(detail(report, instance));
        }
        if (!report.balancing().services().isEmpty()) {
            out.append('\n').append(ServiceText.table(report));
        }
        if (!report.scripts().isEmpty()) {
            out.append('\n');
            scripts(report, out);
        }
        for (StatusReport.Strays strays : report.strays()) {
            if (!strays.drops().isEmpty()) {
                out.append("\nNot for any instance, on ").append(strays.interfaceName());
                drops(": ", strays.drops(), out);
            }
        }
        return out.toString();
    }

    private static void daemon(StatusReport report, ZoneId zone, StringBuilder out) {
        StatusReport.Daemon daemon = report.daemon();
        out.append("Vigil ").append(daemon.version()).append(", pid ").append(daemon.pid());
        out.append(", up for ").append(age(report.takenEpochMs() - daemon.startedEpochMs()));
        out.append(", ").append(daemon.configFile());
        daemon.ownConfigFile().ifPresent(file -> out.append(" and ").append(file));
        out.append('\n');
        daemon.lastReload()
                .ifPresent(reload -> out.append(reload.accepted() ? "Reloaded " : "RELOAD REFUSED ")
                        .append(TIME.format(
                                Instant.ofEpochMilli(reload.atEpochMs()).atZone(zone)))
                        .append(reload.accepted() ? "" : ", the old configuration stays in force")
                        .append(reload.summary().isEmpty() ? "" : ": " + reload.summary())
                        .append('\n'));
        without(daemon.without(), out);
        daemon.lastPause().ifPresent(pause -> out.append(pause(report, pause)).append('\n'));
        health(daemon.health(), out);
    }

    private static void health(StatusReport.Health health, StringBuilder out) {
        for (StatusReport.Defects defects : health.defects()) {
            out.append("DEFECTS of this program in ").append(defects.where()).append(": ");
            out.append(defects.count()).append(", see VGL1014 in the log\n");
        }
        StatusReport.Bridged bridged = health.bridged();
        if (bridged.times() > 0) {
            out.append("Waits in the kernel in which advertisements were due and sent: ")
                    .append(bridged.times());
            out.append(", the longest of ")
                    .append(Ages.exact(bridged.longestNs()))
                    .append('\n');
        }
        if (!health.bfdDrops().isEmpty()) {
            out.append("BFD packets refused");
            drops(": ", health.bfdDrops(), out);
        }
        health.mail().ifPresent(mail -> mail(mail, out));
    }

    private static void mail(StatusReport.Mail mail, StringBuilder out) {
        out.append("Mail alerts sent ").append(mail.sent());
        out.append(", waiting ").append(mail.waiting());
        out.append(mail.lost() > 0 ? ", LOST " : ", lost ").append(mail.lost());
        mail.lastFailure()
                .ifPresent(failure -> out.append("; the last try failed: ").append(failure));
        out.append('\n');
    }

    private static void without(StatusReport.Without without, StringBuilder out) {
        if (!without.keywords().isEmpty()) {
            out.append("RUNNING WITHOUT keywords that have no effect yet: ");
            out.append(String.join(", ", without.keywords())).append('\n');
        }
        for (String omission : without.omissions()) {
            out.append("RUNNING WITHOUT ").append(omission).append('\n');
        }
    }

    private static String pause(StatusReport report, StatusReport.Pause pause) {
        return "The VRRP loop was " + Ages.exact(pause.lateNs()) + " late, "
                + ageNs(report.takenNs() - pause.endedNs())
                + " ago: this process or the machine slept, or was too busy";
    }

    /** One line per instance. */
    public static String table(StatusReport report) {
        TextTable table = new TextTable("INSTANCE", "STATE", "FOR", "PRIORITY", "MASTER", "VRID", "INTERFACE", "VIPS");
        for (StatusReport.Instance instance : report.instances()) {
            table.row(
                    instance.name(),
                    instance.stateWord(),
                    ageNs(report.takenNs() - instance.sinceNs()),
                    priority(instance.priority()),
                    master(instance),
                    Integer.toString(instance.vrid()),
                    instance.interfaceName(),
                    addresses(instance.addresses()));
        }
        return table.toString();
    }

    /** One line per instance, with what holds it in its state. */
    public static String wide(StatusReport report) {
        TextTable table = new TextTable(
                "INSTANCE", "STATE", "FOR", "PRIORITY", "MASTER", "VRID", "INTERFACE", "VIPS", "LACKS", "WHY");
        for (StatusReport.Instance instance : report.instances()) {
            table.row(
                    instance.name(),
                    instance.stateWord(),
                    ageNs(report.takenNs() - instance.sinceNs()),
                    priority(instance.priority()),
                    master(instance),
                    Integer.toString(instance.vrid()),
                    instance.interfaceName(),
                    addresses(instance.addresses()),
                    Integer.toString(instance.lacking().size()),
                    instance.why().now());
        }
        return table.toString();
    }

    private static void group(StatusReport.Group group, StringBuilder out) {
        out.append("\nSync group ").append(group.name()).append(" is ").append(group.state());
        out.append(": ").append(String.join(", ", group.members())).append('\n');
        if (!group.trackers().isEmpty()) {
            out.append("  priority of each ")
                    .append(signed(group.contribution()))
                    .append('\n');
            group.trackers().forEach(part -> part(part, out));
        }
    }

    private static String priority(StatusReport.Priority priority) {
        return priority.effective() == priority.base()
                ? Integer.toString(priority.base())
                : priority.effective() + " of " + priority.base();
    }

    private static String master(StatusReport.Instance instance) {
        if (instance.state() == State.MASTER) {
            return instance.rivals().stream().anyMatch(StatusReport.Rival::isMaster)
                    ? "this node AND ANOTHER"
                    : "this node";
        }
        return instance.master()
                .map(master -> master.address() + " (" + master.priority() + ")")
                .orElse("none heard");
    }

    private static String addresses(List<StatusReport.Address> addresses) {
        long present = addresses.stream().filter(StatusReport.Address::present).count();
        return present + " of " + addresses.size();
    }

    /** One instance: its state and why, its priority and what makes it, its addresses and counters. */
    public static String detail(StatusReport report, StatusReport.Instance instance) {
        StringBuilder out = new StringBuilder(reasons(report, instance));
        priorityParts(instance.priority(), out);
        instance.master()
                .ifPresent(master -> out.append("  master ")
                        .append(master.address())
                        .append(" with priority ")
                        .append(master.priority())
                        .append(", last heard ")
                        .append(ageNs(report.takenNs() - master.heardNs()))
                        .append(" ago\n"));
        for (StatusReport.Address address : instance.addresses()) {
            out.append("  ").append(address.text()).append(" on ").append(address.interfaceName());
            out.append(address.present() ? " is present" : " is absent").append(contradiction(instance, address));
            out.append('\n');
        }
        counters(instance.counters(), out);
        notify(report, instance.notifications(), out);
        return out.toString();
    }

    /** An address is present exactly on a master; anything else deserves to be seen. */
    private static String contradiction(StatusReport.Instance instance, StatusReport.Address address) {
        return address.present() == (instance.state() == State.MASTER) ? "" : "  <-- unexpected";
    }

    /** Why an instance is in its state, and a pause of the loop that may have to do with it. */
    public static String why(StatusReport report, StatusReport.Instance instance) {
        StringBuilder out = new StringBuilder(reasons(report, instance));
        report.daemon()
                .lastPause()
                .filter(pause -> pause.endedNs() >= instance.sinceNs() - PAUSE_BEFORE_NS)
                .ifPresent(
                        pause -> out.append("  ").append(pause(report, pause)).append('\n'));
        return out.toString();
    }

    /** What holds the state now, then the chain of causes, the nearest first, each indented below what it caused. */
    private static String reasons(StatusReport report, StatusReport.Instance instance) {
        StringBuilder out = new StringBuilder();
        StatusReport.Reasons why = instance.why();
        String age = ageNs(report.takenNs() - instance.sinceNs());
        out.append(instance.name())
                .append(" is ")
                .append(instance.stateWord())
                .append(" for ")
                .append(age);
        out.append(instance.lacking().isEmpty() ? "\n" : ", DEGRADED\n");
        rivals(report, instance, out);
        instance.lacking().forEach(each -> out.append("  WITHOUT ").append(each).append('\n'));
        out.append("  because ").append(why.now()).append('\n');
        if (!why.otherwise().isEmpty()) {
            out.append("  ").append(why.otherwise()).append('\n');
        }
        if (!why.cameAbout().isEmpty()) {
            out.append("  it came about ").append(age).append(" ago");
            why.cameFrom().ifPresent(from -> out.append(", from ").append(from));
            out.append('\n');
        }
        int depth = 2;
        for (String cause : why.cameAbout()) {
            out.append("  ".repeat(depth)).append("because ").append(cause).append('\n');
            depth++;
        }
        return out.toString();
    }

    private static void rivals(StatusReport report, StatusReport.Instance instance, StringBuilder out) {
        for (StatusReport.Rival rival : instance.rivals()) {
            String address = rival.address().toString();
            out.append("  ").append(rival.isMaster() ? "another master: " + address + " " : address + " differs: it ");
            out.append(rival.text());
            out.append("; MAC ").append(rival.mac().orElse("unknown"));
            out.append(", priority ").append(rival.priority());
            out.append(", last heard ")
                    .append(ageNs(report.takenNs() - rival.heardNs()))
                    .append(" ago");
            out.append(", for ")
                    .append(ageNs(report.takenNs() - rival.sinceNs()))
                    .append('\n');
        }
    }

    private static void priorityParts(StatusReport.Priority priority, StringBuilder out) {
        out.append("  priority ").append(priority.effective()).append(" = ").append(priority.base());
        out.append(" configured\n");
        priority.parts().forEach(part -> part(part, out));
    }

    private static void part(StatusReport.Part part, StringBuilder out) {
        out.append("    ").append(part.fault() ? "FAULT" : signed(part.delta())).append("  ");
        String condition =
                part.value().isPresent() ? Integer.toString(part.value().getAsInt()) : word(part.condition());
        out.append(part.kind()).append(' ').append(part.name()).append(' ').append(condition);
        out.append(part.detail().isEmpty() ? "" : ": " + part.detail()).append('\n');
    }

    private static String signed(int delta) {
        return delta > 0 ? "+" + delta : delta == 0 ? "+0" : Integer.toString(delta);
    }

    private static void counters(StatusReport.Counters counters, StringBuilder out) {
        out.append("  adverts sent ").append(counters.advertsSent());
        out.append(", received ").append(counters.advertsReceived());
        out.append("; priority 0 sent ").append(counters.priorityZeroSent());
        out.append(", received ").append(counters.priorityZeroReceived());
        out.append("; became master ").append(counters.becameMaster());
        out.append(", released ").append(counters.releasedMaster()).append('\n');
        if (!counters.drops().isEmpty()) {
            out.append("  dropped");
            drops(" ", counters.drops(), out);
        }
    }

    private static void drops(String introduction, Map<String, Long> drops, StringBuilder out) {
        String separator = introduction;
        for (var entry : new TreeMap<>(drops).entrySet()) {
            out.append(separator).append(entry.getKey()).append(' ').append(entry.getValue());
            separator = ", ";
        }
        out.append('\n');
    }

    private static void notify(StatusReport report, StatusReport.Notify notify, StringBuilder out) {
        if (notify.runs() == 0 && notify.waiting() == 0 && notify.skipped() == 0) {
            return;
        }
        out.append("  notify scripts run ")
                .append(notify.runs())
                .append(", failed ")
                .append(notify.failed());
        out.append(", skipped ")
                .append(notify.skipped())
                .append(", waiting ")
                .append(notify.waiting())
                .append('\n');
        notify.last()
                .ifPresent(
                        run -> out.append("    last: ").append(run(report, run)).append('\n'));
    }

    private static void scripts(StatusReport report, StringBuilder out) {
        TextTable table = new TextTable("SCRIPT", "IS", "FOR", "EVERY", "USER", "LAST RUN");
        for (StatusReport.Script script : report.scripts()) {
            table.row(
                    script.name(),
                    word(script.condition()),
                    script.condition() == Condition.UNKNOWN ? "-" : age(report.takenEpochMs() - script.sinceEpochMs()),
                    Ages.exact(script.intervalNs()),
                    script.user(),
                    script.last().map(run -> run(report, run)).orElse("none yet"));
        }
        out.append(table);
    }

    private static String run(StatusReport report, StatusReport.Run run) {
        // A program that could not be run at all is named by its outcome, and took no time.
        String what = run.durationNs() == 0
                ? run.outcome()
                : run.program() + " " + run.outcome() + " in " + Ages.exact(run.durationNs());
        return what + ", " + age(report.takenEpochMs() - run.endedEpochMs()) + " ago"
                + (run.output().isEmpty() ? "" : ": " + run.output());
    }

    private static String word(Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }

    private static String ageNs(long ns) {
        return age(ns / 1_000_000);
    }

    private static String age(long ms) {
        return Ages.rough(ms);
    }
}
