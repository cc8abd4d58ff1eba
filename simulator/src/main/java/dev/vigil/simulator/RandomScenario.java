package dev.vigil.simulator;

import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.SteeringOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A cluster and its troubles, all of it from one seed. Troubles come in episodes, with peace between them. */
public final class RandomScenario {

    /** How long the nodes of a scenario live together, on average, if they advertise once per second. */
    private static final long NODE_TIME_S = 10_000;

    /** Peace at the end: more than any cluster needs to settle. */
    private static final long PEACE_NS = 600 * Nanos.PER_S;

    /** Between two packets of a flood. */
    private static final long FLOOD_GAP_NS = 20_000;

    private static final int EPISODES_MAX = 8;
    private static final int TROUBLES_MAX = 16;

    /** One of so many troubles is followed by one of a sync group, or of proofs. */
    private static final int GROUPED_OF = 4;

    private final RandomGenerator chance;
    private final RandomCluster cluster;
    private final RandomGroups groups;
    private final RandomProofs proofs;
    private final RandomSteering steering;
    private final List<NodePlan> nodes;
    private final Rollouts rollouts;
    private final List<Step> steps = new ArrayList<>();
    private final long seed;
    private long atNs;

    private RandomScenario(long seed) {
        this.seed = seed;
        chance = new SplittableRandom(seed);
        cluster = new RandomCluster(chance);
        groups = new RandomGroups(seed);
        proofs = new RandomProofs(seed);
        steering = new RandomSteering(seed);
        nodes = proofs.proved(groups.grouped(cluster.nodes()));
        rollouts = new Rollouts(chance, cluster, groups, proofs, nodes);
    }

    public static Scenario of(long seed) {
        return new RandomScenario(seed).draw();
    }

    private Scenario draw() {
        for (int node = 0; node < nodes.size(); node++) {
            step(new Action.Boot(node), 10 * Nanos.PER_S);
        }
        // A run takes about as many events, however short the intervals are.
        long paceNs = Math.min(Nanos.PER_S, cluster.intervalMinNs());
        long nodeTimeS = chance.nextLong(NODE_TIME_S / 2, NODE_TIME_S * 3 / 2);
        long troubledNs = nodeTimeS / nodes.size() * paceNs;
        int episodes = chance.nextInt(1, EPISODES_MAX + 1);
        for (int episode = 0; episode < episodes; episode++) {
            atNs = Math.max(atNs, troubledNs * (episode + 1) / (episodes + 1));
            int troubles = chance.nextInt(1, TROUBLES_MAX + 1);
            for (int trouble = 0; trouble < troubles; trouble++) {
                trouble();
                if (groups.isDrawn() && groups.chance().nextInt(GROUPED_OF) == 0) {
                    groupTrouble();
                }
                if (steering.isDrawn() && steering.chance().nextBoolean()) {
                    steer();
                }
                if (proofs.isDrawn() && proofs.chance().nextInt(GROUPED_OF) == 0) {
                    proofTrouble();
                }
            }
            if (chance.nextInt(4) > 0) {
                recover();
            }
        }
        atNs = Math.max(atNs, troubledNs);
        recover();
        return new Scenario(seed, nodes, steps, atNs + PEACE_NS, true);
    }

    private void step(Action action, long pauseMaxNs) {
        steps.add(new Step(atNs, action));
        atNs += 1 + chance.nextLong(pauseMaxNs);
    }

    private void trouble() {
        int node = chance.nextInt(nodes.size());
        long pauseMaxNs = switch (chance.nextInt(4)) {
            case 0 -> Nanos.PER_MS;
            case 1 -> 50 * Nanos.PER_MS;
            case 2 -> 2 * cluster.intervalMinNs();
            default -> 8 * cluster.intervalMinNs();
        };
        switch (chance.nextInt(21)) {
            case 0 -> step(new Action.Crash(node), pauseMaxNs);
            case 1 -> step(new Action.Kill(node), pauseMaxNs);
            case 2 -> step(new Action.Stop(node), pauseMaxNs);
            case 3 -> step(new Action.Boot(node), pauseMaxNs);
            case 4, 5 -> step(new Action.Pause(node), pauseMaxNs);
            case 6 -> step(new Action.Resume(node), pauseMaxNs);
            case 7 -> step(new Action.Link(node, anyInterface(node), chance.nextBoolean()), pauseMaxNs);
            case 8 -> step(new Action.SourceAddress(node, anyInterface(node), chance.nextBoolean()), pauseMaxNs);
            case 9 -> step(new Action.Script(node, RandomCluster.CHECK, chance.nextBoolean()), pauseMaxNs);
            case 10 -> step(new Action.Path(node, chance.nextInt(nodes.size()), chance.nextInt(3) == 0), pauseMaxNs);
            case 11 -> divide(pauseMaxNs);
            case 12 -> step(new Action.Change(anyWeather()), pauseMaxNs);
            case 13 -> step(new Action.Mood(node, anyMood()), pauseMaxNs);
            case 14 -> contest(node, pauseMaxNs);
            case 15 -> step(rollouts.one(node), pauseMaxNs);
            case 17, 18 -> step(rollouts.shared(node), pauseMaxNs);
            case 19 -> changeSource(node, pauseMaxNs);
            case 16 -> step(new Action.ClockStep(node, anyJump()), pauseMaxNs);
            default -> intrude(node, pauseMaxNs);
        }
    }

    /** What comes between the other troubles where there are sync groups. */
    private void groupTrouble() {
        int node = groups.chance().nextInt(nodes.size());
        long atMostNs = groups.chance().nextInt(3) == 0 ? 8 * cluster.intervalMinNs() : Nanos.PER_MS;
        List<? extends Action> actions =
                groups.chance().nextInt(3) == 0 ? rollouts.regroup(node) : List.of(groups.trouble(node));
        for (Action action : actions) {
            steps.add(new Step(atNs, action));
            atNs += 1 + groups.chance().nextLong(atMostNs);
        }
    }

    /** What comes between the other troubles where there are operators. */
    private void steer() {
        int node = steering.chance().nextInt(nodes.size());
        long atMostNs = steering.chance().nextInt(3) == 0 ? Nanos.PER_MS : 8 * cluster.intervalMinNs();
        int members = nodes.get(node).members().size();
        if (members == 0) {
            return;
        }
        steps.add(new Step(atNs, steering.trouble(node, members)));
        atNs += 1 + steering.chance().nextLong(atMostNs);
    }

    /** What comes between the other troubles where there are proofs. */
    private void proofTrouble() {
        int node = proofs.chance().nextInt(nodes.size());
        List<Integer> proving = rollouts.proving(node);
        if (proving.isEmpty()) {
            return;
        }
        int member = proving.get(proofs.chance().nextInt(proving.size()));
        List<? extends Action> actions = switch (proofs.chance().nextInt(3)) {
            case 0 -> rollouts.rekey(node, member);
            case 1 -> List.of(proofs.clock(node));
            default -> List.of(proofs.intruder(node, member));
        };
        long atMostNs = proofs.chance().nextInt(3) == 0 ? Nanos.PER_S : Nanos.PER_MS;
        for (Action action : actions) {
            steps.add(new Step(atNs, action));
            atNs += 1 + proofs.chance().nextLong(atMostNs);
        }
    }

    private String anyInterface(int node) {
        List<NodePlan.InterfacePlan> interfaces = nodes.get(node).interfaces();
        return interfaces.get(chance.nextInt(interfaces.size())).name();
    }

    /** Two parts that do not hear each other. */
    private void divide(long pauseMaxNs) {
        List<Integer> one = new ArrayList<>();
        List<Integer> other = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            (chance.nextBoolean() ? one : other).add(node);
        }
        for (int from : one) {
            for (int to : other) {
                steps.add(new Step(atNs, new Action.Path(from, to, false)));
                steps.add(new Step(atNs, new Action.Path(to, from, false)));
            }
        }
        atNs += 1 + chance.nextLong(pauseMaxNs);
    }

    private Weather anyWeather() {
        return new Weather(chance.nextInt(500), chance.nextInt(100), chance.nextInt(100), 1L << chance.nextInt(4, 22));
    }

    /** From a moment to a night. */
    private long anyJump() {
        long maxNs = chance.nextInt(3) == 0 ? 30_000 * Nanos.PER_S : 10 * cluster.intervalMinNs();
        return chance.nextLong(1, maxNs);
    }

    private KernelMood anyMood() {
        return new KernelMood(
                chance.nextInt(4) == 0,
                chance.nextInt(4) == 0,
                chance.nextInt(3) == 0,
                chance.nextInt(4) == 0,
                chance.nextInt(3) == 0,
                chance.nextInt(4) == 0,
                chance.nextInt(3) == 0 ? chance.nextLong(500 * Nanos.PER_MS) : 0,
                chance.nextInt(3) == 0 ? chance.nextLong(1, 100 * Nanos.PER_MS) : 0);
    }

    private void contest(int node, long pauseMaxNs) {
        int members = nodes.get(node).members().size();
        if (members == 0) {
            return;
        }
        int member = chance.nextInt(members);
        int addresses = nodes.get(node).members().get(member).addresses().size();
        int address = chance.nextInt(addresses);
        int times = chance.nextInt(1, 25);
        for (int time = 0; time < times; time++) {
            step(new Action.Contest(node, member, address), Math.min(pauseMaxNs, Nanos.PER_S));
        }
    }

    private void step(List<Action.Reconfigure> reloads, long pauseMaxNs) {
        reloads.forEach(reload -> step(reload, pauseMaxNs));
    }

    /** The first address goes while there is another, which may come before or after, and may come back behind it. */
    private void changeSource(int node, long pauseMaxNs) {
        String name = anyInterface(node);
        boolean before = chance.nextInt(3) > 0;
        step(new Action.OtherAddress(node, name, true), before ? pauseMaxNs : Nanos.PER_MS);
        step(new Action.SourceAddress(node, name, false), pauseMaxNs);
        if (chance.nextBoolean()) {
            step(new Action.SourceAddress(node, name, true), pauseMaxNs);
        }
        if (chance.nextInt(3) == 0) {
            step(new Action.OtherAddress(node, name, false), pauseMaxNs);
        }
    }

    private void intrude(int node, long pauseMaxNs) {
        int members = nodes.get(node).members().size();
        if (members > 0) {
            Intruder.Kind kind = Intruder.Kind.values()[chance.nextInt(Intruder.Kind.WITHOUT_PROOF)];
            boolean flood = chance.nextInt(4) == 0;
            // A flood comes at once; somebody who is there to stay speaks about as often as we do.
            int packets = flood ? chance.nextInt(1, 1000) : chance.nextInt(1, 6);
            long gapNs = flood ? FLOOD_GAP_NS : 1 + chance.nextLong(2 * cluster.intervalMinNs());
            step(new Action.Intrude(node, chance.nextInt(members), kind, packets, gapNs), pauseMaxNs);
        }
    }

    /** Ends every trouble; checks stay as they are, now and then. */
    private void recover() {
        step(new Action.Change(Weather.FINE), Nanos.PER_S);
        step(new Action.Heal(), Nanos.PER_S);
        step(rollouts.agree(), Nanos.PER_S);
        for (int node = 0; node < nodes.size(); node++) {
            step(new Action.Mood(node, KernelMood.GOOD), Nanos.PER_MS);
            if (proofs.isDrawn()) {
                steps.add(new Step(atNs++, proofs.soundClock(node)));
            }
            if (groups.isDrawn()) {
                groups.recovery(node).forEach(action -> steps.add(new Step(atNs++, action)));
            }
            step(new Action.Resume(node), Nanos.PER_S);
            step(new Action.Boot(node), Nanos.PER_S);
            for (int member = 0;
                    steering.isDrawn() && member < nodes.get(node).members().size();
                    member++) {
                if (steering.chance().nextBoolean()) {
                    steps.add(new Step(atNs++, new Action.Steer(node, member, SteeringOrder.RESUME)));
                }
            }
            for (NodePlan.InterfacePlan plugged : nodes.get(node).interfaces()) {
                step(new Action.Link(node, plugged.name(), true), Nanos.PER_MS);
                step(new Action.SourceAddress(node, plugged.name(), true), Nanos.PER_MS);
                step(new Action.OtherAddress(node, plugged.name(), false), Nanos.PER_MS);
            }
            if (chance.nextInt(3) > 0) {
                step(new Action.Script(node, RandomCluster.CHECK, true), Nanos.PER_MS);
            }
        }
    }
}
