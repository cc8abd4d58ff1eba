package dev.vigil.daemon;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.model.Config;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventText;
import dev.vigil.daemon.log.FileSink;
import dev.vigil.daemon.log.Findings;
import dev.vigil.daemon.log.LogThread;
import dev.vigil.daemon.log.Printable;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NetworkNamespace;
import dev.vigil.linux.PidFile;
import dev.vigil.linux.ThisProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The daemon from its start to its exit code. */
public final class Daemon {
    private Daemon() {}

    /**
     * Runs until a signal ends the daemon, and answers its exit code, one of {@link DaemonExit}. A check is for those who
     * know the linter, which the daemon does not load.
     *
     * @param arguments what the launcher was given, for a process that serves in the background
     */
    public static int run(DaemonOptions options, List<String> arguments) {
        return switch (options.mode()) {
            case DaemonOptions.Mode.Rehearse _ -> Training.run();
            case DaemonOptions.Mode.Check _ -> throw new IllegalArgumentException("a check is no daemon");
            case DaemonOptions.Mode.Serve serve -> serve(options, serve, arguments);
        };
    }

    /** The pid files of this start: that of the health checks is there if there is anything to check. */
    private static List<Path> claimedPaths(DaemonOptions options, Config config) {
        List<Path> paths = new ArrayList<>(pidPaths(options));
        if (!config.virtualServers().isEmpty()) {
            paths.add(Path.of(options.pidFiles().checkers().orElse(RunPaths.CHECKERS_PID_FILE)));
        }
        return paths;
    }

    private static int serve(DaemonOptions options, DaemonOptions.Mode.Serve serve, List<String> arguments) {
        Optional<String> obstacle = ConfigLoader.obstacle(Path.of(options.configFile()));
        if (obstacle.isPresent()) {
            return refuse(DaemonExit.NO_CONFIG, obstacle.get());
        }
        Loading read = Loading.of(options);
        Optional<Config> config = read.usable(options);
        if (config.isEmpty()) {
            read.result().problems().forEach(Daemon::print);
            return refuse(
                    DaemonExit.BAD_CONFIG,
                    "not started because of the errors above; correct them, or start without what is wrong by --lenient");
        }
        if (!serve.inForeground()) {
            return Background.start(arguments);
        }
        try {
            options.umask().ifPresent(ThisProcess::setUmask);
            Identity identity = Identity.of(options, config.get());
            Optional<String> noNamespace = identity.namespace().flatMap(Daemon::enterNamespace);
            return noNamespace.isPresent()
                    ? refuse(DaemonExit.FAILED, noNamespace.get())
                    : serve(identity.complete(options), identity, config.get(), read);
        } catch (LinuxException refusal) {
            String advice = refusal.errno() == Errno.EMFILE
                    ? "; allow this process more open files: ulimit -n, or LimitNOFILE= in its unit"
                    : "";
            return refuse(DaemonExit.FAILED, refusal.getMessage() + advice);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return DaemonExit.FAILED;
        }
    }

    /** Enters a network namespace; why not, with what to do, if that fails. */
    private static Optional<String> enterNamespace(String name) {
        try {
            NetworkNamespace.named(name).enter();
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage() + ": name one that `ip netns list` shows");
        } catch (LinuxException refusal) {
            String advice = switch (refusal.errno()) {
                case Errno.ENOENT -> "create it by `ip netns add " + name + "`, or name another one";
                case Errno.EPERM, Errno.EACCES ->
                    "CAP_SYS_ADMIN is needed: start as root, and name it with -s or in the first file, not in one that is"
                            + " included";
                default -> "name another one";
            };
            return Optional.of("network namespace " + name + ": " + Errno.text(refusal.errno()) + "; " + advice);
        }
    }

    private static int serve(DaemonOptions options, Identity identity, Config config, Loading read)
            throws InterruptedException {
        List<String> capabilities = Startup.missingCapabilities();
        if (!capabilities.isEmpty()) {
            return refuse(
                    DaemonExit.NO_PERMISSION,
                    String.join(" and ", capabilities) + " missing: run as root, or grant them to the service");
        }
        if (config.global().startup().startupScript().isEmpty()) {
            // A start that is refused leaves no trace; only a program that runs first may change what is looked at.
            Optional<String> notReady =
                    Readiness.of(config).refusal(config.own().lenient());
            if (notReady.isPresent()) {
                return refuse(DaemonExit.BAD_CONFIG, notReady.get());
            }
        }
        try (PidClaims claims = new PidClaims(identity)) {
            for (Path path : claimedPaths(options, config)) {
                switch (claims.claim(path)) {
                    case PidClaims.Claim.Refused refused -> {
                        return refuse(DaemonExit.FAILED, refused.why());
                    }
                    case PidClaims.Claim.Held held -> {
                        return alreadyRunning(options, held.where());
                    }
                    case PidClaims.Claim.Taken _ -> {}
                }
            }
            return serveLogged(options, identity, config, read, claims.notes());
        }
    }

    /** Said where the log goes, and on standard error in any case, for whoever starts it. */
    private static int alreadyRunning(DaemonOptions options, String where) {
        DaemonEvent event = new DaemonEvent.AlreadyRunning(where);
        try (LogThread log = LogThread.start(options.logging().detail(), LogSinks.of(options.logging()))) {
            log.put(event);
        }
        return options.logging().console() ? DaemonExit.OK : refuse(DaemonExit.OK, EventText.of(event));
    }

    private static int serveLogged(
            DaemonOptions options, Identity identity, Config configured, Loading read, List<String> shortcomings)
            throws InterruptedException {
        try (LogThread log = LogThread.start(options.logging().detail(), LogSinks.of(options.logging()))) {
            log.put(new DaemonEvent.Starting("Vigil", Version.TEXT));
            AroundScripts.atStart(configured, options.umask(), log);
            boolean lenient = configured.own().lenient();
            Readiness readiness = Readiness.of(configured);
            Optional<String> notReady = readiness.refusal(lenient);
            if (notReady.isPresent()) {
                return refuse(DaemonExit.BAD_CONFIG, notReady.get());
            }
            readiness.scripts().forEach(script -> shortcomings.add(script + "; it is not tracked"));
            Config config = lenient ? Startup.withoutUnusableScripts(configured) : configured;
            log.put(new DaemonEvent.ConfigurationRead(options.configFile()));
            config.own().file().ifPresent(file -> log.put(new DaemonEvent.ConfigurationRead(file)));
            options.logging()
                    .file()
                    .flatMap(file -> FileSink.obstacle(Path.of(file)))
                    .ifPresent(text -> log.put(new DaemonEvent.ConfigurationWarning(text)));
            options.notes().forEach(note -> log.put(new DaemonEvent.ConfigurationRemark(note)));
            Findings.log(read.result().problems(), log);
            shortcomings.forEach(text -> log.put(new DaemonEvent.ConfigurationError(text)));
            Startup.tellOf(config, options.configFile(), log);
            Startup.schedule(config.global().process(), log);
            Startup.nameAndPlace(config.global(), log);
            if (options.dumpsConfiguration()) {
                Startup.dump(config, log);
            }
            StatusReport.Without without = Startup.without(read.result(), shortcomings);
            int code = served(new Service(options, identity, config, log), options.umask(), without, read, log);
            log.put(new DaemonEvent.Stopped());
            return code;
        }
    }

    /** The end of the main thread by a defect is the end of the daemon; of other threads it is logged at least. */
    private static int served(
            Service service, OptionalInt umask, StatusReport.Without without, Loading read, LogThread log)
            throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, defect) -> log.put(new DaemonEvent.Defect("thread " + thread.getName(), defect)));
        int code;
        try (service) {
            code = service.run(without, read);
        } catch (LinuxException refusal) {
            throw refusal;
        } catch (RuntimeException | Error defect) {
            log.put(new DaemonEvent.Defect("the daemon", defect));
            code = DaemonExit.DEFECT;
        }
        AroundScripts.atStop(service.inForce(), umask, log);
        return code;
    }

    /** The pid file as this process's own; empty if a daemon that runs, Vigil or keepalived, has it. */
    static Optional<PidFile> claim(Path path) {
        return PidHolder.isKeepalived(path)
                ? Optional.empty()
                : PidFile.claim(path, ProcessHandle.current().pid());
    }

    static List<Path> pidPaths(DaemonOptions options) {
        return List.of(
                Path.of(options.pidFiles().daemon().orElse(RunPaths.PID_FILE)),
                Path.of(options.pidFiles().vrrp().orElse(RunPaths.VRRP_PID_FILE)));
    }

    @SuppressWarnings("SystemOut")
    private static int refuse(int code, String why) {
        System.err.println(System.getProperty("vigil.program", "vigil") + ": " + why);
        return code;
    }

    @SuppressWarnings("SystemOut")
    private static void print(Problem problem) {
        problem.toString().lines().map(Printable::of).forEach(System.err::println);
    }
}
