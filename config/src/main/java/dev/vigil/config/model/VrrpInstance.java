package dev.vigil.config.model;

import dev.vigil.core.address.Family;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A {@code vrrp_instance} block: one virtual router.
 *
 * @param addresses those that advertisements list
 * @param accept false for {@code no_accept}: a master that is not the owner drops packets for the addresses
 * @param routes those that exist while this node is master
 * @param rules the policy rules that exist while this node is master
 * @param virtualInterface keywords {@code use_vmac} and {@code use_ipvlan}
 * @param addressMacs keyword {@code use_vmac_addr}: addresses on other interfaces get virtual MACs there
 * @param promoteSecondaries keyword {@code promote_secondaries}
 * @param pollLink keyword {@code linkbeat_use_polling}
 * @param syncInterface keyword {@code lvs_sync_daemon_interface}
 * @param debugLevel keyword {@code debug}
 */
public record VrrpInstance(
        String name,
        Family family,
        int vrid,
        Election election,
        Transport transport,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        boolean accept,
        List<Route> routes,
        List<Rule> rules,
        Optional<VirtualInterface> virtualInterface,
        boolean addressMacs,
        boolean promoteSecondaries,
        boolean pollLink,
        Optional<String> syncInterface,
        OptionalInt debugLevel,
        Tracking tracking,
        GarpSettings garp,
        Notifications notifications,
        SourcePlace place) {
    /** Without what is rare. */
    public VrrpInstance(
            String name,
            Family family,
            int vrid,
            Election election,
            Transport transport,
            List<VirtualAddress> addresses,
            List<VirtualAddress> excludedAddresses,
            boolean accept,
            Tracking tracking,
            GarpSettings garp,
            Notifications notifications,
            SourcePlace place) {
        this(
                name,
                family,
                vrid,
                election,
                transport,
                addresses,
                excludedAddresses,
                accept,
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                OptionalInt.empty(),
                tracking,
                garp,
                notifications,
                place);
    }

    /** Keyword {@code use_vmac}. */
    public Optional<VirtualInterface.Macvlan> macvlan() {
        return virtualInterface
                .filter(VirtualInterface.Macvlan.class::isInstance)
                .map(VirtualInterface.Macvlan.class::cast);
    }

    /** Keyword {@code use_ipvlan}. */
    public Optional<VirtualInterface.Ipvlan> ipvlan() {
        return virtualInterface
                .filter(VirtualInterface.Ipvlan.class::isInstance)
                .map(VirtualInterface.Ipvlan.class::cast);
    }

    /** The interface that has the addresses which name none: that of {@code use_vmac}, or else the one it is configured on. */
    public String ownInterface() {
        return macvlan().flatMap(VirtualInterface.Macvlan::name).orElse(transport.interfaceName());
    }

    /** The interface that its advertisements leave and arrive on. */
    public String speakingInterface() {
        boolean onBase =
                macvlan().filter(VirtualInterface.Macvlan::transmitOnBase).isPresent();
        return onBase ? transport.interfaceName() : sourceInterfaceOr(ownInterface());
    }

    /** The interface whose address advertisements bear: that of {@code use_ipvlan}, or else the one it is configured on. */
    public String sourceInterface() {
        return sourceInterfaceOr(transport.interfaceName());
    }

    private String sourceInterfaceOr(String other) {
        return ipvlan().flatMap(VirtualInterface.Ipvlan::name).orElse(other);
    }

    /** The same instance, whose interface, if it brings one, has that name, and with these addresses. */
    public VrrpInstance onOwnInterface(
            String name, List<VirtualAddress> newAddresses, List<VirtualAddress> newExcludedAddresses) {
        return new VrrpInstance(
                this.name,
                family,
                vrid,
                election,
                transport,
                newAddresses,
                newExcludedAddresses,
                accept,
                routes,
                rules,
                virtualInterface.map(link -> link.named(name)),
                addressMacs,
                promoteSecondaries,
                pollLink,
                syncInterface,
                debugLevel,
                tracking,
                garp,
                notifications,
                place);
    }

    /** The same instance, tracking something else. */
    public VrrpInstance withTracking(Tracking other) {
        return with(transport, other);
    }

    /** The same instance, speaking in another way. */
    public VrrpInstance withTransport(Transport other) {
        return with(other, tracking);
    }

    private VrrpInstance with(Transport speaking, Tracking other) {
        return new VrrpInstance(
                name,
                family,
                vrid,
                election,
                speaking,
                addresses,
                excludedAddresses,
                accept,
                routes,
                rules,
                virtualInterface,
                addressMacs,
                promoteSecondaries,
                pollLink,
                syncInterface,
                debugLevel,
                other,
                garp,
                notifications,
                place);
    }
}
