package dev.vigil.daemon;

import dev.vigil.config.model.SyncGroup;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.fifo.FifoLine;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.process.Notice;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.vrrp.LoopView;
import java.util.List;
import java.util.function.Consumer;

/** Writes to FIFOs after a reload what every group and instance is then, where {@code fifo_write_vrrp_states_on_reload} asks for it. */
final class StatesOnReload implements Participant {
    private final Slices.Source<Seen> instances;
    private final Consumer<FifoLine> fifos;
    private final EventLog log;

    /** What is written of an instance. */
    record Seen(String name, State state, int priority) {
        static Slices.Slice<Seen> of(LoopView view, int from, int countMax) {
            var all = view.instances();
            List<Seen> seen = all.subList(from, Math.min(all.size(), from + countMax)).stream()
                    .map(each -> new Seen(
                            each.config().name(),
                            each.router().state(),
                            each.router().effectivePriority()))
                    .toList();
            return new Slices.Slice<>(view.adoptions(), all.size(), seen);
        }
    }

    StatesOnReload(Slices.Source<Seen> instances, Consumer<FifoLine> fifos, EventLog log) {
        this.instances = instances;
        this.fifos = fifos;
        this.log = log;
    }

    @Override
    public void adopt(ReloadPlan plan) {
        if (!plan.next().global().fifos().statesOnReload()) {
            return;
        }
        try {
            List<Seen> all = Slices.all(instances);
            plan.next().syncGroups().forEach(group -> writeGroup(group, all));
            all.forEach(seen -> write(Notice.Subject.INSTANCE, seen.name, seen.state, seen.priority));
        } catch (RequestRefused busy) {
            log.put(new DaemonEvent.OperationFailed(
                    "write the states to FIFOs after a reload", String.valueOf(busy.getMessage())));
        }
    }

    /** A group is MASTER even while a member that the reload brought still listens. */
    private void writeGroup(SyncGroup group, List<Seen> all) {
        List<State> states = all.stream()
                .filter(seen -> group.members().contains(seen.name))
                .map(Seen::state)
                .toList();
        State state = states.contains(State.FAULT)
                ? State.FAULT
                : states.contains(State.MASTER) ? State.MASTER : State.BACKUP;
        write(Notice.Subject.GROUP, group.name(), state, 0);
    }

    private void write(Notice.Subject subject, String name, State state, int priority) {
        State shown = state == State.INIT ? State.BACKUP : state;
        fifos.accept(FifoLine.vrrp(subject.name(), name, shown.name(), priority));
    }
}
