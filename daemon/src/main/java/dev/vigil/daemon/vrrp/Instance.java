package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.PlacedRouter;
import dev.vigil.core.place.Prepared;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.kernel.Arrival;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.recording.RecordedRouter;
import dev.vigil.recording.Recorder;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A virtual router with its configuration and its position in the loop. It belongs to the VRRP loop. */
final class Instance implements Arrival {
    /** The source of a virtual router whose interface has no address. */
    static final IpAddress NO_SOURCE = IpAddress.ipv4(0);

    /** Whom an instance informs after its inputs. */
    interface Guard {
        /** After an input: the next deadline is another one. */
        void settled(Instance instance);

        /** An input failed by a defect of this program. */
        void contain(Instance instance, Throwable defect);

        long nowNs();

        /** What an operator wants of the instance of that name. */
        Optional<Wishes.Wish> wish(String name);
    }

    private final Guard guard;
    private int index;
    private VrrpInstance config;
    private @Nullable PlacedRouter placed;
    private IpAddress lastSource = NO_SOURCE;

    Instance(VrrpInstance config, Guard guard) {
        this.config = config;
        this.guard = guard;
    }

    /** All that a configuration needs: what can be refused is granted, what can be wrong is made. */
    record Place(Prepared prepared, RouterSettings settings, Tracks tracks) {
        /** Makes it for an instance at an edge; the sockets that serve now stay as they are. */
        static Place of(VrrpInstance config, Config whole, Function<Authenticator, Edge> edges, Host host) {
            RouterSettings settings = Assemble.router(config, whole, NO_SOURCE);
            Tracks tracks = Assemble.tracks(config, whole);
            Reception reception = new Reception(Assemble.expectation(config), Assemble.protection(config));
            Edge edge = edges.apply(reception.authenticator());
            return new Place(Prepared.of(Assemble.site(config, whole), reception, edge, host), settings, tracks);
        }
    }

    /** Opens what a configuration needs, beside what this instance has. */
    Place prepare(VrrpInstance next, Config whole, Host host, Machine machine) {
        return Place.of(next, whole, authenticator -> machine.edge(next, this, authenticator), host);
    }

    /** Takes its place for the first time. */
    void take(Place place, Host host, Teller teller, Recorder recorder) {
        placed = new PlacedRouter(
                host,
                teller,
                place.prepared,
                effects -> new RecordedRouter(
                        new VirtualRouter(place.settings, place.tracks), effects, recorder, guard.nowNs()));
        guard.wish(name()).ifPresent(wish -> placed().onSteering(wish.order(), wish.why(), guard.nowNs()));
    }

    /** Takes over a changed configuration and the place that was prepared for it. */
    void reconfigure(VrrpInstance next, Place place) {
        config = next;
        placed().reconfigure(place.prepared, place.settings, place.tracks, guard.nowNs());
    }

    /** Takes over a configuration that differs in its places alone. */
    void keep(VrrpInstance same) {
        config = same;
    }

    /** The position among all instances, which decides ties. */
    int index() {
        return index;
    }

    void moveTo(int newIndex) {
        index = newIndex;
    }

    VrrpInstance config() {
        return config;
    }

    String name() {
        return config.name();
    }

    /** The virtual router at its place. */
    PlacedRouter placed() {
        return Objects.requireNonNull(placed);
    }

    VirtualRouter router() {
        return placed().router();
    }

    /** What was sent for it while the loop waited has left; how many advertisements that were. */
    int takeKept() {
        int times = placed().edge().takeKept();
        if (times > 0) {
            placed().counters().countKept(times);
            placed().onAdvertised(placed().edge().keptNs(), guard.nowNs());
        }
        return times;
    }

    // Arrivals

    @Override
    public IpAddress source(int bits) {
        if (!lastSource.isIpv4(bits)) {
            lastSource = IpAddress.ipv4(bits);
        }
        return lastSource;
    }

    @Override
    public IpAddress source(long high, long low) {
        if (lastSource.family() != Family.IPV6 || lastSource.high() != high || lastSource.low() != low) {
            lastSource = IpAddress.ipv6(high, low);
        }
        return lastSource;
    }

    @Override
    public void arrive(Datagram heard) {
        try {
            placed().receive(heard);
            guard.settled(this);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            guard.contain(this, defect);
        }
    }

    // Deadlines

    /** Does what is due; the caller need not contain anything. */
    void onDeadline(long nowNs) {
        try {
            placed().onDeadline(nowNs);
            guard.settled(this);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            guard.contain(this, defect);
        }
    }
}
