/** The daemon: event loops, effects, trackers, notification, the control socket. */
module dev.vigil.daemon {
    requires static org.jspecify;
    requires transitive dev.vigil.config;
    requires transitive dev.vigil.core;
    requires dev.vigil.linux;
    requires transitive dev.vigil.recording;
    requires io.avaje.json;
    requires jdk.httpserver;
    requires jdk.net;
    requires org.apache.commons.net;

    exports dev.vigil.daemon;
    exports dev.vigil.daemon.control;
    exports dev.vigil.daemon.genhash;
    exports dev.vigil.daemon.intent;
    exports dev.vigil.daemon.options;
}
