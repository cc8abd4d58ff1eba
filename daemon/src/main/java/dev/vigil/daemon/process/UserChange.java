package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.linux.Capabilities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether programs can be run as the users that they are configured for, as far as this process is allowed to. */
public final class UserChange {
    private UserChange() {}

    /** Why programs of these capabilities cannot change their user, as a clause for people; empty if they can. */
    static Optional<String> obstacle(Capabilities programs) {
        List<String> missing = new ArrayList<>();
        if (!programs.has(Capabilities.SETUID)) {
            missing.add("CAP_SETUID");
        }
        if (!programs.has(Capabilities.SETGID)) {
            missing.add("CAP_SETGID");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", missing)
                        + " missing: grant them to the service (as ambient ones, unless it is root),"
                        + " or let script_user name the user of this process");
    }

    /** What is wrong with programs that cannot be run as their users, in one line; empty if nothing is. */
    public static Optional<String> obstacle(Collection<Command> commands, ScriptSettings settings) {
        Optional<String> obstacle = obstacle(Capabilities.ofPrograms());
        if (obstacle.isEmpty()) {
            return obstacle;
        }
        Launcher launcher = Launcher.ofThisProcess();
        launcher.use(settings);
        Set<String> users = new TreeSet<>();
        for (Command command : commands) {
            if (launcher.prepare(command) instanceof Launch.Ready ready && isChanging(ready)) {
                users.add(ready.runAs().name());
            }
        }
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of("no program can be run as " + String.join(", ", users) + ": " + obstacle.get());
    }

    /** Why a program cannot be run as its user; empty if it can, or runs as this process's own. */
    static Optional<String> obstacle(Launch.Ready ready) {
        return isChanging(ready)
                ? obstacle(Capabilities.ofPrograms())
                        .map(missing -> "it is to run as " + ready.runAs().name() + ", with " + missing)
                : Optional.empty();
    }

    private static boolean isChanging(Launch.Ready ready) {
        return ready.program().credentials().isPresent();
    }
}
