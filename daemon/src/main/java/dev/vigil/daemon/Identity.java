package dev.vigil.daemon;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.Startup;
import dev.vigil.daemon.options.DaemonOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tells this daemon from others on the same machine. Its files and its log have these names in theirs.
 *
 * @param namespace the network namespace that it works in: option {@code -s}, otherwise keyword {@code net_namespace}
 * @param instance keyword {@code instance}
 * @param pidDirectory whether pid files have a directory of their own: keyword {@code use_pid_dir}, or a name
 */
record Identity(Optional<String> namespace, Optional<String> instance, boolean pidDirectory) {
    /** keepalived's directory for pid files. */
    private static final Path PID_DIRECTORY = Path.of("/run/keepalived");

    static Identity of(DaemonOptions options, Config config) {
        Startup startup = config.global().startup();
        Optional<String> namespace = options.namespace().or(startup::netNamespace);
        Optional<String> instance = startup.instanceName();
        return new Identity(
                namespace, instance, startup.usePidDirectory() || namespace.isPresent() || instance.isPresent());
    }

    /** The names in one, as keepalived writes them; empty if there are none. */
    Optional<String> name() {
        String names = Stream.of(namespace, instance).flatMap(Optional::stream).collect(Collectors.joining("_"));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    /** The options, with what they do not say about files and the log as the names want it. */
    DaemonOptions complete(DaemonOptions options) {
        DaemonOptions.PidFiles files = options.pidFiles();
        return options.with(
                new DaemonOptions.PidFiles(
                        files.daemon().or(() -> pidFile("keepalived")),
                        files.vrrp().or(() -> pidFile("vrrp")),
                        files.checkers().or(() -> pidFile("checkers")),
                        files.bfd()),
                options.logging().named(name()));
    }

    private Optional<String> pidFile(String process) {
        if (!pidDirectory) {
            return Optional.empty();
        }
        String file = process + instance.map(each -> "_" + each).orElse("") + ".pid";
        return Optional.of(ownPidDirectory().resolve(file).toString());
    }

    private Path ownPidDirectory() {
        return namespace.map(PID_DIRECTORY::resolve).orElse(PID_DIRECTORY);
    }

    /** The settings with a control socket, a journal beside it and recordings of this daemon alone, unless they name one. */
    OwnSettings complete(OwnSettings own) {
        return name().map(each -> own.withSocketIfNone(RunPaths.controlSocket(each)))
                .orElse(own);
    }

    /** Makes the directory of the pid files. Where that fails, so does the making of the files, with a reason. */
    void makeDirectories() {
        if (pidDirectory) {
            boolean _ = ownPidDirectory().toFile().mkdirs();
        }
    }

    /** Removes the directories of the pid files, unless another daemon has a file there. */
    void removeDirectories() {
        if (!pidDirectory) {
            return;
        }
        Path each = ownPidDirectory();
        while (each != null && each.startsWith(PID_DIRECTORY)) {
            try {
                boolean _ = Files.deleteIfExists(each);
            } catch (IOException inUse) {
                return;
            }
            each = each.getParent();
        }
    }

    /** What a reload cannot change between these two, for people; empty if nothing differs. */
    Optional<String> obstacleTo(Identity other) {
        String what = !namespace.equals(other.namespace) ? "net_namespace" : "instance";
        return namespace.equals(other.namespace) && instance.equals(other.instance)
                ? Optional.empty()
                : Optional.of("a reload cannot change " + what + ": start the daemon anew");
    }
}
