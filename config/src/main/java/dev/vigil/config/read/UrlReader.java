package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.HttpUrl;
import dev.vigil.config.model.HttpUrl.Regex;
import dev.vigil.config.model.HttpUrl.Stack;
import dev.vigil.config.model.HttpUrl.StatusRange;
import dev.vigil.config.syntax.CommandLine;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.check.WebPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a {@code url} of a web check. */
final class UrlReader {
    private static final int STATUS_MIN = 100;
    private static final int STATUS_MAX = 599;
    private static final int DIGEST_LENGTH = 32;
    private static final StatusRange SUCCESS = new StatusRange(200, 299);

    private final Section url;
    private final Problems problems;

    UrlReader(Section url, Problems problems) {
        this.url = url;
        this.problems = problems;
    }

    Optional<HttpUrl> read(Optional<String> host, boolean tlsCompliant) {
        Optional<String> path = url.text("path");
        if (path.isEmpty()) {
            problems.add(
                    ProblemCode.CHECK_INCOMPLETE, url.place(), "the url has no path and is left out", "Add: path /");
            return Optional.empty();
        }
        Optional<String> digest = digest();
        Optional<Regex> regex = regex();
        List<StatusRange> statuses = statuses();
        return Optional.of(new HttpUrl(
                path.get(),
                digest,
                statuses.isEmpty() ? List.of(SUCCESS) : statuses,
                url.text("virtualhost").or(() -> host),
                regex,
                url.block() == dev.vigil.config.keyword.Block.SSL_URL && url.toggle("tls_compliant", tlsCompliant),
                url.place()));
    }

    private Optional<String> digest() {
        Optional<String> digest = url.text("digest");
        boolean right = digest.isEmpty()
                || (digest.get().length() == DIGEST_LENGTH
                        && digest.get().chars().allMatch(c -> Character.digit(c, 16) >= 0));
        if (!right) {
            problems.add(
                    ProblemCode.NOT_A_NUMBER,
                    false,
                    url.last("digest").orElseThrow().argumentPlace(),
                    "a digest has 32 hexadecimal digits; this one is ignored",
                    "Make one with: genhash");
            return Optional.empty();
        }
        return digest;
    }

    private List<StatusRange> statuses() {
        List<StatusRange> ranges = new ArrayList<>();
        for (Word word : url.words("status_code")) {
            String text = word.text();
            int dash = text.indexOf('-');
            OptionalLong from = Digits.decimal(dash < 0 ? text : text.substring(0, dash));
            OptionalLong to = dash < 0 ? from : Digits.decimal(text.substring(dash + 1));
            boolean right = from.isPresent()
                    && to.isPresent()
                    && from.getAsLong() >= STATUS_MIN
                    && from.getAsLong() <= to.getAsLong()
                    && to.getAsLong() <= STATUS_MAX;
            if (right) {
                ranges.add(new StatusRange((int) from.getAsLong(), (int) to.getAsLong()));
            } else {
                problems.add(
                        ProblemCode.OUT_OF_RANGE,
                        false,
                        url.last("status_code").orElseThrow().node().place(word),
                        "\"" + text + "\" is no status code or range of them within 100..599 and is ignored",
                        "Write for example 200 or 200-299.");
            }
        }
        return List.copyOf(ranges);
    }

    private Optional<Regex> regex() {
        Optional<String> pattern = url.text("regex").map(CommandLine::unescape);
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        Regex regex = new Regex(
                pattern.get(),
                url.flag("regex_no_match"),
                url.words("regex_options").stream().map(Word::text).toList(),
                url.number("regex_min_offset", 0),
                url.number("regex_max_offset"),
                stack());
        obstacle(regex)
                .ifPresent(obstacle -> problems.add(
                        ProblemCode.REGEX_UNUSABLE,
                        url.last("regex").orElseThrow().argumentPlace(),
                        "this regular expression cannot be searched for: " + obstacle,
                        "Write it in what PCRE and java.util.regex have in common."));
        return Optional.of(regex);
    }

    private static Optional<String> obstacle(Regex regex) {
        return new WebPattern(regex.pattern(), regex.options(), regex.negated(), regex.offsetMin(), regex.offsetMax())
                .obstacle();
    }

    private Optional<Stack> stack() {
        List<Word> words = url.words("regex_stack");
        if (words.size() < 2) {
            return Optional.empty();
        }
        OptionalLong start = Digits.decimal(words.get(0).text());
        OptionalLong max = Digits.decimal(words.get(1).text());
        if (start.isPresent() && max.isPresent() && start.getAsLong() > 0 && max.getAsLong() >= start.getAsLong()) {
            return Optional.of(new Stack(start.getAsLong(), max.getAsLong()));
        }
        problems.add(
                ProblemCode.OUT_OF_RANGE,
                false,
                url.last("regex_stack").orElseThrow().argumentPlace(),
                "regex_stack needs two numbers of bytes, the second not less than the first; it is ignored",
                "Write for example regex_stack 32768 524288.");
        return Optional.empty();
    }
}
