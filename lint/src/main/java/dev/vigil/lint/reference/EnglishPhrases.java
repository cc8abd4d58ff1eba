package dev.vigil.lint.reference;

import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.Status;
import java.util.List;
import java.util.stream.Collectors;

final class EnglishPhrases implements Phrases {
    private static final Labels LABELS =
            new Labels("Range", "Unit", "Default", "From", "Since", "Status", "Example", "Instead", "Holds", "Also");

    @Override
    public Labels labels() {
        return LABELS;
    }

    @Override
    public String in(Keyword keyword) {
        boolean inside = keyword.isOwn() && !keyword.block().isOutermost();
        return "in " + keyword.block().title() + (inside ? " of " + ConfFile.VIGIL.title() : "");
    }

    @Override
    public String inEntriesOf(List<Keyword> blocks) {
        return "in an entry of " + blocks.stream().map(Keyword::path).collect(Collectors.joining(", "));
    }

    @Override
    public String source(Keyword source, String fallback) {
        return source.path() + ", " + (fallback.isEmpty() ? "which has no default" : "whose default is " + fallback);
    }

    @Override
    public String since(Keyword keyword) {
        if (keyword.isOwn()) {
            return "only Vigil has it, in vigil.conf";
        }
        return keyword.isOld() ? "keepalived 2.2.7 or before" : "keepalived " + keyword.since();
    }

    @Override
    public String status(Status status) {
        return status.label();
    }

    @Override
    public String consequence(Status status) {
        return status.consequence();
    }

    @Override
    public String refusal(String danger) {
        return "Vigil cannot do it yet and does not start with it, since " + danger + ".";
    }

    @Override
    public String lengthMax(int characters) {
        return "at most " + characters + " characters";
    }

    @Override
    public String switches() {
        return "on off true false yes no; on if nothing is said";
    }

    @Override
    public String implied(long number) {
        return "; " + number + " if nothing is said";
    }

    @Override
    public String anyBase() {
        return "; octal with 0, hexadecimal with 0x";
    }

    @Override
    public String seconds(int decimals) {
        return time("seconds", decimals);
    }

    @Override
    public String milliseconds(int decimals) {
        return time("milliseconds", decimals);
    }

    private static String time(String unit, int decimals) {
        return decimals == 0 ? "whole " + unit : unit + ", up to " + decimals + " decimals";
    }

    @Override
    public String none() {
        return "none";
    }
}
