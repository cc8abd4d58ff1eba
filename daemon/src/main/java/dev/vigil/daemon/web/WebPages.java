package dev.vigil.daemon.web;

import dev.vigil.daemon.control.RequestRefused;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The pages of {@code web}: {@code /metrics}, {@code /livez} and {@code /readyz}, and where {@code page} is on, for this machine
 * alone, the page at {@code /}.
 */
final class WebPages implements Pages {
    private final RecentReports reports;
    private final BooleanSupplier shown;
    private final LivePage english;
    private final LivePage chinese;

    /**
     * @param node how this node is called
     * @param shown whether there is a page now
     * @param startedEpochMs when the daemon was started
     */
    WebPages(RecentReports reports, String node, BooleanSupplier shown, long startedEpochMs) {
        this.reports = reports;
        this.shown = shown;
        this.english = new LivePage(reports, node, Language.ENGLISH, startedEpochMs);
        this.chinese = new LivePage(reports, node, Language.CHINESE, startedEpochMs);
    }

    @Override
    public Answer at(Request request) {
        return switch (request.path()) {
            case "/metrics" -> metrics(Exposition.Form.accepted(request.accept()));
            case "/livez", "/readyz" -> health();
            case "/", "/page.css", "/page.js" -> page(request);
            default -> Answer.line(Answer.NOT_FOUND, "not found; there are /metrics, /livez and /readyz");
        };
    }

    @Override
    public Optional<Live> live(Request request) {
        return request.path().equals("/live") && shown.getAsBoolean() && request.local()
                ? Optional.of(pageFor(request))
                : Optional.empty();
    }

    private LivePage pageFor(Request request) {
        return switch (Language.of(request)) {
            case ENGLISH -> english;
            case CHINESE -> chinese;
        };
    }

    private Answer page(Request request) {
        if (!shown.getAsBoolean()) {
            return Answer.line(Answer.OK, "/metrics\n/livez\n/readyz");
        }
        if (!request.local()) {
            return Answer.line(
                    Answer.FORBIDDEN,
                    "The page is for this machine alone. From elsewhere: ssh -L 9650:127.0.0.1:PORT THIS-MACHINE, then"
                            + " http://127.0.0.1:9650/");
        }
        return switch (request.path()) {
            case "/page.css" -> LivePage.file("page.css", "text/css; charset=utf-8");
            case "/page.js" -> LivePage.file("page.js", "text/javascript; charset=utf-8");
            default -> pageFor(request).whole();
        };
    }

    private Answer metrics(Exposition.Form form) {
        try {
            Scrape scrape = reports.recent();
            Exposition out = new Exposition(form);
            VigilMetrics.write(scrape, out);
            ServerMetrics.write(scrape.report(), out);
            KeepalivedMetrics.write(scrape, out);
            return new Answer(Answer.OK, form.contentType, out.finish());
        } catch (RequestRefused refused) {
            return Answer.line(Answer.UNAVAILABLE, String.valueOf(refused.getMessage()));
        }
    }

    /** The VRRP loop answers, which it does only once it serves. */
    private Answer health() {
        try {
            reports.recent();
            return Answer.line(Answer.OK, "ok");
        } catch (RequestRefused refused) {
            return Answer.line(Answer.UNAVAILABLE, String.valueOf(refused.getMessage()));
        }
    }
}
