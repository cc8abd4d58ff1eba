package dev.vigil.core.balance;

/** One check of one server: when it is due, and whether the server passes it. */
public final class Check {
    /** Later than everything. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What an attempt came to. */
    enum News {
        /** Nothing that was not known before. */
        NONE,
        /** It failed, and is followed by another attempt. */
        ATTEMPT_FAILED,
        PASSED,
        FAILED,
        /** It failed as it was taken to from the beginning. */
        STILL_FAILED
    }

    private final RunningServer server;
    private final CheckSettings settings;
    private boolean passes;
    private boolean known;

    /** How many attempts in a row failed; before the first result one more is enough. */
    private long failures;

    private long dueNs = NEVER;

    private boolean retired;

    Check(RunningServer server, CheckSettings settings, boolean passes) {
        this.server = server;
        this.settings = settings;
        this.passes = passes;
    }

    /** The next attempt is due so long after now. */
    void start(long nowNs, long delayNs) {
        dueNs = nowNs + delayNs;
    }

    /** When the next attempt is due; {@link #NEVER} while one is going on. */
    public long dueNs() {
        return dueNs;
    }

    /** An attempt begins; it is what the check is made of. */
    public Probe begin() {
        dueNs = NEVER;
        return settings.probe();
    }

    /** An attempt could not be made, for which the server is not to blame: it is due again after a delay. */
    public void postpone(long nowNs) {
        dueNs = nowNs + settings.retryDelayNs();
    }

    /** It is not configured any more. */
    void retire() {
        retired = true;
    }

    /** Whether it is not configured any more: what it finds concerns nobody. */
    public boolean isRetired() {
        return retired;
    }

    RunningServer server() {
        return server;
    }

    CheckSettings settings() {
        return settings;
    }

    boolean passes() {
        return passes;
    }

    long failures() {
        return failures;
    }

    News onSuccess(long nowNs) {
        boolean news = !passes || !known;
        passes = true;
        known = true;
        failures = 0;
        dueNs = nowNs + settings.intervalNs();
        return news ? News.PASSED : News.NONE;
    }

    News onFailure(long nowNs) {
        boolean first = !known;
        known = true;
        failures++;
        if (passes && !first && failures <= settings.retries()) {
            dueNs = nowNs + settings.retryDelayNs();
            return News.ATTEMPT_FAILED;
        }
        dueNs = nowNs + settings.intervalNs();
        if (passes) {
            passes = false;
            return News.FAILED;
        }
        return first ? News.STILL_FAILED : News.NONE;
    }
}
