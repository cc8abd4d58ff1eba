package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.DroppedAddress;
import dev.vigil.core.filter.FilterSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An edge onto a {@link Machine}, which writes down what it was asked. */
final class FakeEdge implements Edge {
    private final Machine machine;
    private final List<String> done;

    /** What {@link #place} prepared. */
    List<PlacedAddress> prepared = List.of();

    /** What {@link #placeRouting} prepared. */
    List<PlacedEntry> preparedRouting = List.of();

    @Nullable
    String attachRefusal;

    /** How many destinations refuse an advertisement. */
    int failing;

    int destinations = 1;
    boolean attached;
    boolean serving;

    /** Whether it may send the last advertisement again on its own. */
    boolean keeping;

    FakeEdge(Machine machine, List<String> done) {
        this.machine = machine;
        this.done = done;
    }

    @Override
    public @Nullable String attach(Link link, IpAddress source) {
        done.add("attach " + link.name() + " " + source);
        if (attachRefusal != null) {
            return attachRefusal;
        }
        attached = true;
        serving = false;
        return null;
    }

    @Override
    public void serve() {
        assertThat(attached).as("what is served by has sockets").isTrue();
        serving = true;
    }

    @Override
    public void detach() {
        if (attached) {
            done.add("detach");
        }
        attached = false;
        serving = false;
        keeping = false;
    }

    @Override
    public void place(List<PlacedAddress> addresses) {
        prepared = List.copyOf(addresses);
    }

    @Override
    public int send(int priority) {
        assertThat(attached).as("what is sent by has sockets").isTrue();
        done.add("send " + priority);
        keeping = priority != 0;
        return failing;
    }

    @Override
    public void keepNoLonger() {
        keeping = false;
    }

    @Override
    public int destinations() {
        return attached ? destinations : 0;
    }

    @Override
    public String sendRefusal() {
        return "send on eth0: refused";
    }

    @Override
    public void change(List<AddressRequest> requests, Refusals refusals) {
        assertThat(requests).as("a request for nothing").isNotEmpty();
        for (AddressRequest request : requests) {
            done.add(word(request.kind()) + " " + request.address());
            Refusal refusal = machine.change(request);
            if (refusal != null) {
                refusals.refused(request, refusal);
            }
        }
    }

    private static String word(AddressRequest.Kind kind) {
        return switch (kind) {
            case ADD -> "add";
            case REPLACE -> "replace";
            case REMOVE -> "remove";
        };
    }

    @Override
    public void placeRouting(List<PlacedEntry> entries) {
        preparedRouting = List.copyOf(entries);
    }

    @Override
    public void changeRouting(List<RoutingRequest> requests, RoutingRefusals refusals) {
        assertThat(requests).as("a request for nothing").isNotEmpty();
        for (RoutingRequest request : requests) {
            boolean removal = request.kind() == RoutingRequest.Kind.REMOVE;
            done.add((removal ? "remove " : "add ") + request.entry());
            assertThat(removal || preparedRouting.contains(request.entry()))
                    .as("what is asked for is prepared")
                    .isTrue();
            Refusal refusal = machine.routing.change(request, machine.links);
            if (refusal != null) {
                refusals.refused(request, refusal);
            }
        }
    }

    @Override
    public @Nullable String drop(FilterSettings settings, Set<DroppedAddress> addresses) {
        done.add("drop in " + settings.table()
                + addresses.stream().map(each -> " " + each.address()).collect(Collectors.joining()));
        return machine.dropRefusal;
    }

    @Override
    public void announce(List<PlacedAddress> addresses) {
        addresses.forEach(each -> done.add("announce " + each.address()));
    }

    @Override
    public void withdraw(List<PlacedAddress> addresses) {
        addresses.forEach(each -> done.add("withdraw " + each.address()));
    }

    @Override
    public void announceSource() {
        done.add("announce source");
    }
}
