package dev.vigil.lint;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.lint.Finding.Spot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A node's part in a virtual router. */
public record Member(ClusterNode node, VrrpInstance instance) {
    public String name() {
        return node.name();
    }

    /** Whether this is the part of that node. */
    public boolean isOn(ClusterNode other) {
        return name().equals(other.name());
    }

    /** Where the value of a keyword stands; the beginning of the instance if it does not say. */
    public SourcePlace place(String... keywords) {
        return node.outline().place(instance.place(), keywords);
    }

    /** A spot at a keyword, with the node's name before the note. */
    public Spot spot(String note, String... keywords) {
        return new Spot(place(keywords), name() + ": " + note);
    }

    /** The sync group that the instance belongs to. */
    public Optional<SyncGroup> syncGroup() {
        return node.config().syncGroups().stream()
                .filter(group -> group.members().contains(instance.name()))
                .findFirst();
    }

    /** The other instances of the sync group. */
    public List<VrrpInstance> companions() {
        List<String> names = syncGroup().map(SyncGroup::members).orElse(List.of());
        return node.config().instances().stream()
                .filter(other -> names.contains(other.name()) && !other.name().equals(instance.name()))
                .toList();
    }

    /** The addresses that advertisements list. */
    public Set<IpAddress> advertised() {
        Set<IpAddress> addresses = new TreeSet<>();
        for (VirtualAddress address : instance.addresses()) {
            addresses.add(address.address());
        }
        return addresses;
    }

    /** The priority while all is well, without what trackers add. */
    public int priority() {
        return instance.election().priority();
    }
}
