package dev.vigil.daemon.web;

import java.util.Locale;

/** A language of the page. */
enum Language {
    ENGLISH("en"),
    CHINESE("zh");

    /** As in {@code lang} of HTML. */
    final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The one that the URL asks for, or the first of those that the browser prefers; English otherwise. */
    static Language of(Request request) {
        for (Language each : values()) {
            if (request.query().equals("lang=" + each.tag)) {
                return each;
            }
        }
        for (String preferred : request.languages().toLowerCase(Locale.ROOT).split(",", -1)) {
            for (Language each : values()) {
                if (preferred.strip().startsWith(each.tag)) {
                    return each;
                }
            }
        }
        return ENGLISH;
    }
}
