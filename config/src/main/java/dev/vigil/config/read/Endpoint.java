package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.LooseAddress;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Limits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An address and a port, which is 0 if none is given. */
record Endpoint(IpAddress address, int port) {

    /** Reads {@code IP [PORT]}. */
    static Optional<Endpoint> parse(Node node, List<Word> words, Problems problems) {
        Word first = words.getFirst();
        Optional<IpAddress> address = LooseAddress.parse(first, node, problems);
        if (address.isEmpty()) {
            problems.add(
                    ProblemCode.NOT_AN_ADDRESS,
                    node.place(first),
                    "\"" + first.text() + "\" is not an IP address; " + node.name() + " is left out",
                    "Write an address in numbers.");
            return Optional.empty();
        }
        if (words.size() > 2) {
            problems.add(
                    ProblemCode.EXTRA_ARGUMENTS,
                    node.place(words.get(2)),
                    "\"" + words.get(2).text() + "\" is ignored: " + node.name() + " takes an address and a port",
                    "Put each keyword on a line of its own.");
        }
        return Optional.of(new Endpoint(address.get(), words.size() < 2 ? 0 : port(node, words.get(1), problems)));
    }

    static int port(Node node, Word word, Problems problems) {
        OptionalLong number = Digits.decimal(word.text());
        if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= Limits.PORT_MAX) {
            return (int) number.getAsLong();
        }
        problems.add(
                ProblemCode.OUT_OF_RANGE,
                node.place(word),
                "\"" + word.text() + "\" is no port of 0..65535 and is ignored",
                "Write a number; names of services are not understood.");
        return 0;
    }
}
