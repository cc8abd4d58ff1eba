package dev.vigil.core.balance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A real server while it is checked: it is alive if all of its checks pass and the kernel has taken it. */
final class RunningServer {
    final RunningService service;
    ServerSettings settings;
    private List<Check> checks = List.of();

    /** The services of its group that the kernel does not take it into. */
    private final Set<ServiceKey> refusing = new HashSet<>();

    /** Whether it was told to be up. */
    boolean toldUp;

    RunningServer(RunningService service, ServerSettings settings) {
        this.service = service;
        this.settings = settings;
    }

    boolean passes() {
        for (Check check : checks) {
            if (!check.passes()) {
                return false;
            }
        }
        return true;
    }

    /** Whether it does work: it passes, and the kernel has taken it into at least one service. */
    boolean isAlive() {
        return passes() && refusing.size() < service.settings.entries().size();
    }

    boolean isRefusedBy(ServiceKey key) {
        return refusing.contains(key);
    }

    /** The kernel does not take it into a service. */
    void refusedBy(ServiceKey key) {
        refusing.add(key);
    }

    /** The kernel has taken it; true if it had not before. */
    boolean takenBy(ServiceKey key) {
        return refusing.remove(key);
    }

    /** Its service serves these addresses from now on. */
    void serves(Set<ServiceKey> keys) {
        refusing.retainAll(keys);
    }

    /** The weight that it has while it is up: that of its settings, and what its checks add. */
    long weight() {
        long weight = settings.destination().weight();
        for (Check check : checks) {
            weight += check.weightChange();
        }
        return Math.clamp(weight, 0, Integer.MAX_VALUE);
    }

    Destination destination() {
        return settings.destination().withWeight(weight());
    }

    List<Check> checks() {
        return checks;
    }

    /** Begins with the checks of its settings. */
    List<Check> begin() {
        List<Check> begun = new ArrayList<>();
        for (CheckSettings each : settings.checks()) {
            begun.add(new Check(this, each, !settings.startsDown() && !each.startsDown()));
        }
        checks = List.copyOf(begun);
        toldUp = passes() && !service.settings.tells().first();
        return checks;
    }

    /**
     * Goes on with other settings. Checks that are the same go on as well; others begin with what the server was, so that
     * nothing is called up that no check has seen up.
     *
     * @return the checks that begin
     */
    List<Check> follow(ServerSettings next) {
        boolean passed = passes();
        List<Check> left = new ArrayList<>(checks);
        List<Check> all = new ArrayList<>();
        List<Check> begun = new ArrayList<>();
        settings = next;
        for (CheckSettings each : next.checks()) {
            Check same = left.stream()
                    .filter(check -> check.settings().equals(each))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                same = new Check(this, each, passed);
                begun.add(same);
            } else {
                left.remove(same);
            }
            all.add(same);
        }
        left.forEach(Check::retire);
        checks = List.copyOf(all);
        return begun;
    }

    /** It is not configured any more. */
    void retire() {
        checks.forEach(Check::retire);
    }
}
