package dev.vigil.daemon.vrrp;

import org.jspecify.annotations.Nullable;

/** Runs what may end by a defect of this program without ending more than itself. */
final class Contained {
    private Contained() {}

    /** The defect that ended it; null if it came to its end. What the whole process cannot go on with is thrown on. */
    static @Nullable Throwable run(Runnable work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            return defect;
        }
    }
}
