package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.options.CommandLine.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command line that a document shows is one that the programs take. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A line of an indented or fenced block, or what stands between backticks. */
    private static final Pattern SHOWN = Pattern.compile(
            "(?:^(?:[$#] )?|`)(?:sudo )?(?:bin/|/usr/sbin/)?(vigil|keepalived) ([a-z-][^`#|;&<>\\n]*)",
            Pattern.MULTILINE);

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** Prose about the programs, and a placeholder for one of several words. */
    private static final Pattern NO_COMMAND = Pattern.compile("\\.\\.\\.|[\\[{…(]");

    @Test
    void everyShownCommandIsUnderstood() throws IOException {
        List<String> refused = new ArrayList<>();
        int shown = 0;
        for (Path document : documents()) {
            for (MatchResult match :
                    SHOWN.matcher(Files.readString(document)).results().toList()) {
                String line = match.group(2).strip();
                if (NO_COMMAND.matcher(line).find()) {
                    continue;
                }
                shown++;
                mistake(match.group(1), words(line))
                        .ifPresent(why -> refused.add(
                                ROOT.relativize(document) + ": " + match.group(1) + " " + line + ": " + why));
            }
        }
        assertThat(refused).isEmpty();
        assertThat(shown).isGreaterThan(50);
    }

    @Test
    void whatIsNotThereIsNoticed() {
        assertThat(mistake("vigil", List.of("statsu"))).isPresent();
        assertThat(mistake("vigil", List.of("status", "--jsno"))).isPresent();
        assertThat(mistake("vigil", List.of("run", "--dont-frok"))).isPresent();
        assertThat(mistake("keepalived", List.of("-n", "-l", "-f", "a.conf"))).isEmpty();
    }

    private static Optional<String> mistake(String program, List<String> words) {
        if (program.equals("keepalived") || words.getFirst().equals("run")) {
            List<String> options = program.equals("keepalived") ? words : words.subList(1, words.size());
            return dev.vigil.daemon.options.CommandLine.read(options) instanceof Refusal refusal
                    ? Optional.of(refusal.toString())
                    : Optional.empty();
        }
        try {
            Commands.line().parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        } catch (MissingParameterException nameAlone) {
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(part -> part != null)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(markdown(ROOT, 1));
        documents.addAll(markdown(ROOT.resolve("docs"), Integer.MAX_VALUE));
        documents.addAll(markdown(ROOT.resolve("examples"), Integer.MAX_VALUE));
        return documents;
    }

    private static List<Path> markdown(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }
}
