package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.RouterCounters;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;

/** What a question sees of one virtual router at its place. */
record PlacedView(Instance instance, Host host, long nowNs) implements LoopView.InstanceView {
    @Override
    public VrrpInstance config() {
        return instance.config();
    }

    @Override
    public VirtualRouter router() {
        return instance.router();
    }

    @Override
    public boolean isPresent(VirtualAddress address) {
        return host.has(address.interfaceName(), address.address(), address.prefixLength());
    }

    @Override
    public List<String> lacking() {
        return instance.placed().lacking();
    }

    @Override
    public List<Rivals.Rival> rivals() {
        return instance.placed().reception().rivals().present(instance.router(), nowNs);
    }

    @Override
    public long dropped(DropReason reason) {
        return instance.placed().reception().dropped(reason);
    }

    @Override
    public LoopView.Counters counters() {
        RouterCounters sent = instance.placed().counters();
        Reception reception = instance.placed().reception();
        return new LoopView.Counters(
                sent.advertisementsSent(),
                reception.received(),
                sent.resignationsSent(),
                reception.resignations(),
                sent.becameMaster(),
                sent.releasedMaster(),
                reception.addressListErrors(),
                sent.sendErrors());
    }
}
