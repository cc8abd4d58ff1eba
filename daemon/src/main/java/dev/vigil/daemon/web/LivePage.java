package dev.vigil.daemon.web;

import dev.vigil.daemon.control.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The page in one language: as a whole for a browser that comes, and what changes in it for one that stays. */
final class LivePage implements Live {
    /** Nothing is loaded from elsewhere, nothing inline is run, and no other page may have this one in a frame. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final RecentReports reports;
    private final String node;
    private final Language language;
    private Version last;

    /**
     * @param node how this node is called
     * @param since no version has a lower number
     */
    LivePage(RecentReports reports, String node, Language language, long since) {
        this.reports = reports;
        this.node = node;
        this.language = language;
        this.last = new Version(since, "");
    }

    @Override
    public Version now() throws RequestRefused {
        String text = PageBody.of(node, reports.recent().report(), language);
        synchronized (this) {
            if (!last.text().equals(text)) {
                last = new Version(last.number() + 1, text);
            }
            return last;
        }
    }

    /** The whole page. It is read again every few seconds where no script runs. */
    Answer whole() {
        String main;
        int status = Answer.OK;
        try {
            main = now().text();
        } catch (RequestRefused refused) {
            main = PageBody.silent(language, String.valueOf(refused.getMessage()));
            status = Answer.UNAVAILABLE;
        }
        Html out = new Html();
        out.raw("<!doctype html>\n<html lang=").raw(language.tag).raw("><head><meta charset=utf-8>");
        out.raw("<meta name=viewport content=\"width=device-width, initial-scale=1\">");
        out.element("title", Words.TITLE.in(language, node)).raw("<link rel=stylesheet href=\"/page.css\">");
        out.raw("<noscript><meta http-equiv=refresh content=5></noscript>");
        out.raw("<script src=\"/page.js\" defer></script></head><body>");
        out.raw("<nav><a href=\"/?lang=en\" hreflang=en>English</a> <a href=\"/?lang=zh\" hreflang=zh>中文</a></nav>");
        out.raw("<p id=old hidden>").text(Words.NO_NEWS.in(language, "%s")).raw("</p>");
        out.raw("<main>").raw(main).raw("</main></body></html>\n");
        return new Answer(status, "text/html; charset=utf-8", out.toString(), HEADERS);
    }

    /** A file that the page names. */
    static Answer file(String name, String contentType) {
        try (InputStream in = Objects.requireNonNull(LivePage.class.getResourceAsStream(name), name)) {
            return new Answer(Answer.OK, contentType, new String(in.readAllBytes(), StandardCharsets.UTF_8), HEADERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
