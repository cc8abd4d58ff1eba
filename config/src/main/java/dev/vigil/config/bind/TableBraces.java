package dev.vigil.config.bind;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.syntax.Braces;
import dev.vigil.config.syntax.Node;
import java.util.Optional;

/** The blocks of the keyword table. */
record TableBraces(Block block) implements Braces {
    @Override
    public Optional<Braces> after(Node statement) {
        return KeywordTable.find(block, statement.name()).flatMap(keyword -> switch (keyword.grammar()) {
            case Grammar.Body body -> Optional.of(new TableBraces(body.block()));
            case Grammar.EntryList list -> list(statement, list.headerWords());
            case Grammar.WordList _ -> list(statement, 0);
            default -> Optional.empty();
        });
    }

    /** Words on the line of the keyword were meant as the list itself, and what follows is no part of it. */
    private static Optional<Braces> list(Node statement, int headerWords) {
        return statement.arguments().size() > headerWords ? Optional.empty() : Optional.of(Braces.NONE);
    }
}
