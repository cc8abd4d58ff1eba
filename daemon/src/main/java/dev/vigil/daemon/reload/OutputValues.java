package dev.vigil.daemon.reload;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Dumps;
import dev.vigil.config.model.Fifos;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Ipvs;
import dev.vigil.config.model.Reloading;
import dev.vigil.config.model.Startup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What a configuration says about FIFOs and files that others read, value by value. */
final class OutputValues {
    private OutputValues() {}

    /** What takes effect with a reload. */
    static List<NamedValue> of(GlobalDefs global) {
        List<NamedValue> values = new ArrayList<>();
        fifos(global.fifos(), values);
        ipvs(global.ipvs(), values);
        dumps(global.dumps(), values);
        scripts(global.startup(), values);
        reloading(global.reloading(), values);
        return values;
    }

    private static void reloading(Reloading reloading, List<NamedValue> values) {
        String check = reloading.checkLog().orElse(reloading.check() ? "on" : "off");
        values.add(NamedValue.of("reload_check_config", check));
        values.add(NamedValue.of("reload_time_file", reloading.timeFile().orElse("(none)")));
        values.add(NamedValue.of("reload_repeat", reloading.repeat() ? "on" : "off"));
        String marker = reloading.markerFile().orElse(reloading.markerAsked() ? "(in the run directory)" : "(none)");
        values.add(NamedValue.of("reload_file", marker));
        values.add(NamedValue.of("config_save_dir", reloading.saveDirectory().orElse("(none)")));
    }

    private static void fifos(Fifos fifos, List<NamedValue> values) {
        fifo("", fifos.all(), values);
        fifo("vrrp_", fifos.vrrp(), values);
        fifo("lvs_", fifos.checker(), values);
        values.add(NamedValue.of("fifo_write_vrrp_states_on_reload", fifos.statesOnReload() ? "on" : "off"));
    }

    private static void ipvs(Ipvs ipvs, List<NamedValue> values) {
        Ipvs.Timeouts timeouts = ipvs.timeouts();
        values.add(NamedValue.of(
                "lvs_timeouts",
                "tcp " + seconds(timeouts.tcpS()) + " tcpfin " + seconds(timeouts.tcpFinS()) + " udp "
                        + seconds(timeouts.udpS())));
        values.add(NamedValue.of("lvs_flush", ipvs.flush() ? "on" : "off"));
        values.add(NamedValue.of("lvs_flush_on_stop", ipvs.flushOnStop().name().toLowerCase(Locale.ROOT)));
        values.add(NamedValue.of(
                "lvs_sync_daemon", ipvs.syncDaemon().map(Object::toString).orElse("(none)")));
    }

    private static String seconds(OptionalInt given) {
        return given.isPresent() ? String.valueOf(given.getAsInt()) : "unchanged";
    }

    private static void dumps(Dumps dumps, List<NamedValue> values) {
        values.add(NamedValue.of("data_use_instance", dumps.namesWithInstance() ? "on" : "off"));
        values.add(NamedValue.of("json_version", dumps.jsonVersion()));
        values.add(NamedValue.of("state_dump_file", dumps.stateFile().orElse("(the default)")));
        values.add(NamedValue.of("stats_dump_file", dumps.statsFile().orElse("(the default)")));
        values.add(NamedValue.of("json_dump_file", dumps.jsonFile().orElse("(the default)")));
    }

    /** That of the start counts at the next one. */
    private static void scripts(Startup startup, List<NamedValue> values) {
        values.add(NamedValue.of("startup_script", words(startup.startupScript())));
        values.add(NamedValue.of("startup_script_timeout", Spans.seconds(startup.startupScriptTimeoutNs())));
        values.add(NamedValue.of("shutdown_script", words(startup.shutdownScript())));
        values.add(NamedValue.of("shutdown_script_timeout", Spans.seconds(startup.shutdownScriptTimeoutNs())));
    }

    private static String words(Optional<Command> command) {
        return command.map(program -> String.join(" ", program.arguments())).orElse("(none)");
    }

    private static void fifo(String area, Optional<Fifos.Fifo> fifo, List<NamedValue> values) {
        String path = fifo.flatMap(Fifos.Fifo::path).orElse("(none)");
        String owner = fifo.flatMap(Fifos.Fifo::owner)
                .map(user -> " " + CommandText.of(user))
                .orElse("");
        String reader = fifo.flatMap(Fifos.Fifo::reader)
                .map(command -> String.join(" ", command.arguments())
                        + command.user()
                                .map(user -> " as " + CommandText.of(user))
                                .orElse(""))
                .orElse("(none)");
        values.add(NamedValue.of(area + "notify_fifo", path + owner));
        values.add(NamedValue.of(area + "notify_fifo_script", reader));
    }
}
