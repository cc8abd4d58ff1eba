package dev.vigil.daemon;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import dev.vigil.config.Words;
import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.assemble.VirtualLinks;
import dev.vigil.config.facts.Facts;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.ProcessSettings;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.Findings;
import dev.vigil.daemon.process.ScriptCheck;
import dev.vigil.daemon.process.UserChange;
import dev.vigil.linux.Capabilities;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.ThisProcess;
import dev.vigil.linux.ThisThread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is looked at before anything is opened, so that a start either succeeds or says what to do. */
final class Startup {
    /** What keepalived calls its VRRP process with {@code process_names}. */
    private static final String LOOP_NAME = "keepalived_vrrp";

    private Startup() {}

    /** What is missing to serve as this user; empty if nothing is. */
    static List<String> missingCapabilities() {
        Capabilities effective = Capabilities.effective();
        List<String> missing = new ArrayList<>();
        if (!effective.has(Capabilities.NET_ADMIN)) {
            missing.add("CAP_NET_ADMIN");
        }
        if (!effective.has(Capabilities.NET_RAW)) {
            missing.add("CAP_NET_RAW");
        }
        return missing;
    }

    /**
     * The interfaces that instances name, that do not exist in this network namespace, and that are not waited for; among
     * them the empty name of an instance that has none.
     */
    static Set<String> missingInterfaces(Config config) {
        Set<String> named = new HashSet<>();
        for (VrrpInstance instance : config.instances()) {
            named.add(instance.transport().interfaceName());
            for (VirtualAddress address : instance.addresses()) {
                named.add(address.interfaceName());
            }
            for (VirtualAddress address : instance.excludedAddresses()) {
                named.add(address.interfaceName());
            }
            named.addAll(Assemble.routingInterfaces(instance));
            for (Tracked tracked : instance.tracking().interfaces()) {
                named.add(tracked.name());
            }
        }
        config.syncGroups()
                .forEach(group -> group.tracking().interfaces().forEach(tracked -> named.add(tracked.name())));
        if (config.global().interfaces().dynamic()) {
            named.retainAll(Set.of(""));
        }
        named.removeAll(Readiness.interfaceNames());
        VirtualLinks.of(config).forEach(link -> named.remove(link.name()));
        return new TreeSet<>(named);
    }

    /** Says which interfaces do not exist. */
    static String noSuchInterface(Set<String> missing) {
        List<String> names = missing.stream().filter(name -> !name.isEmpty()).toList();
        String text = names.isEmpty() ? "" : "no such interface: " + String.join(", ", names);
        String between = names.isEmpty() || names.size() == missing.size() ? "" : "; ";
        return text + between + (names.size() == missing.size() ? "" : "an instance has no interface");
    }

    /**
     * The realtime priority of every thread but the VRRP loop, if one is configured: before all ordinary processes, since
     * the loop waits for the JVM's own threads, and behind the loop, which must not queue behind a compiler or an answer.
     */
    private static final int REALTIME_PRIORITY_OF_OTHERS = 1;

    /** The tracked scripts that cannot be run here, each with its reason, for people. */
    static List<String> unusableScripts(Config config) {
        Set<String> tracked = new TreeSet<>();
        config.instances().forEach(instance -> instance.tracking().scripts().forEach(each -> tracked.add(each.name())));
        config.syncGroups().forEach(group -> group.tracking().scripts().forEach(each -> tracked.add(each.name())));
        return ScriptCheck.unusable(config.scripts(), Programs.settings(config, OptionalInt.empty())).stream()
                .filter(unusable -> tracked.contains(unusable.script().name()))
                .map(unusable -> unusable.script().place() + ": vrrp_script "
                        + unusable.script().name() + " cannot be run: " + unusable.reason())
                .toList();
    }

    /** What is wrong with notification programs that this process may not start, in one line; empty if nothing is. */
    private static Optional<String> unusableNotifications(Config config) {
        List<Command> commands = new ArrayList<>();
        config.instances().forEach(each -> commands.addAll(each.notifications().commands()));
        config.syncGroups().forEach(each -> commands.addAll(each.notifications().commands()));
        return UserChange.obstacle(commands, Programs.settings(config, OptionalInt.empty()))
                .map(obstacle -> "notifications would be lost: " + obstacle);
    }

    /**
     * What a daemon with this configuration runs without.
     *
     * @param shortcomings what else it lacks, a sentence each
     */
    static StatusReport.Without without(ConfigLoader.Result read, List<String> shortcomings) {
        List<String> omissions = new ArrayList<>();
        if (read.draft().own().lenient()) {
            read.problems().stream()
                    .filter(problem -> problem.severity() == Severity.ERROR)
                    .map(Findings::line)
                    .forEach(omissions::add);
        }
        omissions.addAll(shortcomings);
        return new StatusReport.Without(read.withoutEffect(), omissions);
    }

    /** A configuration without the scripts that cannot be run: what tracks them goes on without them. */
    static Config withoutUnusableScripts(Config config) {
        Set<String> unusable =
                ScriptCheck.unusable(config.scripts(), Programs.settings(config, OptionalInt.empty())).stream()
                        .map(each -> each.script().name())
                        .collect(Collectors.toSet());
        return unusable.isEmpty() ? config : config.withoutScripts(unusable);
    }

    /** Applies what is configured about scheduling; a refusal is told and does not prevent the start. */
    static void schedule(ProcessSettings settings, EventLog log) {
        if (settings.niceness() != 0) {
            attempt("set the niceness", log, () -> ThisProcess.setNiceness(settings.niceness()));
        }
        if (settings.realtimePriority() != 0) {
            attempt(
                    "set the realtime priority",
                    log,
                    () -> ThisProcess.setRealtimePriority(REALTIME_PRIORITY_OF_OTHERS));
        }
        if (settings.lockMemory()) {
            attempt("lock memory", log, ThisProcess::lockMemory);
        }
    }

    /** What the process is called, and where it may run. */
    static void nameAndPlace(GlobalDefs global, EventLog log) {
        global.startup()
                .processName()
                .ifPresent(name -> attempt("name the process", log, () -> ThisProcess.setName(name)));
        List<Integer> processors = global.process().cpus();
        if (!processors.isEmpty()) {
            attempt("choose processors", log, () -> ThisProcess.setProcessors(processors));
        }
    }

    /** What the calling thread, the VRRP loop, is called: keepalived has a process for it, and here it is a thread. */
    static void nameLoop(GlobalDefs global, EventLog log) {
        Optional<String> usual = global.startup().processNames() ? Optional.of(LOOP_NAME) : Optional.empty();
        global.process()
                .name()
                .or(() -> usual)
                .ifPresent(name -> attempt("name the VRRP loop", log, () -> ThisThread.setName(name)));
    }

    /** Raises the calling thread, the VRRP loop, to the configured priority. */
    static void scheduleLoop(ProcessSettings settings, EventLog log) {
        if (settings.realtimePriority() != 0) {
            attempt(
                    "set the realtime priority of the VRRP loop",
                    log,
                    () -> ThisThread.setRealtimePriority(settings.realtimePriority()));
        }
    }

    private static void attempt(String what, EventLog log, Runnable action) {
        try {
            action.run();
        } catch (LinuxException refusal) {
            log.put(new DaemonEvent.OperationFailed(what, String.valueOf(refusal.getMessage())));
        }
    }

    /** Tells which keywords of a configuration do nothing yet. */
    static void tellWithoutEffect(List<String> keywords, EventLog log) {
        if (!keywords.isEmpty()) {
            log.put(new DaemonEvent.KeywordsWithoutEffect(keywords));
        }
    }

    /** How many mistakes are named by their place at the end of a start; all of them have lines of their own before. */
    private static final int PLACES_MAX = 10;

    /** Tells at the end of a start, or of a reload, of the mistakes that it was done with, in one line. */
    static void tellOfMistakes(List<Problem> problems, String file, EventLog log) {
        List<Problem> mistakes =
                problems.stream().filter(Problem::isHarmlessMistake).toList();
        if (mistakes.isEmpty()) {
            return;
        }
        String places = mistakes.stream()
                .limit(PLACES_MAX)
                .map(mistake -> mistake.place() + " (" + mistake.code() + ")")
                .collect(Collectors.joining(", "));
        log.put(new DaemonEvent.ConfigurationWarning("the daemon runs with "
                + Words.count(mistakes.size(), "mistake") + " in its configuration, each logged above: " + places
                + (mistakes.size() > PLACES_MAX ? ", and more" : "") + "; vigil check " + file + " says what to do"));
    }

    /** Tells of a configuration what is no mistake in it and still keeps it from doing what its author wants. */
    static void tellOf(Config config, String file, EventLog log) {
        if (config.instances().isEmpty()) {
            log.put(new DaemonEvent.ConfigurationWarning(
                    file + " has no vrrp_instance, so this node keeps no address alive: add one, then send SIGHUP"));
        }
        unusableNotifications(config).ifPresent(text -> log.put(new DaemonEvent.ConfigurationError(text)));
    }

    /** {@code -d}: brings every value of the configuration to the log, secrets hidden. */
    static void dump(Config config, EventLog log) {
        Facts.of(config).lines().forEach(line -> log.put(new DaemonEvent.ConfigurationRemark(line)));
    }
}
