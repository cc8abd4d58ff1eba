package dev.vigil.daemon;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Startup;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.outcome.Outcome;
import dev.vigil.daemon.outcome.OutcomeText;
import dev.vigil.daemon.process.AwaitedProgram;
import java.util.Optional;
import java.util.OptionalInt;

/** The programs before and after everything else: keywords {@code startup_script} and {@code shutdown_script}. */
final class AroundScripts {
    private AroundScripts() {}

    /** Runs {@code startup_script}, and waits for its end; the start goes on however it ends. */
    static void atStart(Config config, OptionalInt umask, EventLog log) throws InterruptedException {
        Startup startup = config.global().startup();
        run("startup_script", startup.startupScript(), startup.startupScriptTimeoutNs(), config, umask, log);
    }

    /** Runs {@code shutdown_script}, and waits for its end. */
    static void atStop(Config config, OptionalInt umask, EventLog log) throws InterruptedException {
        Startup startup = config.global().startup();
        run("shutdown_script", startup.shutdownScript(), startup.shutdownScriptTimeoutNs(), config, umask, log);
    }

    private static void run(
            String keyword, Optional<Command> script, long limitNs, Config config, OptionalInt umask, EventLog log)
            throws InterruptedException {
        if (script.isEmpty()) {
            return;
        }
        Outcome outcome = AwaitedProgram.run(script.get(), Programs.settings(config, umask), limitNs);
        String program = script.get().arguments().getFirst();
        if (outcome.success()) {
            log.put(new DaemonEvent.Detail(keyword, "Ran " + keyword + " " + program));
        } else {
            log.put(new DaemonEvent.OperationFailed(keyword + " " + program, OutcomeText.of(outcome)));
        }
    }
}
