package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        for (Instance instance : running) {
            if (ReloadPlan.same(next, instance.config()).isEmpty()) {
                instance.router().stop(Transition.Kind.DELETED, new Cause.Removed(), kernel.nowNs, instance.effects);
                segment.release(instance);
            }
        }
        List<Instance> result = new ArrayList<>();
        for (VrrpInstance config : next.instances()) {
            Optional<Instance> continued = running.stream()
                    .filter(instance -> ReloadPlan.isSameRouter(instance.config(), config))
                    .findFirst();
            int index = result.size();
            result.add(continued
                    .map(instance -> continueAs(instance, index, config, plan))
                    .orElseGet(() -> create(index, config)));
        }
        return result;
    }

    private Instance continueAs(Instance instance, int index, VrrpInstance config, ReloadPlan plan) {
        instance.moveTo(index);
        if (plan.unchanged().contains(config.name())) {
            return instance;
        }
        List<OwnedAddress> before = instance.addresses();
        instance.configure(config);
        instance.router()
                .reconfigure(
                        Assemble.router(config, instance.router().settings().source()),
                        Assemble.tracks(config, next),
                        kernel.nowNs,
                        instance.effects);
        segment.refresh(instance, before);
        return instance;
    }

    private Instance create(int index, VrrpInstance config) {
        Instance instance = new Instance(index, config, next, kernel);
        segment.refresh(instance, List.of());
        instance.router().start(kernel.nowNs, instance.effects);
        return instance;
    }
}
