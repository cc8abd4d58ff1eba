package dev.vigil.config.syntax;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.syntax.Definitions.Definition;
import dev.vigil.config.syntax.Expander.Expansion;
import dev.vigil.config.syntax.Includes.Include;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Yields the lines that are left when comments, conditions, definitions, repetitions and includes are dealt with. Lines
 * that a line leads to come before the rest of its file.
 */
public final class Preprocessor implements LineSource {
    /** More lines than the files of any configuration have. */
    static final int LINES_MAX = 2_000_000;

    /** More files than any configuration has; files that include others twice double at each level. */
    static final int FILES_MAX = 10_000;

    private static final int INCLUDE_DEPTH_MAX = 64;
    private static final int GENERATED_DEPTH_MAX = 1_000;

    private final Problems problems;
    private final BuiltIns builtIns;
    private final Comments comments;
    private final Definitions definitions = new Definitions();
    private final Expander expander;
    private final Includes includes;
    private final Deque<OpenFile> files = new ArrayDeque<>();
    /** Lines that were generated and not yet looked at; the first iterator is used up first. */
    private final Deque<Iterator<Line>> generated = new ArrayDeque<>();

    private boolean relativeNames;
    private final Allowance allowance = new Allowance();
    private boolean latestIsGenerated;
    private int linesRead;
    private int filesOpened;

    /** A file that is being read, and the generated lines that waited when it was opened. */
    private record OpenFile(FileLines lines, Path place, int generatedBefore) {
        Path directory() {
            Path parent = place.getParent();
            return parent == null ? Path.of("/") : parent;
        }
    }

    public Preprocessor(Path file, BuiltIns builtIns, boolean allIncludesChecked, Problems problems) {
        this(builtIns, allIncludesChecked, problems);
        openFirst(file);
    }

    /** Reads what is in no file; its includes are relative to the working directory. */
    public Preprocessor(byte[] input, BuiltIns builtIns, boolean allIncludesChecked, Problems problems) {
        this(builtIns, allIncludesChecked, problems);
        FileLines lines = new FileLines(ConfigLoader.INPUT_NAME, input, problems);
        files.push(new OpenFile(lines, Path.of("").toAbsolutePath(), 0));
    }

    private Preprocessor(BuiltIns builtIns, boolean allIncludesChecked, Problems problems) {
        this.problems = problems;
        this.builtIns = builtIns;
        this.comments = new Comments(problems);
        this.expander = new Expander(definitions, builtIns, problems);
        this.includes = new Includes(allIncludesChecked, problems);
    }

    /** The file that was asked for is a pattern, too; of several in braces not every one must exist. */
    private void openFirst(Path file) {
        Line line = new Line(file.toString(), 1, file.toString(), 1);
        relativeNames = !file.isAbsolute();
        if (Files.isRegularFile(file)) {
            openFirst(file, line);
        } else if (Glob.isPattern(file.toString())) {
            List<String> alternatives = Glob.alternatives(file.toString());
            if (alternatives.stream()
                    .allMatch(each -> Glob.find(Path.of(""), each).isEmpty())) {
                String what = "no file matches " + file;
                problems.add(ProblemCode.FILE_UNREADABLE, line.place(0), what, "Check the pattern.");
                return;
            }
            boolean several = alternatives.size() > 1;
            Include include = new Include(
                    file.toString(),
                    line.place(0),
                    several ? EnumSet.noneOf(Includes.Failure.class) : EnumSet.allOf(Includes.Failure.class));
            open(includes.find(include, Path.of("")), include);
        } else {
            String what = file + " " + ConfigFile.notRegular(file);
            problems.add(ProblemCode.FILE_UNREADABLE, line.place(0), what, ConfigFile.advice(file));
        }
    }

    private void openFirst(Path file, Line line) {
        try {
            FileLines lines = new FileLines(file.toString(), ConfigFile.read(file), problems);
            files.push(new OpenFile(lines, file.toAbsolutePath().normalize(), 0));
        } catch (IOException e) {
            problems.add(
                    ProblemCode.FILE_UNREADABLE,
                    line.place(0),
                    file + " " + ConfigFile.reason(e),
                    "Check as a user who may read it.");
        }
    }

    private void open(List<Path> paths, Include include) {
        filesOpened += paths.size();
        if (files.size() >= INCLUDE_DEPTH_MAX) {
            refuse(include, "includes are nested more than " + INCLUDE_DEPTH_MAX + " deep");
            return;
        }
        if (filesOpened > FILES_MAX) {
            refuse(include, "more than " + FILES_MAX + " files are included");
            return;
        }
        for (Path path : paths.reversed()) {
            Path place = path.toAbsolutePath().normalize();
            if (files.stream().anyMatch(open -> open.place.equals(place))) {
                refuse(include, path + " includes itself, here or through others");
                continue;
            }
            FileLines lines = new FileLines(nameOf(path, place), includes.read(path, include), problems);
            files.push(new OpenFile(lines, place, generated.size()));
        }
    }

    /** How findings call a file: relative to the working directory if the first file was named so and it is below. */
    private String nameOf(Path path, Path place) {
        Path directory = Path.of("").toAbsolutePath();
        return relativeNames && place.startsWith(directory)
                ? directory.relativize(place).toString()
                : path.toString();
    }

    private void refuse(Include include, String why) {
        problems.add(
                ProblemCode.INCLUDE_FAILED,
                include.place(),
                why + "; nothing is included here",
                "Remove the include that closes the circle.");
    }

    @Override
    public Optional<Line> next() {
        while (true) {
            Optional<Line> raw = nextRaw();
            if (raw.isEmpty()) {
                return raw;
            }
            Optional<Line> line = comments.strip(raw.get()).flatMap(this::process);
            if (line.isPresent()) {
                if (latestIsGenerated) {
                    allowance.keep();
                }
                return line;
            }
        }
    }

    @Override
    public void outermostBegins() {
        allowance.beginStatement(latestIsGenerated);
    }

    /** The next line as it stands in a file or was generated. */
    private Optional<Line> nextRaw() {
        while (true) {
            int waiting = files.isEmpty() ? 0 : files.peek().generatedBefore();
            while (generated.size() > waiting) {
                Iterator<Line> lines = generated.peek();
                if (lines.hasNext() && !allowance.isUsed()) {
                    return Optional.of(countGenerated(lines.next()));
                }
                generated.pop();
            }
            if (files.isEmpty()) {
                return Optional.empty();
            }
            Optional<Line> line = files.peek().lines().next();
            if (line.isPresent()) {
                return countRead(line.get());
            }
            files.pop();
        }
    }

    private Line countGenerated(Line line) {
        latestIsGenerated = true;
        allowance
                .generate()
                .ifPresent(excess -> tooMany(line, "repetitions and definitions lead to more than " + excess));
        return line;
    }

    /** The line, or nothing if the files hold too many. */
    private Optional<Line> countRead(Line line) {
        latestIsGenerated = false;
        if (++linesRead <= LINES_MAX) {
            return Optional.of(line);
        }
        tooMany(line, "the files have more than " + LINES_MAX + " lines");
        files.clear();
        return Optional.empty();
    }

    private void tooMany(Line line, String what) {
        problems.add(
                ProblemCode.TOO_MANY_LINES,
                line.place(0),
                what + "; the rest is left out",
                "Check the repetitions (~SEQ, ~LST), the definitions, and what is included.");
    }

    private Optional<Line> process(Line stripped) {
        Optional<Line> wanted = condition(stripped);
        if (wanted.isEmpty()) {
            return wanted;
        }
        Line line = wanted.get();
        int nameLength = Definitions.nameLength(line.text());
        if (nameLength > 0) {
            define(line, nameLength);
            return Optional.empty();
        }
        if (Repetition.begins(line.text())) {
            repeat(line);
            return Optional.empty();
        }
        Optional<Line> expanded = expand(line).map(Comments::unescape);
        return expanded.isPresent() && include(expanded.get()) ? Optional.empty() : expanded;
    }

    /** What is left of a line behind {@code @ID} or {@code @^ID}. */
    private Optional<Line> condition(Line line) {
        String text = line.text();
        if (text.charAt(0) != '@') {
            return Optional.of(line);
        }
        boolean negated = text.startsWith("@^");
        int start = negated ? 2 : 1;
        int end = start;
        while (end < text.length() && !Words.isBlank(text.charAt(end))) {
            end++;
        }
        boolean same = text.substring(start, end).equals(builtIns.configId().get());
        if (same == negated) {
            return Optional.empty();
        }
        return comments.strip(line.slice(end, text.length()));
    }

    private void define(Line line, int nameLength) {
        String name = line.text().substring(1, nameLength + 1);
        int start = nameLength + 2;
        while (start < line.text().length() && Words.isBlank(line.text().charAt(start))) {
            start++;
        }
        Line value = line.slice(start, line.text().length());
        if (value.text().endsWith("\\")) {
            definitions.define(name, new Definition(continued(value), true));
        } else {
            definitions.define(name, value);
        }
    }

    /**
     * The lines of a multi-line definition: up to one that does not end in a backslash, or a blank one. The backslash may
     * stand in a comment, also in a line that is nothing else.
     */
    private List<Line> continued(Line first) {
        List<Line> lines = new ArrayList<>();
        Optional<Line> line = Optional.of(first);
        boolean more = true;
        while (line.isPresent() && more) {
            Optional<Line> stripped = comments.strip(line.get()).flatMap(this::condition);
            if (stripped.isPresent() || comments.strip(line.get()).isEmpty()) {
                more = line.get().text().stripTrailing().endsWith("\\");
            }
            if (stripped.isPresent()) {
                String text = stripped.get().text();
                comments.strip(stripped.get().slice(0, text.endsWith("\\") ? text.length() - 1 : text.length()))
                        .ifPresent(lines::add);
            }
            line = more ? nextRaw().filter(raw -> !raw.isBlank()) : Optional.empty();
        }
        return lines;
    }

    private void repeat(Line line) {
        int close = Repetition.close(line.text());
        int open = line.text().indexOf('(');
        Optional<Iterator<Line>> lines = close < 0
                ? Optional.empty()
                : expander.expand(line.slice(open + 1, close), directory())
                        .flatMap(arguments -> Repetition.lines(
                                line, arguments.line().text(), afterBlanks(line, close + 1), definitions));
        if (lines.isPresent()) {
            generate(lines.get(), line);
            return;
        }
        problems.add(
                ProblemCode.REPETITION_INVALID,
                line.place(0),
                "this repetition makes no sense; the line is left out",
                "Write ~SEQ(NAME, START, STEP, END) TEXT with a step that leads from start to end, or ~LST(NAME, A, B) TEXT"
                        + " or ~LST({M, N}, {A, B}, {C, D}) TEXT.");
    }

    private static Line afterBlanks(Line line, int index) {
        int start = index;
        while (start < line.text().length() && Words.isBlank(line.text().charAt(start))) {
            start++;
        }
        return line.slice(start, line.text().length());
    }

    /** The line with its names replaced; a value may bring a comment in. */
    private Optional<Line> expand(Line line) {
        Optional<Expansion> expansion = expander.expand(line, directory());
        if (expansion.isEmpty()) {
            return Optional.empty();
        }
        Line expanded = expansion.get().line();
        if (expansion.get().multiLine()) {
            generate(expansion.get().rest().iterator(), line);
            generate(List.of(expanded).iterator(), line);
            return Optional.empty();
        }
        return expanded == line ? Optional.of(line) : comments.strip(expanded);
    }

    /** Puts lines before all that wait. */
    private void generate(Iterator<Line> lines, Line origin) {
        if (generated.size() < GENERATED_DEPTH_MAX) {
            generated.push(lines);
            return;
        }
        problems.add(
                ProblemCode.DEFINITION_INVALID,
                origin.place(0),
                "multi-line definitions contain themselves or each other; the line is left out",
                "Check the definitions that the line uses.");
    }

    private String directory() {
        return files.isEmpty() ? "" : files.peek().directory().toString();
    }

    private boolean include(Line line) {
        if (line.text().startsWith("include_check")) {
            List<Word> words = Words.split(line.text(), 0, line.text().length());
            includes.check(words.subList(1, words.size()));
            return false;
        }
        Optional<Include> include = Includes.parse(line);
        if (include.isEmpty()) {
            return false;
        }
        Path directory = files.isEmpty() ? Path.of("") : files.peek().directory();
        open(includes.find(include.get(), directory), include.get());
        return true;
    }
}
