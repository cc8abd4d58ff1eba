package dev.vigil.lint;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Binder;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.read.StandardLoader;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.TreeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statements of a configuration as they are written. Rules take values from the configuration and the places to
 * show from here.
 */
public final class Outline {
    private final List<Node> top;
    private final Map<SourcePlace, Node> blocks = new HashMap<>();
    private final Map<SourcePlace, Node> byArgument = new HashMap<>();

    private Outline(List<Node> top) {
        this.top = top;
        top.forEach(this::index);
    }

    /** Reads the statements of a file; what is wrong with them is the loader's to say. */
    static Outline read(Path file, ConfigLoader.Options options) {
        Problems unheard = new Problems();
        TreeReader tree = new TreeReader(StandardLoader.lines(file, options, unheard), Binder.braces(), unheard);
        List<Node> top = new ArrayList<>();
        for (Optional<Node> node = tree.next(); node.isPresent(); node = tree.next()) {
            top.add(node.get());
        }
        return new Outline(top);
    }

    private void index(Node node) {
        if (node.block()) {
            blocks.putIfAbsent(node.place(), node);
            node.children().forEach(this::index);
        } else {
            byArgument.putIfAbsent(argumentPlace(node), node);
        }
    }

    public boolean isEmpty() {
        return top.isEmpty();
    }

    /** The statements of the outermost level. */
    public List<Node> top() {
        return top;
    }

    /** The blocks of the outermost level that have this keyword. */
    public List<Node> blocks(String keyword) {
        return top.stream()
                .filter(node -> node.block() && node.name().equals(keyword))
                .toList();
    }

    /** The block that begins at a place. */
    public Optional<Node> block(SourcePlace place) {
        return Optional.ofNullable(blocks.get(place));
    }

    /** The statement without a block whose first argument stands at a place. */
    public Optional<Node> statementWithArgument(SourcePlace place) {
        return Optional.ofNullable(byArgument.get(place));
    }

    /** The last statement with one of these keywords in the block that begins at {@code block}. */
    public Optional<Node> statement(SourcePlace block, String... keywords) {
        return block(block).flatMap(node -> statement(node, keywords));
    }

    /** The last statement of a block with one of these keywords. */
    public static Optional<Node> statement(Node block, String... keywords) {
        return statements(block, keywords).reduce((_, later) -> later);
    }

    /** The statements of a block with one of these keywords. */
    public static Stream<Node> statements(Node block, String... keywords) {
        List<String> wanted = List.of(keywords);
        return block.children().stream().filter(node -> wanted.contains(node.name()));
    }

    /** Where the value of a keyword stands; the beginning of the block if it does not say. */
    public SourcePlace place(SourcePlace block, String... keywords) {
        return statement(block, keywords).map(Outline::argumentPlace).orElse(block);
    }

    /** Where the first argument of a statement stands; the keyword if there is none or braces follow. */
    public static SourcePlace argumentPlace(Node node) {
        return node.block() || node.words().size() < 2
                ? node.place()
                : node.place(node.words().get(1));
    }
}
