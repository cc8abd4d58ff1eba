package dev.vigil.daemon.web;

import dev.vigil.daemon.control.RequestRefused;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports for everybody who asks: one at a time is made, and one that is young enough is given again, so that many clients cost
 * the VRRP loop no more than one. A refusal is given again likewise: who waited behind one need not wait for the next.
 */
final class RecentReports {
    /** How old an answer may be that is given again. */
    static final long AGE_MAX_NS = 200_000_000L;

    /** Makes a report. */
    interface Source {
        Scrape scrape() throws RequestRefused;
    }

    /** What came of asking: one of the two. */
    private record Outcome(
            @Nullable Scrape scrape, @Nullable RequestRefused refusal, long atNs) {
        Scrape get() throws RequestRefused {
            if (scrape != null) {
                return scrape;
            }
            throw Objects.requireNonNull(refusal);
        }
    }

    private final Source source;
    private final LongSupplier nowNs;
    private @Nullable Outcome last;

    RecentReports(Source source, LongSupplier nowNs) {
        this.source = source;
        this.nowNs = nowNs;
    }

    synchronized Scrape recent() throws RequestRefused {
        Outcome known = last;
        if (known == null || nowNs.getAsLong() - known.atNs >= AGE_MAX_NS) {
            known = ask();
            last = known;
        }
        return known.get();
    }

    private Outcome ask() {
        try {
            Scrape scrape = source.scrape();
            return new Outcome(scrape, null, nowNs.getAsLong());
        } catch (RequestRefused refused) {
            return new Outcome(null, refused, nowNs.getAsLong());
        }
    }
}
