package dev.vigil.daemon;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.daemon.options.DaemonOptions;
import java.nio.file.Path;

/** What the command line says before vigil.conf; this is the one place that knows which of the two counts. */
final class OwnOptions {
    private OwnOptions() {}

    /** The settings of a file, with those of the command line in their place. */
    static OwnSettings before(OwnSettings file, DaemonOptions options) {
        OwnSettings.Control control = file.control();
        OwnSettings.Recording recording = file.recording();
        return new OwnSettings(
                file.file(),
                options.lenient() || file.lenient(),
                new OwnSettings.Control(
                        options.socket().or(control::socket),
                        options.controlGroups().reading().or(control::readGroup),
                        options.controlGroups().writing().or(control::writeGroup)),
                new OwnSettings.Recording(
                        options.recordTransitions().or(recording::directory),
                        options.recordTransitions().isPresent() || recording.transitions(),
                        recording.keep(),
                        recording.intervalNs(),
                        recording.remember()),
                file.environment(),
                file.balancing(),
                file.listeners());
    }

    /** The groups that may use the control socket. */
    static DaemonOptions.ControlGroups groups(OwnSettings settings) {
        return new DaemonOptions.ControlGroups(
                settings.control().readGroup(), settings.control().writeGroup());
    }

    static Path controlSocket(OwnSettings settings) {
        return Path.of(settings.control().socket().orElse(RunPaths.CONTROL_SOCKET));
    }
}
