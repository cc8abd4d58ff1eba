package dev.vigil.daemon.reload;

import dev.vigil.config.model.Buffers;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Mail;
import dev.vigil.config.model.ProcessSettings;
import dev.vigil.config.model.TlsMaterial;
import dev.vigil.config.model.VrrpScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a configuration says beside its instances, value by value. */
final class GlobalValues {
    private GlobalValues() {}

    /** What differs and takes effect with the reload. */
    static List<ValueChange> changes(Config old, Config next) {
        List<ValueChange> changes =
                new ArrayList<>(InstanceValues.changes(settings(old.global()), settings(next.global())));
        changes.addAll(InstanceValues.changes(scripts(old.scripts()), scripts(next.scripts())));
        changes.addAll(ServerValues.changes(old, next));
        changes.addAll(InstanceValues.changes(TrackerValues.of(old), TrackerValues.of(next)));
        changes.addAll(InstanceValues.changes(garpGroups(old), garpGroups(next)));
        changes.addAll(InstanceValues.changes(syncInterfaces(old), syncInterfaces(next)));
        changes.addAll(InstanceValues.changes(tls(old.tls()), tls(next.tls())));
        changes.addAll(InstanceValues.changes(StaticValues.of(old), StaticValues.of(next)));
        changes.addAll(InstanceValues.changes(OwnValues.of(old.own()), OwnValues.of(next.own())));
        return changes;
    }

    /** What differs and counts at a start alone. */
    static List<ValueChange> changesLater(Config old, Config next) {
        List<ValueChange> changes =
                new ArrayList<>(InstanceValues.changes(ofTheStart(old.global()), ofTheStart(next.global())));
        changes.addAll(InstanceValues.changes(OwnValues.ofTheStart(old.own()), OwnValues.ofTheStart(next.own())));
        return changes;
    }

    private static List<NamedValue> settings(GlobalDefs global) {
        List<NamedValue> values = new ArrayList<>();
        values.add(NamedValue.of("router_id", global.routerId().orElse("(the host name)")));
        values.add(NamedValue.of(
                "script_user", global.scriptUser().map(CommandText::of).orElse("(the default)")));
        values.add(NamedValue.of("enable_script_security", global.scriptSecurity() ? "on" : "off"));
        values.add(NamedValue.of(
                "umask", "0" + Integer.toOctalString(global.dumps().umask())));
        values.add(NamedValue.of("vrrp_garp_interval", Spans.seconds(global.garpIntervalNs())));
        values.add(NamedValue.of("vrrp_gna_interval", Spans.seconds(global.gnaIntervalNs())));
        values.add(
                NamedValue.of("child_wait_time", Spans.seconds(global.startup().childWaitNs())));
        String dynamic = global.interfaces().dynamicChanges() ? "allow_if_changes" : "on";
        values.add(NamedValue.of("dynamic_interfaces", global.interfaces().dynamic() ? dynamic : "off"));
        values.add(NamedValue.of("checker_log_all_failures", global.checking().logAllFailures() ? "on" : "off"));
        values.add(NamedValue.of("disable_local_igmp", global.interfaces().disableLocalIgmp() ? "on" : "off"));
        values.add(NamedValue.of("log_unknown_vrids", global.interfaces().logUnknownVrids() ? "on" : "off"));
        buffer("vrrp_netlink_cmd_rcv_bufs", global.buffers().vrrpCommand(), values);
        buffer("vrrp_netlink_monitor_rcv_bufs", global.buffers().vrrpMonitor(), values);
        buffer("lvs_netlink_cmd_rcv_bufs", global.buffers().checkerCommand(), values);
        buffer("lvs_netlink_monitor_rcv_bufs", global.buffers().checkerMonitor(), values);
        values.add(NamedValue.of("rs_init_notifies", global.checking().notifyInitial() ? "on" : "off"));
        mail(global.mail(), values);
        values.addAll(OutputValues.of(global));
        return values;
    }

    /** It is no part of what an instance does, but of what the load balancer makes of it. */
    private static List<NamedValue> syncInterfaces(Config config) {
        String text = config.instances().stream()
                .flatMap(instance -> instance.syncInterface().map(name -> instance.name() + " " + name).stream())
                .collect(Collectors.joining(", "));
        return List.of(NamedValue.of("lvs_sync_daemon_interface", text.isEmpty() ? "(none)" : text));
    }

    private static List<NamedValue> tls(TlsMaterial tls) {
        return List.of(
                NamedValue.secret("password of SSL", tls.password()),
                NamedValue.of("ca of SSL", tls.ca().orElse("(none)")),
                NamedValue.of("certificate of SSL", tls.certificate().orElse("(none)")),
                NamedValue.secret("key of SSL", tls.key()));
    }

    private static List<NamedValue> garpGroups(Config config) {
        return config.links().garpGroups().stream()
                .map(group -> {
                    String interfaces = String.join(" ", group.interfaces());
                    String text = interfaces + " garp_interval " + Spans.seconds(group.garpIntervalNs())
                            + " gna_interval " + Spans.seconds(group.gnaIntervalNs());
                    return NamedValue.entry("garp_group", interfaces, text, text);
                })
                .toList();
    }

    private static void mail(Mail mail, List<NamedValue> values) {
        values.add(NamedValue.of(
                "smtp_server",
                mail.server().map(server -> server.host() + " " + server.port()).orElse("(none)")));
        values.add(NamedValue.of("smtp_helo_name", mail.heloName().orElse("(the host name)")));
        values.add(NamedValue.of("smtp_connect_timeout", Spans.seconds(mail.connectTimeoutNs())));
        values.add(NamedValue.of("notification_email_from", mail.from().orElse("(user@host)")));
        values.add(NamedValue.of("notification_email", String.join(", ", mail.recipients())));
        values.add(NamedValue.of("no_email_faults", mail.faultAlerts() ? "off" : "on"));
        values.add(NamedValue.of("no_checker_emails", mail.eachChecker() ? "off" : "on"));
        values.add(NamedValue.of(
                "smtp_alert_checker",
                mail.checkerAlerts().map(on -> on ? "on" : "off").orElse("(none)")));
    }

    private static List<NamedValue> ofTheStart(GlobalDefs global) {
        List<NamedValue> values = new ArrayList<>(List.of(
                NamedValue.of("vrrp_startup_delay", Spans.seconds(global.startupDelayNs())),
                NamedValue.of("vrrp_delay_after_boot", Spans.seconds(global.bootDelayNs())),
                NamedValue.of("use_pid_dir", global.startup().usePidDirectory() ? "on" : "off"),
                NamedValue.of(
                        "net_namespace_ipvs", global.startup().ipvsNamespace().orElse("(that of the daemon)")),
                NamedValue.of("process_names", global.startup().processNames() ? "on" : "off"),
                NamedValue.of("process_name", global.startup().processName().orElse("(the default)")),
                NamedValue.of("max_auto_priority", global.autoPriority().priorityMax()),
                NamedValue.of("min_auto_priority_delay", global.autoPriority().delayUs()),
                NamedValue.of("process_monitor_rcv_bufs", text(global.buffers().processMonitor())),
                NamedValue.of(
                        "process_monitor_rcv_bufs_force",
                        global.buffers().processMonitor().force() ? "on" : "off")));
        process("vrrp", global.process(), values);
        process("checker", global.checkerProcess(), values);
        return values;
    }

    private static void process(String area, ProcessSettings process, List<NamedValue> values) {
        values.add(NamedValue.of(area + "_process_name", process.name().orElse("(the default)")));
        values.add(NamedValue.of(area + "_cpu_affinity", String.valueOf(process.cpus())));
        values.add(NamedValue.of(area + "_priority", process.niceness()));
        values.add(NamedValue.of(area + "_rt_priority", process.realtimePriority()));
        values.add(NamedValue.of(area + "_no_swap", process.lockMemory() ? "on" : "off"));
    }

    private static void buffer(String keyword, Buffers.Buffer buffer, List<NamedValue> values) {
        values.add(NamedValue.of(keyword, text(buffer)));
        values.add(NamedValue.of(keyword + "_force", buffer.force() ? "on" : "off"));
    }

    private static String text(Buffers.Buffer buffer) {
        return buffer.bytes().map(bytes -> Long.toString(bytes)).orElse("(the default)");
    }

    private static List<NamedValue> scripts(List<VrrpScript> scripts) {
        List<NamedValue> values = new ArrayList<>();
        for (VrrpScript script : scripts) {
            String whose = " of vrrp_script " + script.name();
            values.add(NamedValue.entry("vrrp_script", script.name(), "", script.name()));
            values.add(NamedValue.of(
                    "script" + whose, String.join(" ", script.command().arguments())));
            script.command().user().ifPresent(user -> values.add(NamedValue.of("user" + whose, CommandText.of(user))));
            values.add(NamedValue.of("interval" + whose, Spans.seconds(script.intervalNs())));
            values.add(NamedValue.of("timeout" + whose, Spans.seconds(script.timeoutNs())));
            values.add(NamedValue.of("rise" + whose, script.rise()));
            values.add(NamedValue.of("fall" + whose, script.fall()));
            values.add(NamedValue.of("init_fail" + whose, script.initFail() ? "on" : "off"));
        }
        return values;
    }
}
