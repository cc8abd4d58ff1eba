package dev.vigil.daemon.options;

import dev.vigil.config.bind.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command line as getopt_long does: clustered letters, values attached or in the next word, long names that
 * may be shortened as long as they stay unambiguous, and {@code --} before plain words.
 */
final class GetOpt {
    /** An option with its value, in the order of the command line. */
    record Use(Flag flag, @Nullable String value) {}

    /** The options up to the first mistake. */
    record Split(
            List<Use> uses, List<String> words, @Nullable String mistake) {}

    private final List<String> arguments;
    private final List<Use> uses = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int next;

    private GetOpt(List<String> arguments) {
        this.arguments = arguments;
    }

    static Split split(List<String> arguments) {
        var getOpt = new GetOpt(arguments);
        return new Split(getOpt.uses, getOpt.words, getOpt.readAll());
    }

    private @Nullable String readAll() {
        while (next < arguments.size()) {
            String word = arguments.get(next++);
            if (word.equals("--")) {
                words.addAll(arguments.subList(next, arguments.size()));
                return null;
            }
            String mistake = null;
            if (word.startsWith("--")) {
                mistake = readLong(word);
            } else if (word.length() > 1 && word.startsWith("-")) {
                mistake = readLetters(word);
            } else {
                words.add(word);
            }
            if (mistake != null) {
                return mistake;
            }
        }
        return null;
    }

    private @Nullable String readLong(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        Flag flag = longFlag(name);
        if (flag == null || (equals >= 0 && flag.value == Flag.Value.NONE)) {
            return "Unknown option " + word + meant(name);
        }
        return accept(flag, equals < 0 ? null : word.substring(equals + 1), "--" + flag.longName);
    }

    private @Nullable String readLetters(String word) {
        for (int at = 1; at < word.length(); at++) {
            Flag flag = letterFlag(word.charAt(at));
            if (flag == null) {
                return "Unknown option -" + word.charAt(at);
            }
            boolean takesRest = flag.value != Flag.Value.NONE;
            String rest = takesRest && at + 1 < word.length() ? word.substring(at + 1) : null;
            String mistake = accept(flag, rest, "-" + flag.letter);
            if (takesRest || mistake != null) {
                return mistake;
            }
        }
        return null;
    }

    private @Nullable String accept(Flag flag, @Nullable String attached, String written) {
        String value = attached;
        if (value == null && flag.value == Flag.Value.REQUIRED) {
            if (next == arguments.size()) {
                return "Missing parameter for option " + written;
            }
            value = arguments.get(next++);
        }
        uses.add(new Use(flag, value));
        return null;
    }

    /** What somebody who wrote {@code name} may have meant, as a second half of the line. */
    private static String meant(String name) {
        List<String> names = Stream.of(Flag.values()).map(flag -> flag.longName).toList();
        return Suggestions.nearest(name, names)
                .map(nearest -> "; did you mean --" + nearest + "?")
                .orElse("");
    }

    private static @Nullable Flag letterFlag(char letter) {
        for (Flag flag : Flag.values()) {
            if (flag.letter == letter && letter != Flag.NO_LETTER) {
                return flag;
            }
        }
        return null;
    }

    private static @Nullable Flag longFlag(String name) {
        Flag found = null;
        for (Flag flag : Flag.values()) {
            if (flag.longName.equals(name)) {
                return flag;
            }
            if (flag.longName.startsWith(name)) {
                if (found != null) {
                    return null;
                }
                found = flag;
            }
        }
        return found;
    }
}
