/** The commands that users type. */
module dev.vigil.cli {
    requires static org.jspecify;
    requires dev.vigil.daemon;
    requires dev.vigil.config;
    requires dev.vigil.lint;
    requires dev.vigil.core;
    requires dev.vigil.recording;
    requires dev.vigil.simulator;
    requires info.picocli;
    requires io.avaje.json;

    opens dev.vigil.cli to
            info.picocli;
}
