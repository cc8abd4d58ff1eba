package dev.vigil.config.read;

import dev.vigil.config.Problems;
import dev.vigil.config.bind.Binder;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.Secret;
import dev.vigil.config.model.TlsMaterial;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.TreeReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the statements of the outermost level into a configuration. Blocks that can be read at once are; those that need
 * to know others wait for the end of the file.
 */
final class ConfigReader {
    private final Problems problems;
    private final Trackers trackers;
    private final Instances instances;
    private VrrpDefaults defaults = VrrpDefaults.BUILT_IN;
    private final List<Statement> plain = new ArrayList<>();
    private final List<Section> globals = new ArrayList<>();
    private final List<Section> syncGroups = new ArrayList<>();
    private final List<Section> trackGroups = new ArrayList<>();
    private final List<Section> garpGroups = new ArrayList<>();
    private final List<Section> servers = new ArrayList<>();
    private final List<Section> tls = new ArrayList<>();

    ConfigReader(Problems problems) {
        this.problems = problems;
        this.trackers = new Trackers(problems);
        this.instances = new Instances(trackers, problems);
    }

    Config read(TreeReader tree) {
        Binder binder = new Binder(problems);
        Optional<Node> node = tree.next();
        while (node.isPresent()) {
            binder.bind(node.get()).ifPresent(this::sort);
            node = tree.next();
        }
        return finish();
    }

    private void sort(Statement statement) {
        if (statement.value() instanceof Value.Body(Section section)) {
            sort(section);
        } else {
            plain.add(statement);
        }
    }

    private void sort(Section section) {
        switch (section.block()) {
            case GLOBAL_DEFS -> global(section);
            case VRRP_INSTANCE -> instances.add(section, defaults);
            case VRRP_SCRIPT -> trackers.script(section);
            case TRACK_FILE -> trackers.file(section);
            case TRACK_PROCESS -> trackers.process(section);
            case BFD_INSTANCE -> trackers.bfd(section);
            case SYNC_GROUP -> syncGroups.add(section);
            case TRACK_GROUP -> trackGroups.add(section);
            case GARP_GROUP -> garpGroups.add(section);
            case VIRTUAL_SERVER -> servers.add(section);
            case SSL -> tls.add(section);
            default -> throw new IllegalStateException("not of the outermost level: " + section.block());
        }
    }

    private void global(Section section) {
        globals.add(section);
        defaults = defaults.with(section, problems);
        if (instances.any()) {
            GlobalReader.reportLate(section, problems);
        }
    }

    private Config finish() {
        Section root = Section.of(Block.ROOT, plain);
        GlobalDefs global = new GlobalReader(root, Section.merge(Block.GLOBAL_DEFS, globals), problems).read();
        List<VrrpInstance> read = VirtualLinkNames.settle(instances.finish(), global.interfaces());
        Map<String, VrrpInstance> byName = HashMap.newHashMap(read.size());
        for (VrrpInstance instance : read) {
            byName.put(instance.name(), instance);
        }
        SyncGroups groups = new SyncGroups(trackers, problems);
        for (Section section : syncGroups) {
            groups.read(section, byName, defaults);
        }
        StaticsReader statics = new StaticsReader(root, problems);
        String defaultInterface = global.interfaces().defaultInterface().orElse("eth0");
        VirtualServers virtualServers = new VirtualServers(root, problems);
        return new Config(
                global,
                trackers.scripts.list(),
                trackers.files.list(),
                trackers.processes.list(),
                trackers.bfdInstances.list(),
                syncGroups.isEmpty()
                        ? List.copyOf(read)
                        : read.stream().map(groups::adapt).toList(),
                groups.list(),
                statics.statics(trackGroups, defaultInterface, byName.keySet()),
                statics.links(garpGroups),
                virtualServers.read(servers, global, trackers),
                virtualServers.groups(),
                tlsMaterial(),
                OwnSettings.DEFAULT);
    }

    private TlsMaterial tlsMaterial() {
        Section merged = Section.merge(Block.SSL, tls);
        return new TlsMaterial(
                merged.text("password").map(text -> new Secret(text.getBytes(StandardCharsets.UTF_8))),
                merged.text("ca"),
                merged.text("certificate"),
                merged.text("key"));
    }
}
