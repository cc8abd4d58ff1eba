package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.State;
import dev.vigil.linux.AddressInfo;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NetlinkEvent;
import dev.vigil.linux.NetlinkMonitor;
import dev.vigil.linux.NetlinkRequest;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps virtual routers attached to the interfaces and addresses that the kernel has: follows links, primary addresses and
 * the virtual addresses themselves.
 */
final class Segment {
    private final VrrpLoop loop;
    private final InterfaceTable interfaces;
    private final Receivers receivers;
    private final Set<IpAddress> virtual = new HashSet<>();
    private final NetlinkMonitor monitor = NetlinkMonitor.open();

    /** Virtual addresses of a MASTER that went; some may be back once everything is read that the kernel tells. */
    private final Set<Loss> losses = new LinkedHashSet<>();

    private record Loss(Instance instance, OwnedAddress address) {}

    Segment(VrrpLoop loop, InterfaceTable interfaces, Receivers receivers) {
        this.loop = loop;
        this.interfaces = interfaces;
        this.receivers = receivers;
    }

    /** Notes the virtual addresses of a configuration, which are nobody's primary address; an owner's are real ones. */
    void know(Config config) {
        virtual.clear();
        for (VrrpInstance instance : config.instances()) {
            if (instance.election().priority() != Tracks.PRIORITY_OWNER) {
                instance.addresses().forEach(address -> virtual.add(address.address()));
                instance.excludedAddresses().forEach(address -> virtual.add(address.address()));
            }
        }
    }

    /** Reads the present state, attaches everything, and follows the kernel from now on. */
    void open(List<Instance> instances) {
        resync();
        loop.watch(monitor, () -> {
            if (monitor.read(this::onEvent)) {
                reviewLosses();
            }
        });
        for (Instance instance : instances) {
            instance.place(interfaces);
            attach(instance);
            reviewTracks(instance);
        }
    }

    void close(List<Instance> instances) {
        instances.forEach(instance -> instance.detach(receivers));
        monitor.close();
    }

    /** Removes virtual addresses that an earlier run left behind; an address owner keeps its own. */
    void clearLeftovers(List<Instance> instances) {
        for (Instance instance : instances) {
            if (!instance.router().settings().isOwner()) {
                List<NetlinkRequest> leftovers = instance.addresses().stream()
                        .filter(address -> isPresent(address.config()))
                        .map(OwnedAddress::delete)
                        .toList();
                instance.effects.remove(leftovers);
            }
        }
    }

    boolean isPresent(VirtualAddress address) {
        return interfaces
                .link(address.interfaceName())
                .flatMap(link -> interfaces.find(link.ifindex(), address.address()))
                .isPresent();
    }

    private void resync() {
        interfaces.clear();
        loop.kernel().netlink.links().forEach(interfaces::put);
        loop.kernel().netlink.addresses().forEach(interfaces::put);
    }

    // Events

    private void onEvent(NetlinkEvent event) {
        switch (event) {
            case NetlinkEvent.LinkChanged changed -> onLink(changed.link());
            case NetlinkEvent.LinkGone gone -> {
                interfaces.removeLink(gone.ifindex());
                review(gone.name());
            }
            case NetlinkEvent.AddressChanged changed -> {
                AddressInfo address = changed.address();
                if (!interfaces.has(address.ifindex(), address.address(), address.prefixLength())) {
                    tellAddress(address, true);
                }
                interfaces.put(address);
                onAddress(address);
            }
            case NetlinkEvent.AddressGone gone -> {
                tellAddress(gone.address(), false);
                interfaces.remove(gone.address());
                onAddressGone(gone.address());
                onAddress(gone.address());
            }
            case NetlinkEvent.Overrun _ -> {
                resync();
                loop.all().forEach(this::reviewAll);
            }
        }
    }

    private void tellAddress(AddressInfo address, boolean added) {
        interfaces
                .link(address.ifindex())
                .ifPresent(link -> loop.kernel().teller.address(link.name(), address.address(), added));
    }

    private void onLink(LinkInfo link) {
        Optional<LinkInfo> old = interfaces.link(link.ifindex());
        interfaces.put(link);
        boolean same = old.isPresent()
                && InterfaceTable.isUp(old.get()) == InterfaceTable.isUp(link)
                && old.get().name().equals(link.name())
                && old.get().mac().equals(link.mac());
        if (!same) {
            old.map(LinkInfo::name).filter(name -> !name.equals(link.name())).ifPresent(this::review);
            review(link.name());
        }
    }

    /** An address came or went: the primary address of an interface may be another one now. */
    private void onAddress(AddressInfo address) {
        Optional<LinkInfo> link = interfaces.link(address.ifindex());
        if (link.isEmpty() || virtual.contains(address.address())) {
            return;
        }
        for (Instance instance : loop.all()) {
            boolean concerned = instance.config()
                    .transport()
                    .interfaceName()
                    .equals(link.get().name());
            if (concerned) {
                loop.step(instance, () -> reattach(instance));
            }
        }
    }

    private void onAddressGone(AddressInfo gone) {
        for (Instance instance : loop.all()) {
            instance.owned(gone.ifindex(), gone.address())
                    .filter(owned -> owned.config().prefixLength() == gone.prefixLength())
                    .ifPresent(owned -> losses.add(new Loss(instance, owned)));
        }
    }

    private void reviewLosses() {
        List<Loss> told = List.copyOf(losses);
        losses.clear();
        for (Loss loss : told) {
            VirtualAddress address = loss.address.config();
            boolean missed = loss.instance.router().state() == State.MASTER
                    && address.tracked()
                    && loss.instance.addresses().contains(loss.address)
                    && !interfaces.has(loss.address.ifindex(), address.address(), address.prefixLength());
            if (missed) {
                restore(loss.instance, address);
            }
        }
    }

    private void restore(Instance instance, VirtualAddress address) {
        loop.step(instance, () -> instance.inputs().onAddressLost(address.address(), loop.nowNs()));
        boolean restored = instance.router().state() == State.MASTER;
        loop.kernel().teller.addressLost(instance.name(), address.address(), address.interfaceName(), restored);
    }

    /** Looks at an interface again for everyone whom it concerns. */
    private void review(String interfaceName) {
        interfaces
                .link(interfaceName)
                .ifPresentOrElse(
                        link -> loop.kernel().teller.link(interfaceName, InterfaceTable.isUp(link)),
                        () -> loop.kernel().teller.link(interfaceName, false));
        for (Instance instance : loop.all()) {
            if (isConcerned(instance, interfaceName)) {
                reviewAll(instance);
            }
        }
    }

    private static boolean isConcerned(Instance instance, String interfaceName) {
        VrrpInstance config = instance.config();
        return config.transport().interfaceName().equals(interfaceName)
                || config.addresses().stream()
                        .anyMatch(address -> address.interfaceName().equals(interfaceName))
                || config.excludedAddresses().stream()
                        .anyMatch(address -> address.interfaceName().equals(interfaceName))
                || config.tracking().interfaces().stream()
                        .anyMatch(tracked -> tracked.name().equals(interfaceName));
    }

    private void reviewAll(Instance instance) {
        loop.step(instance, () -> {
            List<OwnedAddress> before = instance.addresses();
            instance.place(interfaces);
            if (instance.router().addressesPresent()) {
                instance.effects.execute(AddressChange.requests(before, instance.addresses()));
            }
            reattach(instance);
            reviewTracks(instance);
        });
    }

    // Attachment

    private void reattach(Instance instance) {
        try {
            attach(instance);
        } catch (LinuxException refusal) {
            loop.kernel().teller.refused(instance.name(), String.valueOf(refusal.getMessage()));
            lose(instance, String.valueOf(refusal.getMessage()));
        }
    }

    /** Opens an instance's sockets for its interface and source address as they are now. */
    private void attach(Instance instance) {
        attach(instance, false);
    }

    /** As {@link #attach} but for a configuration that may have changed. */
    private void attachAnew(Instance instance) {
        attach(instance, true);
    }

    private void attach(Instance instance, boolean anew) {
        Optional<LinkInfo> link = interfaces.link(instance.config().transport().interfaceName());
        Optional<IpAddress> source = link.flatMap(found -> source(instance, found));
        if (link.isEmpty() || source.isEmpty()) {
            lose(instance, link.isEmpty() ? "the interface does not exist" : "it has no address");
            return;
        }
        if (anew || !instance.isAttachedTo(link.get(), source.get())) {
            instance.attach(link.get(), source.get(), receivers);
        }
        tellSource(instance, Condition.UP, source.get().toString());
    }

    /** A MASTER resigns by the sockets that it still has, from the address that it had. */
    private void lose(Instance instance, String detail) {
        tellSource(instance, Condition.DOWN, detail);
        instance.detach(receivers);
    }

    private void tellSource(Instance instance, Condition condition, String detail) {
        String name = instance.config().transport().interfaceName();
        instance.inputs().onTrack(Track.Kind.SOURCE_ADDRESS, name, condition, detail, loop.nowNs());
    }

    private Optional<IpAddress> source(Instance instance, LinkInfo link) {
        Optional<IpAddress> configured = instance.config().transport().source();
        if (configured.isPresent()) {
            boolean missed =
                    instance.config().transport().trackSource() && !interfaces.isPresentAnywhere(configured.get());
            return missed ? Optional.empty() : configured;
        }
        return interfaces.primary(link.ifindex(), instance.config().family(), virtual::contains);
    }

    private void reviewTracks(Instance instance) {
        for (Track track : instance.router().tracks().all()) {
            if (track.kind() == Track.Kind.INTERFACE) {
                Optional<LinkInfo> link = interfaces.link(track.name());
                boolean up = link.isPresent() && InterfaceTable.isUp(link.get());
                String detail = link.map(Segment::linkDetail).orElse("it does not exist");
                Condition condition = up ? Condition.UP : Condition.DOWN;
                instance.inputs().onTrack(Track.Kind.INTERFACE, track.name(), condition, detail, loop.nowNs());
            }
        }
    }

    private static String linkDetail(LinkInfo link) {
        if (!link.isUp()) {
            return "set down";
        }
        return link.isRunning() ? "" : "no carrier";
    }

    // Reload

    /** Brings an instance that was just created or reconfigured in line with the kernel. */
    void refresh(Instance instance, List<OwnedAddress> before) {
        instance.place(interfaces);
        if (instance.router().addressesPresent()) {
            List<NetlinkRequest> changes = AddressChange.requests(before, instance.addresses());
            instance.effects.execute(changes);
            if (!changes.isEmpty()) {
                instance.effects.announceAddresses(1);
            }
        }
        attachAnew(instance);
        reviewTracks(instance);
    }

    void release(Instance instance) {
        instance.detach(receivers);
    }
}
