package dev.vigil.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long something that an operator asks for holds. */
final class Lasting {
    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Span.class,
            description = "End it after so long: 90s, 30m, 12h or 2d.")
    private Optional<Long> forMs = Optional.empty();

    /** Reads a number with its unit, into milliseconds. */
    static final class Span implements ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

        @Override
        public Long convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("'" + text + "' is no time like 90s, 30m, 12h or 2d");
            }
            long seconds = switch (form.group(2)) {
                case "s" -> 1;
                case "m" -> 60;
                case "h" -> 3600;
                default -> 86_400;
            };
            return Long.parseLong(form.group(1)) * seconds * 1000;
        }
    }

    Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        forMs.ifPresent(ms -> arguments.put("for_ms", Long.toString(ms)));
        return arguments;
    }
}
