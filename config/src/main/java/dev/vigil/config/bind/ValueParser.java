package dev.vigil.config.bind;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Deciding;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.SecretKeywords;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.syntax.CommandLine;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Weight;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Understands the arguments of keywords that have no braces. */
final class ValueParser {
    private static final String TYPOGRAPHIC_QUOTES = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\uff02";
    private static final Value INVALID = new Value.Invalid();
    private static final Value NONE = new Value.None();
    private static final Value ON = new Value.Toggled(true);
    private static final Value OFF = new Value.Toggled(false);
    private static final Set<String> WORDS_FOR_ON = Set.of("on", "true", "yes");
    private static final Set<String> WORDS_FOR_OFF = Set.of("off", "false", "no");

    /** Keywords whose argument must be a number as a whole. Of others keepalived takes the digits that it begins with. */
    private static final Set<String> STRICT = Set.of("vrrp_instance/priority", "vrrp_instance/virtual_router_id");

    private static final Set<Block> LENIENT = Set.of(Block.GLOBAL_DEFS, Block.VRRP_SCRIPT, Block.VRRP_INSTANCE);

    private final Problems problems;

    ValueParser(Problems problems) {
        this.problems = problems;
    }

    Value parse(Keyword keyword, Node node) {
        List<Word> arguments = node.arguments();
        Grammar grammar = keyword.grammar();
        if (arguments.isEmpty()) {
            return alone(keyword, node);
        }
        Word first = arguments.getFirst();
        return switch (grammar) {
            case Grammar.Flag _ -> extra(node, 0, keyword, NONE);
            case Grammar.Toggle _ -> extra(node, 1, keyword, toggle(keyword, node, first));
            case Grammar.Whole whole -> extra(node, 1, keyword, whole(keyword, whole, node, first));
            case Grammar.Time time -> extra(node, 1, keyword, time(keyword, time, node, first));
            case Grammar.Name name -> extra(node, 1, keyword, name(keyword, name, node, first));
            case Grammar.OptionalName _ -> extra(node, 1, keyword, new Value.Text(first.text()));
            case Grammar.Choice choice -> extra(node, 1, keyword, choice(keyword, choice, node, first));
            case Grammar.Address address -> extra(node, 1, keyword, address(keyword, address, node, first));
            case Grammar.Script script -> command(script, keyword, node);
            case Grammar.OptionalScript _ -> command(new Grammar.Script(true), keyword, node);
            case Grammar.User _ -> extra(node, 2, keyword, new Value.User(user(arguments)));
            case Grammar.Words words -> words(keyword, words, node);
            case Grammar.TrackWeight weight -> weight(keyword, weight, node);
            case Grammar.Body _, Grammar.WordList _, Grammar.EntryList _ -> INVALID;
        };
    }

    /** The value of a keyword without arguments. */
    private Value alone(Keyword keyword, Node node) {
        return switch (keyword.grammar()) {
            case Grammar.Flag _ -> NONE;
            case Grammar.Toggle _ -> ON;
            case Grammar.Whole whole
            when whole.implied().isPresent() -> new Value.Whole(whole.implied().getAsLong());
            case Grammar.OptionalName _, Grammar.OptionalScript _ -> NONE;
            case Grammar.Words words when words.countMin() == 0 -> new Value.Words(List.of());
            default -> {
                problems.add(
                        ProblemCode.MISSING_ARGUMENT,
                        Deciding.decides(keyword),
                        node.endPlace(),
                        keyword.name() + " needs an argument: "
                                + keyword.grammar().form(),
                        keyword.example().map(text -> "For example: " + text).orElse("Add it, or remove the line."));
                yield INVALID;
            }
        };
    }

    private Value extra(Node node, int used, Keyword keyword, Value value) {
        List<Word> arguments = node.arguments();
        if (arguments.size() > used && !(value instanceof Value.Invalid)) {
            Word surplus = arguments.get(used);
            problems.add(
                    ProblemCode.EXTRA_ARGUMENTS,
                    node.place(surplus),
                    (SecretKeywords.isSecret(keyword.name()) ? "the word here" : "\"" + surplus.text() + "\"")
                            + " is ignored: " + keyword.name()
                            + (used == 0
                                    ? " takes no argument"
                                    : " takes " + keyword.grammar().form()),
                    used == 0
                            ? "The keyword alone switches it on; remove the line to switch it off."
                            : "Put each keyword on a line of its own, and quote a text with blanks.");
        }
        return value;
    }

    private Value toggle(Keyword keyword, Node node, Word word) {
        if (WORDS_FOR_ON.contains(word.text())) {
            return ON;
        }
        if (WORDS_FOR_OFF.contains(word.text())) {
            return OFF;
        }
        return wrong(
                ProblemCode.NOT_A_CHOICE,
                keyword,
                node.place(word),
                "\"" + word.text() + "\" is neither on nor off",
                "Write on, off, true, false, yes or no, in lower case.");
    }

    private Value whole(Keyword keyword, Grammar.Whole grammar, Node node, Word word) {
        OptionalLong number = grammar.anyBase() ? Digits.anyBase(word.text()) : Digits.decimal(word.text());
        if (number.isEmpty()) {
            long digits = WrongValues.leadingNumber(word.text());
            return isLenient(keyword) && digits >= grammar.min() && digits <= grammar.max()
                    ? countsAs(new Value.Whole(digits), digits, keyword, node, word)
                    : notANumber(keyword, node, word);
        }
        long value = number.getAsLong();
        if (value < grammar.min() || value > grammar.max()) {
            return wrong(
                    ProblemCode.OUT_OF_RANGE,
                    keyword,
                    node.place(word),
                    word.text() + " is outside " + grammar.min() + ".." + grammar.max(),
                    "Choose a number from " + grammar.min() + " to " + grammar.max() + ".");
        }
        return new Value.Whole(value);
    }

    private static boolean isLenient(Keyword keyword) {
        return LENIENT.contains(keyword.block()) && !STRICT.contains(keyword.path());
    }

    /** A word that is no number and counts as the number that it begins with, or as 0. */
    private Value countsAs(Value value, long number, Keyword keyword, Node node, Word word) {
        problems.add(
                ProblemCode.NOT_A_NUMBER,
                Deciding.decides(keyword),
                node.place(word),
                keyword.name() + ": \"" + word.text() + "\" is not a number and counts as " + number,
                numberHint(word.text()));
        return value;
    }

    private Value notANumber(Keyword keyword, Node node, Word word) {
        if (keyword.path().equals("vrrp_instance/preempt_delay")) {
            return countsAs(new Value.Nanoseconds(0), 0, keyword, node, word);
        }
        return wrong(
                ProblemCode.NOT_A_NUMBER,
                keyword,
                node.place(word),
                "\"" + word.text() + "\" is not a number",
                numberHint(word.text()));
    }

    private Value time(Keyword keyword, Grammar.Time grammar, Node node, Word word) {
        Optional<Times.Time> time = Times.parse(word.text(), grammar.unitNs(), grammar.decimals());
        if (time.isEmpty() || (grammar.decimals() == 0 && word.text().indexOf('.') >= 0)) {
            long digits = WrongValues.leadingNumber(word.text());
            long digitsNs = digits * grammar.unitNs();
            return isLenient(keyword)
                            && grammar.decimals() == 0
                            && digitsNs >= grammar.minNs()
                            && digitsNs <= grammar.maxNs()
                    ? countsAs(new Value.Nanoseconds(digitsNs), digits, keyword, node, word)
                    : notANumber(keyword, node, word);
        }
        long value = time.get().nanoseconds();
        if (value < grammar.minNs() || value > grammar.maxNs()) {
            String range =
                    decimal(grammar.minNs(), grammar.unitNs()) + ".." + decimal(grammar.maxNs(), grammar.unitNs());
            return wrong(
                    ProblemCode.OUT_OF_RANGE,
                    keyword,
                    node.place(word),
                    word.text() + " is outside " + range,
                    "Choose a time within " + range + ".");
        }
        if (time.get().rounded()) {
            problems.add(
                    ProblemCode.TOO_PRECISE,
                    node.place(word),
                    word.text() + " is rounded to " + decimal(value, grammar.unitNs()),
                    "Give at most " + grammar.decimals() + " decimals.");
        }
        return new Value.Nanoseconds(value);
    }

    /** A time as a number of units, with as many decimals as it needs. */
    static String decimal(long nanoseconds, long unitNs) {
        StringBuilder text = new StringBuilder().append(nanoseconds / unitNs);
        long rest = Math.abs(nanoseconds % unitNs);
        if (rest != 0) {
            text.append('.');
        }
        for (long unit = unitNs / 10; rest != 0; unit /= 10) {
            text.append(rest / unit);
            rest %= unit;
        }
        return text.toString();
    }

    private Value name(Keyword keyword, Grammar.Name grammar, Node node, Word word) {
        if (word.text().length() > grammar.lengthMax()) {
            return wrong(
                    ProblemCode.TOO_LONG,
                    keyword,
                    node.place(word),
                    "\"" + word.text() + "\" is longer than " + grammar.lengthMax() + " characters",
                    "Choose a name of at most " + grammar.lengthMax() + " characters.");
        }
        if (grammar.form().equals(Grammar.INTERFACE)) {
            checkInterface(node, word);
        }
        return new Value.Text(word.text());
    }

    /** A semicolon or comma at the end is a habit from other languages; the kernel refuses the other characters. */
    private void checkInterface(Node node, Word word) {
        String name = word.text();
        if (name.endsWith(";") || name.endsWith(",") || name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            problems.add(
                    ProblemCode.UNLIKELY_INTERFACE,
                    node.place(word),
                    "no interface is called " + name,
                    name.matches(".*[;,]") ? "Lines do not end with a semicolon or comma here." : "See: ip link");
        }
    }

    private Value choice(Keyword keyword, Grammar.Choice grammar, Node node, Word word) {
        if (grammar.words().contains(word.text())) {
            return new Value.Text(word.text());
        }
        return wrong(
                ProblemCode.NOT_A_CHOICE,
                keyword,
                node.place(word),
                "\"" + word.text() + "\" is none of " + String.join(", ", grammar.words()),
                Suggestions.nearest(word.text(), grammar.words())
                        .or(() -> grammar.words().stream()
                                .filter(w -> w.equalsIgnoreCase(word.text()))
                                .findFirst())
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Write one of them exactly so, in the same case."));
    }

    private Value address(Keyword keyword, Grammar.Address grammar, Node node, Word word) {
        Optional<IpAddress> address = LooseAddress.parse(word, node, problems);
        if (address.isEmpty()) {
            return wrong(
                    ProblemCode.NOT_AN_ADDRESS,
                    keyword,
                    node.place(word),
                    "\"" + word.text() + "\" is not an IP address",
                    "Write an address in numbers; names are not understood here.");
        }
        Optional<Family> family = grammar.family();
        if (family.isPresent() && address.get().family() != family.get()) {
            return wrong(
                    ProblemCode.NOT_AN_ADDRESS,
                    keyword,
                    node.place(word),
                    word.text() + " is not an " + (family.get() == Family.IPV4 ? "IPv4" : "IPv6") + " address",
                    "Give an address of the other family.");
        }
        return new Value.Ip(address.get());
    }

    private Value command(Grammar.Script grammar, Keyword keyword, Node node) {
        List<Word> arguments = node.arguments();
        String text = node.argumentText();
        String bare = text.startsWith("\"") || text.startsWith("'") ? text.substring(1) : text;
        if (bare.startsWith("<") && keyword.path().equals("vrrp_script/script")) {
            return redirection(grammar, keyword, node, text, bare);
        }
        boolean singleQuoted = text.startsWith("'");
        if (!arguments.getFirst().quoted() && !singleQuoted) {
            warnOfTypographicQuotes(node);
            return unquotedCommand(grammar, keyword, node);
        }
        int close = singleQuoted ? text.indexOf('\'', 1) : CommandLine.closingQuote(text);
        List<String> words = CommandLine.split(close < 0 ? text.substring(1) : text.substring(1, close));
        if (words.isEmpty()) {
            return wrong(
                    ProblemCode.MISSING_ARGUMENT,
                    keyword,
                    node.place(arguments.getFirst()),
                    "the command is empty",
                    "Name a program.");
        }
        int after = arguments.getFirst().start() + (close < 0 ? text.length() : close + 1);
        List<Word> rest =
                arguments.stream().filter(word -> word.start() >= after).toList();
        return program(words, rest, grammar, keyword, node);
    }

    /** A command that begins with a redirection: keepalived hands it to a shell as it stands. */
    private Value redirection(Grammar.Script grammar, Keyword keyword, Node node, String text, String bare) {
        if (bare.length() == text.length()) {
            String first = node.arguments().getFirst().text();
            List<Word> rest = node.arguments().subList(1, node.arguments().size());
            return program(List.of("/bin/sh", "-c", first), rest, grammar, keyword, node);
        }
        int close = bare.indexOf(text.charAt(0));
        String command = close < 0 ? bare : bare.substring(0, close);
        int after = node.arguments().getFirst().start() + command.length() + 2;
        List<Word> rest =
                node.arguments().stream().filter(word -> word.start() >= after).toList();
        return program(List.of("/bin/sh", "-c", command), rest, grammar, keyword, node);
    }

    private void warnOfTypographicQuotes(Node node) {
        Word first = node.arguments().getFirst();
        if (TYPOGRAPHIC_QUOTES.indexOf(first.text().charAt(0)) >= 0) {
            problems.add(
                    ProblemCode.TYPOGRAPHIC_QUOTES,
                    node.place(first),
                    "this is no quote but a part of the command, which no program will be found for",
                    "Type plain double quotes: \"");
        }
    }

    /** A command without quotes is one word; what follows it names the user. */
    private Value unquotedCommand(Grammar.Script grammar, Keyword keyword, Node node) {
        List<Word> arguments = node.arguments();
        List<String> words = CommandLine.split(arguments.getFirst().text());
        if (words.isEmpty()) {
            return INVALID;
        }
        return program(words, arguments.subList(1, arguments.size()), grammar, keyword, node);
    }

    private Value program(List<String> words, List<Word> rest, Grammar.Script grammar, Keyword keyword, Node node) {
        int used = grammar.userAllowed() ? Math.min(2, rest.size()) : 0;
        if (rest.size() > used) {
            Word surplus = rest.get(used);
            problems.add(
                    ProblemCode.EXTRA_ARGUMENTS,
                    node.place(surplus),
                    "\"" + surplus.text() + "\" is ignored: it is no part of the command of " + keyword.name(),
                    "Put the command and its arguments into one pair of double quotes.");
        }
        Optional<UserGroup> user = used == 0 ? Optional.empty() : Optional.of(user(rest));
        return new Value.Program(
                new Command(words, user, node.place(node.arguments().getFirst())));
    }

    private static UserGroup user(List<Word> words) {
        return new UserGroup(
                words.getFirst().text(),
                words.size() > 1 ? Optional.of(words.get(1).text()) : Optional.empty());
    }

    private Value words(Keyword keyword, Grammar.Words grammar, Node node) {
        return node.arguments().size() < grammar.countMin()
                ? wrong(
                        ProblemCode.MISSING_ARGUMENT,
                        keyword,
                        node.endPlace(),
                        keyword.name() + " needs " + grammar.form(),
                        "Add what is missing.")
                : new Value.Words(node.arguments());
    }

    private Value weight(Keyword keyword, Grammar.TrackWeight grammar, Node node) {
        Word word = node.arguments().getFirst();
        OptionalLong number = Digits.decimal(word.text());
        if (number.isEmpty()) {
            long digits = WrongValues.leadingNumber(word.text());
            return digits >= grammar.min() && digits <= grammar.max()
                    ? countsAs(new Value.Weighted(new Weight((int) digits, false)), digits, keyword, node, word)
                    : notANumber(keyword, node, word);
        }
        long value = number.getAsLong();
        if (value < grammar.min() || value > grammar.max()) {
            return wrong(
                    ProblemCode.OUT_OF_RANGE,
                    keyword,
                    node.place(word),
                    word.text() + " is outside " + grammar.min() + ".." + grammar.max(),
                    "Choose a weight from " + grammar.min() + " to " + grammar.max() + ".");
        }
        boolean reverse =
                node.arguments().size() > 1 && node.arguments().get(1).text().equals("reverse");
        Weight weight = new Weight((int) value, reverse);
        return extra(node, reverse ? 2 : 1, keyword, new Value.Weighted(weight));
    }

    /** Reports a wrong argument and says what holds instead. */
    private Value wrong(
            ProblemCode code, Keyword keyword, dev.vigil.config.model.SourcePlace place, String what, String hint) {
        Optional<WrongValues.Instead> instead = WrongValues.of(keyword);
        if (instead.isPresent()) {
            String message = keyword.name() + ": " + what + " and counts as "
                    + instead.get().shown();
            problems.add(code, Deciding.decides(keyword), place, message, hint);
            return instead.get().value();
        }
        String consequence = keyword.fallback().isEmpty()
                ? "; the line is ignored"
                : "; the line is ignored and the default holds: " + keyword.fallback();
        problems.add(code, Deciding.decides(keyword), place, keyword.name() + ": " + what + consequence, hint);
        return INVALID;
    }

    private static String numberHint(String text) {
        if (text.equals("=")) {
            return "Remove the =; a blank separates a keyword from its argument.";
        }
        if (text.equals("\\")) {
            return "Write the number on this line; \\ continues a definition only.";
        }
        if (text.startsWith("$")) {
            return "Define " + text + " before this line, without a blank before the =.";
        }
        return text.endsWith(";") ? "Lines do not end with a semicolon here." : "Write a decimal number.";
    }
}
