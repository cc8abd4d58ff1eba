package dev.vigil.daemon.dump;

import dev.vigil.config.model.BfdInstance;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.bfd.BfdState;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusReport;
import java.util.List;
import java.util.Optional;

/** The dump on SIGUSR1: the settings of everything, then each instance, group and script with what it is now. */
final class DataText {
    private final Snapshot snapshot;
    private final Owners owners;
    private final Lines lines = new Lines();

    private DataText(Snapshot snapshot) {
        this.snapshot = snapshot;
        owners = new Owners(snapshot.config().global());
    }

    static String of(Snapshot snapshot) {
        DataText text = new DataText(snapshot);
        GlobalText.write(snapshot.config().global(), text.owners, text.lines);
        StaticsText.write(snapshot.config().statics(), snapshot.staticAddresses(), text.lines);
        text.lines.section("VRRP Topology");
        for (InstanceDump instance : snapshot.instances()) {
            InstanceText.write(instance, snapshot, text.lines);
            text.afterAddresses(instance.config());
        }
        text.groups();
        text.scripts();
        TrackersText.write(snapshot, text.lines);
        text.sessions();
        return text.lines.toString();
    }

    private void afterAddresses(VrrpInstance instance) {
        lines.list(
                "Virtual Routes :",
                instance.routes().stream().map(RouteText::of).toList());
        lines.list(
                "Virtual Rules :", instance.rules().stream().map(RuleText::of).toList());
        lines.list("Tracked interfaces :", tracked(instance.tracking().interfaces(), " weight "));
        lines.list("Tracked scripts :", tracked(instance.tracking().scripts(), " weight "));
        lines.list("Tracked files :", tracked(instance.tracking().files(), ", weight "));
        lines.list("Tracked processes :", tracked(instance.tracking().processes(), ", weight "));
        lines.list("Tracked BFDs :", tracked(instance.tracking().bfdInstances(), ": weight "));
        Notifications notifications = instance.notifications();
        lines.put("Using smtp notification", Lines.yes(notifications.mail()));
        lines.put("Notify deleted", notifications.reportDeleted() ? "Deleted" : "Fault");
        programs(notifications);
        lines.put("Notify priority changes", notifications.priorityChanges());
    }

    private static List<String> tracked(List<Tracked> tracked, String between) {
        return tracked.stream()
                .map(one -> one.name() + between + Snapshot.weight(one.weight()))
                .toList();
    }

    private void programs(Notifications notifications) {
        program("Backup state transition", notifications.backup());
        program("Master state transition", notifications.master());
        program("Fault state transition", notifications.fault());
        program("Stop state transition", notifications.stop());
        program("Deleted state transition", notifications.deleted());
        program("Master rx lower pri state transition", notifications.masterRxLowerPriority());
        program("Generic state transition", notifications.any());
    }

    private void program(String occasion, Optional<Command> command) {
        command.ifPresent(
                program -> lines.put(occasion + " script", Owners.words(program) + ", uid:gid " + owners.of(program)));
    }

    private void groups() {
        List<SyncGroup> groups = snapshot.config().syncGroups();
        if (groups.isEmpty()) {
            return;
        }
        lines.section("VRRP Sync groups");
        for (SyncGroup group : groups) {
            lines.global("VRRP Sync Group", group.name() + ", " + snapshot.state(group));
            lines.put("Num member fault " + snapshot.count(group, State.FAULT) + ", num member init "
                    + snapshot.count(group, State.INIT));
            lines.list("VRRP member instances :", group.members());
            if (group.memberWeights()) {
                lines.put("sync group tracking weight set");
            }
            lines.put("Using smtp notification", Lines.yes(group.notifications().mail()));
            programs(group.notifications());
            if (group.notifications().priorityChanges()) {
                lines.put("Notify priority changes", "yes");
            }
        }
    }

    // Scripts

    private void scripts() {
        List<VrrpScript> tracked = snapshot.config().scripts().stream()
                .filter(script -> !trackers(script.name()).isEmpty())
                .toList();
        if (!tracked.isEmpty()) {
            lines.section("VRRP Scripts");
            tracked.forEach(this::script);
        }
    }

    private void script(VrrpScript script) {
        Optional<StatusReport.Script> known = snapshot.script(script.name());
        boolean up = known.filter(one -> one.condition() == Condition.UP).isPresent();
        boolean timeoutGiven = script.timeoutNs() != script.intervalNs();
        lines.global("VRRP Script", script.name());
        lines.put("Command", Owners.words(script.command()));
        lines.put("Interval", Lines.seconds(script.intervalNs()) + " sec");
        lines.put("Timeout", timeoutGiven ? Lines.seconds(script.timeoutNs()) + " sec" : "0 sec");
        lines.put("Weight", Snapshot.weight(script.weight()));
        lines.put("Rise", script.rise());
        lines.put("Fall", script.fall());
        lines.put("Result", up ? script.rise() + script.fall() - 1 : 0);
        lines.put("Insecure", "no");
        lines.put("Init state", "unknown");
        lines.put("Status", up ? "GOOD" : "BAD");
        lines.put("Script uid:gid", owners.of(script.command()));
        lines.put("VRRP instances :");
        lines.list("Tracking instances :", trackers(script.name()));
        boolean runs = known.filter(StatusReport.Script::running).isPresent();
        lines.put("State", runs ? "running" : "idle");
    }

    private List<String> trackers(String script) {
        return snapshot.trackers(script, Tracking::scripts);
    }

    // BFD sessions

    private void sessions() {
        List<BfdInstance> told = snapshot.config().bfdInstances().stream()
                .filter(BfdInstance::forVrrp)
                .toList();
        if (!told.isEmpty()) {
            lines.section("VRRP Track BFDs");
            told.forEach(this::session);
        }
    }

    private void session(BfdInstance session) {
        boolean up = snapshot.bfd().stream()
                .anyMatch(one -> one.settings().name().equals(session.name()) && one.state() == BfdState.UP);
        lines.global("VRRP Track BFD", session.name());
        lines.put("Weight", Snapshot.weight(session.weight()));
        lines.put("Bfd is " + (up ? "up" : "down"));
        lines.put("Tracking VRRP instances :");
        lines.list("Tracking instances :", snapshot.trackers(session.name(), Tracking::bfdInstances));
    }
}
