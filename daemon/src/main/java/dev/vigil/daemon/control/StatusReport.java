package dev.vigil.daemon.control;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.daemon.intent.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the daemon says about itself: the answer to the command {@code status}. {@link StatusJson} is its JSON form,
 * {@link StatusText} its text for people.
 *
 * @param takenEpochMs when the report was made, by the wall clock
 * @param takenNs the same moment on the monotonic clock; every other {@code ...Ns} moment is on this clock, so that ages do
 *     not jump with the wall clock
 * @param intents what operators want, the oldest first
 */
public record StatusReport(
        long takenEpochMs,
        long takenNs,
        Daemon daemon,
        List<Instance> instances,
        List<Group> groups,
        List<Script> scripts,
        List<Strays> strays,
        ServiceReport balancing,
        List<Intent> intents) {
    /** One without virtual servers. */
    public StatusReport(
            long takenEpochMs,
            long takenNs,
            Daemon daemon,
            List<Instance> instances,
            List<Group> groups,
            List<Script> scripts,
            List<Strays> strays) {
        this(takenEpochMs, takenNs, daemon, instances, groups, scripts, strays, ServiceReport.NONE, List.of());
    }

    /** One without sync groups. */
    public StatusReport(
            long takenEpochMs,
            long takenNs,
            Daemon daemon,
            List<Instance> instances,
            List<Script> scripts,
            List<Strays> strays) {
        this(takenEpochMs, takenNs, daemon, instances, List.of(), scripts, strays);
    }

    public StatusReport {
        groups = List.copyOf(groups);
        intents = List.copyOf(intents);
        strays = List.copyOf(strays);
        instances = List.copyOf(instances);
        scripts = List.copyOf(scripts);
    }

    /** The same with some of its instances and virtual servers. */
    public StatusReport with(List<Instance> some, List<ServiceView> services) {
        ServiceReport fewer = new ServiceReport(balancing.plane(), services);
        return new StatusReport(takenEpochMs, takenNs, daemon, some, groups, scripts, strays, fewer, intents);
    }

    public Optional<Instance> instance(String name) {
        return instances.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /**
     * A sync group.
     *
     * @param state that of its members, or of the one that keeps the others from theirs
     * @param trackers what it tracks for all of its members
     */
    public record Group(String name, State state, List<String> members, List<Part> trackers) {
        public Group {
            members = List.copyOf(members);
            trackers = List.copyOf(trackers);
        }

        /** What its trackers add to the priority of each member now. */
        public int contribution() {
            return trackers.stream().mapToInt(Part::delta).sum();
        }
    }

    /**
     * The process.
     *
     * @param configFile the file that the configuration in force came from
     * @param ownConfigFile the vigil.conf that is in use
     * @param without what of it the daemon runs without
     * @param lastPause when the VRRP loop was late for the last time
     * @param startupDelayNs how long the virtual routers wait at a start before they take part
     */
    public record Daemon(
            long pid,
            String version,
            long startedEpochMs,
            String configFile,
            Optional<String> ownConfigFile,
            Optional<Reload> lastReload,
            Without without,
            Optional<Pause> lastPause,
            long startupDelayNs,
            Health health) {}

    /**
     * What went wrong inside the daemon since its start, and what was done about it.
     *
     * @param defects of this program, by where they were found
     * @param bridged how often advertisements were sent in the place of a VRRP loop that waited in the kernel
     * @param bfdDrops how many BFD packets were refused, by reason
     * @param mail what became of mail alerts; empty where none are configured
     */
    public record Health(List<Defects> defects, Bridged bridged, Map<String, Long> bfdDrops, Optional<Mail> mail) {
        public static final Health SOUND = new Health(List.of(), new Bridged(0, 0, 0), Map.of(), Optional.empty());

        public Health {
            defects = List.copyOf(defects);
            bfdDrops = Map.copyOf(bfdDrops);
        }
    }

    /**
     * Mail alerts since the start of the daemon.
     *
     * @param lost will never be sent
     * @param waiting for the mail server
     * @param lastFailure what went wrong at the last try; empty once one has succeeded since
     */
    public record Mail(long sent, long lost, long waiting, Optional<String> lastFailure) {}

    /** How many defects were found in one place. */
    public record Defects(String where, long count) {}

    /**
     * Advertisements that were sent while the VRRP loop waited in the kernel.
     *
     * @param times how often that was needed
     * @param longestNs the longest wait among those
     */
    public record Bridged(long times, long adverts, long longestNs) {}

    /**
     * What of its configuration a daemon runs without.
     *
     * @param keywords those that Vigil cannot do yet
     * @param omissions what {@code --lenient} left out, a sentence each
     */
    public record Without(List<String> keywords, List<String> omissions) {
        public static final Without NOTHING = new Without(List.of(), List.of());

        public Without {
            keywords = List.copyOf(keywords);
            omissions = List.copyOf(omissions);
        }
    }

    /**
     * The VRRP loop did what was due much too late: this process, or the machine, slept.
     *
     * @param endedNs when it went on
     * @param lateNs how late it was then
     */
    public record Pause(long endedEpochMs, long endedNs, long lateNs) {}

    /**
     * The last attempt to load another configuration.
     *
     * @param accepted whether its configuration is in force now
     * @param summary what changed, or why it was refused
     */
    public record Reload(long atEpochMs, boolean accepted, String summary) {}

    /**
     * What an interface brought that no virtual router here is meant by, since the start.
     *
     * @param drops packets by reason, as in {@link Counters}
     */
    public record Strays(String interfaceName, Map<String, Long> drops) {
        public Strays {
            drops = Map.copyOf(drops);
        }
    }

    /**
     * One virtual router.
     *
     * @param sinceEpochMs when it entered its state, by the wall clock
     * @param sinceNs the same moment on the monotonic clock
     * @param master who else was last heard as master; empty while this node is it or if none was heard
     * @param rivals a second master, and nodes that speak for this virtual router but are configured differently
     * @param lacking what a MASTER serves without, a sentence each; empty if it has everything
     * @param steering what an operator asked of it; empty for nothing
     */
    public record Instance(
            String name,
            String interfaceName,
            int vrid,
            Family family,
            int version,
            State state,
            long sinceEpochMs,
            long sinceNs,
            Reasons why,
            Rules rules,
            Priority priority,
            Optional<Master> master,
            List<Address> addresses,
            Counters counters,
            Notify notifications,
            List<Rival> rivals,
            List<String> lacking,
            Optional<Steering> steering) {
        public Instance {
            rivals = List.copyOf(rivals);
            lacking = List.copyOf(lacking);
            addresses = List.copyOf(addresses);
        }

        public Instance withRivals(List<Rival> named) {
            return new Instance(
                    name,
                    interfaceName,
                    vrid,
                    family,
                    version,
                    state,
                    sinceEpochMs,
                    sinceNs,
                    why,
                    rules,
                    priority,
                    master,
                    addresses,
                    counters,
                    notifications,
                    named,
                    lacking,
                    steering);
        }

        /** Whether an operator has taken it out of service. */
        public boolean isDrained() {
            return steering.isPresent() && steering.get().stage() == SteeringStage.OUT;
        }

        /** Its state in Vigil's words; keepalived's readers know of no MAINTENANCE and see FAULT. */
        public String stateWord() {
            return isDrained() ? MAINTENANCE : state.name();
        }
    }

    /** The state of an instance that an operator has taken out of service. */
    public static final String MAINTENANCE = "MAINTENANCE";

    /**
     * What an operator asked of an instance.
     *
     * @param text what, by whom and why, in words
     * @param who asked for it, as {@code user root}
     * @param reason may be empty
     * @param untilEpochMs when it ends by itself; empty for never
     */
    public record Steering(
            SteeringStage stage,
            String text,
            String who,
            String reason,
            long askedEpochMs,
            OptionalLong untilEpochMs) {}

    /**
     * Why an instance is in its state.
     *
     * @param now what holds it there now
     * @param otherwise what would have to happen for it to change; empty where nothing is known
     * @param cameAbout how it came there, the nearest cause first
     * @param cameFrom the state before; empty before the first change
     */
    public record Reasons(String now, String otherwise, List<String> cameAbout, Optional<State> cameFrom) {
        public Reasons {
            cameAbout = List.copyOf(cameAbout);
        }
    }

    /**
     * The rules of the election that are in force.
     *
     * @param intervalNs between two of our advertisements
     * @param masterIntervalNs the interval of the master
     * @param masterDownNs how long a master may be silent
     * @param wanted the configured {@code state}
     * @param announcements when addresses are announced
     */
    public record Rules(
            long intervalNs,
            long masterIntervalNs,
            long masterDownNs,
            boolean preempt,
            long preemptDelayNs,
            State wanted,
            RouterSettings.Announcements announcements) {}

    /**
     * Another node that speaks for this virtual router and should not, or not so.
     *
     * @param mac its hardware address; empty if it is not known
     * @param disputes what is wrong, the names of {@code Rivals.Dispute} in lower case
     * @param text the same for people: {@code is master, too}
     * @param sinceNs when it was first heard so
     * @param heardNs when it was heard last
     */
    public record Rival(
            IpAddress address,
            Optional<String> mac,
            List<String> disputes,
            String text,
            int priority,
            long sinceNs,
            long heardNs) {
        public Rival {
            disputes = List.copyOf(disputes);
        }

        public boolean isMaster() {
            return disputes.contains("master_too");
        }

        public Rival withMac(String known) {
            return new Rival(address, Optional.of(known), disputes, text, priority, sinceNs, heardNs);
        }
    }

    /**
     * The effective priority and what it is made of.
     *
     * @param base the configured priority
     */
    public record Priority(int base, int effective, List<Part> parts) {
        public Priority {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What one tracked object does to the priority.
     *
     * @param kind the word of {@code Track.Kind}: {@code script}
     * @param delta what it adds now
     * @param fault whether it keeps the instance in FAULT now
     * @param value the number that a file holds
     * @param detail what was last seen of it
     */
    public record Part(
            String kind, String name, Condition condition, int delta, boolean fault, OptionalInt value, String detail) {
        /** One without a number. */
        public Part(String kind, String name, Condition condition, int delta, boolean fault, String detail) {
            this(kind, name, condition, delta, fault, OptionalInt.empty(), detail);
        }
    }

    /** Another node that was heard as master. */
    public record Master(IpAddress address, int priority, long heardNs) {}

    /**
     * A virtual address.
     *
     * @param text as it is configured: {@code 10.0.0.1/24}
     * @param present whether it is on its interface now, by what the kernel says
     */
    public record Address(String text, String interfaceName, boolean present) {}

    /**
     * What was counted since the start.
     *
     * @param addressListErrors accepted advertisements whose addresses are not ours
     * @param drops refused advertisements by reason, the names of {@code DropReason} in lower case; only those above 0
     */
    public record Counters(
            long advertsSent,
            long advertsReceived,
            long becameMaster,
            long releasedMaster,
            long priorityZeroSent,
            long priorityZeroReceived,
            long addressListErrors,
            Map<String, Long> drops) {
        public Counters {
            drops = Map.copyOf(drops);
        }
    }

    /**
     * The notification scripts of an instance since the start.
     *
     * @param runs how many ended, however
     * @param failed how many of them did not end with status 0
     * @param skipped how many notifications were not told because newer ones came
     * @param waiting how many notifications wait or run now
     * @param last how the last one ended
     */
    public record Notify(long runs, long failed, long skipped, int waiting, Optional<Run> last) {
        public static final Notify NONE = new Notify(0, 0, 0, 0, Optional.empty());
    }

    /**
     * One run of a program.
     *
     * @param program its path; for a notification with the state that was told
     * @param outcome {@code exited with status 1}
     * @param output the last line that it wrote
     */
    public record Run(String program, String outcome, String output, long durationNs, long endedEpochMs) {}

    /**
     * A tracked script.
     *
     * @param sinceEpochMs since when it is in its condition
     * @param running whether a run is going on
     * @param last how the last run ended; empty before the first has
     */
    public record Script(
            String name,
            Condition condition,
            long sinceEpochMs,
            boolean running,
            List<String> command,
            String user,
            long intervalNs,
            Optional<Run> last) {
        public Script {
            command = List.copyOf(command);
        }
    }
}
