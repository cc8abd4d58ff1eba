package dev.vigil.config.bind;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/** An address where a network makes no sense. Like keepalived, it takes one with a length and ignores the length. */
public final class LooseAddress {
    private LooseAddress() {}

    /** The address in a word; empty if there is none, which is not reported. */
    public static Optional<IpAddress> parse(Word word, Node statement, Problems problems) {
        String text = word.text();
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash >= 0 && address.isPresent()) {
            problems.add(
                    ProblemCode.OPTION_IGNORED,
                    statement.place(word),
                    text.substring(slash) + " is ignored: a single address is meant here, " + address.get(),
                    "Write the address alone.");
        }
        return address;
    }
}
