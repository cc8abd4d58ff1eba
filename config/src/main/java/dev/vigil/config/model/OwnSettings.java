package dev.vigil.config.model;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.util.List;
import java.util.Optional;

/**
 * Vigil's own settings, which keepalived.conf has no place for: those of vigil.conf, with what the command line of the daemon
 * says before them.
 *
 * @param file the vigil.conf that is in use
 * @param lenient keyword {@code lenient}: what is wrong in a configuration is left out and does not prevent a start
 */
public record OwnSettings(
        Optional<String> file,
        boolean lenient,
        Control control,
        Recording recording,
        Environment environment,
        Balancing balancing,
        Listeners listeners) {

    /** What holds without a file. */
    public static final OwnSettings DEFAULT = new OwnSettings(
            Optional.empty(),
            false,
            new Control(Optional.empty(), Optional.empty(), Optional.empty()),
            new Recording(Optional.empty(), false, 8, Nanos.PER_S, 65_536),
            Environment.USUAL,
            new Balancing(Backend.AUTO, true, false),
            Listeners.NONE);

    /** The same, with this control socket if there is none yet. */
    public OwnSettings withSocketIfNone(String socket) {
        Control other =
                new Control(Optional.of(control.socket().orElse(socket)), control.readGroup(), control.writeGroup());
        return new OwnSettings(file, lenient, other, recording, environment, balancing, listeners);
    }

    /**
     * The control socket.
     *
     * @param readGroup members may ask
     * @param writeGroup members may also change the daemon
     */
    public record Control(Optional<String> socket, Optional<String> readGroup, Optional<String> writeGroup) {}

    /**
     * Recordings.
     *
     * @param directory beside the control socket if empty
     * @param transitions whether each transition is recorded, not only each defect
     * @param keep how many of each kind are kept
     * @param intervalNs the least time between two
     * @param remember how many inputs and transitions are held in memory
     */
    public record Recording(Optional<String> directory, boolean transitions, int keep, long intervalNs, int remember) {}

    /**
     * How virtual servers reach the kernel.
     *
     * @param backend keyword {@code lvs_backend}
     * @param cuts keyword {@code lvs_cut_connections}: connections of a failed server end at once, with nftables
     * @param masquerades keyword {@code lvs_masquerade}: servers see an address of this host as the client, with nftables
     */
    public record Balancing(Backend backend, boolean cuts, boolean masquerades) {}

    /** What of the kernel spreads connections over servers. */
    public enum Backend {
        /** IPVS where the kernel has it, nftables elsewhere. */
        AUTO,
        IPVS,
        NFTABLES
    }

    /**
     * Where the daemon answers over HTTP.
     *
     * @param pages metrics and health
     * @param probes whether this node is master
     * @param page keyword {@code page}: a page for people, too, where only this machine can ask
     */
    public record Listeners(List<Listen> pages, List<Listen> probes, boolean page) {
        public static final Listeners NONE = new Listeners(List.of(), List.of(), false);
    }

    /** An address and a port of TCP. */
    public record Listen(IpAddress address, int port) {
        @Override
        public String toString() {
            return address.family() == Family.IPV6 ? "[" + address + "]:" + port : address + ":" + port;
        }
    }

    /**
     * What programs get in their environment beside the usual.
     *
     * @param all for every program
     * @param more for programs of one object; they go before those for all
     */
    public record Environment(List<Variable> all, List<Addition> more) {
        public static final Environment USUAL = new Environment(List.of(), List.of());

        /** What programs of an object get before what all get. */
        public List<Variable> of(Owner owner, String name) {
            for (Addition addition : more) {
                if (addition.owner() == owner && addition.name().equals(name)) {
                    return addition.variables();
                }
            }
            return List.of();
        }
    }

    /** What an object of keepalived.conf adds. */
    public record Addition(Owner owner, String name, List<Variable> variables) {}

    /** Kinds of objects that have programs. */
    public enum Owner {
        SCRIPT("vrrp_script"),
        INSTANCE("vrrp_instance"),
        SYNC_GROUP("vrrp_sync_group");

        private final String keyword;

        Owner(String keyword) {
            this.keyword = keyword;
        }

        /** The keyword of its block. */
        public String keyword() {
            return keyword;
        }
    }

    /** A variable of an environment. Without a value it is the daemon's own, if that has it. */
    public record Variable(String name, Optional<Secret> value) {}
}
