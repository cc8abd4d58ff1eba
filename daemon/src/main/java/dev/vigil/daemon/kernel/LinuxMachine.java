package dev.vigil.daemon.kernel;

import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostEvent;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NetlinkMonitor;
import dev.vigil.linux.NetlinkRequest;
import dev.vigil.linux.PacketSocket;
import dev.vigil.linux.RawSender;
import dev.vigil.linux.RouteNetlink;
import dev.vigil.linux.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The machine that the loop runs on, in the network namespace of the thread that opened it. */
public final class LinuxMachine implements Machine {
    private final RouteNetlink netlink = RouteNetlink.open();
    private final NetlinkMonitor monitor = NetlinkMonitor.open();
    private final PacketSocket frames = PacketSocket.openRaw();
    private final Announcer announcer = Announcer.on(frames, Announcer.Gaps.NONE);
    private @Nullable Watcher watcher;
    private @Nullable Receivers receivers;

    private LinuxMachine() {}

    public static LinuxMachine open() {
        return new LinuxMachine();
    }

    @Override
    public void serve(Watcher theWatcher, Runnable onEvents) {
        watcher = theWatcher;
        receivers = new Receivers(new Arrivals(theWatcher));
        theWatcher.watch(monitor, onEvents);
    }

    @Override
    public boolean read(Consumer<HostEvent> sink) {
        return monitor.read(event -> sink.accept(Seen.event(event)));
    }

    @Override
    public @Nullable String list(Host into) {
        try {
            Seen.list(netlink, into);
            return null;
        } catch (LinuxException refusal) {
            return refusal.getMessage();
        }
    }

    @Override
    public Edge edge(VrrpInstance config, Arrival arrival) {
        return new KernelEdge(config, this, arrival);
    }

    /** An edge whose sockets are given, and whose only destination the kernel refuses. */
    public Edge rehearsalEdge(VrrpInstance config, RawSender sender, SocketAddress nowhere) {
        return new KernelEdge(config, this, sender, nowhere);
    }

    @Override
    public void pace(GlobalDefs global) {
        announcer.pace(Announcer.Gaps.of(global), nowNs());
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
    public void close() {
        monitor.close();
        frames.close();
        netlink.close();
    }

    // For the edges

    Receivers receivers() {
        return Objects.requireNonNull(receivers);
    }

    private long nowNs() {
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

    /** Executes requests in order. A request without an answer counts as refused. */
    void execute(List<NetlinkRequest> requests, Refusals refusals) {
        Map<NetlinkRequest, Integer> positions = new HashMap<>();
        for (int index = 0; index < requests.size(); index++) {
            positions.put(requests.get(index), index);
        }
        try {
            netlink.executeAll(
                    requests,
                    (request, errno, detail) -> refusals.refused(
                            positions.getOrDefault(request, 0),
                            errno,
                            String.valueOf(request.refusal(errno, detail).getMessage())));
        } catch (LinuxException failure) {
            for (int index = 0; index < requests.size(); index++) {
                refusals.refused(index, failure.errno(), String.valueOf(failure.getMessage()));
            }
        }
    }
}
