package dev.vigil.core.check;

import java.util.List;
import java.util.Optional;

/**
 * What the answer of a web server must be.
 *
 * @param statuses status codes that are accepted; empty for any
 * @param digest the MD5 of the body in hexadecimal
 */
public record WebDemand(List<StatusRange> statuses, Optional<String> digest, Optional<WebPattern> pattern) {
    public WebDemand {
        statuses = List.copyOf(statuses);
    }

    /** Status codes from one to another, both included. */
    public record StatusRange(int from, int to) {
        boolean contains(int status) {
            return from <= status && status <= to;
        }
    }

    boolean accepts(int status) {
        return statuses.isEmpty() || statuses.stream().anyMatch(range -> range.contains(status));
    }
}
