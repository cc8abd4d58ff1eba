package dev.vigil.lint.reference;

import dev.vigil.config.keyword.Grammar;
import dev.vigil.core.time.Nanos;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a reader wants to know about the value of a keyword.
 *
 * @param range what is allowed, for example {@code 1..255}
 * @param unit what the number 1 means, and how many decimals count
 */
public record ValueFacts(Optional<String> range, Optional<String> unit) {
    private static final ValueFacts NONE = new ValueFacts(Optional.empty(), Optional.empty());

    /** In English. */
    public static ValueFacts of(Grammar grammar) {
        return of(grammar, Language.ENGLISH.phrases());
    }

    static ValueFacts of(Grammar grammar, Phrases phrases) {
        return switch (grammar) {
            case Grammar.Toggle _ -> range(phrases.switches());
            case Grammar.Whole whole -> range(whole(whole, phrases));
            case Grammar.Time time -> new ValueFacts(Optional.of(range(time)), Optional.of(unit(time, phrases)));
            case Grammar.Name name
            when name.lengthMax() != Integer.MAX_VALUE -> range(phrases.lengthMax(name.lengthMax()));
            case Grammar.Choice choice -> range(String.join(" ", choice.words()));
            case Grammar.Address address ->
                address.family()
                        .map(family -> range(
                                switch (family) {
                                    case IPV4 -> "IPv4";
                                    case IPV6 -> "IPv6";
                                }))
                        .orElse(NONE);
            case Grammar.TrackWeight weight -> range(weight.min() + ".." + weight.max());
            case Grammar.Flag _,
                    Grammar.Name _,
                    Grammar.OptionalName _,
                    Grammar.Script _,
                    Grammar.OptionalScript _,
                    Grammar.User _,
                    Grammar.Words _,
                    Grammar.Body _,
                    Grammar.WordList _,
                    Grammar.EntryList _ -> NONE;
        };
    }

    private static ValueFacts range(String text) {
        return new ValueFacts(Optional.of(text), Optional.empty());
    }

    private static String whole(Grammar.Whole whole, Phrases phrases) {
        StringBuilder text = new StringBuilder(whole.min() + ".." + whole.max());
        if (whole.implied().isPresent()) {
            text.append(phrases.implied(whole.implied().getAsLong()));
        }
        if (whole.anyBase()) {
            text.append(phrases.anyBase());
        }
        return text.toString();
    }

    private static String range(Grammar.Time time) {
        return inUnits(time.minNs(), time) + ".." + inUnits(time.maxNs(), time);
    }

    private static String inUnits(long timeNs, Grammar.Time time) {
        return BigDecimal.valueOf(timeNs)
                .divide(BigDecimal.valueOf(time.unitNs()))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String unit(Grammar.Time time, Phrases phrases) {
        return time.unitNs() == Nanos.PER_S ? phrases.seconds(time.decimals()) : phrases.milliseconds(time.decimals());
    }
}
