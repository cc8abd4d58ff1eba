package dev.vigil.daemon.process;

import dev.vigil.config.model.OwnSettings.Variable;
import dev.vigil.linux.Users;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment of programs: few variables, and none that loads code into them (LD_PRELOAD, BASH_ENV, PYTHONPATH) or that
 * belongs to the daemon's own start. keepalived hands down everything; whoever needs more of it names the variables, divided
 * by blanks, in VIGIL_PROGRAM_ENVIRONMENT, or in vigil.conf, which may also give them values.
 */
final class ProgramEnvironment {
    static final String PASSED_ON = "VIGIL_PROGRAM_ENVIRONMENT";

    private static final Set<String> USUAL =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TERM", "TMPDIR");
    private static final String LOCALE_PREFIX = "LC_";
    private static final String LOCALE = "LC_ALL";

    /** What {@link #LOCALE} was before the launcher set it for the JVM; empty if it was not set. */
    private static final String LOCALE_BEFORE = "VIGIL_LC_ALL";

    private ProgramEnvironment() {}

    /** What programs get of the daemon's environment. */
    static Map<String, String> of(Map<String, String> own) {
        Map<String, String> passed = new HashMap<>(own);
        Set<String> asked =
                Set.copyOf(Arrays.asList(own.getOrDefault(PASSED_ON, "").split("\\s+", -1)));
        passed.keySet()
                .removeIf(name -> !USUAL.contains(name) && !name.startsWith(LOCALE_PREFIX) && !asked.contains(name));
        String locale = own.get(LOCALE_BEFORE);
        if (locale != null && locale.isEmpty()) {
            passed.remove(LOCALE);
        } else if (locale != null) {
            passed.put(LOCALE, locale);
        }
        return passed;
    }

    /**
     * The environment with what is configured, of which the later counts.
     *
     * @param own that of the daemon, for variables without a value
     */
    static Map<String, String> with(
            Map<String, String> passed, Map<String, String> own, List<Variable> all, List<Variable> more) {
        if (all.isEmpty() && more.isEmpty()) {
            return passed;
        }
        Map<String, String> changed = new HashMap<>(passed);
        all.forEach(variable -> add(variable, own, changed));
        more.forEach(variable -> add(variable, own, changed));
        return changed;
    }

    private static void add(Variable variable, Map<String, String> own, Map<String, String> changed) {
        String value = variable.value()
                .map(secret -> new String(secret.reveal(), StandardCharsets.UTF_8))
                .orElseGet(() -> own.get(variable.name()));
        if (value != null) {
            changed.put(variable.name(), value);
        }
    }

    /** What a program gets that runs as another user: who that is, in place of who the daemon is. */
    static Map<String, String> as(Users.User user, Map<String, String> passed) {
        Map<String, String> changed = new HashMap<>(passed);
        changed.put("HOME", user.home());
        changed.put("USER", user.name());
        changed.put("LOGNAME", user.name());
        changed.put("SHELL", user.shell());
        return changed;
    }
}
