package dev.vigil.daemon.web;

import dev.vigil.daemon.control.RequestRefused;

/** The pages of {@code web}: {@code /metrics}, {@code /livez} and {@code /readyz}. */
final class WebPages implements Pages {
    private final RecentReports reports;

    WebPages(RecentReports reports) {
        this.reports = reports;
    }

    @Override
    public Answer at(String path, String accept) {
        return switch (path) {
            case "/" -> Answer.line(Answer.OK, "/metrics\n/livez\n/readyz");
            case "/metrics" -> metrics(Exposition.Form.accepted(accept));
            case "/livez", "/readyz" -> health();
            default -> Answer.line(Answer.NOT_FOUND, "not found; there are /metrics, /livez and /readyz");
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
