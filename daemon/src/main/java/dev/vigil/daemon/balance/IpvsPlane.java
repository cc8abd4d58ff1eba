package dev.vigil.daemon.balance;

import dev.vigil.core.balance.Balancer;
import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.Table;
import dev.vigil.core.balance.TableChange;
import dev.vigil.daemon.kernel.ReceiveQueue;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.linux.Errno;
import dev.vigil.linux.Ipvs;
import dev.vigil.linux.NetworkNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The kernel's load balancer, IPVS: a request for each change. */
final class IpvsPlane implements DataPlane {
    private final Ipvs ipvs;

    private final IpvsGeneral general;

    private IpvsPlane(Ipvs ipvs, EventLog log) {
        this.ipvs = ipvs;
        general = new IpvsGeneral(ipvs, log);
    }

    /**
     * Throws if this kernel has none.
     *
     * @param namespace where the services are: a name, or an empty text for that of process 1; otherwise where this thread is
     */
    static IpvsPlane open(Optional<String> namespace, EventLog log) {
        return new IpvsPlane(namespace.isEmpty() ? Ipvs.open() : openIn(namespace.get()), log);
    }

    private static Ipvs openIn(String name) {
        try (NetworkNamespace here = NetworkNamespace.current();
                NetworkNamespace there = name.isEmpty() ? NetworkNamespace.first() : NetworkNamespace.named(name)) {
            there.enter();
            try {
                return Ipvs.open();
            } finally {
                here.enter();
            }
        }
    }

    @Override
    public boolean follow(GeneralSettings settings) {
        ReceiveQueue.resize(ipvs, settings.buffers().checkerCommand(), Ipvs.RECEIVE_BUFFER_BYTES);
        return general.follow(settings);
    }

    @Override
    public void end(GeneralSettings settings) {
        general.end(settings.flushesAtStop());
    }

    @Override
    public String name() {
        return "IPVS";
    }

    @Override
    public Table table() {
        return ipvs.table();
    }

    @Override
    public boolean carryOut(List<TableChange> changes, Balancer balancer) {
        boolean asThought = true;
        for (TableChange change : changes) {
            asThought &= carryOut(change, balancer);
        }
        return asThought;
    }

    /** Carries out one change; false if the kernel has no such service, so that its table is not what was thought. */
    private boolean carryOut(TableChange change, Balancer balancer) {
        if (!balancer.isPossible(change)) {
            return true;
        }
        int errno = ipvs.change(change);
        if (errno == 0) {
            balancer.done(change);
        } else if (errno == Errno.ESRCH && !(change instanceof TableChange.AddService)) {
            return false;
        } else {
            balancer.refused(change, Errno.text(errno));
        }
        return true;
    }

    @Override
    public Supplier<Optional<Connections>> connections(Map<ServiceKey, Destination.Key> places) {
        Connections all = Connections.NONE;
        for (Map.Entry<ServiceKey, Destination.Key> place : places.entrySet()) {
            all = all.plus(ipvs.connections(place.getKey(), place.getValue()));
        }
        Optional<Connections> counted = Optional.of(all);
        return () -> counted;
    }

    @Override
    public void close() {
        ipvs.close();
    }
}
