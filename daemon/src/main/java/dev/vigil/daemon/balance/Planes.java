package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.assemble.NftablesLimits;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.OwnSettings.Backend;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.linux.Errno;
import dev.vigil.linux.Ipvs;
import dev.vigil.linux.LinuxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which data plane virtual servers get on this machine, and whether they get one. */
public final class Planes {
    private static final String WITHOUT =
            "; where neither will do, balance by a program such as HAProxy or nginx, which"
                    + " needs no virtual_server, and let Vigil keep its address";

    private Planes() {}

    /** Opens the one that is wanted; throws a {@link LinuxException} if the kernel has none. */
    static DataPlane open(Config config, Path socket, EventLog log) {
        OwnSettings.Balancing settings = config.own().balancing();
        Optional<String> namespace = config.global().startup().ipvsNamespace();
        return switch (settings.backend()) {
            case IPVS -> IpvsPlane.open(namespace, log);
            case NFTABLES -> NftablesPlane.open(settings, socket, log);
            case AUTO -> ipvs().isEmpty() ? IpvsPlane.open(namespace, log) : NftablesPlane.open(settings, socket, log);
        };
    }

    /** Why this machine cannot balance what a configuration wants it to; empty if it can, or need not. */
    public static Optional<String> obstacle(Config config, Path socket) {
        if (config.virtualServers().isEmpty()) {
            return Optional.empty();
        }
        Backend backend = config.own().balancing().backend();
        Optional<String> withoutIpvs = backend == Backend.NFTABLES ? Optional.empty() : ipvs();
        if (backend == Backend.IPVS) {
            return withoutIpvs.map(refusal -> refusal + ", and vigil.conf has lvs_backend ipvs: load it by `modprobe"
                    + " ip_vs`, on the host if this is a container, or balance with nftables by `lvs_backend auto`"
                    + WITHOUT);
        }
        if (backend == Backend.AUTO && withoutIpvs.isEmpty()) {
            return Optional.empty();
        }
        String why = withoutIpvs.orElse("vigil.conf has lvs_backend nftables");
        List<String> limits = NftablesLimits.of(config);
        if (!limits.isEmpty()) {
            return Optional.of(why + ", and nftables, with which Vigil balances instead, cannot do "
                    + String.join(", ", limits) + ": write lvs_sched rr, wrr, sh or mh and lvs_method NAT, or "
                    + (backend == Backend.AUTO
                            ? "load IPVS by `modprobe ip_vs`, on the host if this is a container"
                            : "take a kernel with IPVS and lvs_backend auto")
                    + WITHOUT);
        }
        return NftablesPlane.obstacle(Balancing.services(config), socket)
                .map(refusal -> why + ", and nftables cannot be used instead: " + refusal + WITHOUT);
    }

    /** Why IPVS cannot be used; empty if it can. */
    private static Optional<String> ipvs() {
        try (Ipvs opened = Ipvs.open()) {
            return opened.isOpen() ? Optional.empty() : Optional.of("IPVS is closed");
        } catch (LinuxException refusal) {
            return Optional.of("this kernel has no IPVS (" + Errno.name(refusal.errno()) + ")");
        }
    }

    /**
     * Removes the table of nftables that a dead daemon left; throws a {@link LinuxException} if that is refused.
     *
     * @return what was removed
     */
    public static Optional<String> removeLeftover(Path socket) {
        return NftablesPlane.removeLeftover(socket);
    }
}
