package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdWire;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.HostEdge;
import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.place.PlacedEntry;
import dev.vigil.core.place.Refusal;
import dev.vigil.core.place.RoutingRequest;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.kernel.Arrival;
import dev.vigil.daemon.kernel.BfdArrival;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.daemon.kernel.Watcher;
import dev.vigil.linux.EventFd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A machine without a kernel: it has what tests give it, refuses what they say, and notes what is done to it. */
final class FakeMachine implements Machine {
    static final Link ETH0 = new Link(1, "eth0", true, true, false, true, 0x0200_0000_0001L);
    static final IpAddress OWN = IpAddress.of("192.0.2.200");

    /** What is done, as "A send 150", in its order. */
    final List<String> done = new ArrayList<>();

    /** The kernel's refusals by what is done, as "A attach" or "list". */
    final Map<String, String> refusals = new HashMap<>();

    /** Defects by what is done: it throws. */
    final Map<String, Throwable> defects = new HashMap<>();

    final List<HostAddress> addresses = new ArrayList<>();
    final List<FakeEdge> open = new ArrayList<>();
    final Map<Integer, Arrival> served = new HashMap<>();

    /** The source that each instance speaks from, by its name. */
    final Map<String, IpAddress> sources = new HashMap<>();

    final List<Link> links = new ArrayList<>(List.of(ETH0));
    long deadlineNs = VirtualRouter.NEVER;
    boolean drains = true;
    boolean closed;

    /** How often the edge of an instance has sent on its own, by its name, and when last. */
    final Map<String, Integer> kept = new HashMap<>();

    long keptNs;
    long longestWaitNs;

    /** After what is done advertisements have left on their own, of nobody that is looked at. */
    String overtakesAfter = "";

    /** Where to practise. */
    Supplier<@Nullable Machine> nowhere = () -> null;

    /** The wire of BFD once it was asked for. */
    @Nullable
    FakeBfd bfd;

    private final EventFd shown = EventFd.open();
    private final ArrayDeque<HostEvent> events = new ArrayDeque<>();

    FakeMachine() {
        addresses.add(address(OWN, 24));
    }

    static HostAddress address(IpAddress address, int prefixLength) {
        return new HostAddress(ETH0.ifindex(), address, prefixLength, false, false, false);
    }

    boolean has(String address) {
        return addresses.stream().anyMatch(known -> known.address().equals(IpAddress.of(address)));
    }

    /** Something else adds an address. */
    void add(HostAddress address) {
        addresses.add(address);
        show(new HostEvent.AddressSeen(address));
    }

    /** Something else removes an address. */
    void remove(IpAddress address) {
        addresses.stream()
                .filter(known -> known.address().equals(address))
                .toList()
                .forEach(known -> {
                    addresses.remove(known);
                    show(new HostEvent.AddressGone(known));
                });
    }

    void show(HostEvent event) {
        events.add(event);
        shown.signal();
    }

    /** Something is there to be read, be it nothing. */
    void signal() {
        shown.signal();
    }

    void doing(String what) {
        done.add(what);
        if (what.equals(overtakesAfter)) {
            kept.put("nobody", 1);
        }
        Throwable defect = defects.get(what);
        if (defect instanceof Error error) {
            throw error;
        } else if (defect != null) {
            throw (RuntimeException) defect;
        }
    }

    // As a machine

    @Override
    public List<HostEvent> poll(Map<String, Boolean> carriers) {
        return List.of(new HostEvent.LinkSeen(ETH0.withCarrier(carriers.getOrDefault("eth0", true))));
    }

    @Override
    public void serve(Watcher watcher, Runnable onEvents) {
        watcher.watch(shown, () -> {
            long _ = shown.drain();
            onEvents.run();
        });
    }

    @Override
    public boolean read(Consumer<HostEvent> sink) {
        doing("read");
        while (!events.isEmpty()) {
            sink.accept(events.remove());
        }
        return drains;
    }

    @Override
    public @Nullable String list(Host into) {
        doing("list");
        links.forEach(into::put);
        addresses.forEach(into::put);
        return refusals.get("list");
    }

    @Override
    public Edge edge(VrrpInstance config, Arrival arrival, Authenticator authenticator) {
        doing(config.name() + " edge");
        return new FakeEdge(config, arrival);
    }

    @Override
    public BfdWire bfd(BfdArrival arrival, RandomGenerator random) {
        return new FakeBfd(this, arrival);
    }

    @Override
    public HostEdge host() {
        return new FakeHostEdge();
    }

    @Override
    public void pace(Config config) {
        doing("pace " + config.global().garpIntervalNs());
    }

    @Override
    public long deadlineNs() {
        return deadlineNs;
    }

    @Override
    public void onDeadline(long nowNs) {
        deadlineNs = VirtualRouter.NEVER;
        doing("announcements");
    }

    @Override
    public boolean hasKept() {
        return !kept.isEmpty();
    }

    @Override
    public boolean takeKept() {
        boolean any = !kept.isEmpty();
        kept.remove("nobody");
        return any;
    }

    @Override
    public long takeLongestWaitNs() {
        return longestWaitNs;
    }

    @Override
    public Map<String, Map<DropReason, Long>> strays() {
        return Map.of("eth0", new EnumMap<>(Map.of(DropReason.UNKNOWN_VRID, 7L)));
    }

    @Override
    public @Nullable Machine nowhere() {
        return nowhere.get();
    }

    @Override
    public void close() {
        doing("close");
        closed = true;
    }

    private void changeRouting(String whose, List<RoutingRequest> requests) {
        for (RoutingRequest request : requests) {
            String kind = request.kind() == RoutingRequest.Kind.REMOVE ? "remove " : "add ";
            doing(whose + " " + kind + request.entry());
        }
    }

    private void change(String whose, List<AddressRequest> requests, HostEdge.Refusals hears) {
        for (AddressRequest request : requests) {
            boolean removal = request.kind() == AddressRequest.Kind.REMOVE;
            PlacedAddress placed = request.address();
            String what = (removal ? "remove " : "add ") + placed.address();
            doing(whose + " " + what);
            HostAddress address = address(placed.address(), placed.spec().prefixLength());
            String refusal = refusals.get(whose + " " + what);
            if (refusal != null) {
                hears.refused(request, new Refusal(Refusal.Kind.REFUSED, refusal));
            } else if (removal && addresses.remove(address)) {
                show(new HostEvent.AddressGone(address));
            } else if (removal) {
                hears.refused(request, new Refusal(Refusal.Kind.ABSENT, "absent"));
            } else if (addresses.contains(address)) {
                hears.refused(request, new Refusal(Refusal.Kind.EXISTS, "exists"));
            } else {
                add(address);
            }
        }
    }

    /** What is done for no virtual router, as "host add 192.0.2.1". */
    private final class FakeHostEdge implements HostEdge {
        @Override
        public void change(List<AddressRequest> requests, Refusals hears) {
            FakeMachine.this.change("host", requests, hears);
        }

        @Override
        public void placeRouting(List<PlacedEntry> entries) {}

        @Override
        public void changeRouting(List<RoutingRequest> requests, RoutingRefusals hears) {
            FakeMachine.this.changeRouting("host", requests);
        }
    }

    /** The edge of one virtual router: open sockets are those that were attached and not yet detached. */
    final class FakeEdge implements Edge {
        private final VrrpInstance config;
        private final Arrival arrival;

        private FakeEdge(VrrpInstance config, Arrival arrival) {
            this.config = config;
            this.arrival = arrival;
        }

        private void does(String what) {
            doing(config.name() + " " + what);
        }

        private @Nullable String refusal(String what) {
            return refusals.get(config.name() + " " + what);
        }

        @Override
        public @Nullable String attach(Link link, IpAddress source) {
            does("attach");
            sources.put(config.name(), source);
            String refusal = refusal("attach");
            if (refusal == null && !open.contains(this)) {
                open.add(this);
            }
            return refusal;
        }

        @Override
        public void serve() {
            does("serve");
            served.put(config.vrid(), arrival);
        }

        @Override
        public void detach() {
            does("detach");
            open.remove(this);
            boolean others =
                    open.stream().anyMatch(edge -> edge.arrival.equals(arrival) && edge.config.vrid() == config.vrid());
            if (!others) {
                served.remove(config.vrid(), arrival);
            }
        }

        @Override
        public void place(List<PlacedAddress> placed) {
            does("place");
        }

        @Override
        public int send(int priority) {
            does("send " + priority);
            return refusal("send") == null ? 0 : 1;
        }

        @Override
        public int takeKept() {
            Integer times = kept.remove(config.name());
            return times == null ? 0 : times;
        }

        @Override
        public long keptNs() {
            return keptNs;
        }

        @Override
        public int destinations() {
            return open.contains(this) ? 1 : 0;
        }

        @Override
        public String sendRefusal() {
            return String.valueOf(refusal("send"));
        }

        @Override
        public void placeRouting(List<PlacedEntry> entries) {}

        @Override
        public void changeRouting(List<RoutingRequest> requests, RoutingRefusals hears) {
            FakeMachine.this.changeRouting(config.name(), requests);
        }

        @Override
        public void change(List<AddressRequest> requests, Refusals hears) {
            FakeMachine.this.change(config.name(), requests, hears);
        }

        @Override
        public void announce(List<PlacedAddress> placed) {
            does("announce");
        }

        @Override
        public void withdraw(List<PlacedAddress> placed) {
            does("withdraw");
        }

        @Override
        public void announceSource() {
            does("announce source");
        }
    }
}
