package dev.vigil.lint;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.KeyFiles;
import dev.vigil.config.Problem;
import dev.vigil.config.SecretValues;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.VrrpScript;
import java.util.List;
import java.util.Optional;

/**
 * A node of a cluster as its configuration describes it.
 *
 * @param config with everything wrong ignored or replaced
 * @param problems what the loader says about the file
 * @param secrets what no output may show
 */
public record ClusterNode(
        NodeFile source, Config config, List<Problem> problems, Outline outline, SecretValues secrets) {
    static ClusterNode read(NodeFile source) {
        ConfigLoader.Result read = ConfigLoader.standard().load(source.file(), source.options());
        // Only the machine that runs with a configuration has the files of its keys.
        ConfigLoader.Result result = source.machine().isPresent() ? KeyFiles.resolve(read) : read;
        Outline outline = Outline.read(source.file(), source.options());
        return new ClusterNode(source, result.draft(), result.problems(), outline, result.secrets());
    }

    public String name() {
        return source.name();
    }

    /** The beginning of the file, for what the file lacks. */
    public SourcePlace start() {
        return new SourcePlace(source.shownFile(), 1, 1);
    }

    public Optional<VrrpScript> script(String name) {
        return config.scripts().stream()
                .filter(script -> script.name().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name();
    }
}
