package dev.vigil.daemon.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes HTML. Every text that comes from elsewhere goes through {@link #text}, so that none of it is markup. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Markup as it stands here. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(letter);
            }
        }
        return this;
    }

    /** An element that has only a text; {@code tag} may have attributes: {@code td class=ok}. */
    Html element(String tag, String text) {
        int blank = tag.indexOf(' ');
        raw("<").raw(tag).raw(">").text(text);
        return raw("</").raw(blank < 0 ? tag : tag.substring(0, blank)).raw(">");
    }

    /** A moment, which the script turns into an age. */
    Html moment(long epochMs) {
        String iso =
                Instant.ofEpochMilli(epochMs).truncatedTo(ChronoUnit.SECONDS).toString();
        return raw("<time datetime=\"").raw(iso).raw("\">").raw(iso).raw("</time>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
