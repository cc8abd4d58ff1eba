package dev.vigil.daemon;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.vrrp.Teller;

@SuppressWarnings("SystemOut")
final class StderrTeller implements Teller {
    @Override
    public void transition(String instance, Transition transition) {
        System.err.println("transition " + instance + " " + transition);
    }

    @Override
    public void priority(String instance, int from, int to, State state, Cause why) {
        System.err.println("priority " + instance + " " + from + " " + to + " " + state + " " + why);
    }

    @Override
    public void lowerPriority(String instance, IpAddress other, int theirPriority, int ourPriority) {
        System.err.println("lowerPriority " + instance + " " + other + " " + theirPriority + " " + ourPriority);
    }

    @Override
    public void refused(String instance, String refusal) {
        System.err.println("refused " + instance + " " + refusal);
    }

    @Override
    public void addressLost(String instance, IpAddress address, String interfaceName) {
        System.err.println("addressLost " + instance + " " + address + " " + interfaceName);
    }

    @Override
    public void dropped(String instance, DropReason reason, IpAddress source, long total) {
        System.err.println("dropped " + instance + " " + reason + " " + source + " " + total);
    }

    @Override
    public void drifted(String instance, IpAddress source) {
        System.err.println("drifted " + instance + " " + source);
    }

    @Override
    public void link(String interfaceName, boolean up) {
        System.err.println("link " + interfaceName + " " + up);
    }

    @Override
    public void defect(String instance, RuntimeException defect) {
        System.err.println("defect " + instance + " " + defect);
    }
}
