package dev.vigil.config.model;

import java.util.Optional;

/**
 * The named pipes that are told about transitions.
 *
 * @param all keyword {@code notify_fifo}
 * @param vrrp keyword {@code vrrp_notify_fifo}
 * @param checker keyword {@code lvs_notify_fifo}
 * @param statesOnReload keyword {@code fifo_write_vrrp_states_on_reload}
 */
public record Fifos(Optional<Fifo> all, Optional<Fifo> vrrp, Optional<Fifo> checker, boolean statesOnReload) {
    public static final Fifos NONE = new Fifos(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /**
     * A pipe.
     *
     * @param path where it is; absent if only a reader is configured, which then gets a pipe of its own
     * @param owner who owns it
     * @param reader the program that is started to read it; the path is appended to its arguments
     */
    public record Fifo(Optional<String> path, Optional<UserGroup> owner, Optional<Command> reader) {}

    /** The same without the pipe of the servers. */
    public Fifos withoutChecker() {
        return new Fifos(all, vrrp, Optional.empty(), statesOnReload);
    }
}
