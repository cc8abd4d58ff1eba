package dev.vigil.daemon;

import dev.vigil.config.model.Config;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.RouteNetlink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of this machine keeps the daemon from starting with a configuration: the one decision that the start,
 * {@code -t} and {@code vigil check --host} share.
 *
 * @param interfaces what is wrong with the interfaces that it names; empty if nothing is
 * @param scripts the tracked scripts that cannot be run, each with its reason; {@code --lenient} starts without them
 */
record Readiness(Optional<String> interfaces, List<String> scripts) {
    static Readiness of(Config config) {
        Set<String> missing = Startup.missingInterfaces(config);
        return new Readiness(
                missing.isEmpty() ? Optional.empty() : Optional.of(Startup.noSuchInterface(missing)),
                Startup.unusableScripts(config));
    }

    /** Everything that keeps the daemon from starting, a clause each. */
    List<String> obstacles() {
        List<String> all = new ArrayList<>();
        interfaces.ifPresent(all::add);
        all.addAll(scripts);
        return all;
    }

    /** Why the daemon does not start, with what to do; empty if it does. */
    Optional<String> refusal(boolean lenient) {
        if (interfaces.isPresent()) {
            return Optional.of(interfaces.get() + "; correct the configuration, or create the interface first");
        }
        return scripts.isEmpty() || lenient
                ? Optional.empty()
                : Optional.of(String.join("\n", scripts)
                        + "\nnot started: a check that cannot run would put every node into FAULT; correct it, or start"
                        + " without it by --lenient");
    }

    /** The names of the interfaces in the network namespace of this process. */
    static Set<String> interfaceNames() {
        try (RouteNetlink netlink = RouteNetlink.open()) {
            return netlink.links().stream().map(LinkInfo::name).collect(Collectors.toSet());
        }
    }
}
