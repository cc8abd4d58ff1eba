package dev.vigil.simulator.whatif;

import dev.vigil.simulator.Action;
import dev.vigil.simulator.NodePlan;
import dev.vigil.simulator.Times;
import java.util.List;

/** What happens to a cluster from outside, for people. */
final class ActionText {
    private final List<NodePlan> nodes;

    ActionText(List<NodePlan> nodes) {
        this.nodes = nodes;
    }

    String of(Action action) {
        return switch (action) {
            case Action.Boot(int node) -> name(node) + " starts";
            case Action.Stop(int node) -> name(node) + " stops";
            case Action.Kill(int node) -> name(node) + " is killed";
            case Action.Crash(int node) -> name(node) + " dies";
            case Action.Pause(int node) -> name(node) + " pauses";
            case Action.Resume(int node) -> name(node) + " goes on";
            case Action.ClockStep(int node, long aheadNs) ->
                "the clock of " + name(node) + " jumps " + Times.text(aheadNs);
            case Action.Link link ->
                "link " + name(link.node()) + " " + link.interfaceName() + (link.up() ? " is back" : " fails");
            case Action.SourceAddress source ->
                "the address of " + name(source.node()) + " " + source.interfaceName()
                        + (source.present() ? " is back" : " is gone");
            case Action.OtherAddress other ->
                "another address of " + name(other.node()) + " " + other.interfaceName()
                        + (other.present() ? " comes" : " goes");
            case Action.Script script ->
                "script " + script.name() + " on " + name(script.node())
                        + (script.good() ? " succeeds again" : " fails");
            case Action.WallClock clock ->
                "the time of day on " + name(clock.node()) + " is off by " + Times.text(clock.aheadNs());
            case Action.File file -> "file " + file.name() + " on " + name(file.node()) + " holds " + file.value();
            case Action.Processes process ->
                "processes " + process.name() + " on " + name(process.node())
                        + (process.running() ? " run again" : " are gone");
            case Action.Path path -> lost(path.from(), path.to(), path.open() ? 0 : 1000);
            case Action.Loss loss -> lost(loss.from(), loss.to(), loss.perMille());
            case Action.Heal _ -> "all packets arrive again";
            case Action.Change change -> "the network: " + change.weather();
            case Action.Mood mood ->
                "the kernel of " + name(mood.node())
                        + (mood.mood().refusesAddresses() ? " refuses addresses" : " refuses nothing");
            case Action.Contest contest ->
                "something on " + name(contest.node()) + " removes "
                        + nodes.get(contest.node())
                                .members()
                                .get(contest.member())
                                .addresses()
                                .get(contest.address());
            case Action.Reconfigure change -> name(change.node()) + " is reconfigured";
            case Action.Steer steer ->
                nodes.get(steer.node()).members().get(steer.member()).settings().name() + " on " + name(steer.node())
                        + ": an operator orders " + steer.order();
            case Action.Intrude intrude -> "a stranger sends to " + name(intrude.node());
        };
    }

    private String lost(int from, int to, int perMille) {
        String way = "packets " + name(from) + " to " + name(to);
        if (perMille == 0) {
            return way + " arrive again";
        }
        return perMille == 1000 ? way + " are lost" : way + " are lost, " + perMille / 10 + "% of them";
    }

    private String name(int node) {
        return nodes.get(node).name();
    }
}
