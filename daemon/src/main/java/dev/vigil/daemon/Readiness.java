package dev.vigil.daemon;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.assemble.VirtualLinks;
import dev.vigil.config.model.Config;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostNeeds;
import dev.vigil.core.place.Link;
import dev.vigil.daemon.balance.Planes;
import dev.vigil.daemon.journal.Journal;
import dev.vigil.daemon.journal.JournalFile;
import dev.vigil.daemon.kernel.Seen;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.RouteNetlink;
import java.io.IOException;
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
 * @param taken what is wrong with the names of those that it brings with it; empty if nothing is
 * @param needs virtual addresses by which the host itself lives, a sentence each
 * @param balancer why the kernel cannot balance what the configuration wants it to; empty if it can, or need not
 * @param scripts the tracked scripts that cannot be run, each with its reason; {@code --lenient} starts without them
 */
public record Readiness(
        Optional<String> interfaces,
        Optional<String> taken,
        List<String> needs,
        Optional<String> balancer,
        List<String> scripts) {
    /** The permanent code of findings about interfaces that do not exist; the linter has the same. */
    public static final String INTERFACE_MISSING = "VGL3221";

    /** For a daemon that would start with a configuration. */
    public static Readiness of(Config config) {
        return of(config, needs(config, journal(config)));
    }

    /** For a daemon that runs: its loop knows which addresses are its own, and judges them itself. */
    static Readiness ofReload(Config config) {
        return of(config, List.of());
    }

    private static Readiness of(Config config, List<String> needs) {
        Set<String> missing = Startup.missingInterfaces(config);
        return new Readiness(
                missing.isEmpty() ? Optional.empty() : Optional.of(Startup.noSuchInterface(missing)),
                taken(config),
                needs,
                Planes.obstacle(config, OwnOptions.controlSocket(config.own())),
                Startup.unusableScripts(config));
    }

    private static JournalFile journal(Config config) {
        return JournalFile.beside(OwnOptions.controlSocket(config.own()));
    }

    /** An interface with the name of one that is to be made, and which neither this daemon nor an earlier run has made. */
    private static Optional<String> taken(Config config) {
        List<VirtualLink> links = VirtualLinks.of(config);
        if (links.isEmpty()) {
            return Optional.empty();
        }
        Set<String> present = interfaceNames();
        Set<String> ours = journalOf(config).stream()
                .flatMap(journal -> journal.links().stream())
                .map(VirtualLink::name)
                .collect(Collectors.toSet());
        return links.stream()
                .map(VirtualLink::name)
                .filter(name -> present.contains(name) && !ours.contains(name))
                .findFirst()
                .map(name -> "interface " + name + " is there already, and Vigil has not made it; remove it, or give"
                        + " use_vmac another name");
    }

    private static Optional<Journal> journalOf(Config config) {
        try {
            return journal(config).read();
        } catch (IOException unreadable) {
            // The start itself reports that.
            return Optional.empty();
        }
    }

    /** @param journal what an earlier run of the daemon may have left behind */
    private static List<String> needs(Config config, JournalFile journal) {
        Host host = new Host();
        try (RouteNetlink netlink = RouteNetlink.open()) {
            Seen.list(netlink, host);
        }
        Set<Journal.Entry> ours = entries(journal);
        return HostNeeds.violations(host, Assemble.guests(config), known -> {
            Link link = host.link(known.ifindex());
            return link != null && ours.contains(new Journal.Entry(link.name(), known.address(), known.prefixLength()));
        });
    }

    private static Set<Journal.Entry> entries(JournalFile journal) {
        try {
            return journal.read().map(read -> Set.copyOf(read.entries())).orElse(Set.of());
        } catch (IOException unreadable) {
            // The start itself reports that.
            return Set.of();
        }
    }

    /** Everything that keeps the daemon from starting, a clause each; {@code --lenient} goes on without some scripts. */
    public List<String> obstacles(boolean lenient) {
        List<String> all = new ArrayList<>();
        interfaces.ifPresent(all::add);
        taken.ifPresent(all::add);
        all.addAll(needs);
        balancer.ifPresent(all::add);
        if (!lenient) {
            all.addAll(scripts);
        }
        return all;
    }

    /** Why the daemon does not start, with what to do; empty if it does. */
    Optional<String> refusal(boolean lenient) {
        if (interfaces.isPresent()) {
            return Optional.of(interfaces.get() + "; correct the configuration, or create the interface first");
        }
        if (taken.isPresent()) {
            return taken;
        }
        if (!needs.isEmpty()) {
            return Optional.of(String.join("\n", needs) + "\nnot started: take it out of the virtual addresses, or give"
                    + " this node priority 255 if it owns them");
        }
        if (balancer.isPresent()) {
            return Optional.of(balancer.get() + "\nnot started: the master would take the addresses of a service and"
                    + " answer nothing on them");
        }
        return scripts.isEmpty() || lenient
                ? Optional.empty()
                : Optional.of(String.join("\n", scripts)
                        + "\nnot started: a check that cannot run would put every node into FAULT; correct it, or start"
                        + " without it by --lenient");
    }

    /** The names of the interfaces in the network namespace of this process. */
    public static Set<String> interfaceNames() {
        try (RouteNetlink netlink = RouteNetlink.open()) {
            return netlink.links().stream().map(LinkInfo::name).collect(Collectors.toSet());
        }
    }
}
