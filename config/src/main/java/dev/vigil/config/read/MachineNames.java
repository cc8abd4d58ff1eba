package dev.vigil.config.read;

import dev.vigil.config.syntax.Digits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names that this machine gives to numbers of routing, in iproute2's files: {@code rt_tables}, {@code group}, ... */
final class MachineNames {
    /** Where they are; what the first ones say goes before. */
    private static final List<Path> DIRECTORIES = List.of(Path.of("/etc/iproute2"), Path.of("/usr/share/iproute2"));

    private static final Pattern BLANKS = Pattern.compile("[\\s]+");

    private MachineNames() {}

    /** The number of a name in a file of these, which are read each time: few configurations use names, and those few do once. */
    static @Nullable Integer number(String file, String name) {
        Map<String, Integer> names = new HashMap<>();
        for (Path directory : DIRECTORIES) {
            for (Path path : files(directory, file)) {
                read(path, names);
            }
        }
        return names.get(name);
    }

    private static List<Path> files(Path directory, String file) {
        List<Path> files = new ArrayList<>(List.of(directory.resolve(file)));
        try (DirectoryStream<Path> more = Files.newDirectoryStream(directory.resolve(file + ".d"), "*.conf")) {
            more.forEach(files::add);
        } catch (IOException none) {
            return files;
        }
        return files;
    }

    private static void read(Path path, Map<String, Integer> names) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException none) {
            return;
        }
        for (String line : lines) {
            String[] words = BLANKS.split(line.strip(), 3);
            OptionalLong number = words.length < 2 ? OptionalLong.empty() : Digits.anyBase(words[0]);
            if (number.isPresent()) {
                names.putIfAbsent(words[1], (int) number.getAsLong());
            }
        }
    }
}
