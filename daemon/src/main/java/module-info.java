/** The daemon: event loops, effects, trackers, notification, the control socket. */
module dev.vigil.daemon {
    requires static org.jspecify;
    requires dev.vigil.core;
    requires dev.vigil.config;
    requires dev.vigil.linux;

    exports dev.vigil.daemon;
    exports dev.vigil.daemon.options;
}
