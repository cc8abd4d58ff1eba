package dev.vigil.config.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request of a web check and what its answer must be.
 *
 * @param digest the MD5 of the body in hexadecimal
 * @param statuses accepted status codes; 200 to 299 if none is given
 * @param virtualHost the host that is asked for
 * @param tlsCompliant a connection that ends without saying so is a failure
 */
public record HttpUrl(
        String path,
        Optional<String> digest,
        List<StatusRange> statuses,
        Optional<String> virtualHost,
        Optional<Regex> regex,
        boolean tlsCompliant,
        SourcePlace place) {
    /** Status codes from one to another, both included. */
    public record StatusRange(int from, int to) {}

    /**
     * A regular expression that the body must match.
     *
     * @param negated the body must not match
     * @param options names of PCRE2 options
     * @param offsetMin where the match may begin at the earliest
     * @param offsetMax where it may begin at the latest
     */
    public record Regex(
            String pattern,
            boolean negated,
            List<String> options,
            long offsetMin,
            OptionalLong offsetMax,
            Optional<Stack> stack) {}

    /** The stack of the regular expression engine, in bytes. */
    public record Stack(long startBytes, long maxBytes) {}
}
