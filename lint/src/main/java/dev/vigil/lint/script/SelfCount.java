package dev.vigil.lint.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Recognises {@code ps | grep} pipelines that find themselves: the script's own command line, or that of the grep. Such
 * a check always finds a process.
 */
final class SelfCount {
    private static final Pattern LISTING = Pattern.compile("\\bps\\s[^|`)]*\\|");
    private static final Pattern FILTER =
            Pattern.compile("^\\s*[ef]?grep\\s+((?:-\\S+\\s+)*)(?:\"([^\"]+)\"|'([^']+)'|(\\S+))\\s*$");
    private static final Pattern END = Pattern.compile("[`)]|\\|\\||&&|;");

    private SelfCount() {}

    private record Filter(String pattern, boolean inverted) {
        boolean keeps(String line) {
            boolean found;
            try {
                found = Pattern.compile(pattern).matcher(line).find();
            } catch (PatternSyntaxException notLikeGrep) {
                found = line.contains(pattern);
            }
            return found != inverted;
        }
    }

    /** What the pipeline of a line finds although it should not, for messages. */
    static Optional<String> found(Program program, ShellScript.Line line) {
        Matcher listing = line.matcher(LISTING);
        if (!listing.find()) {
            return Optional.empty();
        }
        List<Filter> filters = filters(line.code().substring(listing.end()));
        if (filters.stream().allMatch(Filter::inverted)) {
            return Optional.empty();
        }
        String own = "/bin/sh " + String.join(" ", program.command().arguments());
        if (filters.stream().allMatch(filter -> filter.keeps(own))) {
            return Optional.of("its own script, " + program.path().orElse(program.name()));
        }
        for (Filter filter : filters) {
            String grep = "grep " + filter.pattern();
            if (!filter.inverted() && filters.stream().allMatch(other -> other.keeps(grep))) {
                return Optional.of("its own grep");
            }
        }
        return Optional.empty();
    }

    private static List<Filter> filters(String rest) {
        Matcher end = END.matcher(rest);
        String pipeline = end.find() ? rest.substring(0, end.start()) : rest;
        List<Filter> filters = new ArrayList<>();
        for (String command : pipeline.split("\\|", -1)) {
            Matcher filter = FILTER.matcher(command);
            if (filter.find()) {
                String pattern = Optional.ofNullable(filter.group(2))
                        .or(() -> Optional.ofNullable(filter.group(3)))
                        .orElseGet(() -> filter.group(4));
                filters.add(new Filter(pattern, filter.group(1).matches(".*-\\w*v.*")));
            }
        }
        return filters;
    }
}
