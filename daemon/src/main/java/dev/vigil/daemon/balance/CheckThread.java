package dev.vigil.daemon.balance;

import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.ProcessSettings;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.ThisProcess;
import dev.vigil.linux.ThisThread;
import java.util.Optional;

/** How the thread of checks is called and scheduled, for which keepalived has a process. */
final class CheckThread {
    /** What keepalived calls that process with {@code process_names}. */
    private static final String NAME = "keepalived_lvs";

    private CheckThread() {}

    /** What is configured about it; it counts from the start of the thread on. */
    record Settings(Optional<String> name, ProcessSettings process) {
        static Settings of(GlobalDefs global) {
            Optional<String> usual = global.startup().processNames() ? Optional.of(NAME) : Optional.empty();
            return new Settings(global.checkerProcess().name().or(() -> usual), global.checkerProcess());
        }
    }

    /** Does to the calling thread what is configured; what is refused is logged, and checks are made all the same. */
    static void setUp(Settings settings, EventLog log) {
        ProcessSettings process = settings.process;
        settings.name.ifPresent(name -> attempt("name the thread of checks", log, () -> ThisThread.setName(name)));
        if (process.niceness() != 0) {
            attempt("set the niceness of checks", log, () -> ThisThread.setNiceness(process.niceness()));
        }
        if (!process.cpus().isEmpty()) {
            attempt("choose processors for checks", log, () -> ThisThread.setProcessors(process.cpus()));
        }
        if (process.realtimePriority() != 0) {
            attempt(
                    "set the realtime priority of checks",
                    log,
                    () -> ThisThread.setRealtimePriority(process.realtimePriority()));
        }
        if (process.lockMemory()) {
            attempt("lock memory", log, ThisProcess::lockMemory);
        }
    }

    private static void attempt(String what, EventLog log, Runnable action) {
        try {
            action.run();
        } catch (LinuxException refusal) {
            log.put(new DaemonEvent.OperationFailed(what, String.valueOf(refusal.getMessage())));
        }
    }
}
