package dev.vigil.config.bind;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Weight;
import java.util.List;

/** The arguments of a statement, understood. */
public sealed interface Value {
    /** Something that was found wrong; the statement counts as if it were not there. */
    record Invalid() implements Value {}

    /** The keyword alone says it. */
    record None() implements Value {}

    record Toggled(boolean on) implements Value {}

    record Whole(long value) implements Value {}

    record Nanoseconds(long value) implements Value {}

    record Text(String text) implements Value {}

    record Ip(IpAddress address) implements Value {}

    record Program(Command command) implements Value {}

    record User(UserGroup user) implements Value {}

    record Weighted(Weight weight) implements Value {}

    /** Words that a reader of their own understands. */
    record Words(List<Word> words) implements Value {}

    /** Keywords in braces. */
    record Body(Section section) implements Value {}

    /** Plain words or entries in braces. */
    record Entries(List<Node> entries) implements Value {}
}
