package dev.vigil.lint.reference;

import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.Status;
import java.util.List;

/** What is said around the facts about a keyword, in one language. */
interface Phrases {
    /** The words in front of facts. */
    record Labels(
            String range,
            String unit,
            String fallback,
            String inherited,
            String since,
            String status,
            String example,
            String instead,
            String holds,
            String also) {}

    Labels labels();

    /** Where a keyword stands. */
    String in(Keyword keyword);

    /** Where an option stands. */
    String inEntriesOf(List<Keyword> blocks);

    /** A keyword that holds where another one is not given, and what holds without it. */
    String source(Keyword source, String fallback);

    /** The release of keepalived that brought a keyword. */
    String since(Keyword keyword);

    /** One or two words. */
    String status(Status status);

    /** What happens to a configuration that has a keyword of such a status. */
    String consequence(Status status);

    /** Why Vigil does not start with a keyword: what follows the words "without it", in English. */
    String refusal(String danger);

    String lengthMax(int characters);

    /** What a toggle takes. */
    String switches();

    /** The number that holds if none is written. */
    String implied(long number);

    String anyBase();

    String seconds(int decimals);

    String milliseconds(int decimals);

    /** What holds without a keyword that has no other default. */
    String none();
}
