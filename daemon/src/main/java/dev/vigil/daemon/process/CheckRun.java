package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.daemon.outcome.Outcome;
import java.util.function.Consumer;

/**
 * A run of a program that checks a server.
 *
 * @param limitNs after which it is ended
 * @param ended is told how it ended, once, on the thread of programs
 */
public record CheckRun(Command command, long limitNs, Consumer<Outcome> ended) {}
