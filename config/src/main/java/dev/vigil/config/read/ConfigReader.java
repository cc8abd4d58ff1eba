package dev.vigil.config.read;

import dev.vigil.config.Problems;
import dev.vigil.config.bind.Binder;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.model.Config;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the statements of the outermost level into a configuration. */
final class ConfigReader {
    private final Problems problems;
    private final Binder binder;

    ConfigReader(Problems problems) {
        this.problems = problems;
        this.binder = new Binder(problems);
    }

    Config read(TreeReader tree) {
        List<Section> sections = new ArrayList<>();
        Optional<Node> node = tree.next();
        while (node.isPresent()) {
            Optional<Statement> statement = binder.bind(node.get(), Block.ROOT);
            if (statement.isPresent() && statement.get().value() instanceof Value.Body(Section section)) {
                sections.add(section);
            }
            node = tree.next();
        }
        return assemble(sections);
    }

    private Config assemble(List<Section> sections) {
        Scripts scripts = new Scripts(sections, problems);
        Instances instances = new Instances(scripts, problems);
        VrrpDefaults defaults = VrrpDefaults.BUILT_IN;
        List<Section> globals = new ArrayList<>();
        for (Section section : sections) {
            if (section.block() == Block.GLOBAL_DEFS) {
                globals.add(section);
                defaults = defaults.with(section);
                if (instances.any()) {
                    GlobalReader.reportLate(section, problems);
                }
            } else if (section.block() == Block.VRRP_INSTANCE) {
                instances.read(section, defaults);
            }
        }
        Section global = globals.isEmpty() ? Section.empty(Block.GLOBAL_DEFS) : Section.merge(globals);
        return new Config(GlobalReader.defs(global), scripts.list(), instances.list());
    }
}
