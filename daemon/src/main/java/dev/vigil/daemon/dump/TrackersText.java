package dev.vigil.daemon.dump;

import dev.vigil.config.model.TrackFile;
import dev.vigil.config.model.TrackProcess;
import dev.vigil.config.model.TrackProcess.ArgumentMatch;
import dev.vigil.config.model.Tracking;
import dev.vigil.core.time.Nanos;
import dev.vigil.daemon.track.Observed;
import java.util.List;
import java.util.Locale;

/** The sections on tracked files and processes, as keepalived writes them. */
final class TrackersText {
    private final Snapshot snapshot;
    private final Lines lines;

    private TrackersText(Snapshot snapshot, Lines lines) {
        this.snapshot = snapshot;
        this.lines = lines;
    }

    static void write(Snapshot snapshot, Lines lines) {
        TrackersText text = new TrackersText(snapshot, lines);
        List<TrackFile> files = snapshot.config().files();
        if (!files.isEmpty()) {
            lines.section("VRRP Track files");
            files.forEach(text::file);
        }
        List<TrackProcess> processes = snapshot.config().processes();
        if (!processes.isEmpty()) {
            lines.section("VRRP Track processes");
            processes.forEach(text::process);
        }
    }

    private void file(TrackFile file) {
        lines.global("Track file", file.name());
        lines.put("File", file.path());
        lines.put("Status", snapshot.observed().file(file.name()));
        lines.put("Weight", Snapshot.weight(file.weight()));
        lines.list("Tracking instances :", snapshot.trackers(file.name(), Tracking::files));
    }

    private void process(TrackProcess process) {
        Observed.Count count = snapshot.observed().processes(process.name());
        List<String> command = process.command();
        lines.global("VRRP Track process", process.name());
        lines.put("Process", command.getFirst());
        if (command.size() > 1) {
            lines.put("Parameters", String.join(" ", command.subList(1, command.size())));
            lines.put("Param match" + match(process.match()));
        }
        lines.put("Min processes", process.quorumMin());
        if (process.quorumMax() != Integer.MAX_VALUE) {
            lines.put("Max processes", process.quorumMax());
        }
        lines.put("Current processes", count.running());
        lines.put("Have quorum", count.enough());
        lines.put("Weight", Snapshot.weight(process.weight()));
        lines.put("Terminate delay", seconds(process.terminateDelayNs()));
        lines.put("Fork delay", seconds(process.forkDelayNs()));
        lines.put("Fork delay timer " + running(count.gaining()));
        lines.put("Terminate delay timer " + running(count.losing()));
        lines.put("Full command", process.fullCommand());
        lines.list("Tracking instances :", snapshot.trackers(process.name(), Tracking::processes));
    }

    private static String match(ArgumentMatch match) {
        return match == ArgumentMatch.INITIAL || match == ArgumentMatch.PARTIAL
                ? " = " + match.name().toLowerCase(Locale.ROOT)
                : "";
    }

    private static String running(boolean timer) {
        return timer ? "running" : "not running";
    }

    private static String seconds(long timeNs) {
        return String.format(Locale.ROOT, "%d.%06ds", timeNs / Nanos.PER_S, timeNs % Nanos.PER_S / Nanos.PER_US);
    }
}
