package dev.vigil.config.syntax;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds files by a pattern, as the shell does: {@code *}, {@code ?} and {@code [...]} match within one name and not its
 * leading dot, and <code>{a,b}</code> stands for alternatives.
 */
final class Glob {
    private static final int ALTERNATIVES_MAX = 1000;

    private Glob() {}

    /** The patterns that a pattern with braces stands for, in order. */
    static List<String> alternatives(String pattern) {
        List<String> patterns = new ArrayList<>();
        expand(pattern, patterns);
        return patterns;
    }

    private static void expand(String pattern, List<String> patterns) {
        int open = pattern.indexOf('{');
        int close = open < 0 ? -1 : matching(pattern, open);
        if (close < 0 || patterns.size() > ALTERNATIVES_MAX) {
            patterns.add(pattern);
            return;
        }
        int start = open + 1;
        int depth = 0;
        for (int index = open + 1; index <= close; index++) {
            char c = pattern.charAt(index);
            if (depth == 0 && (c == ',' || index == close)) {
                expand(
                        pattern.substring(0, open) + pattern.substring(start, index) + pattern.substring(close + 1),
                        patterns);
                start = index + 1;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            }
        }
    }

    private static int matching(String pattern, int open) {
        int depth = 0;
        for (int index = open; index < pattern.length(); index++) {
            char c = pattern.charAt(index);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return index;
            }
        }
        return -1;
    }

    /** Whether a text may stand for other files than the one of that name. */
    static boolean isPattern(String text) {
        return hasWildcard(text) || text.indexOf('{') >= 0;
    }

    static boolean hasWildcard(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0;
    }

    /** The existing paths that match a pattern without braces, in the order of their names. */
    static List<Path> find(Path directory, String pattern) {
        List<Path> found = List.of(pattern.startsWith("/") ? Path.of("/") : directory);
        for (String name : pattern.split("/", -1)) {
            if (!name.isEmpty()) {
                found = step(found, name);
            }
        }
        return found;
    }

    private static List<Path> step(List<Path> directories, String name) {
        List<Path> found = new ArrayList<>();
        for (Path directory : directories) {
            if (!hasWildcard(name)) {
                Path path = directory.resolve(name);
                if (Files.exists(path)) {
                    found.add(path);
                }
            } else {
                found.addAll(matches(directory, name));
            }
        }
        return found;
    }

    private static List<Path> matches(Path directory, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (matches(pattern, 0, entry.getFileName().toString(), 0)) {
                    found.add(directory.resolve(entry.getFileName()));
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    /** Whether a name matches a pattern; linear but for the backtracking of the last star. */
    static boolean matches(String pattern, int patternStart, String name, int nameStart) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        int p = patternStart;
        int n = nameStart;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            int after = p < pattern.length() ? matchOne(pattern, p, name.charAt(n)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (after >= 0) {
                p = after;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on after its element at {@code p} matched {@code c}; -1 if it does not match. */
    private static int matchOne(String pattern, int p, char c) {
        char element = pattern.charAt(p);
        int close = element == '[' ? pattern.indexOf(']', p + 2) : -1;
        if (close >= 0) {
            return inClass(pattern.substring(p + 1, close), c) ? close + 1 : -1;
        }
        if (element == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? p + 2 : -1;
        }
        return element == '?' || element == c ? p + 1 : -1;
    }

    private static boolean inClass(String set, char c) {
        boolean negated = set.startsWith("!") || set.startsWith("^");
        boolean found = false;
        for (int index = negated ? 1 : 0; index < set.length(); index++) {
            if (index + 2 < set.length() && set.charAt(index + 1) == '-') {
                found |= c >= set.charAt(index) && c <= set.charAt(index + 2);
                index += 2;
            } else {
                found |= c == set.charAt(index);
            }
        }
        return found != negated;
    }
}
