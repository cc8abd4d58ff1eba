package dev.vigil.daemon;

import dev.vigil.daemon.options.DaemonOptions;
import java.nio.file.Path;

/** Where the daemon's files are at run time. */
public final class RunPaths {
    /** The control socket, unless {@code --socket} names another. */
    public static final String CONTROL_SOCKET = "/run/vigil/control.sock";

    /** keepalived's pid files, so that neither daemon starts beside the other. */
    static final String PID_FILE = "/run/keepalived.pid";

    static final String VRRP_PID_FILE = "/run/vrrp.pid";

    static final String CHECKERS_PID_FILE = "/run/checkers.pid";

    /** The directory beside the control socket for recordings that the daemon keeps by itself. */
    static final String RECORDINGS = "recordings";

    /** The control socket of a daemon with this name. */
    static String controlSocket(String name) {
        return Path.of(CONTROL_SOCKET)
                .resolveSibling(name)
                .resolve("control.sock")
                .toString();
    }

    /** The file that keyword {@code reload_file} means without a path: beside the daemon's pid file, with its name. */
    static Path reloadMarker(DaemonOptions options) {
        Path pidFile = Daemon.pidPaths(options).getFirst();
        return pidFile.resolveSibling(pidFile.getFileName() + ".reloading");
    }

    private RunPaths() {}
}
