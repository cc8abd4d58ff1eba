package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page vigil(8) tells of every command, its options and its exit codes. */
class ManualTest {
    private static final Path MANUAL = Path.of("../docs/man/vigil.8");

    /** Options that every command has; the page lists them once. */
    private static final Set<String> COMMON = Set.of("-h", "--help", "-V", "--version");

    private static final Set<String> WITHOUT_A_LIST = Set.of("run", "version", "generate-completion");

    static Stream<String> commands() {
        return new CommandLine(new Commands()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionOfACommandIsInItsSynopsisOrItsEntry(String command) throws IOException {
        String told = synopsis(command) + entry(command);
        List<String> options = spec(command).options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::names)
                .flatMap(Arrays::stream)
                .filter(name -> !COMMON.contains(name))
                .toList();
        assertThat(entry(command)).isNotBlank();
        assertThat(options).allSatisfy(name -> assertThat(told).containsPattern(word(name)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExitCodeOfACommandIsListed(String command) throws IOException {
        Set<String> listed = exitCodes(command);
        Set<String> told =
                new HashSet<>(spec(command).usageMessage().exitCodeList().keySet());
        assertThat(told.isEmpty()).isEqualTo(WITHOUT_A_LIST.contains(command));
        told.remove("64"); // the page lists it for all
        assertThat(listed).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsInTheSynopsis(String command) throws IOException {
        assertThat(synopsis(command)).isNotEmpty();
    }

    private static CommandLine.Model.CommandSpec spec(String command) {
        return new CommandLine(new Commands()).getSubcommands().get(command).getCommandSpec();
    }

    private static Pattern word(String option) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(option) + "(?![\\w-])");
    }

    /** The forms of a command below the heading SYNOPSIS. */
    private static String synopsis(String command) throws IOException {
        StringBuilder forms = new StringBuilder();
        for (String form : section("SYNOPSIS").split("(?m)^\\.br\\n", -1)) {
            if (form.matches("(?s)\\.B vigil " + Pattern.quote(command) + "[ \\n].*")) {
                forms.append(form);
            }
        }
        return forms.toString();
    }

    /** What is said of a command below the heading COMMANDS. */
    private static String entry(String command) throws IOException {
        for (String entry : section("COMMANDS").split("(?m)^\\.TP\\n", -1)) {
            if (entry.startsWith(".B " + command + "\n")) {
                return entry.substring(entry.indexOf('\n'));
            }
        }
        return "";
    }

    private static Set<String> exitCodes(String command) throws IOException {
        Set<String> codes = new HashSet<>();
        String current = "";
        for (String line : section("EXIT STATUS").lines().toList()) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 3) {
                current = cells[0].isEmpty() ? current : cells[0];
                if (current.equals(command)) {
                    codes.add(cells[1]);
                }
            }
        }
        return codes;
    }

    private static String section(String heading) throws IOException {
        for (String section : Files.readString(MANUAL).split("(?m)^\\.SH ", -1)) {
            if (section.startsWith(heading + "\n")) {
                return section.substring(heading.length() + 1).replace("\\-", "-");
            }
        }
        throw new IllegalStateException("no section " + heading);
    }
}
