package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.Checker;
import dev.vigil.config.model.Checker.Connection;
import dev.vigil.config.model.Checker.MaskedByte;
import dev.vigil.config.model.Checker.Schedule;
import dev.vigil.config.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a {@code UDP_CHECK} sends and expects. */
final class DatagramReader {
    private static final int REPLY_LENGTH_MAX = 255;
    private static final int NIBBLE_BITS = 4;
    private static final int NIBBLE = 0xf;

    private final Section section;
    private final Problems problems;

    DatagramReader(Section section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    Checker read(Schedule schedule, Connection connection) {
        List<Integer> payload =
                bytes("payload", false).stream().map(MaskedByte::value).toList();
        return new Checker.Udp(
                schedule,
                connection,
                payload,
                section.has("require_reply") ? Optional.of(bytes("require_reply", true)) : Optional.empty(),
                section.integer("min_reply_length", 0),
                section.integer("max_reply_length", REPLY_LENGTH_MAX),
                section.place());
    }

    /** Pairs of hexadecimal digits, with or without blanks between them. */
    private List<MaskedByte> bytes(String keyword, boolean wildcards) {
        List<MaskedByte> bytes = new ArrayList<>();
        for (Word word : section.words(keyword)) {
            String text = word.text();
            for (int index = 0; index < text.length(); index += 2) {
                Optional<MaskedByte> pair = index + 1 < text.length()
                        ? pair(text.charAt(index), text.charAt(index + 1), wildcards)
                        : Optional.empty();
                if (pair.isEmpty()) {
                    problems.add(
                            ProblemCode.NOT_A_NUMBER,
                            false,
                            section.last(keyword).orElseThrow().node().place(word),
                            "\"" + text + "\" does not consist of pairs of hexadecimal digits; the rest is ignored",
                            "Write for example 01 a7 ff.");
                    return List.copyOf(bytes);
                }
                bytes.add(pair.get());
            }
        }
        return List.copyOf(bytes);
    }

    private static Optional<MaskedByte> pair(char high, char low, boolean wildcards) {
        Optional<MaskedByte> first = nibble(high, wildcards);
        Optional<MaskedByte> second = nibble(low, wildcards);
        return first.isEmpty() || second.isEmpty()
                ? Optional.empty()
                : Optional.of(new MaskedByte(
                        first.get().value() << NIBBLE_BITS | second.get().value(),
                        first.get().mask() << NIBBLE_BITS | second.get().mask()));
    }

    private static Optional<MaskedByte> nibble(char c, boolean wildcards) {
        if (wildcards && (c == 'x' || c == 'X')) {
            return Optional.of(new MaskedByte(0, 0));
        }
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        return digit < 0 ? Optional.empty() : Optional.of(new MaskedByte(digit, NIBBLE));
    }
}
