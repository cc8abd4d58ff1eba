package dev.vigil.daemon.reload;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.Reloading;
import dev.vigil.daemon.log.EventLog;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that reloads leave for others; used by the thread that reloads. */
public final class ReloadFiles {
    private final ReloadMarker marker;
    private final SavedConfigs saved;
    private final CheckReport report;

    /** What the configuration in force says about reloads. */
    private Reloading inForce = Reloading.DEFAULT;

    private @Nullable Reading latest;
    private Optional<String> latestText = Optional.empty();

    /** @param marker the file of {@code reload_file} if the keyword names none */
    public ReloadFiles(Path marker, EventLog log) {
        this.marker = new ReloadMarker(marker, log);
        saved = new SavedConfigs(ProcessHandle.current().pid(), log);
        report = new CheckReport(log);
    }

    /** The daemon starts with this configuration. */
    public void start(Config config, Optional<String> text) {
        inForce = config.global().reloading();
        marker.removeLeftOver(inForce);
        saved.save(inForce, text);
    }

    /** A reload begins. */
    public void begin() {
        latest = null;
        marker.begin(inForce);
    }

    /** The files were read, for a reload or for a trial. */
    public void read(Reading reading, Optional<String> text) {
        latest = reading;
        latestText = text;
    }

    /** What was read is in force. */
    public void adopted(Config config) {
        inForce = config.global().reloading();
        saved.save(inForce, latestText);
    }

    /** The reload has ended, well or not. */
    public void end() {
        Reading reading = latest;
        if (reading != null) {
            report.write(inForce, reading);
        }
        marker.end();
    }
}
