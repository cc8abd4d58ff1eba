package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.vrrp.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new configuration in force. Virtual routers that continue keep their state, their timers and their addresses; what
 * differs is changed and nothing else.
 */
final class Reload {
    private final Config next;
    private final Kernel kernel;
    private final Segment segment;

    Reload(Config next, Kernel kernel, Segment segment) {
        this.next = next;
        this.kernel = kernel;
        this.segment = segment;
    }

    /** The instances of the new configuration, those that continue among them. */
    List<Instance> apply(List<Instance> running, ReloadPlan plan) {
        Map<ReloadPlan.Identity, Instance> continuing = new LinkedHashMap<>();
        running.forEach(instance -> continuing.put(ReloadPlan.Identity.of(instance.config()), instance));
        List<@Nullable Instance> kept = new ArrayList<>();
        next.instances().forEach(config -> kept.add(continuing.remove(ReloadPlan.Identity.of(config))));
        continuing.values().forEach(this::delete);
        Set<String> unchanged = Set.copyOf(plan.unchanged());
        List<Instance> result = new ArrayList<>();
        for (int index = 0; index < kept.size(); index++) {
            VrrpInstance config = next.instances().get(index);
            Instance instance = kept.get(index);
            if (instance == null) {
                result.add(create(index, config));
            } else {
                instance.moveTo(index);
                if (!unchanged.contains(config.name())) {
                    change(instance, config);
                }
                result.add(instance);
            }
        }
        return result;
    }

    private void delete(Instance instance) {
        instance.inputs().stop(Transition.Kind.DELETED, kernel.nowNs);
        segment.release(instance);
    }

    private void change(Instance instance, VrrpInstance config) {
        List<OwnedAddress> before = instance.addresses();
        instance.configure(config);
        instance.inputs()
                .reconfigure(
                        Assemble.router(config, instance.router().settings().source()),
                        Assemble.tracks(config, next),
                        kernel.nowNs);
        segment.refresh(instance, before);
    }

    private Instance create(int index, VrrpInstance config) {
        Instance instance = new Instance(index, config, next, kernel);
        segment.refresh(instance, List.of());
        instance.inputs().start(kernel.nowNs);
        return instance;
    }
}
