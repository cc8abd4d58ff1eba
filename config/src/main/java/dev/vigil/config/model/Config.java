package dev.vigil.config.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A whole configuration. Lists are in the order of the file.
 *
 * @param files {@code track_file} blocks
 * @param processes {@code vrrp_track_process} blocks
 * @param tls the block {@code SSL}: client certificates of TLS checks
 * @param own what stands in vigil.conf and on the daemon's command line
 */
public record Config(
        GlobalDefs global,
        List<VrrpScript> scripts,
        List<TrackFile> files,
        List<TrackProcess> processes,
        List<BfdInstance> bfdInstances,
        List<VrrpInstance> instances,
        List<SyncGroup> syncGroups,
        Statics statics,
        Links links,
        List<VirtualServer> virtualServers,
        List<VirtualServerGroup> virtualServerGroups,
        TlsMaterial tls,
        OwnSettings own) {
    /** Virtual routers and the scripts that they track. */
    public Config(GlobalDefs global, List<VrrpScript> scripts, List<VrrpInstance> instances) {
        this(
                global,
                scripts,
                List.of(),
                List.of(),
                List.of(),
                instances,
                List.of(),
                Statics.NONE,
                Links.NONE,
                List.of(),
                List.of(),
                TlsMaterial.NONE,
                OwnSettings.DEFAULT);
    }

    /** The sync group that this instance is a member of. */
    public Optional<SyncGroup> groupOf(String instance) {
        return syncGroups.stream()
                .filter(group -> group.members().contains(instance))
                .findFirst();
    }

    /** The same without scripts of these names, tracked by nobody. */
    public Config withoutScripts(Set<String> names) {
        return new Config(
                global,
                scripts.stream()
                        .filter(script -> !names.contains(script.name()))
                        .toList(),
                files,
                processes,
                bfdInstances,
                instances.stream()
                        .map(instance ->
                                instance.withTracking(instance.tracking().withoutScripts(names)))
                        .toList(),
                syncGroups.stream()
                        .map(group -> group.withTracking(group.tracking().withoutScripts(names)))
                        .toList(),
                statics,
                links,
                virtualServers,
                virtualServerGroups,
                tls,
                own);
    }

    /** The same with other instances. */
    public Config withInstances(List<VrrpInstance> others) {
        return new Config(
                global,
                scripts,
                files,
                processes,
                bfdInstances,
                others,
                syncGroups,
                statics,
                links,
                virtualServers,
                virtualServerGroups,
                tls,
                own);
    }

    /** The same for a daemon that runs virtual routers only. */
    public Config withoutVirtualServers() {
        return new Config(
                global,
                scripts,
                files,
                processes,
                bfdInstances,
                instances,
                syncGroups,
                statics,
                links,
                List.of(),
                List.of(),
                tls,
                own);
    }

    /** The same for a daemon that runs virtual servers only. */
    public Config withoutVirtualRouters() {
        return new Config(
                global,
                List.of(),
                files,
                List.of(),
                bfdInstances,
                List.of(),
                List.of(),
                Statics.NONE,
                Links.NONE,
                virtualServers,
                virtualServerGroups,
                tls,
                own);
    }

    /** The same with other settings of Vigil's own. */
    public Config withOwn(OwnSettings settings) {
        return new Config(
                global,
                scripts,
                files,
                processes,
                bfdInstances,
                instances,
                syncGroups,
                statics,
                links,
                virtualServers,
                virtualServerGroups,
                tls,
                settings);
    }
}
