package dev.vigil.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A program to be started.
 *
 * @param path the file to execute, absolute; PATH is not searched
 * @param arguments the first one is the program's name for itself
 * @param environment all of it: nothing is inherited
 * @param directory where it runs; empty for ours
 * @param credentials who it runs as; empty for us
 */
public record Program(
        String path,
        List<String> arguments,
        Map<String, String> environment,
        Optional<String> directory,
        Optional<Credentials> credentials) {
    /** Where the program that changes the user is. */
    private static final List<String> SETPRIV_PATHS = List.of("/usr/bin/setpriv", "/bin/setpriv");

    public Program {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a program has a name");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * The command that is executed. Between fork and exec only libc's posix_spawn runs, and that cannot change the user;
     * changing it in the starting thread would let the user's other processes kill that thread, and with it this process,
     * while it lasts. So util-linux's setpriv does it, and becomes the program.
     */
    Program prefixed() {
        if (credentials.isEmpty()) {
            return this;
        }
        Credentials who = credentials.get();
        String setpriv = SETPRIV_PATHS.stream()
                .filter(candidate -> Files.isExecutable(Path.of(candidate)))
                .findFirst()
                .orElseThrow(() -> new LinuxException("change user with", Errno.ENOENT, "setpriv"));
        List<String> words = new ArrayList<>();
        words.add("setpriv");
        words.add("--reuid=" + Integer.toUnsignedString(who.uid()));
        words.add("--regid=" + Integer.toUnsignedString(who.gid()));
        words.add(
                who.supplementaryGids().isEmpty()
                        ? "--clear-groups"
                        : "--groups="
                                + who.supplementaryGids().stream()
                                        .map(Integer::toUnsignedString)
                                        .collect(Collectors.joining(",")));
        words.add("--");
        words.add(path);
        words.addAll(arguments.subList(1, arguments.size()));
        return new Program(setpriv, words, environment, directory, Optional.empty());
    }
}
