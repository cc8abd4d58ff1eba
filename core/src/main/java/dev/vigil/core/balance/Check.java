package dev.vigil.core.balance;

import java.util.Optional;

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

    /** The step that comes next, of a probe that has several. */
    private int step;

    /** The step that was made last. */
    private int stepMade;

    private long dueNs = NEVER;

    /** When the attempt began that is going on, or was the last one. */
    private long begunNs;

    /** What it adds to the weight of the server. */
    private long weightChange;

    private final CheckHistory history = new CheckHistory();
    private boolean retired;
    private boolean suspended;

    Check(RunningServer server, CheckSettings settings, boolean passes) {
        this.server = server;
        this.settings = settings;
        this.passes = passes;
    }

    /** The next attempt is due so long after now. */
    void start(long nowNs, long delayNs) {
        history.begin(nowNs);
        dueNs = nowNs + delayNs;
    }

    /** When the next attempt is due; {@link #NEVER} while one is going on. */
    public long dueNs() {
        return dueNs;
    }

    /** An attempt begins; it is what the check is made of. */
    public Probe begin(long nowNs) {
        dueNs = NEVER;
        begunNs = nowNs;
        return settings.probe();
    }

    /** An attempt could not be made, for which the server is not to blame: it is due again after a delay. */
    public void postpone(long nowNs) {
        dueNs = nowNs + settings.retryDelayNs();
    }

    /** No attempt is due until it is resumed; it remembers what it was. */
    void suspend() {
        suspended = true;
        dueNs = NEVER;
    }

    /** The next attempt is due so long after now. */
    void resume(long nowNs, long delayNs) {
        suspended = false;
        start(nowNs, delayNs);
    }

    boolean isSuspended() {
        return suspended;
    }

    /** It is not configured any more. */
    void retire() {
        retired = true;
    }

    /** Whether it is not configured any more: what it finds concerns nobody. */
    public boolean isRetired() {
        return retired;
    }

    /** What it follows, if it is a check that is never due. */
    public Optional<Probe.Watch> watch() {
        return settings.probe() instanceof Probe.Watch watch ? Optional.of(watch) : Optional.empty();
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

    /** Whether it was seen to fail, and has not passed since. */
    boolean hasFailed() {
        return known && !passes;
    }

    /** Whether an attempt of it has ended. */
    boolean isKnown() {
        return known;
    }

    CheckHistory history() {
        return history;
    }

    long failures() {
        return failures;
    }

    /** The step that the next attempt makes, or the one that is being made. */
    public int step() {
        return step;
    }

    /** The step of the last outcome. */
    int stepMade() {
        return stepMade;
    }

    long weightChange() {
        return weightChange;
    }

    /** From now on it adds this to the weight of the server. */
    void changeWeight(long change) {
        weightChange = change;
    }

    /** When the next check is due if no attempt follows before. */
    private long nextNs(long nowNs) {
        return settings.probe().countsFromStart()
                ? Math.max(nowNs, begunNs + settings.intervalNs())
                : nowNs + settings.intervalNs();
    }

    /** How long the attempt took that ends now; negative for a check that is never due. */
    private long tookNs(long nowNs) {
        return watch().isPresent() ? -1 : nowNs - begunNs;
    }

    News onSuccess(long nowNs) {
        history.passed(nowNs, tookNs(nowNs));
        stepMade = step;
        if (settings.probe() instanceof Probe.Web web && !isRoundOver(web, nowNs)) {
            return News.NONE;
        }
        boolean news = !passes || !known;
        if (!passes) {
            history.turned(nowNs);
        }
        passes = true;
        known = true;
        failures = 0;
        dueNs = nextNs(nowNs);
        return news ? News.PASSED : News.NONE;
    }

    /**
     * Whether every URL has answered well in one sequence. The one that failed is asked for alone, and after it all of them
     * once more; a server that is well is asked for one URL after the other, without an end.
     */
    private boolean isRoundOver(Probe.Web web, long nowNs) {
        boolean alone = failures > 0;
        step = alone ? 0 : (step + 1) % web.steps();
        if (passes && known) {
            return true;
        }
        failures = 0;
        boolean over = !alone && step == 0;
        dueNs = web.fast() ? nowNs : nowNs + settings.intervalNs();
        return over;
    }

    News onFailure(String reason, long nowNs) {
        history.failed(reason, nowNs, tookNs(nowNs));
        stepMade = step;
        boolean first = !known;
        boolean retries = known || settings.probe().retriesFromTheStart();
        failures++;
        if (passes && retries && failures <= settings.retries()) {
            dueNs = nowNs + settings.retryDelayNs();
            return News.ATTEMPT_FAILED;
        }
        known = true;
        dueNs = nextNs(nowNs);
        if (passes) {
            passes = false;
            history.turned(nowNs);
            weightChange = 0;
            return News.FAILED;
        }
        return first ? News.STILL_FAILED : News.NONE;
    }
}
