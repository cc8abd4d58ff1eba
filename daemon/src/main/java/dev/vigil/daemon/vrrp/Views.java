package dev.vigil.daemon.vrrp;

import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.Host;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.recording.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loop as questions see it. */
record Views(Instances running, Host host, Machine machine, LoopMemory memory) implements LoopView {
    @Override
    public long nowNs() {
        return running.nowNs();
    }

    @Override
    public List<InstanceView> instances() {
        return running.all().stream()
                .<InstanceView>map(instance -> new PlacedView(instance, host, running.nowNs()))
                .toList();
    }

    @Override
    public Map<String, Map<DropReason, Long>> strays() {
        return machine.strays();
    }

    @Override
    public Excerpt excerpt() {
        return memory.excerpt(running.nowNs());
    }

    @Override
    public Optional<Pause> lastPause() {
        return running.lastPause();
    }

    @Override
    public Bridged bridged() {
        return running.bridged();
    }
}
