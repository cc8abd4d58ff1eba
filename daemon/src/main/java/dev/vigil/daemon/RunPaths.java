package dev.vigil.daemon;

/** Where the daemon's files are at run time. */
public final class RunPaths {
    /** The control socket, unless {@code --socket} names another. */
    public static final String CONTROL_SOCKET = "/run/vigil/control.sock";

    /** keepalived's pid files, so that neither daemon starts beside the other. */
    static final String PID_FILE = "/run/keepalived.pid";

    static final String VRRP_PID_FILE = "/run/vrrp.pid";

    /** The directory beside the control socket for recordings that the daemon keeps by itself. */
    static final String RECORDINGS = "recordings";

    private RunPaths() {}
}
