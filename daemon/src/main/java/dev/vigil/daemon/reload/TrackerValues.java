package dev.vigil.daemon.reload;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.TrackFile;
import dev.vigil.config.model.TrackProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a configuration says about tracked files and processes, value by value; weights are those of who tracks them. */
final class TrackerValues {
    private TrackerValues() {}

    static List<NamedValue> of(Config config) {
        List<NamedValue> values = new ArrayList<>();
        for (TrackFile file : config.files()) {
            values.add(NamedValue.entry("track_file", file.name(), "", file.name()));
            values.add(NamedValue.of("file of track_file " + file.name(), file.path()));
        }
        config.processes().forEach(process -> add(process, values));
        return values;
    }

    private static void add(TrackProcess process, List<NamedValue> values) {
        String whose = " of vrrp_track_process " + process.name();
        values.add(NamedValue.entry("vrrp_track_process", process.name(), "", process.name()));
        values.add(NamedValue.of("process" + whose, String.join(" ", process.command())));
        values.add(NamedValue.of("param_match" + whose, process.match().name().toLowerCase(Locale.ROOT)));
        values.add(NamedValue.of("full_command" + whose, process.fullCommand() ? "on" : "off"));
        values.add(NamedValue.of("quorum" + whose, process.quorumMin()));
        values.add(NamedValue.of(
                "quorum_max" + whose,
                process.quorumMax() == Integer.MAX_VALUE ? "no limit" : Integer.toString(process.quorumMax())));
        values.add(NamedValue.of("terminate_delay" + whose, Spans.seconds(process.terminateDelayNs())));
        values.add(NamedValue.of("fork_delay" + whose, Spans.seconds(process.forkDelayNs())));
    }
}
