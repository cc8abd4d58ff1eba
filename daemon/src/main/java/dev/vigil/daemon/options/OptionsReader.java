package dev.vigil.daemon.options;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Turns the uses of options into {@link DaemonOptions}; of an option that is repeated the last use counts. */
final class OptionsReader {
    /** Options whose purpose does not exist here, as there are no child processes, or is always fulfilled. */
    static final Set<Flag> WITHOUT_EFFECT = EnumSet.of(
            Flag.ALL,
            Flag.RELEASE_VIPS,
            Flag.CORE_DUMP,
            Flag.CORE_PATTERN,
            Flag.DEBUG,
            Flag.PERF,
            Flag.NO_MEM_CHECK,
            Flag.GENHASH,
            Flag.DONT_RESPAWN,
            Flag.BFD_PID);

    /** Options that the daemon cannot do yet. */
    static final Set<Flag> NOT_YET = EnumSet.of(Flag.SNMP, Flag.SNMP_SOCKET);

    private static final String DEFAULT_LOG_FILE = "/run/vigil/keepalived.log";
    private static final int UMASK_MAX = 0777;

    private final Map<Flag, Optional<String>> used = new EnumMap<>(Flag.class);
    private final List<String> notes = new ArrayList<>();

    OptionsReader(GetOpt.Split split) {
        for (var use : split.uses()) {
            used.put(use.flag(), Optional.ofNullable(use.value()));
            if (WITHOUT_EFFECT.contains(use.flag())) {
                notes.add("Option --" + use.flag().longName + " has no effect");
            }
            if (NOT_YET.contains(use.flag())) {
                notes.add("Option --" + use.flag().longName + " is not done yet");
            }
        }
        if (!split.words().isEmpty()) {
            notes.add("Unexpected argument(s): " + String.join(" ", split.words()));
        }
    }

    DaemonOptions options() {
        return new DaemonOptions(
                value(Flag.USE_FILE).orElse(DaemonOptions.DEFAULT_CONFIG_FILE),
                value(Flag.CONFIG_ID),
                has(Flag.ALL_CONFIG),
                value(Flag.NAMESPACE),
                umask(),
                mode(),
                areas(),
                logging(),
                new DaemonOptions.PidFiles(
                        value(Flag.PID), value(Flag.VRRP_PID), value(Flag.CHECKERS_PID), value(Flag.BFD_PID)),
                new DaemonOptions.AtExit(has(Flag.RELEASE_VIPS), has(Flag.KEEP_VRRP), has(Flag.KEEP_IPVS)),
                new DaemonOptions.Snmp(has(Flag.SNMP), value(Flag.SNMP_SOCKET)),
                has(Flag.ADDRESS_MONITORING),
                has(Flag.IGNORE_SIGINT),
                value(Flag.VIGIL_CONFIG),
                has(Flag.LENIENT),
                value(Flag.SOCKET),
                value(Flag.RECORD_TRANSITIONS),
                new DaemonOptions.ControlGroups(value(Flag.READ_GROUP), value(Flag.WRITE_GROUP)),
                List.copyOf(notes));
    }

    private DaemonOptions.Mode mode() {
        if (has(Flag.REHEARSE)) {
            return new DaemonOptions.Mode.Rehearse();
        }
        if (has(Flag.CONFIG_TEST)) {
            return new DaemonOptions.Mode.Check(value(Flag.CONFIG_TEST));
        }
        return new DaemonOptions.Mode.Serve(has(Flag.DONT_FORK), has(Flag.DUMP_CONF));
    }

    /** {@code -P} and {@code -C} each name a part that shall run; without either all of them may. */
    private DaemonOptions.Areas areas() {
        boolean chosen = has(Flag.VRRP) || has(Flag.CHECK);
        return new DaemonOptions.Areas(
                !chosen || has(Flag.VRRP), !chosen || has(Flag.CHECK), !has(Flag.NO_BFD), has(Flag.ALL));
    }

    private DaemonOptions.Logging logging() {
        Optional<String> file =
                has(Flag.LOG_FILE) ? Optional.of(value(Flag.LOG_FILE).orElse(DEFAULT_LOG_FILE)) : Optional.empty();
        return new DaemonOptions.Logging(
                has(Flag.LOG_CONSOLE),
                has(Flag.LOG_DETAIL),
                !has(Flag.NO_SYSLOG),
                facility(),
                file,
                has(Flag.FLUSH_LOG_FILE),
                Optional.empty());
    }

    private String facility() {
        String name = value(Flag.LOG_FACILITY).orElse("daemon");
        if (name.matches("[0-7]")) {
            return "local" + name;
        }
        if (name.matches("local[0-7]|user|daemon")) {
            return name;
        }
        notes.add("Invalid log facility '" + name + "'");
        return "daemon";
    }

    private OptionalInt umask() {
        Optional<String> mask = value(Flag.UMASK);
        if (mask.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int bits = Integer.decode(mask.get());
            if (bits >= 0 && bits <= UMASK_MAX) {
                return OptionalInt.of(bits);
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        notes.add("Invalid --umask option " + mask.get());
        return OptionalInt.empty();
    }

    private boolean has(Flag flag) {
        return used.containsKey(flag);
    }

    private Optional<String> value(Flag flag) {
        return used.getOrDefault(flag, Optional.empty());
    }
}
