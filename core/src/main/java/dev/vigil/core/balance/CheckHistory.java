package dev.vigil.core.balance;

import java.util.OptionalLong;

/** What is remembered of the attempts of a check, for those who ask. */
final class CheckHistory {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final String PASSED = "passed";

    private String answer = "";
    private long answeredNs = UNKNOWN;
    private long durationNs = UNKNOWN;
    private long sinceNs = UNKNOWN;
    private long attempts;
    private long attemptsFailed;

    /** The check begins, and is not yet known to be anything else than it is taken for. */
    void begin(long nowNs) {
        if (sinceNs == UNKNOWN) {
            sinceNs = nowNs;
        }
    }

    /** @param durationNs how long it took; a negative number for a check that only follows what others see */
    void passed(long nowNs, long durationNs) {
        take(PASSED, nowNs, durationNs);
    }

    void failed(String reason, long nowNs, long durationNs) {
        attemptsFailed++;
        take(reason, nowNs, durationNs);
    }

    private void take(String what, long nowNs, long tookNs) {
        attempts++;
        answer = what;
        answeredNs = nowNs;
        durationNs = tookNs < 0 ? UNKNOWN : tookNs;
    }

    /** From now on the check is believed to pass, or to fail. */
    void turned(long nowNs) {
        sinceNs = nowNs;
    }

    /** Empty before the first attempt has ended. */
    String answer() {
        return answer;
    }

    OptionalLong answeredNs() {
        return moment(answeredNs);
    }

    OptionalLong durationNs() {
        return moment(durationNs);
    }

    OptionalLong sinceNs() {
        return moment(sinceNs);
    }

    private static OptionalLong moment(long ns) {
        return ns == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(ns);
    }

    long attempts() {
        return attempts;
    }

    long attemptsFailed() {
        return attemptsFailed;
    }
}
