package dev.vigil.config.own;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Binder;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.OwnSettings.Addition;
import dev.vigil.config.model.OwnSettings.Owner;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the statements of vigil.conf into settings. A block given twice counts as one. */
public final class OwnReader {
    private final Problems problems;
    private final Variables variables;
    private final ListenReader listens;
    private final Named named;
    private final List<Statement> plain = new ArrayList<>();
    private final List<Section> control = new ArrayList<>();
    private final List<Section> recording = new ArrayList<>();
    private final List<Section> programs = new ArrayList<>();
    private final List<Section> web = new ArrayList<>();

    /** @param config what keepalived.conf declares, whose names the file may use */
    public OwnReader(Config config, Problems problems) {
        this.problems = problems;
        this.variables = new Variables(problems);
        this.listens = new ListenReader(problems);
        this.named = new Named(config, problems);
    }

    public OwnSettings read(TreeReader tree, String file) {
        Binder binder = new Binder(Block.OWN_ROOT, problems);
        Optional<Node> node = tree.next();
        while (node.isPresent()) {
            variables.hide(node.get());
            binder.bind(node.get()).ifPresent(this::sort);
            node = tree.next();
        }
        Section root = Section.of(Block.OWN_ROOT, plain);
        return new OwnSettings(
                Optional.of(file),
                root.toggle("lenient", OwnSettings.DEFAULT.lenient()),
                control(Section.merge(Block.OWN_CONTROL, control)),
                recording(Section.merge(Block.OWN_RECORDING, recording)),
                environment(),
                balancing(root),
                listeners(root));
    }

    private OwnSettings.Listeners listeners(Section root) {
        Section served = Section.merge(Block.OWN_WEB, web);
        return new OwnSettings.Listeners(
                listens.of(served, "listen", ListenReader.THIS_MACHINE),
                listens.of(root, "probe_listener", ListenReader.EVERY_ADDRESS),
                served.toggle("page", OwnSettings.Listeners.NONE.page()));
    }

    private static OwnSettings.Balancing balancing(Section root) {
        OwnSettings.Balancing usual = OwnSettings.DEFAULT.balancing();
        OwnSettings.Backend backend = root.text("lvs_backend")
                .map(word -> OwnSettings.Backend.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(usual.backend());
        return new OwnSettings.Balancing(
                backend,
                root.toggle("lvs_cut_connections", usual.cuts()),
                root.toggle("lvs_masquerade", usual.masquerades()));
    }

    private void sort(Statement statement) {
        if (!(statement.value() instanceof Value.Body(Section section))) {
            plain.add(statement);
            return;
        }
        switch (section.block()) {
            case OWN_CONTROL -> control.add(section);
            case OWN_RECORDING -> recording.add(section);
            case OWN_PROGRAMS -> programs.add(section);
            case OWN_WEB -> web.add(section);
            default -> named.add(section);
        }
    }

    private OwnSettings.Control control(Section section) {
        return new OwnSettings.Control(
                path("socket", section), section.text("read_group"), section.text("write_group"));
    }

    private OwnSettings.Recording recording(Section section) {
        OwnSettings.Recording usual = OwnSettings.DEFAULT.recording();
        return new OwnSettings.Recording(
                path("directory", section),
                section.toggle("transitions", usual.transitions()),
                section.integer("keep", usual.keep()),
                section.nanos("interval", usual.intervalNs()),
                section.integer("remember", usual.remember()));
    }

    /** A path, which must be absolute: the daemon has no working directory that anybody knows. */
    private Optional<String> path(String keyword, Section section) {
        Optional<String> path = section.text(keyword);
        if (path.isEmpty() || path.get().startsWith("/")) {
            return path;
        }
        problems.add(
                ProblemCode.OWN_SETTING_INVALID,
                section.last(keyword).orElseThrow().argumentPlace(),
                keyword + " needs a path from the root: " + path.get() + " is relative; the line is ignored",
                "Begin it with a slash.");
        return Optional.empty();
    }

    private OwnSettings.Environment environment() {
        List<Addition> more = new ArrayList<>();
        additions(Owner.SCRIPT, Block.OWN_SCRIPT, more);
        additions(Owner.INSTANCE, Block.OWN_INSTANCE, more);
        additions(Owner.SYNC_GROUP, Block.OWN_SYNC_GROUP, more);
        return new OwnSettings.Environment(
                variables.of(Section.merge(Block.OWN_PROGRAMS, programs)), List.copyOf(more));
    }

    private void additions(Owner owner, Block block, List<Addition> more) {
        named.of(block).forEach((name, section) -> more.add(new Addition(owner, name, variables.of(section))));
    }
}
