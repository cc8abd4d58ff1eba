package dev.vigil.cli;

import dev.vigil.lint.reference.ExplainText;
import dev.vigil.lint.reference.Language;
import dev.vigil.lint.reference.Lookup;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code vigil explain}: what a keyword of the configuration means, wherever it may stand, and what a code means. */
@Command(
        name = "explain",
        description = {
            "Explain a keyword of the configuration, or an option of an entry: every block that it may stand in, its"
                    + " arguments, range, unit and default, what it does, and whether Vigil does it. Or explain a code:"
                    + " of a finding, as VGL3303, or of the daemon's log, as VGL1201.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:explained", "1:there is no such keyword or code", "64:wrong usage"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "KEYWORD",
            completionCandidates = KeywordNames.class,
            description = "The keyword; blocks before it narrow the answer, as in vrrp_instance/priority. Or a code.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            converter = SpokenLanguage.class,
            completionCandidates = LanguageCodes.class,
            description = "en, or zh for Chinese, where it has been translated. Without it the locale decides.")
    private Optional<Language> language = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        String first = words.getFirst();
        return words.size() == 1 && CodeText.isCode(first) ? code(first) : keyword();
    }

    private int code(String code) {
        var explained = json ? CodeText.json(code).map(text -> text + "\n") : CodeText.text(code, Screen.style());
        explained.ifPresentOrElse(
                text -> spec.commandLine().getOut().print(text),
                () -> spec.commandLine()
                        .getErr()
                        .println("vigil explain: there is no code " + code
                                + ". findings.md and events.md of the documentation list all of them."));
        spec.commandLine().getOut().flush();
        return explained.isPresent() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int keyword() {
        Language chosen = language.orElseGet(() -> ofLocale(System.getenv()));
        return switch (Lookup.of(String.join("/", words))) {
            case Lookup.Found found -> {
                PrintWriter out = spec.commandLine().getOut();
                out.print(json ? ExplainJson.of(found, chosen) + "\n" : ExplainText.of(found, chosen));
                out.flush();
                yield ExitCode.OK;
            }
            case Lookup.Unknown unknown -> {
                spec.commandLine().getErr().println("vigil explain: " + refusal(unknown));
                yield ExitCode.FAILED;
            }
        };
    }

    private static String refusal(Lookup.Unknown unknown) {
        String hint = unknown.advice()
                .or(() -> unknown.nearest().map(nearest -> "Did you mean " + nearest + "?"))
                .orElse("`vigil keywords` lists all of them.");
        return "there is no keyword " + unknown.word() + ". " + hint;
    }

    /** POSIX: LC_ALL goes before LC_MESSAGES, and that before LANG. */
    static Language ofLocale(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(locale -> !locale.isEmpty())
                .findFirst()
                .flatMap(Language::of)
                .orElse(Language.ENGLISH);
    }

    /** The codes of languages, for the completion of the shell. */
    static final class LanguageCodes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Language.values()).map(Language::code).iterator();
        }
    }

    /** Reads the code of a language. */
    static final class SpokenLanguage implements picocli.CommandLine.ITypeConverter<Language> {
        @Override
        public Language convert(String code) {
            return Language.of(code)
                    .orElseThrow(() -> new TypeConversionException("\"" + code + "\" is not spoken; en and zh are"));
        }
    }
}
