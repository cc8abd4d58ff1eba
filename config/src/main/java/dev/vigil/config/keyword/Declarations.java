package dev.vigil.config.keyword;

import dev.vigil.core.address.Family;
import dev.vigil.core.time.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The words in which the tables of keywords are written. */
final class Declarations {
    /** The longest time that keepalived's timers hold. */
    static final long TIMER_MAX_NS = 4_294_967_295L * Nanos.PER_US;

    /** The longest time in seconds where only whole ones count. */
    static final long TIMER_SECONDS_MAX = 4294;

    static final int INTERFACE_NAME_MAX = 15;
    static final int PROCESS_NAME_MAX = 15;
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** What stands for a release of keepalived where it has no such keyword. */
    static final String VIGIL_ALONE = "Vigil";

    private final Block block;
    private final List<Declaration> declared = new ArrayList<>();

    Declarations(Block block) {
        this.block = block;
    }

    Declaration add(String name, Grammar grammar) {
        Declaration declaration = new Declaration(block, name, grammar);
        if (block.file() == ConfFile.VIGIL) {
            declaration.since(VIGIL_ALONE);
        }
        declared.add(declaration);
        return declaration;
    }

    List<Keyword> list() {
        List<Keyword> keywords = new ArrayList<>(declared.size());
        for (Declaration declaration : declared) {
            keywords.add(declaration.keyword());
        }
        return List.copyOf(keywords);
    }

    static Grammar flag() {
        return new Grammar.Flag();
    }

    static Grammar toggle() {
        return new Grammar.Toggle();
    }

    static Grammar whole(long min, long max) {
        return new Grammar.Whole(min, max, OptionalLong.empty(), false);
    }

    /** A number that may be left out and then is {@code implied}. */
    static Grammar wholeOr(long implied, long min, long max) {
        return new Grammar.Whole(min, max, OptionalLong.of(implied), false);
    }

    static Grammar seconds(long minNs, long maxNs) {
        return new Grammar.Time(minNs, maxNs, Nanos.PER_S, 6);
    }

    /** Seconds of which only the milliseconds count. */
    static Grammar secondsToMilliseconds(long minNs, long maxNs) {
        return new Grammar.Time(minNs, maxNs, Nanos.PER_S, 3);
    }

    static Grammar wholeSeconds(long min, long max) {
        return new Grammar.Time(min * Nanos.PER_S, max * Nanos.PER_S, Nanos.PER_S, 0);
    }

    static Grammar name(String form) {
        return new Grammar.Name(form, UNLIMITED);
    }

    static Grammar name(String form, int lengthMax) {
        return new Grammar.Name(form, lengthMax);
    }

    static Grammar interfaceName() {
        return new Grammar.Name(Grammar.INTERFACE, INTERFACE_NAME_MAX);
    }

    static Grammar choice(String... words) {
        return new Grammar.Choice(List.of(words));
    }

    static Grammar address() {
        return new Grammar.Address(Optional.empty());
    }

    static Grammar address(Family family) {
        return new Grammar.Address(Optional.of(family));
    }

    /** A program that runs as the user named after it. */
    static Grammar scriptWithUser() {
        return new Grammar.Script(true);
    }

    static Grammar script() {
        return new Grammar.Script(false);
    }

    static Grammar user() {
        return new Grammar.User();
    }

    static Grammar words(String form, int countMin) {
        return new Grammar.Words(form, countMin);
    }

    static Grammar weight(int limit) {
        return new Grammar.TrackWeight(-limit, limit);
    }

    static Grammar optionalName(String form) {
        return new Grammar.OptionalName(form);
    }

    /** A number that may be octal or hexadecimal. */
    static Grammar wholeAnyBase(long min, long max) {
        return new Grammar.Whole(min, max, OptionalLong.empty(), true);
    }

    /** Milliseconds with up to three decimals. */
    static Grammar milliseconds(long min, long max) {
        return new Grammar.Time(min * Nanos.PER_MS, max * Nanos.PER_MS, Nanos.PER_MS, 3);
    }

    static Grammar named(String header, Block body) {
        return new Grammar.Body(body, header, 1);
    }

    static Grammar body(Block body) {
        return new Grammar.Body(body, "", 0);
    }

    static Grammar wordList(String form) {
        return new Grammar.WordList(form);
    }

    static Grammar entries(EntryKind kind) {
        return new Grammar.EntryList(kind, "", 0);
    }

    static Grammar namedEntries(String header, EntryKind kind) {
        return new Grammar.EntryList(kind, header, 1);
    }
}
