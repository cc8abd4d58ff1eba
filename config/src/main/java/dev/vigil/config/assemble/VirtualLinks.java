package dev.vigil.config.assemble;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.Named;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VirtualInterface.Ipvlan;
import dev.vigil.config.model.VirtualInterface.Macvlan;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.link.KernelSetting;
import dev.vigil.core.link.VirtualLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The interfaces that the instances of a configuration bring with them, and the settings of others that they ask for. */
public final class VirtualLinks {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private VirtualLinks() {}

    /** All of them, in the order of the instances. */
    public static List<VirtualLink> of(Config config) {
        return config.instances().stream()
                .flatMap(instance -> of(instance).stream())
                .toList();
    }

    /** Those of one instance: its own, and behind it those of addresses. */
    public static List<VirtualLink> of(VrrpInstance instance) {
        List<VirtualLink> links = new ArrayList<>();
        Optional<Macvlan> macvlan = instance.macvlan();
        macvlan.ifPresent(own -> links.add(own(instance, own)));
        instance.ipvlan().ifPresent(own -> links.add(own(instance, own)));
        Map<String, VirtualAddress> others = new LinkedHashMap<>();
        Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                .filter(address -> address.base().isPresent())
                .forEach(address -> others.putIfAbsent(address.interfaceName(), address));
        others.forEach((name, address) -> {
            Family family = address.address().family();
            boolean ipv6 = family == Family.IPV6;
            long mac = macvlan.flatMap(Macvlan::mac)
                    .map(VirtualLinks::bits)
                    .orElseGet(() -> VirtualLink.mac(family, instance.vrid()));
            links.add(
                    new VirtualLink(name, address.base().orElseThrow(), mac, OptionalInt.empty(), family, ipv6, ipv6));
        });
        return links;
    }

    /** The kernel's settings that a configuration asks for by keywords of their own; virtual links have theirs anyway. */
    public static List<KernelSetting> settings(Config config) {
        Set<KernelSetting> settings = new LinkedHashSet<>();
        config.instances().stream()
                .filter(instance ->
                        instance.promoteSecondaries() && instance.macvlan().isEmpty())
                .forEach(instance -> settings.add(
                        KernelSetting.promotion(instance.transport().interfaceName())));
        if (config.global().interfaces().disableLocalIgmp()) {
            settings.add(KernelSetting.NO_REPORTS);
        }
        return List.copyOf(settings);
    }

    private static VirtualLink own(VrrpInstance instance, Macvlan macvlan) {
        boolean ipv6 = instance.family() == Family.IPV6;
        return new VirtualLink(
                instance.ownInterface(),
                instance.transport().interfaceName(),
                macvlan.mac()
                        .map(VirtualLinks::bits)
                        .orElseGet(() -> VirtualLink.mac(instance.family(), instance.vrid())),
                macvlan.group().map(Named::number).orElse(OptionalInt.empty()),
                instance.family(),
                ipv6 || hasIpv6(instance),
                ipv6 && !macvlan.transmitOnBase());
    }

    private static VirtualLink own(VrrpInstance instance, Ipvlan ipvlan) {
        boolean ipv6 = instance.family() == Family.IPV6;
        VirtualLink.Sharing.Mode mode = switch (ipvlan.mode()) {
            case BRIDGE -> VirtualLink.Sharing.Mode.BRIDGE;
            case PRIVATE -> VirtualLink.Sharing.Mode.PRIVATE;
            case VEPA -> VirtualLink.Sharing.Mode.VEPA;
        };
        int host = ipv6 ? IPV6_BITS : IPV4_BITS;
        return new VirtualLink(
                instance.speakingInterface(),
                instance.transport().interfaceName(),
                0,
                ipvlan.group().map(Named::number).orElse(OptionalInt.empty()),
                instance.family(),
                ipv6,
                false,
                Optional.of(new VirtualLink.Sharing(
                        mode, ipvlan.source(), ipvlan.prefixLength().orElse(host))));
    }

    private static boolean hasIpv6(VrrpInstance instance) {
        return instance.excludedAddresses().stream()
                .anyMatch(address -> address.address().family() == Family.IPV6);
    }

    private static long bits(List<Integer> octets) {
        long bits = 0;
        for (int octet : octets) {
            bits = bits << 8 | octet;
        }
        return bits;
    }
}
