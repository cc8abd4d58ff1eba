package dev.vigil.config.model;

import java.util.List;
import java.util.Optional;

/** A program to run: its arguments, the first of which names the program, and the user if one is given. */
public record Command(List<String> arguments, Optional<UserGroup> user, SourcePlace place) {
    public Command {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command has at least one word");
        }
    }

    /** The same command as it would stand anywhere else, for comparing what two files mean. */
    public Command withoutPlace() {
        return new Command(arguments, user, SourcePlace.NOWHERE);
    }
}
