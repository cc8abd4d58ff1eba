package dev.vigil.core.place;

/** What a placed router counts since it began. */
public final class RouterCounters {
    long advertisementsSent;
    long resignationsSent;
    long becameMaster;
    long releasedMaster;
    long sendErrors;

    RouterCounters() {}

    void countSent(int priority) {
        if (priority == 0) {
            resignationsSent++;
        } else {
            advertisementsSent++;
        }
    }

    /** Advertisements of a MASTER left without being asked for. */
    public void countKept(int times) {
        advertisementsSent += times;
    }

    /** Advertisements sent, those with priority 0 apart. */
    public long advertisementsSent() {
        return advertisementsSent;
    }

    public long resignationsSent() {
        return resignationsSent;
    }

    public long becameMaster() {
        return becameMaster;
    }

    public long releasedMaster() {
        return releasedMaster;
    }

    /** Packets that the kernel refused to send. */
    public long sendErrors() {
        return sendErrors;
    }
}
