package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.Checksum;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Placed routers on one machine, with a clock and a loop as that of the daemon: read everything, then do what is due. */
final class Rig implements Placement.Surroundings {
    static final long MS = 1_000_000;
    static final IpAddress OTHER = IpAddress.of("10.77.0.3");

    final Machine machine;
    final Host host = new Host();
    final ToldStory story = new ToldStory();
    final Placement placement = new Placement(host, story, this);
    final List<PlacedRouter> routers = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private long nowNs = 1_000_000 * MS;

    private Rig(Machine machine) {
        this.machine = machine;
        machine.list(host);
        machine.lists = 0;
        machine.unread.clear();
    }

    /** A machine with 10.77.0.2/24 on eth0, and nothing on it yet. */
    static Rig empty() {
        Machine machine = new Machine();
        machine.put(Machine.ETH0);
        machine.put(Machine.on(Machine.ETH0, "10.77.0.2", 24));
        return on(machine);
    }

    static Rig on(Machine machine) {
        return new Rig(machine);
    }

    /** A router on {@link #empty} that is not started yet. */
    static Rig idle(Given given) {
        Rig rig = empty();
        rig.take(given);
        return rig;
    }

    /** A BACKUP, or whatever it is at first; what was done so far is forgotten. */
    static Rig started(Given given) {
        Rig rig = idle(given);
        rig.start();
        return rig;
    }

    /** A MASTER that heard nobody; what was done so far is forgotten. */
    static Rig master(Given given) {
        Rig rig = started(given);
        rig.becomeMaster();
        return rig;
    }

    void start() {
        for (PlacedRouter router : routers) {
            router.clearLeftovers(nowNs);
            router.start(new Cause.Started(), nowNs);
        }
        turn();
        forget();
    }

    void becomeMaster() {
        pass(4000);
        expect(State.MASTER);
        forget();
    }

    /** One more router takes its place. */
    PlacedRouter take(Given given) {
        declare(given);
        Prepared prepared = prepare(given);
        PlacedRouter router = new PlacedRouter(
                host,
                story,
                prepared,
                effects -> new PlainInputs(new VirtualRouter(given.settings(), given.tracks()), effects));
        routers.add(router);
        placement.serve(routers);
        return router;
    }

    private void declare(Given given) {
        host.declare(List.of(given.guest()));
    }

    Prepared prepare(Given given) {
        return Prepared.of(given.site(), given.reception(), new FakeEdge(machine, done), host);
    }

    /** A reload that changes the first router. */
    void reconfigure(Given given) {
        reconfigure(router(), given);
    }

    void reconfigure(PlacedRouter router, Given given) {
        declare(given);
        router.reconfigure(prepare(given), given.settings(), given.tracks(), nowNs);
        placement.serve(routers);
    }

    // What is read of it

    PlacedRouter router() {
        return routers.getFirst();
    }

    FakeEdge edge() {
        return (FakeEdge) router().edge();
    }

    State state() {
        return router().router().state();
    }

    void expect(State state) {
        assertThat(state()).isEqualTo(state);
    }

    long nowNs() {
        return nowNs;
    }

    String why() {
        return router().router().why().getFirst().text();
    }

    /** What was asked of the kernel since the last call. */
    List<String> done() {
        List<String> taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    /** The same without what is sent. */
    List<String> doneBesidesSending() {
        return done().stream().filter(line -> !line.startsWith("send ")).toList();
    }

    /** What was reported of the routers since the last call, and not only seen of the machine. */
    List<String> told() {
        return story.take().stream()
                .filter(line -> !line.startsWith("link ") && !line.startsWith("address "))
                .toList();
    }

    void forget() {
        done.clear();
        story.take();
    }

    // Time

    /** Reads everything that the machine has shown, and lets everybody look. */
    void turn() {
        while (!machine.unread.isEmpty()) {
            placement.onEvent(machine.unread.remove());
        }
        placement.settle(true, nowNs);
    }

    /** Lets time pass; what is due is done at its very time, and the machine is read before. */
    void pass(long ms) {
        turn();
        long untilNs = nowNs + ms * MS;
        for (long next = nextNs(); next <= untilNs; next = nextNs()) {
            nowNs = Math.max(nowNs, next);
            turn();
            serve();
        }
        nowNs = untilNs;
        turn();
    }

    /** Lets time pass in which nothing is read and done. */
    void sleep(long ms) {
        nowNs += ms * MS;
    }

    private long nextNs() {
        long next = placement.deadlineNs();
        for (PlacedRouter router : routers) {
            next = Math.min(next, router.deadlineNs());
        }
        return next;
    }

    void serve() {
        for (PlacedRouter router : routers) {
            if (router.deadlineNs() <= nowNs) {
                router.onDeadline(nowNs);
                assertThat(router.deadlineNs())
                        .as("the deadline after it was served")
                        .isGreaterThan(nowNs);
            }
        }
        if (placement.deadlineNs() <= nowNs) {
            placement.settle(false, nowNs);
            assertThat(placement.deadlineNs()).isGreaterThan(nowNs);
        }
    }

    // Inputs

    void hear(int priority) {
        hear(priority, "10.77.0.100", "10.77.0.101");
    }

    void hear(int priority, String... addresses) {
        hear(priority, OTHER, addresses);
    }

    void hear(int priority, IpAddress source, String... addresses) {
        ByteBuffer buffer = ByteBuffer.allocate(200);
        List<IpAddress> list = List.of(addresses).stream().map(IpAddress::of).toList();
        int length = new Advertisement(3, 51, priority, 100, new Authentication(0, List.of()), list).encode(buffer, 0);
        long pseudo = Checksum.pseudoHeader(source, Advertisement.GROUP_IPV4, Advertisement.PROTOCOL, length);
        buffer.putShort(6, Checksum.fold(Checksum.sum(pseudo, buffer, 0, length)));
        router().receive(new Datagram()
                .message(buffer, 0, length)
                .from(source, Advertisement.TTL)
                .to(Advertisement.GROUP_IPV4)
                .arrivedAt(nowNs));
    }

    void stop() {
        router().stop(Transition.Kind.STOPPED, new Cause.Stopped(), nowNs);
    }

    // Surroundings

    @Override
    public @Nullable String list(Host into) {
        return machine.list(into);
    }

    @Override
    public void step(PlacedRouter router, Runnable input) {
        input.run();
    }
}
