package dev.vigil.daemon.reload;

import dev.vigil.daemon.control.ReloadAnswer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A reload that is asked for by one or several at once, who all get its answer. */
final class ReloadRun {
    static final String GIVEN_UP = "whoever asked for it gave up before it was applied";

    /** How many of those who ask are named. */
    static final int NAMED_MAX = 5;

    private final ReloadMode mode;
    private final CompletableFuture<ReloadAnswer> answer = new CompletableFuture<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private int asking;
    private int asked;
    private Optional<Proposal> proposal = Optional.empty();

    ReloadRun(ReloadMode mode) {
        this.mode = mode;
    }

    ReloadMode mode() {
        return mode;
    }

    CompletableFuture<ReloadAnswer> answer() {
        return answer;
    }

    synchronized void join(String reason) {
        asking++;
        asked++;
        if (reasons.size() < NAMED_MAX) {
            reasons.add(reason);
        }
    }

    /** Who asked, for people. */
    synchronized String reason() {
        String named = String.join(", ", reasons);
        return asked == 1 ? named : named + "; " + asked + " requests";
    }

    /** One of those who ask waits no longer; true if it was the last, and nothing will be applied. */
    synchronized boolean leave() {
        asking--;
        return asking == 0 && proposal.map(each -> each.withdraw(GIVEN_UP)).orElse(true);
    }

    /** Notes what is proposed; false if nobody waits for it any more. */
    synchronized boolean offer(Proposal offered) {
        proposal = Optional.of(offered);
        return asking > 0;
    }

    synchronized boolean isWanted() {
        return asking > 0;
    }
}
