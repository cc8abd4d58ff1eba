package dev.vigil.daemon.balance;

import dev.vigil.core.balance.Balancer;
import dev.vigil.core.balance.Table;
import dev.vigil.core.balance.TableChange;
import dev.vigil.linux.Errno;
import dev.vigil.linux.Ipvs;
import java.util.List;

/** The kernel's load balancer, IPVS: a request for each change. */
final class IpvsPlane implements DataPlane {
    private final Ipvs ipvs;

    private IpvsPlane(Ipvs ipvs) {
        this.ipvs = ipvs;
    }

    /** Throws if this kernel has none. */
    static IpvsPlane open() {
        return new IpvsPlane(Ipvs.open());
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
    public void close() {
        ipvs.close();
    }
}
