package dev.vigil.daemon.web;

import dev.vigil.daemon.watch.Histogram;
import java.util.List;
import java.util.Locale;

/**
 * Metrics in the text format of Prometheus 0.0.4, or in OpenMetrics 1.0. All samples of a family follow its declaration.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
final class Exposition {
    /** Which of the two formats. */
    enum Form {
        TEXT("text/plain; version=0.0.4; charset=utf-8"),
        OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        final String contentType;

        Form(String contentType) {
            this.contentType = contentType;
        }

        /** The one to answer with, by what a client accepts. */
        static Form accepted(String accept) {
            return accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        }
    }

    /** What a family's numbers are. */
    enum Measure {
        GAUGE,
        /** It only grows; its name ends in {@code _total}. */
        COUNTER,
        /** Times by how long they were. */
        HISTOGRAM,
        /** For names of other programs, which do not keep the rules of a type. */
        UNTYPED
    }

    private static final String TOTAL = "_total";

    private final Form form;
    private final StringBuilder text = new StringBuilder(8_192);
    private String name = "";

    Exposition(Form form) {
        this.form = form;
    }

    /** Begins a family. */
    Exposition family(String familyName, Measure type, String help) {
        if (type == Measure.COUNTER && !familyName.endsWith(TOTAL)) {
            throw new IllegalArgumentException(familyName + " is a counter and does not end in " + TOTAL);
        }
        name = familyName;
        boolean bare = form == Form.OPEN_METRICS && type == Measure.COUNTER;
        String declared = bare ? familyName.substring(0, familyName.length() - TOTAL.length()) : familyName;
        boolean unknown = form == Form.OPEN_METRICS && type == Measure.UNTYPED;
        String word = unknown ? "unknown" : type.name().toLowerCase(Locale.ROOT);
        text.append("# HELP ").append(declared).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(declared).append(' ').append(word).append('\n');
        return this;
    }

    /** A sample of the family that was begun last. */
    Exposition sample(Labels labels, long value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
        return this;
    }

    /** A sample that is 0 or 1. */
    Exposition sample(Labels labels, boolean value) {
        return sample(labels, value ? 1 : 0);
    }

    /** A sample of so many thousandths. */
    Exposition thousandths(Labels labels, long value) {
        text.append(name).append(labels).append(' ').append(value / 1_000.0).append('\n');
        return this;
    }

    /** A sample of so many millionths. */
    Exposition millionths(Labels labels, long value) {
        text.append(name).append(labels).append(' ').append(value / 1_000_000.0).append('\n');
        return this;
    }

    /** A histogram of times that has no labels. */
    Exposition histogram(Histogram.Counts counts) {
        long below = 0;
        List<Long> bounds = Histogram.boundsNs();
        for (int index = 0; index < bounds.size(); index++) {
            below += counts.within().get(index);
            bucket(Double.toString(bounds.get(index) / 1e9), below);
        }
        bucket("+Inf", counts.count());
        text.append(name).append("_sum ").append(counts.sumNs() / 1e9).append('\n');
        text.append(name).append("_count ").append(counts.count()).append('\n');
        return this;
    }

    private void bucket(String bound, long count) {
        text.append(name)
                .append("_bucket{le=\"")
                .append(bound)
                .append("\"} ")
                .append(count)
                .append('\n');
    }

    /** All of it. */
    String finish() {
        return form == Form.OPEN_METRICS ? text + "# EOF\n" : text.toString();
    }
}
