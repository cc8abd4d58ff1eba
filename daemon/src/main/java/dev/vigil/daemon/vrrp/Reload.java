package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.HostNeeds;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.reload.Step;
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
    record Newcomers(Instance.Guard guard, Teller teller, LoopMemory memory) {}

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

    private final IdentityHashMap<VrrpInstance, Instance.Place> places = new IdentityHashMap<>();

    Reload(ReloadPlan plan, Host host, Machine machine, Newcomers newcomers) {
        this.plan = plan;
        this.host = host;
        this.machine = machine;
        this.newcomers = newcomers;
    }

    /**
     * Opens what is needed; the reason why that is not possible, or null.
     *
     * @param guests what the host is to live beside
     */
    @Nullable
    String prepare(List<Instance> instances, List<HostNeeds.Guest> guests) {
        instances.forEach(instance -> running.put(instance.config(), instance));
        List<String> needs = HostNeeds.violations(host, guests, known -> isOurs(known, instances));
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
        Instance.Place place = instance.prepare(config, plan.next(), host, machine);
        places.put(config, place);
        return place.prepared().refusal();
    }

    private Instance runs(VrrpInstance old) {
        return Objects.requireNonNull(
                running.get(old), () -> "no instance runs with the configuration of " + old.name());
    }

    private Instance.Place place(VrrpInstance config) {
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
        places.values().forEach(place -> abandon("", place));
    }

    private void abandon(String instance, Instance.Place place) {
        Throwable defect = Contained.run(place.prepared()::abandon);
        if (defect != null) {
            newcomers.memory.defect(instance, defect);
        }
    }

    /**
     * Changes over. Every end, and whatever an instance gives up, comes before the first beginning: two instances may have
     * exchanged their VRIDs or an address.
     *
     * @param started whether the virtual routers take part already
     * @return the instances of the new configuration that run, in its order
     */
    List<Instance> commit(Runner runner, long nowNs, boolean started) {
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Replace replace -> end(runs(replace.old()), replace.cause(), runner, nowNs);
                case Step.Remove remove -> end(runs(remove.old()), remove.cause(), runner, nowNs);
                case Step.Change change -> giveUp(runs(change.old()), change.next(), runner, nowNs);
                case Step.Keep _, Step.Add _ -> {}
            }
        }
        List<Instance> result = new ArrayList<>();
        for (Step step : plan.steps()) {
            Instance instance = switch (step) {
                case Step.Keep keep -> keep(keep);
                case Step.Change change -> change(change, runner);
                case Step.Replace replace -> begin(replace.next(), replace.cause(), runner, nowNs, started);
                case Step.Add add -> begin(add.next(), add.cause(), runner, nowNs, started);
                case Step.Remove _ -> null;
            };
            if (instance != null) {
                instance.moveTo(result.size());
                result.add(instance);
            }
        }
        return result;
    }

    private static void end(Instance instance, Cause cause, Runner runner, long nowNs) {
        runner.run(instance, () -> instance.placed().stop(Transition.Kind.DELETED, cause, nowNs));
        runner.run(instance, () -> instance.placed().release());
    }

    private void giveUp(Instance instance, VrrpInstance next, Runner runner, long nowNs) {
        runner.run(
                instance, () -> instance.placed().giveUp(place(next).prepared().site(), nowNs));
    }

    private Instance keep(Step.Keep keep) {
        Instance instance = runs(keep.old());
        instance.keep(keep.next());
        return instance;
    }

    private Instance change(Step.Change change, Runner runner) {
        Instance instance = runs(change.old());
        runner.run(instance, () -> instance.reconfigure(change.next(), place(change.next())));
        return instance;
    }

    /** The instance that begins; null if a defect is in the way. */
    private @Nullable Instance begin(VrrpInstance config, Cause cause, Runner runner, long nowNs, boolean started) {
        Instance instance = Objects.requireNonNull(fresh.get(config));
        Throwable defect =
                Contained.run(() -> instance.take(place(config), host, newcomers.teller, newcomers.memory.recorder()));
        if (defect != null) {
            newcomers.memory.defect(config.name(), defect);
            abandon(config.name(), place(config));
            return null;
        }
        if (started) {
            runner.run(instance, () -> instance.placed().start(cause, nowNs));
        }
        return instance;
    }
}
