package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.HostNeeds;
import dev.vigil.core.place.Prepared;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.reload.Step;
import dev.vigil.recording.Recorder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a plan in force, as a transaction: {@link #prepare} opens everything that can be refused while nothing is given up;
 * then {@link #commit}, which the kernel cannot refuse, or {@link #abort}, which leaves no trace. Virtual routers that
 * continue keep their state, their timers and their addresses.
 */
final class Reload {
    /** What new instances work with. */
    record Newcomers(Instance.Guard guard, Teller teller, Recorder recorder) {}

    /** Runs what concerns one instance; a defect in it is contained there. */
    interface Runner {
        void run(Instance instance, Runnable what);
    }

    private final ReloadPlan plan;
    private final Host host;
    private final Machine machine;
    private final Newcomers newcomers;
    private final IdentityHashMap<VrrpInstance, Instance> running = new IdentityHashMap<>();

    /** The instance and the place of each new configuration that needs one. */
    private final IdentityHashMap<VrrpInstance, Instance> fresh = new IdentityHashMap<>();

    private final IdentityHashMap<VrrpInstance, Prepared> places = new IdentityHashMap<>();

    Reload(ReloadPlan plan, Host host, Machine machine, Newcomers newcomers) {
        this.plan = plan;
        this.host = host;
        this.machine = machine;
        this.newcomers = newcomers;
    }

    /** Opens what is needed; the reason why that is not possible, or null. */
    @Nullable
    String prepare(List<Instance> instances) {
        instances.forEach(instance -> running.put(instance.config(), instance));
        List<String> needs =
                HostNeeds.violations(host, Assemble.guests(plan.next()), known -> isOurs(known, instances));
        if (!needs.isEmpty()) {
            return String.join("; ", needs);
        }
        for (Step step : plan.steps()) {
            String refusal = switch (step) {
                case Step.Keep _, Step.Remove _ -> null;
                case Step.Change change -> prepare(change.next(), runs(change.old()));
                case Step.Replace replace -> prepareNew(replace.next());
                case Step.Add add -> prepareNew(add.next());
            };
            if (refusal != null) {
                return step.name() + ": " + refusal;
            }
        }
        return null;
    }

    private @Nullable String prepareNew(VrrpInstance config) {
        Instance instance = new Instance(config, newcomers.guard);
        fresh.put(config, instance);
        return prepare(config, instance);
    }

    private @Nullable String prepare(VrrpInstance config, Instance instance) {
        Prepared prepared = instance.prepare(config, host, machine);
        places.put(config, prepared);
        return prepared.refusal();
    }

    private Instance runs(VrrpInstance old) {
        return Objects.requireNonNull(
                running.get(old), () -> "no instance runs with the configuration of " + old.name());
    }

    private Prepared place(VrrpInstance config) {
        return Objects.requireNonNull(places.get(config));
    }

    /** Whether an address is there because a virtual router has it now; those of an address owner are the host's. */
    private static boolean isOurs(HostAddress known, List<Instance> instances) {
        return instances.stream()
                .map(Instance::placed)
                .filter(placed -> !placed.router().settings().isOwner())
                .anyMatch(placed -> placed.owns(known));
    }

    /** Gives back whatever was opened. */
    void abort() {
        places.values().forEach(Prepared::abandon);
    }

    /**
     * Changes over. Every end comes before the first beginning: two instances may have exchanged their VRIDs.
     *
     * @param started whether the virtual routers take part already
     * @return the instances of the new configuration, in its order
     */
    List<Instance> commit(Runner runner, long nowNs, boolean started) {
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Replace replace -> end(runs(replace.old()), replace.cause(), runner, nowNs);
                case Step.Remove remove -> end(runs(remove.old()), remove.cause(), runner, nowNs);
                case Step.Keep _, Step.Change _, Step.Add _ -> {}
            }
        }
        List<Instance> result = new ArrayList<>();
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Keep keep -> {
                    runs(keep.old()).keep(keep.next());
                    result.add(runs(keep.old()));
                }
                case Step.Change change -> {
                    Instance instance = runs(change.old());
                    runner.run(instance, () -> instance.reconfigure(change.next(), place(change.next()), plan.next()));
                    result.add(instance);
                }
                case Step.Replace replace -> result.add(begin(replace.next(), replace.cause(), runner, nowNs, started));
                case Step.Add add -> result.add(begin(add.next(), add.cause(), runner, nowNs, started));
                case Step.Remove _ -> {}
            }
            if (!result.isEmpty()) {
                result.getLast().moveTo(result.size() - 1);
            }
        }
        return result;
    }

    private static void end(Instance instance, Cause cause, Runner runner, long nowNs) {
        runner.run(instance, () -> instance.placed().stop(Transition.Kind.DELETED, cause, nowNs));
        instance.placed().release();
    }

    private Instance begin(VrrpInstance config, Cause cause, Runner runner, long nowNs, boolean started) {
        Instance instance = Objects.requireNonNull(fresh.get(config));
        instance.take(place(config), plan.next(), host, newcomers.teller, newcomers.recorder);
        if (started) {
            runner.run(instance, () -> instance.placed().start(cause, nowNs));
        }
        return instance;
    }
}
