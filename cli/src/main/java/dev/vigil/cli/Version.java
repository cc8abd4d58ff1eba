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

    /**
     * What {@code keepalived -v} prints: installers parse its first two words, and exporters look for the configure option that
     * gives keepalived its JSON dump. Named is what Vigil does.
     */
    static String keepalivedText() {
        return """
                Keepalived v%s (Vigil %s)

                Vigil is a daemon of its own that follows keepalived %s; no code of keepalived is in it.

                Running on %s %s, Java %s

                configure options: --enable-json --with-init=systemd

                Config options:  VRRP VRRP_AUTH JSON INIT=systemd SYSTEMD_NOTIFY""".formatted(
                        KEEPALIVED,
                        NUMBER,
                        KEEPALIVED,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }
}
