package dev.vigil.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** What this build calls itself. */
final class Version {
    /** The keepalived whose configuration, options and wire formats Vigil follows; programs look for it in {@code -v}. */
    private static final String KEEPALIVED = "2.4.3";

    private Version() {}

    /** The version that the compiler wrote into the module, or {@code unknown} outside a build. */
    static String number() {
        return Optional.ofNullable(Version.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("unknown");
    }

    /** One line for people. */
    static String text() {
        return "Vigil " + number() + ", compatible with keepalived " + KEEPALIVED + ", on Java "
                + System.getProperty("java.version");
    }

    /** What {@code keepalived -v} prints; its first word pair is what installers parse. */
    static String keepalivedText() {
        return "Keepalived v" + KEEPALIVED + " (Vigil " + number() + ")";
    }
}
