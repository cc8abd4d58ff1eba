package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.LooseAddress;
import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.model.Named;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Limits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Walks over the words of an entry: something first, then options, some with a value. */
final class Options {
    /** The options that decide on which interface an address is, and how much a check counts. */
    private static final List<String> DECIDING = List.of("dev", "weight", "reverse", "noreverse");

    private final Node entry;
    private final List<Word> words;
    private final Problems problems;
    private int index;
    private boolean lacking;

    Options(Node entry, Problems problems) {
        this(entry, entry.words(), problems, 1);
    }

    private Options(Node entry, List<Word> words, Problems problems, int index) {
        this.entry = entry;
        this.words = words;
        this.problems = problems;
        this.index = index;
    }

    /** Walks over all words of an entry, as the first one is an option, too. */
    static Options fromFirst(Node entry, Problems problems) {
        return new Options(entry, entry.words(), problems, 0);
    }

    /** Walks over the words of a statement from the one at {@code index} on. */
    static Options after(Node statement, int index, Problems problems) {
        return new Options(statement, statement.words(), problems, index);
    }

    boolean hasNext() {
        return index < words.size();
    }

    /** The next option. */
    Word next() {
        return words.get(index++);
    }

    /** The next word, if there is one, without going past it. */
    Optional<Word> peek() {
        return hasNext() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** The value of an option; reported if it is missing. */
    Optional<Word> value(Word option) {
        if (!hasNext()) {
            problems.add(
                    ProblemCode.MISSING_ARGUMENT,
                    entry.endPlace(),
                    "option " + option.text() + " needs a value",
                    "Add it, or remove the option.");
            return Optional.empty();
        }
        return Optional.of(next());
    }

    /** The number that is the value of an option; reported if it is missing or wrong. */
    OptionalLong number(Word option, long min, long max) {
        Optional<Word> value = value(option);
        return value.isPresent() ? number(option, value.get(), min, max) : OptionalLong.empty();
    }

    /** The number in {@code value}, which belongs to an option; reported if it is wrong. */
    OptionalLong number(Word option, Word value, long min, long max) {
        OptionalLong number = Digits.anyBase(value.text());
        if (number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max) {
            return number;
        }
        problems.add(
                number.isPresent() ? ProblemCode.OUT_OF_RANGE : ProblemCode.NOT_A_NUMBER,
                false,
                place(value),
                option.text() + " " + value.text() + " is no number of " + min + ".." + max + " and is ignored",
                "Choose a number from " + min + " to " + max + ".");
        return OptionalLong.empty();
    }

    /** Like {@link #number(Word, long, long)}, for numbers that fit. */
    OptionalInt integer(Word option, int min, int max) {
        OptionalLong number = number(option, min, max);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    /** The text that is the value of an option; reported if it is missing. */
    Optional<String> text(Word option) {
        return value(option).map(Word::text);
    }

    /** The number, or the name of one, that is the value of an option; reported if nobody knows the name. */
    Optional<Named> named(Word option, Map<String, Integer> known, String file) {
        Optional<Word> value = value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Named named = NamedNumbers.of(value.get().text(), known, file);
        if (named.number().isEmpty()) {
            reportName(option, value.get(), file);
            return Optional.empty();
        }
        return Optional.of(named);
    }

    /** A type of service, which a file of this machine may name. */
    OptionalInt tos(Word option) {
        Optional<Named> named = named(option, NamedNumbers.NONE, NamedNumbers.FILE_DSFIELD);
        OptionalInt number = named.map(Named::number).orElse(OptionalInt.empty());
        if (number.isPresent() && (number.getAsInt() < 0 || number.getAsInt() > Limits.BYTE_MAX)) {
            problems.add(
                    ProblemCode.OUT_OF_RANGE,
                    false,
                    entry.place(),
                    option.text() + " " + named.get().text() + " is no number of 0..255 and is ignored",
                    "Choose a number from 0 to 255.");
            return OptionalInt.empty();
        }
        return number;
    }

    /** A name that nobody knows. */
    void reportName(Word option, Word value, String file) {
        lacking = true;
        problems.add(
                ProblemCode.NOT_A_CHOICE,
                false,
                place(value),
                "\"" + value.text() + "\" is no " + option.text() + " that this machine knows; the entry is left out",
                "Write a number, or give it this name in /etc/iproute2/" + file + ".");
    }

    /** Whether the entry cannot be what it is meant to be, which was reported. */
    boolean isLacking() {
        return lacking;
    }

    /** Reports an option that the daemon cannot do yet; without it the entry would be something else. */
    void reportPlanned(Word option, EntryKind kind) {
        boolean planned = EntryOptions.find(kind, option.text())
                .map(known -> known.status().isToCome())
                .orElse(false);
        if (planned) {
            lacking = true;
            problems.addWithoutEffect(kind.name().toLowerCase(Locale.ROOT) + " option " + option.text(), place(option));
        }
    }

    /** The address that is the value of an option; reported if it is missing or wrong. */
    Optional<IpAddress> address(Word option) {
        Optional<Word> value = value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<IpAddress> address = LooseAddress.parse(value.get(), entry, problems);
        if (address.isEmpty()) {
            problems.add(
                    ProblemCode.NOT_AN_ADDRESS,
                    place(value.get()),
                    "\"" + value.get().text() + "\" is not an IP address; the option is ignored",
                    "Write an address without a mask.");
        }
        return address;
    }

    /** Takes the next word if it is this one. */
    boolean take(String text) {
        if (hasNext() && words.get(index).text().equals(text)) {
            index++;
            return true;
        }
        return false;
    }

    /** Goes past the next word if it is one of two. */
    void takeAny(String one, String other) {
        if (hasNext()) {
            String text = words.get(index).text();
            index += text.equals(one) || text.equals(other) ? 1 : 0;
        }
    }

    void unknown(Word option, EntryKind kind) {
        unknown(
                option,
                Suggestions.nearest(option.text(), EntryOptions.spellings(kind))
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Remove it."));
    }

    SourcePlace place(Word word) {
        return entry.place(word);
    }

    void unknown(Word option, String hint) {
        boolean address = IpAddress.parse(option.text().split("/", 2)[0]).isPresent();
        problems.add(
                ProblemCode.UNKNOWN_OPTION,
                address || Suggestions.nearest(option.text(), DECIDING).isPresent(),
                place(option),
                "\"" + option.text() + "\" is no option here and is ignored",
                hint);
    }
}
