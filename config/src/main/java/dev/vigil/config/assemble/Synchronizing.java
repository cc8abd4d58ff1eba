package dev.vigil.config.assemble;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.Ipvs;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.balance.SyncDaemon;
import dev.vigil.core.balance.SyncDaemon.Role;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which sync daemons of the load balancer a configuration asks for. */
public final class Synchronizing {
    private Synchronizing() {}

    /**
     * The sync daemons of {@code lvs_sync_daemon}, or of the first instance with {@code lvs_sync_daemon_interface}: one that
     * sends on the master of its instance and one that receives on every other node, or both where there is no instance.
     *
     * @param isMaster whether an instance is MASTER now
     */
    public static List<SyncDaemon> daemons(Config config, Predicate<String> isMaster) {
        Optional<Ipvs.SyncDaemon> asked = config.global().ipvs().syncDaemon();
        if (asked.isEmpty()) {
            return config.instances().stream()
                    .flatMap(instance -> ofInstance(instance, isMaster).stream())
                    .limit(1)
                    .toList();
        }
        Ipvs.SyncDaemon sync = asked.get();
        int syncId = sync.syncId()
                .orElseGet(() -> sync.instance().flatMap(name -> instance(config, name)).stream()
                        .mapToInt(VrrpInstance::vrid)
                        .findFirst()
                        .orElse(0));
        SyncDaemon sending = new SyncDaemon(
                Role.MASTER,
                sync.interfaceName(),
                syncId,
                sync.packetMax().orElse(0),
                sync.port().orElse(0),
                sync.ttl().orElse(0),
                sync.group());
        return sync.instance()
                .map(name -> List.of(isMaster.test(name) ? sending : sending.as(Role.BACKUP)))
                .orElseGet(() -> List.of(sending, sending.as(Role.BACKUP)));
    }

    private static Optional<SyncDaemon> ofInstance(VrrpInstance instance, Predicate<String> isMaster) {
        return instance.syncInterface()
                .map(name -> new SyncDaemon(
                        isMaster.test(instance.name()) ? Role.MASTER : Role.BACKUP,
                        name,
                        instance.vrid(),
                        0,
                        0,
                        0,
                        Optional.empty()));
    }

    private static Optional<VrrpInstance> instance(Config config, String name) {
        return config.instances().stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst();
    }
}
