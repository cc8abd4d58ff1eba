package dev.vigil.core.balance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A real server while it is checked: it is alive if all of its checks pass and the kernel has taken it. */
final class RunningServer {
    final RunningService service;
    ServerSettings settings;
    private List<Check> checks = List.of();

    /** The services of its group that the kernel does not take it into. */
    private final Set<ServiceKey> refusing = new HashSet<>();

    /** What an operator wants of it; null for nothing. */
    @Nullable
    Steering steering;

    /** Whether it was told to be up, and since when it is what was told. */
    boolean toldUp;

    private OptionalLong sinceNs = OptionalLong.empty();

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

    /** Whether it would do work if the kernel took it: it passes, and no operator has taken it out. */
    boolean isWanted() {
        return passes() && !(steering instanceof Steering.Out);
    }

    /** Whether it keeps its connections, and gets no new ones, because an operator wants it so. */
    boolean isDraining() {
        return steering instanceof Steering.Drain && passes();
    }

    /** Whether it does work: it is wanted, and the kernel has taken it into at least one service. */
    boolean isAlive() {
        return isWanted() && refusing.size() < service.settings.entries().size();
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

    /** The weight that it has while it is up: what an operator wants, or that of its settings and what its checks add. */
    long weight() {
        return switch (steering) {
            case Steering.Weight(long wanted) -> wanted;
            case Steering.Drain _ -> 0;
            case Steering.Out _ -> unsteeredWeight();
            case null -> unsteeredWeight();
        };
    }

    private long unsteeredWeight() {
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

    /** It is what was told since this moment. */
    void since(long nowNs) {
        sinceNs = OptionalLong.of(nowNs);
    }

    OptionalLong sinceNs() {
        return sinceNs;
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
