package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostNeeds;
import dev.vigil.core.place.Placement;
import dev.vigil.core.place.StaticObjects;
import dev.vigil.core.track.Track;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The configuration in force, its instances at their places, and how a proposal takes its place. */
final class InForce {
    /** What instances stand on and report to. */
    record Ground(Host host, Machine machine, Placement placement, StaticObjects statics, Teller teller) {}

    private final Ground ground;
    private final Instances instances;
    private final LoopMemory memory;
    private Config config;

    InForce(Config config, Ground ground, Instances instances, LoopMemory memory) {
        this.config = config;
        this.ground = ground;
        this.instances = instances;
        this.memory = memory;
    }

    Config config() {
        return config;
    }

    /** Opens the sockets of every virtual router; after a defect none of them is left open. */
    void open() {
        ground.machine.pace(config);
        ground.machine.expect(config);
        ground.host.declare(Assemble.guests(config));
        report(Contained.run(this::beginStatics));
        List<Instance> created = new ArrayList<>();
        Throwable defect = Contained.run(() -> {
            for (VrrpInstance each : config.instances()) {
                Instance instance = new Instance(each, instances);
                instance.moveTo(created.size());
                instance.take(
                        instance.prepare(each, config, ground.host, ground.machine),
                        ground.host,
                        ground.teller,
                        memory.recorder());
                created.add(instance);
            }
        });
        if (defect != null) {
            created.forEach(instance -> report(Contained.run(instance.placed()::release)));
            throw new IllegalStateException("a virtual router cannot be made", defect);
        }
        adopt(created);
    }

    /** What is there whoever is master comes first: virtual routers may stand on it. */
    private void beginStatics() {
        StaticObjects.Wanted wanted = Assemble.statics(config);
        ground.statics.begin(wanted, instances.nowNs());
        listAgain(wanted);
    }

    private void replaceStatics(Config next) {
        StaticObjects.Wanted wanted = Assemble.statics(next);
        ground.statics.giveUp(wanted, instances.nowNs());
        ground.statics.replace(wanted, instances.nowNs());
        listAgain(wanted);
    }

    /** The host has new addresses before the kernel has shown them. */
    private void listAgain(StaticObjects.Wanted wanted) {
        String refusal = wanted.addresses().isEmpty() ? null : ground.machine.list(ground.host);
        if (refusal != null) {
            ground.teller.refused("", refusal);
        }
    }

    /**
     * Puts a proposal in force, or refuses it; it is answered in any case.
     *
     * @param started whether the virtual routers take part already
     * @param onForgotten gets the tracked objects of which what was seen says nothing any more, once it is in force
     */
    void follow(Proposal proposal, boolean started, Consumer<Set<Track.Id>> onForgotten) {
        if (!proposal.take()) {
            return;
        }
        Throwable defect = Contained.run(() -> decide(proposal, started, onForgotten));
        if (defect != null) {
            report(defect);
            proposal.refuse(String.valueOf(defect));
        }
    }

    private void decide(Proposal proposal, boolean started, Consumer<Set<Track.Id>> onForgotten) {
        ReloadPlan plan = proposal.plan(config);
        Optional<String> objection = proposal.objectionTo(plan);
        if (objection.isPresent()) {
            proposal.refuse(objection.get());
            return;
        }
        Reload reload =
                new Reload(plan, ground.host, ground.machine, new Reload.Newcomers(instances, ground.teller, memory));
        String refusal = prepare(reload, plan);
        if (refusal != null || proposal.dryRun()) {
            reload.abort();
            ground.placement.serve(instances.placed());
            if (refusal == null) {
                proposal.answer(plan);
            } else {
                proposal.refuse(refusal);
            }
            return;
        }
        // From here on there is no way back: what goes wrong is a defect of one part, and the answer is that it is in
        // force.
        report(Contained.run(() -> commit(reload, plan, started, onForgotten)));
        proposal.answer(plan);
    }

    private @Nullable String prepare(Reload reload, ReloadPlan plan) {
        try {
            List<HostNeeds.Guest> guests = Assemble.guests(plan.next());
            ground.host.declare(guests);
            ground.machine.expect(plan.next());
            return reload.prepare(instances.all(), guests);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            memory.defect("", defect);
            return String.valueOf(defect);
        }
    }

    private void commit(Reload reload, ReloadPlan plan, boolean started, Consumer<Set<Track.Id>> onForgotten) {
        if (!plan.next().statics().equals(config.statics())) {
            report(Contained.run(() -> replaceStatics(plan.next())));
        }
        List<Instance> next = reload.commit(instances::step, instances.nowNs(), started);
        // An instance that could not begin by a defect is not in force, so that the next reload begins it again.
        config = next.size() == plan.next().instances().size()
                ? plan.next()
                : plan.next().withInstances(next.stream().map(Instance::config).toList());
        adopt(next);
        onForgotten.accept(plan.forgotten());
        ground.machine.pace(config);
    }

    private void adopt(List<Instance> next) {
        instances.adopt(next);
        ground.placement.serve(instances.placed());
    }

    private void report(@Nullable Throwable defect) {
        if (defect != null) {
            memory.defect("", defect);
        }
    }
}
