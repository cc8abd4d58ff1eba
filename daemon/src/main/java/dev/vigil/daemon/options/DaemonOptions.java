package dev.vigil.daemon.options;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the daemon was asked to run. An empty value means that the command line is silent, so that the configuration, or
 * else the built-in default, decides.
 *
 * @param configFile {@code -f}: a file or a pattern
 * @param configId {@code -i}
 * @param allIncludes {@code -e}: a missing include is an error
 * @param namespace {@code -s}: the network namespace; stronger than the configuration
 * @param umask {@code -u}; stronger than the configuration
 * @param mode what to do with the configuration
 * @param areas the parts that may run
 * @param atExit what stays behind at exit
 * @param addressMonitoring {@code -a}: log every address change
 * @param ownFile Vigil's own {@code --vigil-config}: the file of Vigil's own settings, which must exist then
 * @param lenient Vigil's own {@code --lenient}: errors in the configuration do not prevent the start
 * @param socket Vigil's own {@code --socket}: the path of the control socket
 * @param recordTransitions Vigil's own {@code --record-transitions}: the directory for a recording of each transition
 * @param controlGroups who else than root may use the control socket
 * @param notes remarks about options that have no effect, for the log
 */
public record DaemonOptions(
        String configFile,
        Optional<String> configId,
        boolean allIncludes,
        Optional<String> namespace,
        OptionalInt umask,
        Mode mode,
        Areas areas,
        Logging logging,
        PidFiles pidFiles,
        AtExit atExit,
        Snmp snmp,
        boolean addressMonitoring,
        boolean ignoreInterrupt,
        Optional<String> ownFile,
        boolean lenient,
        Optional<String> socket,
        Optional<String> recordTransitions,
        ControlGroups controlGroups,
        List<String> notes) {

    /** The same with other places of files and of the log. */
    public DaemonOptions with(PidFiles files, Logging log) {
        return new DaemonOptions(
                configFile,
                configId,
                allIncludes,
                namespace,
                umask,
                mode,
                areas,
                log,
                files,
                atExit,
                snmp,
                addressMonitoring,
                ignoreInterrupt,
                ownFile,
                lenient,
                socket,
                recordTransitions,
                controlGroups,
                notes);
    }

    /** The configuration that is read when {@code -f} is absent. */
    public static final String DEFAULT_CONFIG_FILE = "/etc/keepalived/keepalived.conf";

    /** What to do with the configuration. */
    public sealed interface Mode {
        /** Serve until a signal ends the daemon; {@code inForeground} is {@code -n}. */
        record Serve(boolean inForeground, boolean dumpConfiguration) implements Mode {}

        /** {@code -t}: report findings to a file, or to standard error, and end. */
        record Check(Optional<String> reportFile) implements Mode {}

        /** {@code --rehearse}: start, run every transition against no kernel, and end. The AOT cache is trained on it. */
        record Rehearse() implements Mode {}
    }

    /** {@code -d}: the configuration as it was understood goes to the log. */
    public boolean dumpsConfiguration() {
        return mode instanceof Mode.Serve serve && serve.dumpConfiguration();
    }

    /** The parts that may run, and whether they run although nothing is configured for them ({@code --all}). */
    public record Areas(boolean vrrp, boolean checkers, boolean bfd, boolean evenIfUnconfigured) {}

    /**
     * Where the log goes.
     *
     * @param facility {@code -S}: the syslog facility's name, {@code local0} to {@code local7}, {@code user} or {@code daemon}
     * @param file {@code -g}
     * @param flushFile write each line of the file at once
     * @param name what tells this daemon's lines from those of others on this machine
     */
    public record Logging(
            boolean console,
            boolean detail,
            boolean syslog,
            String facility,
            Optional<String> file,
            boolean flushFile,
            Optional<String> name) {
        /** The same with a name. */
        public Logging named(Optional<String> other) {
            return new Logging(console, detail, syslog, facility, file, flushFile, other);
        }
    }

    /** The pid files that were named. */
    public record PidFiles(
            Optional<String> daemon, Optional<String> vrrp, Optional<String> checkers, Optional<String> bfd) {}

    /**
     * What stays behind.
     *
     * @param releaseVips {@code -X}
     * @param keepVrrp {@code -V}: leave addresses, routes and rules
     * @param keepIpvs {@code -I}: leave virtual servers
     */
    public record AtExit(boolean releaseVips, boolean keepVrrp, boolean keepIpvs) {}

    /**
     * Groups whose members may use the control socket.
     *
     * @param reading Vigil's own {@code --read-group}: may ask
     * @param writing Vigil's own {@code --write-group}: may ask and change
     */
    public record ControlGroups(Optional<String> reading, Optional<String> writing) {
        public static final ControlGroups NONE = new ControlGroups(Optional.empty(), Optional.empty());

        public boolean isNone() {
            return reading.isEmpty() && writing.isEmpty();
        }
    }

    /** SNMP by command line: switched on, and where the master agent listens. */
    public record Snmp(boolean enabled, Optional<String> agentSocket) {}
}
