package dev.vigil.config.read;

import dev.vigil.config.model.Interfaces;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of interfaces that instances bring with them, where none is given, and which addresses are on them. As with
 * keepalived the name is {@code vrrp.51} for VRID 51; if that is taken, {@code vrrp6.51} over IPv6; and then the first of
 * {@code vrrp1.51} and so on.
 */
final class VirtualLinkNames {
    private final Interfaces global;
    private final Set<String> taken = new HashSet<>();

    private VirtualLinkNames(Interfaces global) {
        this.global = global;
    }

    /** Stands for the interface that an instance brings with it until that has a name; no interface can be called so. */
    static String awaited(String instance) {
        return "/" + instance;
    }

    /** The instances with all names, in their order. */
    static List<VrrpInstance> settle(List<VrrpInstance> instances, Interfaces global) {
        VirtualLinkNames names = new VirtualLinkNames(global);
        instances.stream()
                .flatMap(instance -> instance.virtualInterface().stream())
                .flatMap(link -> link.name().stream())
                .forEach(names.taken::add);
        List<VrrpInstance> settled = new ArrayList<>(instances.size());
        instances.forEach(instance -> settled.add(names.new Placing(instance).settle()));
        return settled;
    }

    private String generate(String prefix, int vrid, Family family) {
        String number = "." + vrid;
        String name = prefix + number;
        if (taken.contains(name) && family == Family.IPV6) {
            name = prefix + "6" + number;
        }
        for (int next = 1; taken.contains(name); next++) {
            name = prefix + next + number;
        }
        taken.add(name);
        return name;
    }

    /** The addresses of one instance on their interfaces. */
    private final class Placing {
        /** Where an address is that gets a virtual MAC there. */
        private record Spot(String base, Family family) {}

        private final VrrpInstance instance;
        private final Map<Spot, String> links = new HashMap<>();

        private Placing(VrrpInstance instance) {
            this.instance = instance;
        }

        private VrrpInstance settle() {
            String base = instance.transport().interfaceName();
            String link = instance.virtualInterface()
                    .map(each -> each.name().orElseGet(this::ownName))
                    .orElse(base);
            // The addresses of a router with an ipvlan interface stay on its base, as with keepalived.
            String own = instance.macvlan().isPresent() ? link : base;
            List<VirtualAddress> addresses = placed(instance.addresses(), base, own);
            return instance.onOwnInterface(link, addresses, placed(instance.excludedAddresses(), base, own));
        }

        private String ownName() {
            return generate(global.vmacPrefix(), instance.vrid(), instance.family());
        }

        private List<VirtualAddress> placed(List<VirtualAddress> addresses, String base, String own) {
            return addresses.stream().map(address -> place(address, base, own)).toList();
        }

        /**
         * Those of the base are on the instance's own interface, but for those of the other family, as the MAC address there
         * is not for them.
         */
        private VirtualAddress place(VirtualAddress address, String base, String own) {
            boolean elsewhere = !address.interfaceName().equals(awaited(instance.name()))
                    && !address.interfaceName().equals(base);
            Family family = address.address().family();
            if (!elsewhere && family == instance.family()) {
                boolean alone = address.virtualMac() && own.equals(base);
                return alone
                        ? onLink(address.on(base))
                        : own.equals(address.interfaceName()) ? address : address.on(own);
            }
            VirtualAddress there = elsewhere ? address : address.on(base);
            return address.virtualMac() || instance.addressMacs() ? onLink(there) : there;
        }

        private VirtualAddress onLink(VirtualAddress address) {
            Family family = address.address().family();
            return address.onLink(links.computeIfAbsent(
                    new Spot(address.interfaceName(), family),
                    _ -> generate(global.vmacAddressPrefix(), instance.vrid(), family)));
        }
    }
}
