package dev.vigil.daemon.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.Transition;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what the loop reports, one line each. */
final class Told implements Teller {
    final List<String> lines = new CopyOnWriteArrayList<>();

    /** Done once an instance has become MASTER. */
    final CompletableFuture<Void> master = new CompletableFuture<>();

    @Override
    public void transition(String instance, Transition transition, boolean resigned) {
        lines.add(instance + " " + transition.from() + " " + transition.to() + (resigned ? " resigned" : "") + ": "
                + transition.why().getFirst().text());
        if (transition.to() == State.MASTER) {
            boolean _ = master.complete(null);
        }
    }

    /** Who else follows what operators asked for. */
    Teller desk = new SilentTeller();

    @Override
    public void steering(String instance, SteeringStage from, SteeringStage to, Cause why) {
        desk.steering(instance, from, to, why);
    }

    @Override
    public void group(GroupTransition transition) {
        lines.add("GROUP " + transition.group() + " " + (transition.stopped() ? "stops" : transition.to()));
    }

    @Override
    public void priority(String instance, int from, int to, State state, Cause why) {
        lines.add(instance + " priority " + from + " " + to);
    }

    @Override
    public void lowerPriority(String instance, IpAddress other, int theirPriority, int ourPriority) {
        lines.add(instance + " hears a lower priority");
    }

    @Override
    public void refused(String instance, String refusal) {
        lines.add(instance + " refused: " + refusal);
    }

    @Override
    public void degraded(String instance, List<String> lacking) {
        lines.add(instance + " lacks " + lacking);
    }

    @Override
    public void addressLost(String instance, IpAddress address, String interfaceName, boolean restored) {
        lines.add(instance + " lost " + address + (restored ? ", restored" : ""));
    }

    @Override
    public void dropped(String instance, DropReason reason, IpAddress source, long total) {
        lines.add(instance + " dropped " + reason);
    }

    @Override
    public void bridged(int adverts, long longestNs) {
        lines.add("bridged " + adverts + " in " + longestNs);
    }

    @Override
    public void late(long lateNs) {
        lines.add("late " + lateNs);
    }

    @Override
    public void link(String interfaceName, boolean up) {
        lines.add(interfaceName + (up ? " up" : " down"));
    }

    @Override
    public void address(String interfaceName, IpAddress address, boolean added) {
        lines.add(interfaceName + (added ? " has " : " lost ") + address);
    }

    @Override
    public void defect(String instance, Throwable defect) {
        lines.add(instance + " defect: " + defect.getMessage());
    }

    List<String> defects() {
        return lines.stream().filter(line -> line.contains(" defect: ")).toList();
    }

    boolean has(String part) {
        return lines.stream().anyMatch(line -> line.contains(part));
    }
}
