package dev.vigil.config.bind;

import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.syntax.Node;

/** A statement whose keyword is known and whose arguments are understood. */
public record Statement(Keyword keyword, Node node, Value value) {
    public SourcePlace place() {
        return node.place();
    }

    /** The place of the first argument, which most findings are about. */
    public SourcePlace argumentPlace() {
        return node.words().size() < 2
                ? node.endPlace()
                : node.place(node.words().get(1));
    }
}
