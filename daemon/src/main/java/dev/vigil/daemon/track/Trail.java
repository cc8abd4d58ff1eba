package dev.vigil.daemon.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The directories on the way to a file, through symbolic links, as far as they exist: what must be watched for it. */
final class Trail {
    private static final int LINKS_MAX = 40;

    private Trail() {}

    /**
     * One directory on the way.
     *
     * @param name the entry of it that matters; empty if only the directory itself does
     */
    record Step(Path directory, String name) {
        boolean isOfEntry() {
            return !name.isEmpty();
        }
    }

    /**
     * The steps to a file. Of a directory on the way only its own end matters, of one that holds a symbolic link or the file
     * the name; where the way ends early, the name that is missing.
     */
    static List<Step> to(Path file) {
        Deque<Path> rest = new ArrayDeque<>();
        file.toAbsolutePath().normalize().forEach(rest::add);
        List<Step> steps = new ArrayList<>();
        Path current = Path.of("/");
        int links = 0;
        while (!rest.isEmpty()) {
            Path name = rest.remove();
            if (name.toString().equals("..")) {
                current = current.resolve(name).normalize();
                continue;
            }
            Path next = current.resolve(name);
            if (Files.isSymbolicLink(next) && ++links <= LINKS_MAX) {
                steps.add(new Step(current, name.toString()));
                Path target = target(next);
                for (int index = target.getNameCount() - 1; index >= 0; index--) {
                    rest.push(target.getName(index));
                }
                current = target.isAbsolute() ? Path.of("/") : current;
            } else if (!rest.isEmpty() && Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                steps.add(new Step(next, ""));
                current = next;
            } else {
                steps.add(new Step(current, name.toString()));
                break;
            }
        }
        return steps;
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException gone) {
            return Path.of("");
        }
    }
}
