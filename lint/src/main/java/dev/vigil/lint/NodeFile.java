package dev.vigil.lint;

import dev.vigil.config.ConfigLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user names as a node of a cluster.
 *
 * @param name how findings call the node
 * @param file its configuration
 * @param root the directory that stands for the node's {@code /}, in which its scripts are looked at; empty if they are
 *     out of reach, as those of another machine are
 * @param options how the file is read
 * @param machine the machine that the node is, if it may be looked at
 */
public record NodeFile(
        String name, Path file, Optional<Path> root, ConfigLoader.Options options, Optional<Machine> machine) {
    private static final List<String> PLACES_IN_DIRECTORY =
            List.of("etc/keepalived/keepalived.conf", "keepalived.conf");

    /** The same for the file of Vigil's own settings, which need not be there. */
    private static final List<String> OWN_PLACES_IN_DIRECTORY = List.of("etc/vigil/vigil.conf", "vigil.conf");

    /**
     * The nodes that arguments name: {@code FILE}, {@code DIRECTORY} (a copy of a node's files) or {@code NAME=FILE}, where
     * the name is also what {@code @} lines are compared with. Nodes without a name are called by the part of their
     * path that tells them apart. Every node gets a name of its own.
     */
    public static List<NodeFile> of(List<String> arguments) {
        List<Path> paths = new ArrayList<>(arguments.size());
        for (String argument : arguments) {
            paths.add(Path.of(argument.substring(equalsSign(argument) + 1)));
        }
        List<String> names = names(paths);
        List<NodeFile> nodes = new ArrayList<>(paths.size());
        for (int index = 0; index < paths.size(); index++) {
            int equals = equalsSign(arguments.get(index));
            Optional<String> given = equals < 0
                    ? Optional.empty()
                    : Optional.of(arguments.get(index).substring(0, equals));
            String name = unused(given.orElse(names.get(index)), nodes);
            nodes.add(node(name, paths.get(index), given));
        }
        return nodes;
    }

    /** A file on its own, called by its path. */
    public static NodeFile of(Path file, ConfigLoader.Options options) {
        return new NodeFile(file.toString(), file, Optional.empty(), options, Optional.empty());
    }

    /** How findings call the file. */
    public String shownFile() {
        return options.inputFor(file).isPresent() ? ConfigLoader.INPUT_NAME : file.toString();
    }

    /** Whether this is standard input and not a file. */
    public boolean isInput() {
        return file.equals(ConfigLoader.INPUT);
    }

    /** The same with a text in place of {@link ConfigLoader#INPUT}. */
    public NodeFile reading(ByteBuffer input) {
        var reading = options.reading(input);
        String title = name.equals(ConfigLoader.INPUT.toString()) ? "stdin" : name;
        return new NodeFile(title, file, root, reading, machine);
    }

    /** The same with a vigil.conf beside it. */
    public NodeFile beside(Path own) {
        return new NodeFile(name, file, root, options.beside(Optional.of(own)), machine);
    }

    /** The same file as one of a machine that may be looked at. */
    public NodeFile on(Machine known) {
        return new NodeFile(name, file, Optional.of(Path.of("/")), options, Optional.of(known));
    }

    /** The name, with a number if another node has it already. */
    private static String unused(String name, List<NodeFile> nodes) {
        long twins = nodes.stream()
                .filter(node -> node.name().equals(name) || node.name().startsWith(name + "#"))
                .count();
        return twins == 0 ? name : name + "#" + (twins + 1);
    }

    private static int equalsSign(String argument) {
        int equals = argument.indexOf('=');
        boolean named = equals > 0 && argument.lastIndexOf('/', equals) < 0 && !Files.exists(Path.of(argument));
        return named ? equals : -1;
    }

    private static NodeFile node(String name, Path path, Optional<String> configId) {
        ConfigLoader.Options options = new ConfigLoader.Options(configId, false);
        if (!Files.isDirectory(path)) {
            return new NodeFile(name, path, Optional.empty(), options, Optional.empty());
        }
        for (String place : PLACES_IN_DIRECTORY) {
            if (Files.exists(path.resolve(place))) {
                return new NodeFile(
                        name, path.resolve(place), Optional.of(path), options.beside(own(path)), Optional.empty());
            }
        }
        Path missing = path.resolve(PLACES_IN_DIRECTORY.getLast());
        return new NodeFile(name, missing, Optional.of(path), options, Optional.empty());
    }

    private static Optional<Path> own(Path directory) {
        return OWN_PLACES_IN_DIRECTORY.stream()
                .map(directory::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    /** The last part of the paths in which all of them differ; the whole paths if there is none. */
    private static List<String> names(List<Path> paths) {
        List<Path> absolute =
                paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        int parts = absolute.stream().mapToInt(Path::getNameCount).min().orElse(0);
        for (int fromEnd = 1; fromEnd <= parts; fromEnd++) {
            Set<String> names = new LinkedHashSet<>();
            for (Path path : absolute) {
                names.add(withoutSuffix(
                        path.getName(path.getNameCount() - fromEnd).toString()));
            }
            if (names.size() == paths.size()) {
                return List.copyOf(names);
            }
        }
        return paths.stream().map(Path::toString).toList();
    }

    private static String withoutSuffix(String name) {
        return name.endsWith(".conf") && name.length() > 5 ? name.substring(0, name.length() - 5) : name;
    }
}
