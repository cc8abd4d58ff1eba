package dev.vigil.daemon.reload;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.UserGroup;

/** Programs as a configuration has them. */
final class CommandText {
    private CommandText() {}

    static String of(Command command) {
        return String.join(" ", command.arguments())
                + command.user().map(user -> " as " + of(user)).orElse("");
    }

    static String of(UserGroup user) {
        return user.user() + user.group().map(group -> " " + group).orElse("");
    }
}
