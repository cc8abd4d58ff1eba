package dev.vigil.daemon.dump;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.UserGroup;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.Users;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The numbers of the users that programs run as. It asks the user database, once for each of them. */
final class Owners {
    private static final UserGroup DEFAULT = new UserGroup("keepalived_script", Optional.empty());
    private static final UserGroup ROOT = new UserGroup("root", Optional.empty());

    private final GlobalDefs global;
    private final Map<UserGroup, Optional<String>> known = new HashMap<>();

    Owners(GlobalDefs global) {
        this.global = global;
    }

    /** {@code UID:GID} of a program. */
    String of(Command command) {
        Optional<UserGroup> given = command.user().or(global::scriptUser);
        return given.isPresent()
                ? ids(given.get()).orElse("unknown")
                : ids(DEFAULT).or(() -> ids(ROOT)).orElse("0:0");
    }

    /** {@code UID:GID} of a user. */
    Optional<String> ids(UserGroup user) {
        return known.computeIfAbsent(user, Owners::ask);
    }

    private static Optional<String> ask(UserGroup user) {
        try {
            return Users.credentials(user.user(), user.group())
                    .map(found -> Integer.toUnsignedString(found.uid()) + ":" + Integer.toUnsignedString(found.gid()));
        } catch (LinuxException noAnswer) {
            return Optional.empty();
        }
    }

    /** Its words in quotes; what goes to a shell stands as it is. */
    static String words(Command command) {
        if (command.arguments().size() == 3 && command.arguments().getFirst().equals("/bin/sh")) {
            return command.arguments().getLast();
        }
        return "'" + String.join("' '", command.arguments()) + "'";
    }
}
