package dev.vigil.daemon;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.place.StaticObjects;
import dev.vigil.core.routing.RoutingTrace;
import dev.vigil.core.track.Tracks;
import dev.vigil.daemon.journal.Journal;
import dev.vigil.daemon.journal.Journal.Entry;
import dev.vigil.daemon.journal.JournalFile;
import dev.vigil.daemon.journal.JournalLock;
import dev.vigil.daemon.journal.Leftovers;
import dev.vigil.daemon.link.OwnLinks;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.ThisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the journal ahead of the addresses, routes and rules: what a configuration may own is written down before that configuration comes
 * into force. A journal that cannot be written is told and does not stop the daemon, whose addresses matter more.
 */
final class OwnAddresses implements Participant {
    private static final Config NOTHING = new Config(GlobalDefs.DEFAULT, List.of(), List.of());

    private final JournalFile file;
    private final List<Path> pidFiles;
    private final OwnLinks links;
    private final EventLog log;
    private final String namespace = Leftovers.namespace();

    /** The pid file of another daemon that runs and has the same control socket, and so the same journal. */
    private Optional<Path> other = Optional.empty();

    /** What the journal that was written last lists; empty if it could not be written. */
    private Wanted listed = Wanted.NOTHING;

    /** What the journal is about while no reload goes on. */
    private Config inForce = NOTHING;

    /** Why what stood in the place of the journal could not be read, until it is replaced. */
    private Optional<String> unreadable = Optional.empty();

    OwnAddresses(JournalFile file, List<Path> pidFiles, OwnLinks links, EventLog log) {
        this.file = file;
        this.pidFiles = pidFiles;
        this.links = links;
        this.log = log;
    }

    /** Removes what a killed daemon left, except what an address owner has anyway, and begins a journal of our own. */
    void begin(Config config) {
        try (JournalLock _ = file.lock()) {
            beginAlone(config);
        }
    }

    private void beginAlone(Config config) {
        Optional<Journal> earlier = earlier();
        other = earlier.flatMap(this::otherDaemon);
        if (other.isPresent()) {
            log.put(new DaemonEvent.OperationFailed(
                    "keep a journal",
                    file.path() + " is that of process " + PidHolder.text(other.get()) + ", which runs;"
                            + " give each daemon a place of its own with --socket"));
            return;
        }
        if (earlier.isPresent()) {
            Set<Entry> kept = new LinkedHashSet<>();
            config.instances().stream()
                    .filter(instance -> instance.election().priority() == Tracks.PRIORITY_OWNER)
                    .forEach(instance -> addEntries(instance, kept));
            clear(earlier.get(), kept);
        }
        inForce = config;
        write(wanted(List.of(config)));
    }

    /** Before a reload: what either configuration may own. */
    @Override
    public void prepare(Proposal proposal) {
        rewrite(List.of(inForce, proposal.config()));
    }

    @Override
    public void adopt(ReloadPlan plan) {
        inForce = plan.next();
        settle();
    }

    @Override
    public void abort() {
        settle();
    }

    /** After an orderly end, which has removed everything. */
    void end() {
        try {
            if (other.isEmpty()) {
                try (JournalLock _ = file.lock()) {
                    file.delete();
                }
            }
        } catch (IOException failure) {
            tell("remove the journal " + file.path(), failure);
        }
    }

    /** The process that has the control socket; empty if that is this one. */
    Optional<String> otherProcess() {
        return other.map(PidHolder::text);
    }

    private Optional<Path> otherDaemon(Journal journal) {
        return journal.pidFiles().stream()
                .filter(path -> !pidFiles.contains(path) && PidHolder.isHeld(path))
                .findFirst();
    }

    private Optional<Journal> earlier() {
        try {
            return file.read();
        } catch (IOException failure) {
            unreadable = Optional.of(String.valueOf(failure.getMessage()));
            return Optional.empty();
        }
    }

    private void clear(Journal earlier, Set<Entry> kept) {
        if (!earlier.namespace().equals(namespace)) {
            return;
        }
        try {
            Leftovers.Outcome outcome = Leftovers.remove(earlier, kept::contains);
            if (!outcome.removed().isEmpty()) {
                log.put(new DaemonEvent.LeftoversRemoved(outcome.removed()));
            }
            outcome.refused()
                    .forEach(text -> log.put(new DaemonEvent.OperationFailed("remove what an earlier run left", text)));
        } catch (LinuxException refusal) {
            tell("remove what an earlier run left", refusal);
        }
    }

    private void rewrite(List<Config> configs) {
        rewrite(wanted(configs));
    }

    /** After a reload most of the time the journal that was written for it is right already. */
    private void settle() {
        Wanted wanted = wanted(List.of(inForce));
        if (!wanted.equals(listed)) {
            rewrite(wanted);
        }
    }

    private void rewrite(Wanted wanted) {
        if (other.isEmpty()) {
            try (JournalLock _ = file.lock()) {
                write(wanted);
            }
        }
    }

    /** What a daemon may own. */
    private record Wanted(Set<Entry> addresses, Set<RoutingTrace> routing, OwnLinks.Traces links) {
        static final Wanted NOTHING = new Wanted(Set.of(), Set.of(), OwnLinks.Traces.NONE);
    }

    private Wanted wanted(List<Config> configs) {
        Wanted wanted = new Wanted(new LinkedHashSet<>(), new LinkedHashSet<>(), links.traces(configs));
        for (Config config : configs) {
            StaticObjects.Wanted statics = Assemble.statics(config);
            statics.addresses()
                    .forEach(spec ->
                            wanted.addresses.add(new Entry(spec.interfaceName(), spec.address(), spec.prefixLength())));
            statics.routing().forEach(spec -> wanted.routing.add(RoutingTrace.of(spec.entry())));
            for (VrrpInstance instance : config.instances()) {
                addEntries(instance, wanted.addresses);
                Assemble.site(instance).routing().forEach(spec -> wanted.routing.add(RoutingTrace.of(spec.entry())));
            }
        }
        return wanted;
    }

    private void write(Wanted wanted) {
        listed = Wanted.NOTHING;
        try {
            file.write(new Journal(
                    namespace,
                    Optional.of(self()),
                    pidFiles,
                    Leftovers.ownable(List.copyOf(wanted.addresses), this::ours),
                    List.copyOf(wanted.routing),
                    wanted.links.links(),
                    wanted.links.settings()));
        } catch (IOException | LinuxException failure) {
            tell("write the journal " + file.path(), failure);
            unreadable = Optional.empty();
            return;
        }
        listed = wanted;
        unreadable.ifPresent(why -> log.put(new DaemonEvent.OperationFailed(
                "read the journal of an earlier run",
                why + "; what that one may have left stays, the journal is a new one")));
        unreadable = Optional.empty();
    }

    /** What the journal that is replaced lists. */
    private List<Entry> ours() {
        try {
            return file.read().map(Journal::entries).orElse(List.of());
        } catch (IOException nothingToBelieve) {
            return List.of();
        }
    }

    private static Journal.Owner self() throws IOException {
        return new Journal.Owner(ProcessHandle.current().pid(), ThisProcess.startTicks());
    }

    private static void addEntries(VrrpInstance instance, Set<Entry> entries) {
        List<VirtualAddress> all = new ArrayList<>(instance.addresses());
        all.addAll(instance.excludedAddresses());
        all.forEach(each -> entries.add(new Entry(each.interfaceName(), each.address(), each.prefixLength())));
    }

    private void tell(String operation, Exception failure) {
        log.put(new DaemonEvent.OperationFailed(operation, String.valueOf(failure.getMessage())));
    }
}
