package dev.vigil.daemon;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import dev.vigil.config.model.Config;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.linux.LinuxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The daemon from its start to its exit code. */
public final class Daemon {
    private Daemon() {}

    /** Runs until a signal ends the daemon, and answers its exit code, one of {@link DaemonExit}. */
    public static int run(DaemonOptions options) {
        return switch (options.mode()) {
            case DaemonOptions.Mode.Rehearse _ -> 0;
            case DaemonOptions.Mode.Check _ -> check(options);
            case DaemonOptions.Mode.Serve _ -> serve(options);
        };
    }

    @SuppressWarnings("SystemOut")
    private static int check(DaemonOptions options) {
        Path file = Path.of(options.configFile());
        if (!Files.isReadable(file)) {
            System.err.println("vigil: cannot read " + file);
            return DaemonExit.NO_CONFIG;
        }
        List<Problem> problems = load(options).problems();
        problems.forEach(problem -> System.err.println(problem));
        return problems.stream().anyMatch(problem -> problem.severity() != Severity.INFO) ? 5 : 0;
    }

    @SuppressWarnings("SystemOut")
    private static int serve(DaemonOptions options) {
        Path file = Path.of(options.configFile());
        if (!Files.isReadable(file)) {
            System.err.println("vigil: cannot read " + file + ": create it, or name another file with -f");
            return DaemonExit.NO_CONFIG;
        }
        ConfigLoader.Result result = load(options);
        result.problems().forEach(problem -> System.err.println(problem));
        Optional<Config> config = result.config();
        if (config.isEmpty()) {
            System.err.println("vigil: not started, because of the errors above");
            return DaemonExit.BAD_CONFIG;
        }
        try (Service service = new Service(options, config.get(), new StderrTeller())) {
            return service.run();
        } catch (LinuxException refusal) {
            System.err.println("vigil: " + refusal.getMessage());
            return DaemonExit.FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return DaemonExit.FAILED;
        }
    }

    static ConfigLoader.Result load(DaemonOptions options) {
        return ConfigLoader.standard()
                .load(
                        Path.of(options.configFile()),
                        new ConfigLoader.Options(options.configId(), options.allIncludes()));
    }
}
