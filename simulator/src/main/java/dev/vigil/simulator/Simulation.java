package dev.vigil.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets a scenario happen, from one event to the next. Every node has a monotonic clock, which may jump ahead; the core knows
 * no other, and wall-clock time decides nothing. Every rule is held against every turn of every virtual router; the first that is broken ends the
 * simulation with a {@link BrokenRule}.
 */
public final class Simulation {
    /** What the clock shows at the beginning; no arithmetic may depend on a clock that starts at 0. */
    static final long BEGIN_NS = 1_000_000_000_000L;

    private final Scenario scenario;
    final Witness witness;
    final boolean recording;
    final Digest digest = new Digest();
    final Agenda agenda = new Agenda();
    final Network network;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Group> groups;
    private long nowNs = BEGIN_NS;
    private int nextStep;
    private long turns;
    private long transitions;

    /** What a simulation amounted to. */
    public record Outcome(long digest, long turns, long transitions) {}

    public Simulation(Scenario scenario, Witness witness) {
        this.scenario = scenario;
        this.witness = witness;
        recording = witness.wantsInputs();
        network = new Network(this, scenario.seed(), scenario.nodes().size());
        for (NodePlan plan : scenario.nodes()) {
            nodes.add(new Node(this, nodes.size(), plan));
        }
        groups = Group.of(this, nodes, scenario);
    }

    /**
     * Runs the scenario to its end.
     *
     * @throws BrokenRule for the first rule that is broken
     */
    public Outcome run() {
        long endNs = BEGIN_NS + scenario.durationNs();
        while (true) {
            long stepNs = nextStep < scenario.steps().size()
                    ? BEGIN_NS + scenario.steps().get(nextStep).atNs()
                    : Long.MAX_VALUE;
            long agendaNs = agenda.nearestNs();
            Node node = earliest();
            Group group = firstToSettle();
            long settleNs = group == null ? Long.MAX_VALUE : group.settleNs();
            long nextNs = Math.min(Math.min(stepNs, agendaNs), Math.min(node.dueNs(), settleNs));
            if (nextNs > endNs) {
                return new Outcome(digest.value(), turns, transitions);
            }
            nowNs = Math.max(nowNs, nextNs);
            // What has arrived is read before a timer is served, as the daemon does.
            if (stepNs <= nextNs) {
                act(scenario.steps().get(nextStep++).action());
            } else if (agendaNs <= nextNs) {
                serve(agenda.take());
            } else if (node.dueNs() <= nextNs) {
                node.wake();
            } else if (group != null) {
                group.settle();
            }
        }
    }

    private void serve(Agenda.Entry entry) {
        Node to = entry.to();
        Packet packet = entry.packet();
        Runnable what = entry.what();
        if (to != null && packet != null) {
            to.arrive(packet, entry.segment());
        } else if (what != null) {
            what.run();
        }
    }

    private void act(Action action) {
        witness.action(nowNs - BEGIN_NS, action);
        digest.add(nowNs);
        groups.forEach(Group::disturb);
        if (agenda.isTooLong()) {
            throw broken(Rule.BOUNDED, "the network", "more than " + Agenda.ENTRIES_MAX + " packets are on their way");
        }
        switch (action) {
            case Action.Boot(int node) -> nodes.get(node).boot();
            case Action.Stop(int node) -> nodes.get(node).stop();
            case Action.Kill(int node) -> nodes.get(node).kill();
            case Action.Crash(int node) -> nodes.get(node).crash();
            case Action.Pause(int node) -> nodes.get(node).pause();
            case Action.Resume(int node) -> nodes.get(node).resume();
            case Action.Link link -> nodes.get(link.node()).link(link.interfaceName(), link.up());
            case Action.SourceAddress source ->
                nodes.get(source.node()).sourceAddress(source.interfaceName(), source.present());
            case Action.OtherAddress other ->
                nodes.get(other.node()).otherAddress(other.interfaceName(), other.present());
            case Action.Script script -> nodes.get(script.node()).scripts().watched(script.name(), script.good());
            case Action.WallClock clock -> nodes.get(clock.node()).setWallClock(clock.aheadNs());
            case Action.File file -> nodes.get(file.node()).sights().file(file.name(), file.value());
            case Action.Processes process ->
                nodes.get(process.node()).sights().process(process.name(), process.running());
            case Action.Path path -> network.open(path.from(), path.to(), path.open());
            case Action.Loss loss -> network.lose(loss.from(), loss.to(), loss.perMille());
            case Action.Heal _ -> network.heal();
            case Action.Change(Weather weather) -> network.weather(weather);
            case Action.Mood(int node, KernelMood mood) -> nodes.get(node).mood(mood);
            case Action.ClockStep(int node, long aheadNs) -> nodes.get(node).stepClock(aheadNs);
            case Action.Contest contest ->
                member(contest.node(), contest.member()).contest(contest.address());
            case Action.Reconfigure change ->
                member(change.node(), change.member()).reconfigure(change.plan());
            case Action.Steer steer -> {
                Node node = nodes.get(steer.node());
                node.intents().ask(node.members().get(steer.member()), steer.order());
            }
            case Action.Intrude intrude -> {
                Member member = member(intrude.node(), intrude.member());
                network.intrude(member, intrude.kind(), intrude.packets(), intrude.gapNs());
            }
        }
    }

    private Member member(int node, int member) {
        return nodes.get(node).members().get(member);
    }

    private Node earliest() {
        Node earliest = nodes.getFirst();
        for (int index = 1; index < nodes.size(); index++) {
            if (nodes.get(index).dueNs() < earliest.dueNs()) {
                earliest = nodes.get(index);
            }
        }
        return earliest;
    }

    private @org.jspecify.annotations.Nullable Group firstToSettle() {
        Group first = null;
        for (int index = 0; index < groups.size(); index++) {
            Group group = groups.get(index);
            if (first == null || group.settleNs() < first.settleNs()) {
                first = group;
            }
        }
        return first;
    }

    long nowNs() {
        return nowNs;
    }

    void countTurn() {
        turns++;
    }

    void countTransition() {
        transitions++;
    }

    BrokenRule broken(Rule rule, String where, String detail) {
        return new BrokenRule(rule, where, nowNs - BEGIN_NS, detail, null);
    }

    BrokenRule broken(Rule rule, String where, RuntimeException cause) {
        return new BrokenRule(rule, where, nowNs - BEGIN_NS, cause + " was thrown", cause);
    }
}
