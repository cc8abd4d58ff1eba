package dev.vigil.core.bfd;

/** Why a session changed its state last (RFC 5880 4.1), by number since a neighbour may know further ones. */
public final class Diagnostic {
    public static final int NONE = 0;
    public static final int DETECTION_TIME_EXPIRED = 1;
    public static final int NEIGHBOR_SIGNALED_DOWN = 3;
    public static final int ADMINISTRATIVELY_DOWN = 7;

    private static final String[] TEXTS = {
        "no diagnostic",
        "control detection time expired",
        "echo function failed",
        "neighbor signaled session down",
        "forwarding plane reset",
        "path down",
        "concatenated path down",
        "administratively down",
        "reverse concatenated path down"
    };

    private Diagnostic() {}

    public static String text(int number) {
        return number < TEXTS.length ? TEXTS[number] : "diagnostic " + number;
    }
}
