package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be told about one instance, in order. It is bounded: when notices come faster than scripts end, those that
 * tell no state are left out first, then all but the newest state and what came after it.
 */
final class NotifyQueue {
    /** How many notices wait at most. */
    static final int WAITING_MAX = 8;

    private final Deque<Notice> waiting = new ArrayDeque<>();
    private final Deque<Command> steps = new ArrayDeque<>();
    private @Nullable Notice current;

    /** Puts a notice at the end; the number of older ones that are left out for it. */
    int add(Notice notice) {
        if (notice.commands().isEmpty()) {
            return 0;
        }
        waiting.add(notice);
        return waiting.size() <= WAITING_MAX ? 0 : coalesce(notice);
    }

    private int coalesce(Notice newest) {
        int before = waiting.size();
        waiting.removeLast();
        waiting.removeIf(each -> !each.state().isState());
        Notice newestState = waiting.peekLast();
        if (waiting.size() >= WAITING_MAX) {
            waiting.clear();
            if (newestState != null && !newest.state().isState()) {
                waiting.add(newestState);
            }
        }
        waiting.add(newest);
        return before - waiting.size();
    }

    /**
     * Leaves out everything but the notice of the stop, if one waits: the daemon ends, and that is the one that must not be
     * lost. The program that runs is the caller's to end.
     *
     * @return how many notices are not told, or not to their end; 0 if no stop waits
     */
    int keepStop() {
        if (waiting.stream().noneMatch(NotifyQueue::isStop)) {
            return 0;
        }
        int before = size();
        waiting.removeIf(notice -> !isStop(notice));
        steps.clear();
        return before - waiting.size();
    }

    private static boolean isStop(Notice notice) {
        return notice.state() == NotifyState.STOP;
    }

    /** Whether a program of this queue runs. */
    boolean isBusy() {
        return current != null;
    }

    /** How many notices are not yet told to the end. */
    int size() {
        return waiting.size() + (current == null ? 0 : 1);
    }

    /** The next program to run, after the one before has ended; null when everything is told. */
    @Nullable
    Command next() {
        if (steps.isEmpty()) {
            current = waiting.poll();
            if (current != null) {
                steps.addAll(current.commands());
            }
        }
        return steps.poll();
    }

    /** The notice that the program runs for. */
    Notice current() {
        if (current == null) {
            throw new IllegalStateException("no notification is running");
        }
        return current;
    }
}
