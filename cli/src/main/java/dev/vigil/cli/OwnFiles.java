package dev.vigil.cli;

import dev.vigil.lint.NodeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that names the vigil.conf of nodes. */
final class OwnFiles {
    @Option(
            names = "--vigil-config",
            paramLabel = "[NODE=]FILE",
            description =
                    "The vigil.conf of every node, or of one; may be repeated. A directory that stands for a node may hold"
                            + " its own: etc/vigil/vigil.conf or vigil.conf.")
    private List<String> files = new ArrayList<>();

    /** The nodes with the files that are meant for them; what is said of one goes before what is said of all. */
    List<NodeFile> beside(List<NodeFile> nodes, CommandSpec spec) {
        List<NodeFile> result = new ArrayList<>(nodes);
        for (String file : files) {
            if (nodeOf(file).isEmpty()) {
                result.replaceAll(node -> node.beside(Path.of(file)));
            }
        }
        for (String file : files) {
            String name = nodeOf(file);
            if (!name.isEmpty()) {
                if (nodes.stream().noneMatch(node -> node.name().equals(name))) {
                    throw new ParameterException(spec.commandLine(), "--vigil-config: there is no node " + name);
                }
                Path path = Path.of(file.substring(name.length() + 1));
                result.replaceAll(node -> node.name().equals(name) ? node.beside(path) : node);
            }
        }
        return result;
    }

    /** The name before the first =, unless that is a part of a path; empty if there is none. */
    private static String nodeOf(String file) {
        int equals = file.indexOf('=');
        return equals < 0 || file.lastIndexOf('/', equals) >= 0 ? "" : file.substring(0, equals);
    }
}
