package dev.vigil.config.bind;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.syntax.Line;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a block. Readers pull values out of it by keyword; of several valid statements the last one counts.
 * Statements under another spelling of a keyword are found under its canonical name.
 */
public final class Section {
    private static final Value ABSENT = new Value.None();

    /** In a block of so many statements a keyword is looked for from its end; in a longer one it is looked up. */
    private static final int SEARCHED_MAX = 32;

    private final Block block;
    private final Node header;
    private final List<Statement> statements;

    /** The bits of all keywords of the statements: a keyword without its bit is absent. */
    private final long keywords;

    /** Where the last statement of each keyword is, once somebody asks a long block for one. */
    private @Nullable Map<String, Integer> lastIndexes;

    Section(Block block, Node header, List<Statement> statements) {
        this.block = block;
        this.header = header;
        this.statements = statements;
        long bits = 0;
        for (Statement statement : statements) {
            bits |= bit(statement.keyword().canonicalName());
        }
        keywords = bits;
    }

    private static long bit(String keyword) {
        return 1L << keyword.hashCode();
    }

    /** Statements that stand in no block, or in several that count as one. */
    public static Section of(Block block, List<Statement> statements) {
        Line nowhere = new Line("", 1, "", 1);
        return new Section(block, new Node(nowhere, 0, List.of(), true, List.of()), List.copyOf(statements));
    }

    /** The statements of several blocks as if they stood in one. */
    public static Section merge(Block block, List<Section> sections) {
        List<Statement> statements = new ArrayList<>();
        for (Section section : sections) {
            statements.addAll(section.statements);
        }
        return of(block, statements);
    }

    /** This block, with the statements of another one where it has none of its own. */
    public Section over(Section defaults) {
        List<Statement> merged = new ArrayList<>(defaults.statements);
        merged.addAll(statements);
        return new Section(defaults.block, header, merged);
    }

    public Block block() {
        return block;
    }

    /** The first word after the block's keyword, or an empty text. */
    public String name() {
        return header.words().size() < 2 ? "" : header.words().get(1).text();
    }

    /** The words after the block's keyword. */
    public List<Word> headerWords() {
        return header.arguments();
    }

    public Node header() {
        return header;
    }

    public SourcePlace place() {
        return header.place();
    }

    public SourcePlace namePlace() {
        return header.words().size() < 2
                ? header.place()
                : header.place(header.words().get(1));
    }

    public List<Statement> statements() {
        return statements;
    }

    public boolean has(String keyword) {
        return lastIndex(keyword) >= 0;
    }

    /** Where the last statement of a keyword is, or -1. Most blocks are short, and most keywords are absent. */
    private int lastIndex(String keyword) {
        assert KeywordTable.find(block, keyword).isPresent() : keyword + " is no keyword of " + block;
        if ((keywords & bit(keyword)) == 0) {
            return -1;
        }
        if (statements.size() > SEARCHED_MAX) {
            return lookUp(keyword);
        }
        for (int index = statements.size() - 1; index >= 0; index--) {
            if (statements.get(index).keyword().canonicalName().equals(keyword)) {
                return index;
            }
        }
        return -1;
    }

    private int lookUp(String keyword) {
        Map<String, Integer> indexes = lastIndexes;
        if (indexes == null) {
            indexes = new HashMap<>();
            for (int index = 0; index < statements.size(); index++) {
                indexes.put(statements.get(index).keyword().canonicalName(), index);
            }
            lastIndexes = indexes;
        }
        return indexes.getOrDefault(keyword, -1);
    }

    /** The valid statements of a keyword, in order. */
    public List<Statement> all(String keyword) {
        List<Statement> found = new ArrayList<>();
        if ((keywords & bit(keyword)) == 0) {
            return found;
        }
        for (Statement statement : statements) {
            if (statement.keyword().canonicalName().equals(keyword)) {
                found.add(statement);
            }
        }
        return found;
    }

    public Optional<Statement> last(String keyword) {
        int index = lastIndex(keyword);
        return index < 0 ? Optional.empty() : Optional.of(statements.get(index));
    }

    /** The last statement of two keywords that contradict each other. */
    public Optional<Statement> lastOf(String one, String other) {
        Optional<Statement> found = Optional.empty();
        if ((keywords & (bit(one) | bit(other))) == 0) {
            return found;
        }
        for (Statement statement : statements) {
            String name = statement.keyword().canonicalName();
            if (name.equals(one) || name.equals(other)) {
                found = Optional.of(statement);
            }
        }
        return found;
    }

    private Value value(String keyword) {
        int index = lastIndex(keyword);
        return index < 0 ? ABSENT : statements.get(index).value();
    }

    public OptionalLong number(String keyword) {
        return value(keyword) instanceof Value.Whole(long value) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    public long number(String keyword, long fallback) {
        return number(keyword).orElse(fallback);
    }

    public int integer(String keyword, int fallback) {
        return Math.toIntExact(number(keyword).orElse(fallback));
    }

    public OptionalLong nanos(String keyword) {
        return value(keyword) instanceof Value.Nanoseconds(long value) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    public long nanos(String keyword, long fallback) {
        return nanos(keyword).orElse(fallback);
    }

    /** The value of a keyword that is on or off. */
    public boolean toggle(String keyword, boolean fallback) {
        return value(keyword) instanceof Value.Toggled(boolean on) ? on : fallback;
    }

    /** Whether a keyword without arguments is given. */
    public boolean flag(String keyword) {
        return has(keyword);
    }

    /** On or off, if the keyword is given. */
    public Optional<Boolean> toggle(String keyword) {
        return value(keyword) instanceof Value.Toggled(boolean on) ? Optional.of(on) : Optional.empty();
    }

    public Optional<String> text(String keyword) {
        return value(keyword) instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    public Optional<IpAddress> address(String keyword) {
        return value(keyword) instanceof Value.Ip(IpAddress address) ? Optional.of(address) : Optional.empty();
    }

    public Optional<Command> command(String keyword) {
        return value(keyword) instanceof Value.Program(Command command) ? Optional.of(command) : Optional.empty();
    }

    public Optional<UserGroup> user(String keyword) {
        return value(keyword) instanceof Value.User(UserGroup user) ? Optional.of(user) : Optional.empty();
    }

    public Optional<Weight> weight(String keyword) {
        return value(keyword) instanceof Value.Weighted(Weight weight) ? Optional.of(weight) : Optional.empty();
    }

    /** The entries of every block of a keyword; several blocks count as one. */
    public List<Node> entries(String keyword) {
        List<Node> entries = new ArrayList<>();
        for (Statement statement : all(keyword)) {
            if (statement.value() instanceof Value.Entries(List<Node> more)) {
                entries.addAll(more);
            }
        }
        return entries;
    }

    /** The words after a keyword that has a grammar of its own; empty if it is absent. */
    public List<Word> words(String keyword) {
        return value(keyword) instanceof Value.Words(List<Word> words) ? words : List.of();
    }

    /** A word and where it stands. */
    public record Listed(String text, SourcePlace place) {}

    /** All words in the braces of a keyword. */
    public List<Listed> listed(String keyword) {
        List<Listed> words = new ArrayList<>();
        for (Node entry : entries(keyword)) {
            for (Word word : entry.words()) {
                words.add(new Listed(word.text(), entry.place(word)));
            }
        }
        return words;
    }

    /** The blocks of a keyword. */
    public List<Section> sections(String keyword) {
        List<Section> sections = new ArrayList<>();
        for (Statement statement : all(keyword)) {
            if (statement.value() instanceof Value.Body(Section section)) {
                sections.add(section);
            }
        }
        return sections;
    }
}
