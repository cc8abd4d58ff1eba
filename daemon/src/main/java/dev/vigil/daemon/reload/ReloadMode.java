package dev.vigil.daemon.reload;

/**
 * What kind of reload is asked for.
 *
 * @param dryRun everything is prepared and planned, and nothing is changed
 * @param allowEmpty a configuration without any instance is taken although there were some
 */
public record ReloadMode(boolean dryRun, boolean allowEmpty) {
    /** That of a signal. */
    public static final ReloadMode USUAL = new ReloadMode(false, false);
}
