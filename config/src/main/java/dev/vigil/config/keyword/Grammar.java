package dev.vigil.config.keyword;

import dev.vigil.core.address.Family;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What may follow a keyword. */
public sealed interface Grammar {
    /** Nothing. */
    record Flag() implements Grammar {}

    /** Nothing, which means true, or one of {@code on off true false yes no}. */
    record Toggle() implements Grammar {}

    /**
     * A whole number.
     *
     * @param implied the value of the keyword alone, where it may stand alone
     * @param anyBase whether octal ({@code 010}) and hexadecimal ({@code 0x10}) numbers are understood
     */
    record Whole(long min, long max, OptionalLong implied, boolean anyBase) implements Grammar {}

    /**
     * A time, perhaps with decimals.
     *
     * @param unitNs how long the number 1 is
     * @param decimals how many decimals count
     */
    record Time(long minNs, long maxNs, long unitNs, int decimals) implements Grammar {}

    /** The form of names of interfaces. */
    String INTERFACE = "IFNAME";

    /** One word. */
    record Name(String form, int lengthMax) implements Grammar {}

    /** One word, or none. */
    record OptionalName(String name) implements Grammar {}

    /** One of several words. */
    record Choice(List<String> words) implements Grammar {}

    /** An IP address, of one family if one is given. */
    record Address(Optional<Family> family) implements Grammar {}

    /** A program with its arguments, and the user that runs it if {@code userAllowed}. */
    record Script(boolean userAllowed) implements Grammar {}

    /** Nothing, or a program and perhaps the user that runs it. */
    record OptionalScript() implements Grammar {}

    /** A user and perhaps a group. */
    record User() implements Grammar {}

    /** Words that follow a grammar of their own. */
    record Words(String form, int countMin) implements Grammar {}

    /** A weight, and perhaps {@code reverse}. */
    record TrackWeight(int min, int max) implements Grammar {}

    /** Keywords in braces, after a header. */
    record Body(Block block, String header, int headerWords) implements Grammar {}

    /** Plain words in braces. */
    record WordList(String word) implements Grammar {}

    /** Entries in braces, one a line, each with options, after a header. */
    record EntryList(EntryKind kind, String header, int headerWords) implements Grammar {}

    /** The arguments as a reader of documentation sees them, for example {@code [BOOL]}. */
    default String form() {
        return switch (this) {
            case Flag _ -> "";
            case Toggle _ -> "[BOOL]";
            case Whole whole -> whole.implied().isPresent() ? "[N]" : "N";
            case Time time -> time.unitNs() == 1_000_000_000L ? "SECONDS" : "MILLISECONDS";
            case Name name -> name.form;
            case OptionalName optional -> "[" + optional.name + "]";
            case Choice choice -> String.join("|", choice.words());
            case Address _ -> "IP";
            case Script script -> script.userAllowed() ? "SCRIPT [USER [GROUP]]" : "SCRIPT";
            case OptionalScript _ -> "[SCRIPT [USER [GROUP]]]";
            case User _ -> "USER [GROUP]";
            case Words words -> words.form;
            case TrackWeight _ -> "N [reverse]";
            case Body body -> body.header().isEmpty() ? "{ }" : body.header() + " { }";
            case WordList list -> "{ " + list.word + " }";
            case EntryList list ->
                (list.header().isEmpty() ? "{ " : list.header() + " { ")
                        + list.kind().form() + " }";
        };
    }

    /** Whether braces follow. */
    default boolean isBlock() {
        return this instanceof Body || this instanceof WordList || this instanceof EntryList;
    }
}
