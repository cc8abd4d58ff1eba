package dev.vigil.config.syntax;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.model.SourcePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the files that an {@code include} line names, and knows which of its failures count as errors. */
final class Includes {
    /** What can go wrong with an include. */
    enum Failure {
        READ,
        MATCH,
        WILDCARD_MATCH,
        BRACE_MATCH
    }

    /** An include line: its pattern, where that stands, and the failures that it makes errors. */
    record Include(String pattern, SourcePlace place, Set<Failure> errors) {}

    private final Problems problems;
    private Set<Failure> checked;

    Includes(boolean allChecked, Problems problems) {
        this.problems = problems;
        this.checked = allChecked ? EnumSet.allOf(Failure.class) : EnumSet.noneOf(Failure.class);
    }

    /** The include in a line, if it is one. */
    static Optional<Include> parse(Line line) {
        String text = line.text();
        if (!text.startsWith("include")) {
            return Optional.empty();
        }
        int end = "include".length();
        Set<Failure> errors = EnumSet.noneOf(Failure.class);
        if (end < text.length() && !Words.isBlank(text.charAt(end))) {
            switch (text.charAt(end++)) {
                case 'r' -> errors.add(Failure.READ);
                case 'm' -> errors.add(Failure.MATCH);
                case 'w' -> errors.add(Failure.WILDCARD_MATCH);
                case 'b' -> errors.add(Failure.BRACE_MATCH);
                case 'a' -> errors.addAll(EnumSet.allOf(Failure.class));
                default -> end = text.length();
            }
        }
        if (end >= text.length() || !Words.isBlank(text.charAt(end))) {
            return Optional.empty();
        }
        int start = end;
        while (start < text.length() && Words.isBlank(text.charAt(start))) {
            start++;
        }
        return Optional.of(new Include(text.substring(start).strip(), line.place(start), errors));
    }

    /** Takes over what the keyword {@code include_check} says; no word means all failures. */
    void check(List<Word> words) {
        Set<Failure> changed = words.isEmpty() ? EnumSet.allOf(Failure.class) : EnumSet.noneOf(Failure.class);
        changed.addAll(checked);
        for (Word word : words) {
            String text = word.text();
            boolean removed = text.startsWith("-");
            String name = removed || text.startsWith("+") ? text.substring(1) : text;
            Failure failure = name.equals("read") || name.equals("readable")
                    ? Failure.READ
                    : name.equals("wildcard_match")
                            ? Failure.WILDCARD_MATCH
                            : name.equals("brace_match") ? Failure.BRACE_MATCH : Failure.MATCH;
            if (removed) {
                changed.remove(failure);
            } else {
                changed.add(failure);
            }
        }
        checked = changed;
    }

    /** The files to read, in order. */
    List<Path> find(Include include, Path directory) {
        List<String> alternatives = Glob.alternatives(include.pattern());
        List<Path> files = new ArrayList<>();
        for (String alternative : alternatives) {
            List<Path> found = Glob.find(directory, alternative);
            if (found.isEmpty()) {
                boolean wildcard = Glob.hasWildcard(alternative);
                Failure failure = wildcard
                        ? Failure.WILDCARD_MATCH
                        : alternatives.size() > 1 ? Failure.BRACE_MATCH : Failure.MATCH;
                report(failure, include, wildcard ? alternative + " matches no file" : alternative + " does not exist");
            }
            for (Path path : found) {
                if (isConfiguration(path, include)) {
                    files.add(path);
                }
            }
        }
        return files;
    }

    private boolean isConfiguration(Path path, Include include) {
        if (isPlain(path)) {
            return true;
        }
        problems.add(
                ProblemCode.INCLUDE_SKIPPED,
                include.place(),
                path + " is skipped: it " + (Files.isRegularFile(path) ? "is executable" : ConfigFile.notRegular(path)),
                Files.isRegularFile(path)
                        ? "Take its execute permission away: chmod -x"
                        : "Name files, or DIRECTORY/*.conf");
        return false;
    }

    /** Whether a file is one that a pattern may mean. */
    static boolean isPlain(Path path) {
        return Files.isRegularFile(path) && !isExecutable(path);
    }

    private static boolean isExecutable(Path path) {
        try {
            return Files.getPosixFilePermissions(path).stream()
                    .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
        } catch (IOException unknown) {
            return false;
        }
    }

    /** The content of a file; empty and reported if it cannot be read. */
    byte[] read(Path path, Include include) {
        try {
            return ConfigFile.read(path);
        } catch (IOException e) {
            report(Failure.READ, include, path + " " + ConfigFile.reason(e));
            return new byte[0];
        }
    }

    private void report(Failure failure, Include include, String what) {
        boolean error = include.errors().contains(failure) || checked.contains(failure);
        problems.add(
                error ? ProblemCode.INCLUDE_FAILED : ProblemCode.INCLUDE_MISSING,
                include.place(),
                what + "; nothing is included",
                "Patterns are relative to the directory of the file that includes them, and are not quoted.");
    }
}
