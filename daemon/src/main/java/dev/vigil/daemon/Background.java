package dev.vigil.daemon;

/** A start without {@code -n}: another process serves, and this one ends when that one is up or has failed. */
final class Background {
    private Background() {}

    @SuppressWarnings("SystemOut")
    static int start() {
        System.err.println("vigil: start it in the foreground with -n");
        return DaemonExit.FAILED;
    }
}
