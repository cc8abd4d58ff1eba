package dev.vigil.cli;

/** What this build calls itself. */
final class Version {
    /** The keepalived whose configuration, options and wire formats Vigil follows; programs look for it in {@code -v}. */
    private static final String KEEPALIVED = "2.4.3";

    private static final String NUMBER = dev.vigil.daemon.Version.TEXT;

    private Version() {}

    /** One line for people. */
    static String text() {
        return "Vigil " + NUMBER + ", compatible with keepalived " + KEEPALIVED + ", on Java "
                + System.getProperty("java.version");
    }

    /** What {@code keepalived -v} prints; its first word pair is what installers parse. */
    static String keepalivedText() {
        return "Keepalived v" + KEEPALIVED + " (Vigil " + NUMBER + ")";
    }
}
