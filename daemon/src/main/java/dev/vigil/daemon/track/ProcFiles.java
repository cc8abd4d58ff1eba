package dev.vigil.daemon.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What /proc shows of processes. */
final class ProcFiles {
    private final Path root;

    ProcFiles(Path root) {
        this.root = root;
    }

    /** A process that lives. */
    record Seen(String name, List<String> arguments) {}

    /** The numbers of all processes. */
    int[] all() {
        String[] names = root.toFile().list();
        return names == null
                ? new int[0]
                : java.util.Arrays.stream(names)
                        .filter(ProcFiles::isNumber)
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    private static boolean isNumber(String name) {
        return name.length() < 10 && !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Looks at one process.
     *
     * @param withArguments whether its command line is wanted; without, it is empty
     * @return empty if it has ended, also where nobody has taken note of that yet
     */
    Optional<Seen> look(int process, boolean withArguments) {
        String stat = read(process, "stat");
        if (stat == null) {
            return Optional.empty();
        }
        // The name is in parentheses and may hold any character.
        int begin = stat.indexOf('(');
        int end = stat.lastIndexOf(')');
        if (begin < 0 || end < begin || end + 2 >= stat.length()) {
            return Optional.empty();
        }
        char state = stat.charAt(end + 2);
        if (state == 'Z' || state == 'X') {
            return Optional.empty();
        }
        String line = withArguments ? read(process, "cmdline") : "";
        return line == null ? Optional.empty() : Optional.of(new Seen(stat.substring(begin + 1, end), arguments(line)));
    }

    private static List<String> arguments(String line) {
        return line.isEmpty()
                ? List.of()
                : List.of(line.substring(0, line.length() - 1).split("\0", -1));
    }

    private @Nullable String read(int process, String file) {
        try {
            byte[] bytes =
                    Files.readAllBytes(root.resolve(Integer.toString(process)).resolve(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return null;
        }
    }
}
