package dev.vigil.daemon.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import java.util.List;

/** Tells nobody: for a rehearsal. */
final class SilentTeller implements Teller {
    @Override
    public void transition(String instance, Transition transition, boolean resigned) {}

    @Override
    public void priority(String instance, int from, int to, State state, Cause why) {}

    @Override
    public void lowerPriority(String instance, IpAddress other, int theirPriority, int ourPriority) {}

    @Override
    public void refused(String instance, String refusal) {}

    @Override
    public void addressLost(String instance, IpAddress address, String interfaceName, boolean restored) {}

    @Override
    public void dropped(String instance, DropReason reason, IpAddress source, long total) {}

    @Override
    public void drifted(String instance, IpAddress source) {}

    @Override
    public void link(String interfaceName, boolean up) {}

    @Override
    public void address(String interfaceName, IpAddress address, boolean added) {}

    @Override
    public void degraded(String instance, List<String> lacking) {}

    @Override
    public void defect(String instance, Throwable defect) {}
}
