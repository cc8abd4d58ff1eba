package dev.vigil.daemon.kernel;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.bfd.BfdWire;
import dev.vigil.core.filter.DroppedAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.filter.ReportingLink;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostEdge;
import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.place.Refusal;
import dev.vigil.core.time.Nanos;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.NetlinkMonitor;
import dev.vigil.linux.NetlinkRequest;
import dev.vigil.linux.PacketSocket;
import dev.vigil.linux.RawSender;
import dev.vigil.linux.RouteNetlink;
import dev.vigil.linux.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The machine that the loop runs on, in the network namespace of the thread that opened it. */
public final class LinuxMachine implements Machine {
    /** So many requests are one wait for the keeper: a loop that gets on is not stuck. */
    private static final int REQUESTS_PER_WAIT_MAX = 64;

    private final RouteNetlink netlink = RouteNetlink.open();
    private final Optional<NetlinkMonitor> monitor;
    private final PacketSocket frames;
    private final Announcer announcer;
    private final Senders senders;
    private final Keeper keeper;
    private final Carriers carriers = new Carriers();
    private final KernelFilter filter = new KernelFilter();
    private @Nullable Watcher watcher;
    private @Nullable Receivers receivers;
    private boolean routingHeard;
    private long longestWaitNs;

    /** @param monitor empty for a machine that goes nowhere */
    private LinuxMachine(
            Optional<NetlinkMonitor> monitor, PacketSocket frames, Senders senders, Keeper.Listener listener) {
        this.monitor = monitor;
        this.frames = frames;
        this.senders = senders;
        announcer = Announcer.on(frames, Announcer.Gaps.NONE);
        keeper = new Keeper(listener);
    }

    /** @param listener hears, on another thread, that the keeper failed */
    public static LinuxMachine open(Keeper.Listener listener) {
        return new LinuxMachine(
                Optional.of(NetlinkMonitor.open()), PacketSocket.openRaw(), new Senders(RawSender::open), listener);
    }

    @Override
    public Machine nowhere() {
        return toNowhere();
    }

    /** A machine to practise on; that needs no privilege. */
    static LinuxMachine toNowhere() {
        return new LinuxMachine(Optional.empty(), PacketSocket.toNowhere(), new Senders(RawSender::toNowhere), _ -> {});
    }

    /**
     * Starts the keeper.
     *
     * @param first what its thread does first
     */
    public void startKeeper(Runnable first) {
        keeper.start(first, LinuxMachine::sendToNowhere);
    }

    /** The time of day, in nanoseconds since 1970; the kernel steps it when it must. */
    static long wallNs() {
        return System.currentTimeMillis() * Nanos.PER_MS;
    }

    /** Tries to send to a destination that the kernel refuses to a socket without SO_BROADCAST. */
    private static boolean sendToNowhere() {
        RawSender.Settings settings =
                new RawSender.Settings(Family.IPV4, Advertisement.PROTOCOL, "", 0, Optional.empty(), 0);
        try (RawSender sender = RawSender.open(settings)) {
            NativeBuffer packet = NativeBuffer.packet(Ipv4Header.LENGTH);
            return sender.trySend(packet, packet.sizeBytes(), SocketAddress.of(Sockets.NOWHERE, 0)) == 0;
        } catch (LinuxException refusal) {
            return false;
        }
    }

    @Override
    public void serve(Watcher theWatcher, Runnable onEvents) {
        watcher = theWatcher;
        receivers = new Receivers(new Arrivals(theWatcher), this::mtu);
        monitor.ifPresent(shows -> theWatcher.watch(shows, onEvents));
    }

    @Override
    public boolean read(Consumer<HostEvent> sink) {
        // Thousands of events take longer than an advertisement may be late, and none of them touches a packet.
        return opening(() -> monitor.orElseThrow().read(event -> sink.accept(carriers.see(Seen.event(event)))));
    }

    @Override
    public @Nullable String list(Host into) {
        try {
            waiting(() -> Seen.list(netlink, into, carriers::see));
            return null;
        } catch (LinuxException refusal) {
            return refusal.getMessage();
        }
    }

    @Override
    public List<HostEvent> poll(Map<String, Boolean> found) {
        return carriers.poll(found);
    }

    @Override
    public void expect(Config config) {
        receivers().expect(config);
    }

    @Override
    public Edge edge(VrrpInstance config, Arrival arrival, Authenticator authenticator) {
        return monitor.isPresent()
                ? KernelEdge.of(config, this, arrival, authenticator)
                : KernelEdge.toNowhere(config, this, arrival, authenticator);
    }

    @Override
    public BfdWire bfd(BfdArrival arrival, RandomGenerator random) {
        return new BfdSockets(Objects.requireNonNull(watcher), arrival, random);
    }

    @Override
    public HostEdge host() {
        return new KernelHost(this);
    }

    /** An edge whose sockets are real, and whose only destination the kernel refuses. */
    public Edge rehearsalEdge(VrrpInstance config) {
        return KernelEdge.forRehearsal(config, this);
    }

    @Override
    public void pace(Config config) {
        announcer.pace(Announcer.Gaps.of(config), nowNs());
        GlobalDefs global = config.global();
        if (monitor.isPresent()) {
            receivers().resize();
            receivers().tellOfStrangers(global.interfaces().logUnknownVrids());
            ReceiveQueue.resize(netlink, global.buffers().vrrpCommand(), RouteNetlink.RECEIVE_BUFFER_BYTES);
            ReceiveQueue.resize(monitor.get(), global.buffers().vrrpMonitor(), NetlinkMonitor.RECEIVE_BUFFER_BYTES);
        }
    }

    private int mtu(String interfaceName) {
        return netlink.links().stream()
                .filter(link -> link.name().equals(interfaceName))
                .findFirst()
                .map(LinkInfo::mtuBytes)
                .orElse(0);
    }

    @Override
    public long deadlineNs() {
        return announcer.deadlineNs();
    }

    @Override
    public void onDeadline(long nowNs) {
        announcer.onDeadline(nowNs);
    }

    @Override
    public Map<String, Map<DropReason, Long>> strays() {
        return receivers().strays();
    }

    @Override
    public void attend(long firstDueNs) {
        keeper.attend(firstDueNs);
    }

    @Override
    public boolean hasKept() {
        return keeper.hasSent();
    }

    @Override
    public boolean takeKept() {
        return keeper.takeSent();
    }

    @Override
    public long takeLongestWaitNs() {
        long longestNs = longestWaitNs;
        longestWaitNs = 0;
        return longestNs;
    }

    @Override
    public void close() {
        keeper.close();
        monitor.ifPresent(NetlinkMonitor::close);
        frames.close();
        netlink.close();
    }

    /**
     * Removes the rules on packets, once the interfaces are gone that they are about: what these report last, when sockets
     * are closed, leaves by their bases as well.
     */
    public void closeFilter() {
        filter.close();
    }

    // For the edges

    /** From the first route or rule on the kernel shows which of them go; before, that costs nothing. */
    void listenToRouting() {
        if (!routingHeard) {
            routingHeard = true;
            monitor.ifPresent(NetlinkMonitor::listenToRouting);
        }
    }

    Keeper keeper() {
        return keeper;
    }

    /**
     * Makes a call that may wait in the kernel, or otherwise take long; meanwhile the keeper advertises. The call touches
     * no packet and no sender of an edge that is kept.
     */
    void waiting(Runnable call) {
        opening(() -> {
            call.run();
            return call;
        });
    }

    /** As {@link KernelFilter#drop}. */
    @Nullable
    String drop(KernelEdge edge, FilterSettings settings, Set<DroppedAddress> addresses) {
        long begunNs = MonotonicClock.nowNs();
        keeper.begin(begunNs);
        try {
            return filter.drop(edge, settings, addresses);
        } finally {
            keeper.end();
            longestWaitNs = Math.max(longestWaitNs, MonotonicClock.nowNs() - begunNs);
        }
    }

    /** As {@link KernelFilter#report}, on whatever thread. */
    public @Nullable String report(FilterSettings settings, Set<ReportingLink> links) {
        return filter.report(this, settings, links);
    }

    Receivers receivers() {
        return Objects.requireNonNull(receivers);
    }

    Senders senders() {
        return senders;
    }

    /** As {@link #waiting}, for a call that has a result. */
    <T> T opening(Supplier<T> call) {
        long begunNs = MonotonicClock.nowNs();
        keeper.begin(begunNs);
        try {
            return call.get();
        } finally {
            keeper.end();
            longestWaitNs = Math.max(longestWaitNs, MonotonicClock.nowNs() - begunNs);
        }
    }

    long nowNs() {
        return watcher == null ? 0 : watcher.nowNs();
    }

    void announce(Announcer.Frame frame) {
        announcer.announce(frame, nowNs());
    }

    void withdraw(Announcer.Frame frame) {
        announcer.withdraw(frame);
    }

    /** Hears which requests were not granted, by their position. */
    interface Refusals {
        void refused(int index, int errno, String text);
    }

    /**
     * Adds, replaces and removes addresses in order.
     *
     * @param encoding has each address as requests
     */
    void change(
            List<AddressRequest> requests,
            Function<PlacedAddress, EncodedAddress> encoding,
            HostEdge.Refusals addressRefusals) {
        if (requests.isEmpty()) {
            return;
        }
        List<NetlinkRequest> messages = new ArrayList<>(requests.size());
        for (int index = 0; index < requests.size(); index++) {
            AddressRequest request = requests.get(index);
            messages.add(encoding.apply(request.address()).request(request.kind()));
        }
        execute(messages, (index, errno, text) -> {
            AddressRequest request = requests.get(index);
            addressRefusals.refused(request, new Refusal(EncodedAddress.kind(request, errno), text));
        });
    }

    /** Executes requests in order. A request without an answer counts as refused. */
    void execute(List<NetlinkRequest> requests, Refusals refusals) {
        Map<NetlinkRequest, Integer> positions = new HashMap<>();
        for (int index = 0; index < requests.size(); index++) {
            positions.put(requests.get(index), index);
        }
        RouteNetlink.Refusals each = (request, errno, detail) -> refusals.refused(
                positions.getOrDefault(request, 0),
                errno,
                String.valueOf(request.refusal(errno, detail).getMessage()));
        for (int from = 0; from < requests.size(); from += REQUESTS_PER_WAIT_MAX) {
            int to = Math.min(from + REQUESTS_PER_WAIT_MAX, requests.size());
            List<NetlinkRequest> some = requests.subList(from, to);
            try {
                waiting(() -> netlink.executeAll(some, each));
            } catch (LinuxException failure) {
                for (int index = from; index < requests.size(); index++) {
                    refusals.refused(index, failure.errno(), String.valueOf(failure.getMessage()));
                }
                return;
            }
        }
    }
}
