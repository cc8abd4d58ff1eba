package dev.vigil.cli;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.Status;
import dev.vigil.lint.reference.Language;
import dev.vigil.lint.reference.Lookup;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil keywords}: the table of keywords, and what of it Vigil does. */
@Command(
        name = "keywords",
        description = {
            "List the keywords of the configuration: whether Vigil does what each asks for, the blocks that lead to it,"
                    + " and its arguments. See vigil explain for one of them.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "64:wrong usage"})
final class KeywordsCommand implements Callable<Integer> {
    @ArgGroup
    private Choice choice = new Choice();

    @Option(
            names = "--block",
            paramLabel = "BLOCK",
            completionCandidates = BlockTitles.class,
            description = "Only the keywords of this block, such as vrrp_instance.")
    private Optional<String> block = Optional.empty();

    @Option(names = "--json", description = "Print the keywords as JSON, as vigil explain --json does.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** The names of blocks, for the completion of the shell. */
    static final class BlockTitles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Block.values())
                    .filter(block -> block != Block.ROOT)
                    .map(Block::title)
                    .distinct()
                    .iterator();
        }
    }

    /** Which keywords are listed; all if nothing is said. */
    static final class Choice {
        @Option(
                names = "--status",
                description = "What Vigil does not do, with the options of entries: planned ones, refused ones and why,"
                        + " and those that have no effect.")
        private boolean status;

        @Option(names = "--planned", description = "Only what Vigil cannot do yet.")
        private boolean planned;

        @Option(names = "--supported", description = "Only what Vigil does.")
        private boolean supported;

        private boolean includes(Status each) {
            if (planned) {
                return each.isToCome();
            }
            return supported ? each == Status.SUPPORTED : !status || each != Status.SUPPORTED;
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Block> blocks = blocks();
        List<Keyword> all = Lookup.keywords()
                .filter(keyword -> blocks.contains(keyword.block()))
                .toList();
        List<Keyword> chosen = all.stream()
                .filter(keyword -> choice.includes(keyword.status()))
                .toList();
        List<Lookup.Option> options = block.isPresent() ? List.of() : options();
        if (json) {
            out.println(ExplainJson.of(chosen, options, Language.ENGLISH));
        } else {
            chosen.forEach(keyword ->
                    row(keyword.status(), keyword.path(), keyword.grammar().form(), keyword.danger(), out));
            options.forEach(option ->
                    row(option.option().status(), place(option), option.option().form(), Optional.empty(), out));
            out.println();
            out.println(
                    all.size() + " keywords" + block.map(name -> " of " + name).orElse("") + ": " + counts(all));
        }
        out.flush();
        return ExitCode.OK;
    }

    private List<Block> blocks() {
        if (block.isEmpty()) {
            return List.of(Block.values());
        }
        List<Block> named = Arrays.stream(Block.values())
                .filter(each -> each.path().equals(block.get()) || each.title().equals(block.get()))
                .toList();
        if (named.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no block " + block.get() + ".");
        }
        return named;
    }

    private List<Lookup.Option> options() {
        return Stream.of(EntryKind.values())
                .flatMap(kind -> EntryOptions.of(kind).stream())
                .filter(option -> choice.includes(option.status()))
                .map(option -> new Lookup.Option(option, Lookup.blocks(option.kind())))
                .toList();
    }

    private static String place(Lookup.Option option) {
        return "entry of " + option.blocks().getFirst().path() + ": "
                + option.option().name();
    }

    private static void row(Status status, String path, String arguments, Optional<String> danger, PrintWriter out) {
        String line = "%-9s  %s %s".formatted(status.label(), path, arguments).stripTrailing();
        out.println(line + danger.map(why -> "\n           without it " + why).orElse(""));
    }

    private static String counts(List<Keyword> keywords) {
        return Stream.of(Status.values())
                .map(status -> keywords.stream()
                                .filter(keyword -> keyword.status() == status)
                                .count() + " " + status.label())
                .collect(Collectors.joining(", "));
    }
}
