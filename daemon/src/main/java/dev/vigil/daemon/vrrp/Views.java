package dev.vigil.daemon.vrrp;

import dev.vigil.core.bfd.BfdDrop;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.Host;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.recording.Excerpt;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loop as questions see it. */
record Views(Instances running, Host host, Machine machine, LoopMemory memory, Bfd sessions) implements LoopView {
    @Override
    public long nowNs() {
        return running.nowNs();
    }

    @Override
    public List<InstanceView> instances() {
        List<Instance> all = running.all();
        long nowNs = running.nowNs();
        return new AbstractList<>() {
            @Override
            public InstanceView get(int index) {
                return new PlacedView(all.get(index), host, nowNs);
            }

            @Override
            public int size() {
                return all.size();
            }
        };
    }

    @Override
    public long adoptions() {
        return running.adoptions();
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
    public Map<BfdDrop, Long> bfdDrops() {
        return sessions.drops();
    }

    @Override
    public List<BfdSession> bfd() {
        return sessions.all();
    }

    @Override
    public Bridged bridged() {
        return running.bridged();
    }
}
