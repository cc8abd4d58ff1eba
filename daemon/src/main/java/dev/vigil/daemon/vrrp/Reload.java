package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.reload.Step;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Puts a new configuration in force. Virtual routers that continue keep their state, their timers and their addresses; what
 * differs is changed and nothing else.
 */
final class Reload {
    private final Kernel kernel;
    private final Segment segment;

    Reload(Kernel kernel, Segment segment) {
        this.kernel = kernel;
        this.segment = segment;
    }

    /** The instances of the new configuration, those that continue among them. */
    List<Instance> apply(List<Instance> running, ReloadPlan plan) {
        IdentityHashMap<VrrpInstance, Instance> byConfig = new IdentityHashMap<>();
        running.forEach(instance -> byConfig.put(instance.config(), instance));
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Replace replace -> delete(found(byConfig, replace.old()), replace.cause());
                case Step.Remove remove -> delete(found(byConfig, remove.old()), remove.cause());
                case Step.Keep _, Step.Change _, Step.Add _ -> {}
            }
        }
        List<Instance> result = new ArrayList<>();
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Keep keep -> result.add(keep(found(byConfig, keep.old()), keep.next(), result.size()));
                case Step.Change change ->
                    result.add(change(found(byConfig, change.old()), change.next(), plan, result.size()));
                case Step.Replace replace -> result.add(create(replace.next(), replace.cause(), plan, result.size()));
                case Step.Add add -> result.add(create(add.next(), add.cause(), plan, result.size()));
                case Step.Remove _ -> {}
            }
        }
        return result;
    }

    private static Instance found(IdentityHashMap<VrrpInstance, Instance> byConfig, VrrpInstance config) {
        Instance instance = byConfig.get(config);
        if (instance == null) {
            throw new IllegalStateException("no instance runs with the configuration of " + config.name());
        }
        return instance;
    }

    private void delete(Instance instance, Cause cause) {
        instance.inputs().stop(Transition.Kind.DELETED, cause, kernel.nowNs);
        segment.release(instance);
    }

    private static Instance keep(Instance instance, VrrpInstance config, int index) {
        instance.moveTo(index);
        instance.keep(config);
        return instance;
    }

    private Instance change(Instance instance, VrrpInstance config, ReloadPlan plan, int index) {
        instance.moveTo(index);
        List<OwnedAddress> before = instance.addresses();
        instance.configure(config);
        instance.inputs()
                .reconfigure(
                        Assemble.router(config, instance.router().settings().source()),
                        Assemble.tracks(config, plan.next()),
                        kernel.nowNs);
        segment.refresh(instance, before);
        return instance;
    }

    private Instance create(VrrpInstance config, Cause cause, ReloadPlan plan, int index) {
        Instance instance = new Instance(index, config, plan.next(), kernel);
        segment.refresh(instance, List.of());
        instance.inputs().start(cause, kernel.nowNs);
        return instance;
    }
}
