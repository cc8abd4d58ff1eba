package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.IpAddress;
import java.util.Optional;
import java.util.OptionalLong;

/** An address with the length of its network, that of a single host unless given. */
record Prefix(IpAddress address, int length) {
    /** Reads {@code ADDRESS} or {@code ADDRESS/LENGTH}; a wrong length is reported and counts as that of a host. */
    static Optional<Prefix> parse(Node entry, Word word, Problems problems) {
        String text = word.text();
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            problems.add(
                    ProblemCode.NOT_AN_ADDRESS,
                    isMeantAsAddress(text),
                    entry.place(word),
                    "\"" + text + "\" is not an IP address; the entry is left out",
                    "Write one address, for example 192.0.2.10/24.");
            return Optional.empty();
        }
        int hostLength = address.get().family().prefixMax();
        if (slash < 0) {
            return Optional.of(new Prefix(address.get(), hostLength));
        }
        OptionalLong length = Digits.decimal(text.substring(slash + 1));
        if (length.isEmpty() || length.getAsLong() < 0 || length.getAsLong() > hostLength) {
            problems.add(
                    ProblemCode.OUT_OF_RANGE,
                    entry.place(word),
                    "\"" + text.substring(slash + 1) + "\" is no prefix length of 0.." + hostLength + "; " + hostLength
                            + " holds",
                    "Write the number of network bits, for example /24 for 255.255.255.0.");
            return Optional.of(new Prefix(address.get(), hostLength));
        }
        return Optional.of(new Prefix(address.get(), (int) length.getAsLong()));
    }

    /** Whether somebody may have meant a word as an address: prose that stands among addresses costs none of them. */
    static boolean isMeantAsAddress(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9') || text.indexOf(':') >= 0;
    }
}
