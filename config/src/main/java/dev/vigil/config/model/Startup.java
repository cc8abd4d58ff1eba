package dev.vigil.config.model;

import dev.vigil.core.time.Nanos;
import java.util.Optional;

/**
 * What a node is and does before and after everything else.
 *
 * @param instanceName keyword {@code instance}: distinguishes several daemons on one machine
 * @param netNamespace keyword {@code net_namespace}
 * @param ipvsNamespace keyword {@code net_namespace_ipvs}: a name, or an empty text for the namespace of process 1; the
 *     same as {@code netNamespace} if it is not given
 * @param namespaceWithIpsets keyword {@code namespace_with_ipsets}
 * @param usePidDirectory keyword {@code use_pid_dir}, which an instance name or a namespace implies
 * @param childWaitNs keyword {@code child_wait_time}: how long to wait for helpers at the end
 * @param processNames keyword {@code process_names}
 * @param processName keyword {@code process_name}
 * @param startupScript keyword {@code startup_script}, run before anything is configured
 * @param shutdownScript keyword {@code shutdown_script}, run at the very end
 * @param randomSeed keyword {@code random_seed}
 */
public record Startup(
        Optional<String> instanceName,
        Optional<String> netNamespace,
        Optional<String> ipvsNamespace,
        boolean namespaceWithIpsets,
        boolean usePidDirectory,
        long childWaitNs,
        boolean processNames,
        Optional<String> processName,
        Optional<Command> startupScript,
        long startupScriptTimeoutNs,
        Optional<Command> shutdownScript,
        long shutdownScriptTimeoutNs,
        Optional<Long> randomSeed) {

    /** What holds if nothing is said. */
    public static final Startup DEFAULT = new Startup(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            5 * Nanos.PER_S,
            false,
            Optional.empty(),
            Optional.empty(),
            10 * Nanos.PER_S,
            Optional.empty(),
            10 * Nanos.PER_S,
            Optional.empty());
}
