package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import java.util.ArrayList;
import java.util.List;

/** A story as lines, to be taken and compared. */
final class ToldStory implements Story {
    private final List<String> lines = new ArrayList<>();

    final List<Rivals.News> rivals = new ArrayList<>();

    /** How many addresses were announced how often. */
    final List<String> announced = new ArrayList<>();

    /** What happened since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void transition(String router, Transition transition, boolean resigned) {
        String why = transition.why().getFirst().text();
        lines.add(
                router + " " + transition.from() + " to " + transition.to() + (resigned ? ", resigned: " : ": ") + why);
    }

    @Override
    public void priority(String router, int from, int to, State state, Cause why) {
        lines.add(router + " priority " + from + " to " + to + ": " + why.text());
    }

    @Override
    public void lowerPriority(String router, IpAddress other, int theirPriority, int ourPriority) {
        lines.add(router + " hears " + other + " with " + theirPriority + ", ours is " + ourPriority);
    }

    @Override
    public void mastersMet(String router, IpAddress other, int theirPriority, List<String> interfaces) {
        lines.add(router + " meets master " + other + " with " + theirPriority + ", announced on " + interfaces);
    }

    @Override
    public void refused(String router, String refusal) {
        lines.add(router + " refused: " + refusal);
    }

    @Override
    public void degraded(String router, List<String> lacking) {
        lines.add(router + " degraded: " + lacking);
    }

    @Override
    public void addressLost(String router, IpAddress address, String interfaceName, boolean restored) {
        lines.add(router + " lost " + address + " on " + interfaceName + (restored ? ", restored" : ""));
    }

    @Override
    public void routingLost(String router, RoutingEntry entry, boolean restored) {
        lines.add(router + " lost " + entry + (restored ? ", restored" : ", not restored"));
    }

    @Override
    public void dropped(String router, DropReason reason, IpAddress source, long total) {
        lines.add(router + " dropped " + reason + " of " + source + ", " + total);
    }

    @Override
    public void rival(String router, Rivals.News news) {
        rivals.add(news);
    }

    @Override
    public void announced(String router, List<PlacedAddress> addresses, int rounds) {
        announced.add(addresses.size() + " times " + rounds);
    }

    @Override
    public void link(String interfaceName, boolean up) {
        lines.add("link " + interfaceName + (up ? " up" : " down"));
    }

    @Override
    public void address(String interfaceName, IpAddress address, boolean added) {
        lines.add("address " + address + (added ? " on " : " off ") + interfaceName);
    }
}
